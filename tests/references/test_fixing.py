"""Fixes mend what they are about, once and for all, and touch nothing else."""

import dataclasses
import difflib
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from references.bibliography_file import BibliographyFile
from references.edit import FieldEdit
from references.encoding import decode
from references.fixing import fix, look
from references.format import format_named
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity, library_rules
from references.source import SourceFile

BIBTEX = format_named("bibtex")
RULES = {rule.code: rule for rule in library_rules()}
FIXABLE = [rule for rule in library_rules() if rule.fixable]
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "bib-corpus"
NASTY = sorted((Path(__file__).resolve().parent / "formats" / "samples").rglob("*.bib"))
each_fixable = pytest.mark.parametrize("rule", FIXABLE, ids=lambda rule: rule.code)

MAY_CHANGE = {
    "REF003": {"issued"},
    "REF021": {"authors", "editors", "translators"},
    "REF022": {"title", "container", "container_short", "authors", "publisher"},
    "REF028": {"url"},
    "REF033": set(),
    "REF036": {"doi", "pmid", "pmcid", "volume", "issue", "pages", "collection", "edition"}
    | {"article_number"},
    "REF037": {"volume", "issue"},
    "REF062": {"doi"},
    "REF063": {"doi", "url"},
    "REF064": {"keywords"},
    "REF065": {"url"},
    "REF066": {"url"},
    "REF067": {"issn", "isbn"},
    "REF068": {"pmid", "pmcid"},
    "REF069": {"pages"},
    "REF070": {"volume", "issue", "pages"},
    "REF071": {"pages"},
    "REF072": set(),
    "REF073": {"issued", "accessed", "original_date"},
    "REF074": {"title", "container"},  # a part takes the title of its book over
    "REF075": set(),
    "REF076": {"note", "accessed"},
    "REF077": set(),
    "REF078": {"container"},
    "REF080": None,
    "REF081": set(),
    "REF082": None,
    "REF083": set(),
    "REF084": set(),
    "REF085": None,
}
"""What each fix on form may change of a record's meaning; ``None`` is anything in one field."""


def bibliography(text: str | bytes) -> BibliographyFile:
    source = decode("a.bib", text if isinstance(text, bytes) else text.encode()).value
    return BibliographyFile(source, BIBTEX)


def subject_of(file: BibliographyFile) -> LibrarySubject:
    reading = BIBTEX.read(file.source)
    return LibrarySubject(reading.value, reading.problems)


def typed(reference: Reference) -> dict[str, object]:
    """The typed values of a record, without what says where it stands and how it was written."""
    left_out = {"fields", "location", "span"}
    return {
        each.name: getattr(reference, each.name)
        for each in dataclasses.fields(reference)
        if each.name not in left_out
    }


@each_fixable
def test_the_bad_example_is_fixed_for_good(rule):
    file = bibliography(rule.bad)
    before = [each for each in look([rule], subject_of(file)) if each.hit.edits]
    assert before, "a rule that says it is fixable has no edit for its own example"
    result = fix([file], [rule])
    assert result.fixed[rule.code] >= len(before)
    assert [each for each in result.left if each.hit.edits] == []
    assert fix(result.files, [rule]).files == result.files


@each_fixable
def test_fixing_the_bad_example_brings_no_other_fault(rule):
    file = bibliography(rule.bad)
    before = {each.identity for each in look(RULES.values(), subject_of(file))}
    fixed = fix([file], [rule]).files[0]
    others = [
        each
        for each in look(RULES.values(), subject_of(fixed))
        if each.identity not in before and each.rule.severity is not Severity.NOTE
    ]
    assert [each.hit.message for each in others] == []


@each_fixable
def test_only_lines_of_edited_fields_change(rule):
    file = bibliography(rule.bad)
    fixed = fix([file], [rule]).files[0]
    names = {
        (edit.field.name if edit.field else edit.name).lower()
        for each in look([rule], subject_of(file))
        for edit in each.hit.edits
    }
    changes = [
        line
        for line in difflib.ndiff(file.source.text.splitlines(), fixed.source.text.splitlines())
        if line[0] in "+-"
    ]
    assert changes
    for line in changes:
        field = re.match(r"[-+]\s+([\w-]+)\s*=", line)
        assert field is None or field[1].lower() in names, line


@each_fixable
def test_good_examples_are_left_alone(rule):
    file = bibliography(rule.good)
    assert fix([file], [rule]).files == (file,)


REAL = [pytest.param(path, id=path.name) for path in NASTY] + [
    pytest.param(path, id=path.name, marks=pytest.mark.slow)
    for path in sorted(SHARED.glob("**/*.bib"))
    if path.stat().st_size < 100_000
]
each_real = pytest.mark.parametrize("path", REAL)


def test_there_are_real_files_to_fix():
    assert len(NASTY) > 20


@each_real
def test_fixes_change_the_meaning_of_real_records_only_as_they_say(path):
    """Same records in the same order, and each rule changes what is its own alone."""
    rules = [RULES[code] for code in MAY_CHANGE if code in RULES]
    file = bibliography(path.read_bytes())
    subject = subject_of(file)
    for rule in rules:
        if not any(hit.edits for hit in rule.check(subject)):
            continue
        result = fix([file], [rule])
        after = BIBTEX.read(result.files[0].source).value.references
        assert [each.key for each in after] == [each.key for each in subject.library]
        allowed = MAY_CHANGE[rule.code]
        for old, new in zip(subject.library, after, strict=True):
            changed = {name for name, value in typed(old).items() if getattr(new, name) != value}
            assert allowed is None or changed <= allowed, (rule.code, old.key, changed)
            assert digits_and_letters(old, rule.code) == digits_and_letters(new, rule.code)


KEEPS_EVERY_LETTER = ("REF069", "REF072", "REF074", "REF075", "REF077", "REF083", "REF084")


def digits_and_letters(reference: Reference, code: str) -> str:
    """What no change of dashes, braces, escapes and blanks may alter."""
    if code not in KEEPS_EVERY_LETTER:
        return ""
    shown = (reference.title, reference.pages, reference.doi, *map(str, reference.authors))
    return "".join(char for char in " ".join(shown) if char.isalnum())


@each_real
def test_all_fixes_together_are_idempotent(path):
    once = fix([bibliography(path.read_bytes())], FIXABLE)
    twice = fix(once.files, FIXABLE)
    assert twice.files == once.files
    assert twice.fixed == {}


FRAGMENTS = (
    "DNA|{DNA}| in |the clinic.|&amp;|&|%|\\&|<i>x</i>|$5|$x_1$|  |\u00a0|\u00ad|e\u0301|Ã©|"
    "\\'e|and |et al.|; |, |Smith, J.|null|--|-|12|1490|4|Vol. |pp. |https://|doi.org/10.1000/a|"
    "www.a.org|?utm_source=x|{{|}}|\n  |March|2019|3|.|a"
)
FIELDS = (
    "title author journal pages volume number month year date urldate url doi issn isbn pmid note "
    "keywords booktitle howpublished"
)
values = st.lists(st.sampled_from(FRAGMENTS.split("|")), max_size=6).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    fields=st.lists(
        st.tuples(st.sampled_from(FIELDS.split(" ")), values, st.booleans()), max_size=6
    ),
    lines=st.booleans(),
)
def test_any_record_is_fixed_once_and_for_all(fields, lines):
    gap = "\n  " if lines else " "
    body = ",".join(
        f'{gap}{name} = "{value}"' if quotes else f"{gap}{name} = {{{value}}}"
        for name, value, quotes in fields
    )
    file = bibliography(f"% before\n@article{{k,{body}\n}}\n@book{{other, title = {{X Y}}}} after")
    once = fix([file], FIXABLE)
    twice = fix(once.files, FIXABLE)
    assert twice.files == once.files
    assert once.files[0].source.text.startswith("% before\n@")
    old, new = BIBTEX.read(file.source), BIBTEX.read(once.files[0].source)
    assert [each.key for each in new.value] == [each.key for each in old.value]
    assert len(new.problems) <= len(old.problems)


def invented(code: str, value: object, *, field: str = "title") -> Rule:
    """A rule that wants every such field to hold a value."""

    def check(subject):
        for reference in subject.library:
            found = reference.field(field)
            if found is not None and found.value != value:
                edit = FieldEdit(reference, found, value, markup=None)
                yield Hit(found.location, f"not {value}", subject=reference.key, edits=(edit,))

    return Rule(code, "x", Severity.NOTE, "", "", "", "", check, fixable=True)


def test_rules_that_contradict_each_other_end():
    file = bibliography("@misc{a, title = {x}}")
    result = fix([file], [invented("REF901", "one"), invented("REF902", "two")])
    assert result.files[0].source.text in ("@misc{a, title = {one}}", "@misc{a, title = {two}}")


def test_the_lower_code_goes_first_and_the_other_sees_what_it_left():
    file = bibliography("@misc{a, title = {Magnesium  in aging &amp; health.}}")
    result = fix([file], FIXABLE)
    assert result.files[0].source.text == "@misc{a, title = {Magnesium in aging \\& health}}"
    assert result.fixed == {"REF022": 1, "REF074": 1, "REF082": 1}


def test_a_fix_that_would_break_the_file_is_left_out_and_the_others_are_kept():
    def edit(source, edits):
        text = BIBTEX.edit(source, edits)
        return "" if any(each.value == "bad" for each in edits) else text

    file = dataclasses.replace(
        bibliography("@misc{a, title = {x}, note = {y}}"),
        format=dataclasses.replace(BIBTEX, edit=edit),
    )
    rules = [invented("REF901", "bad"), invented("REF902", "good", field="note")]
    result = fix([file], rules)
    assert result.files[0].source.text == "@misc{a, title = {x}, note = {good}}"
    assert result.fixed == {"REF902": 1}
    assert [each.rule.code for each in result.left] == ["REF901"]


def test_a_value_that_cannot_be_edited_is_left_and_told():
    text = '@string{s = "Vol. 3"}\n@article{a, volume = s, pages = {1-3}}\n'
    result = fix([bibliography(text)], [RULES["REF069"], RULES["REF070"]])
    assert result.files[0].source.text == text.replace("1-3", "1--3")
    assert result.fixed == {"REF069": 1}
    assert [each.rule.code for each in result.left] == ["REF070"]


def test_a_format_without_edits_stays_as_it_is():
    file = dataclasses.replace(
        bibliography("@article{a, pages = {1-3}}"),
        format=dataclasses.replace(BIBTEX, edit=None),
    )
    result = fix([file], FIXABLE)
    assert result.files == (file,)
    assert "REF069" in {each.rule.code for each in result.left}


def test_files_are_fixed_together():
    """Whether a page range is shortened unevenly shows only over all files."""
    one = BibliographyFile(SourceFile("one.bib", "@article{a, pages = {705--9}}"), BIBTEX)
    two = BibliographyFile(SourceFile("two.bib", "@article{b, pages = {1490--1494}}"), BIBTEX)
    result = fix([one, two], [RULES["REF071"]])
    assert [file.source.text for file in result.files] == [
        "@article{a, pages = {705--709}}",
        "@article{b, pages = {1490--1494}}",
    ]


def test_line_ends_and_byte_order_mark_stay():
    text = "\ufeff@article{a,\r\n  pages = {1-3},\r\n  number = {null},\r\n}\r\n% end"
    file = bibliography(text.encode())
    result = fix([file], FIXABLE).files[0]
    assert result.source.text == "@article{a,\r\n  pages = {1--3},\r\n}\r\n% end"
    assert result.source.has_byte_order_mark
