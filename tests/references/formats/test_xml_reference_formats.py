"""PubMed XML, EndNote XML and JATS: samples field by field, changes in place, hostile files."""

import dataclasses
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from references.dates import PartialDate
from references.format import ReferenceFormat, format_named, format_of
from references.formats.csl_json import FORMAT as CSL_JSON
from references.formats.endnote_xml import FORMAT as ENDNOTE
from references.formats.pubmed_xml import FORMAT as PUBMED
from references.library import Library
from references.notice import Notice, NoticeKind, RelatedWork, Relation
from references.people import PersonName
from references.reference import Reference, ReferenceKind
from references.source import Location, SourceFile
from tests.references.formats.xml_samples import (
    FILES,
    XML,
    assert_holds,
    each_format,
    read,
    sample,
)


@each_format
def test_a_sample_is_recognised_read_without_problems_and_written_back_to_the_byte(
    fmt: ReferenceFormat,
) -> None:
    source = sample(fmt)
    assert format_of("some.xml", source.text) is fmt
    reading = fmt.read(source)
    assert reading.problems == ()
    assert fmt.write(reading.value) == source.text
    assert fmt.encode(fmt.write(reading.value)) == FILES[fmt.name].read_bytes()


@each_format
def test_a_stream_gives_what_reading_gives(fmt: ReferenceFormat) -> None:
    assert fmt.stream is not None
    path = FILES[fmt.name]
    reading = fmt.read(fmt.decode(str(path), path.read_bytes()).value)
    assert tuple(fmt.stream(path)) == reading.value.references


@each_format
def test_a_changed_record_keeps_what_was_not_changed_and_the_others_stay(
    fmt: ReferenceFormat,
) -> None:
    source = sample(fmt)
    first, *others = fmt.read(source).value.references
    changed = dataclasses.replace(first, volume="20", note="seen & noted")
    written = fmt.write(Library((changed, *others), (source,)))
    start = others[0].span.start if others[0].span else 0
    assert written.endswith(source.text[start:])
    assert written[: first.span.start if first.span else 0] == source.text[: first.span.start]
    etree.fromstring(written.encode())
    again = fmt.read(SourceFile(source.path, written)).value.references
    assert [each.key for each in again] == [first.key, *(each.key for each in others)]
    for name in ("title", "authors", "issued", "doi", "pmid", "notices", "keywords", "abstract"):
        assert getattr(again[0], name) == getattr(first, name)
    assert (again[0].volume, again[0].note) == ("20", "seen & noted")
    unknown = {"MedlineCitation/ChemicalList", "custom1", "foreign-keys"}
    kept = [field.raw for field in first.fields if field.name in unknown]
    assert kept == [field.raw for field in again[0].fields if field.name in unknown]


@each_format
def test_taking_a_record_out_and_turning_the_order_round(fmt: ReferenceFormat) -> None:
    source = sample(fmt)
    references = fmt.read(source).value.references
    for kept in (references[1:], references[:-1], tuple(reversed(references)), ()):
        written = fmt.write(Library(kept, (source,)))
        etree.fromstring(written.encode())
        again = fmt.read(SourceFile(source.path, written)).value.references
        assert [(each.key, each.title) for each in again] == [(e.key, e.title) for e in kept]


@each_format
def test_a_truncated_download_keeps_every_complete_record(fmt: ReferenceFormat) -> None:
    source = sample(fmt)
    references = fmt.read(source).value.references
    last = references[-1].span
    assert last is not None
    reading = fmt.read(SourceFile(source.path, source.text[: last.end - 30]))
    assert reading.value.references[:-1] == references[:-1]
    assert reading.value.references[-1].title == references[-1].title
    assert "library/failed-block" in {problem.kind for problem in reading.problems}


def test_a_broken_record_costs_no_other() -> None:
    good = "<record><ref-type name='Book'>6</ref-type><titles><title>T{}</title></titles></record>"
    broken = "<record><titles><title>AT&T <b>and</titles> more</record>"
    text = f"<xml><records>{good.format(1)}{broken}{good.format(2)}</records></xml>"
    references, problems = read(ENDNOTE, text)
    assert [each.title for each in references if each.title.startswith("T")] == ["T1", "T2"]
    assert len(references) == 3
    assert "AT&T" in references[1].title
    assert sorted(problems) == ["library/bare-ampersand", "library/broken-xml"]


def test_entities_without_a_document_type_and_control_characters() -> None:
    text = "<record><titles><title>Caf&eacute; &unknown; a\x0bb</title></titles></record>"
    (reference,), problems = read(ENDNOTE, text)
    assert reference.title == "Café &unknown; ab"
    assert sorted(problems) == ["library/forbidden-character", "library/unknown-entity"]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declared",
    [
        f'<!ENTITY l0 "lol">{LAUGHS}<!ENTITY e "&l9;">',
        '<!ENTITY e SYSTEM "file:///etc/passwd">',
        f'<!ENTITY e "{"a" * 50_000}">',
        '<!ENTITY % e SYSTEM "http://example.org/x.dtd"> %e;',
    ],
    ids=["billion-laughs", "external", "quadratic", "parameter"],
)
def test_declared_entities_are_named_and_neither_expanded_nor_fetched(declared: str) -> None:
    record = f"<record><titles><title>before {'&e;' * 1000} after</title></titles></record>"
    text = f"<!DOCTYPE xml [{declared}]>\n<xml><records>{record}</records></xml>"
    tracemalloc.start()
    reading = ENDNOTE.read(SourceFile("a.xml", text))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000
    assert reading.problems[0].kind == "library/declared-entity"
    assert str(reading.problems[0].location).startswith("a.xml:1:")
    assert reading.value.references[0].title == f"before {'&e;' * 1000} after"
    assert ENDNOTE.write(reading.value) == text


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('<?xml version="1.0"?>\n<modsCollection xmlns="http://www.loc.gov/mods/v3">', "MODS"),
        ('<b:Sources xmlns:b="http://example.org/b">', "Microsoft Word"),
        ("<CitaviExchangeData>", "Citavi"),
        ("<collection><record>", "MARC"),
        ("<!DOCTYPE html><html>", "web page"),
        ("<somethingElse>", "<somethingElse>"),
    ],
)
@each_format
def test_other_xml_is_named(fmt: ReferenceFormat, head: str, name: str) -> None:
    if fmt is ENDNOTE and name == "MARC":
        return  # a MARC record and an EndNote record have one name
    reading = fmt.read(SourceFile("a.xml", head))
    assert len(reading.value) == 0
    (problem,) = reading.problems
    assert problem.kind == "library/no-record"
    assert name in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "<PubmedArticle>" + "<![CDATA[" * 20_000,
        "<PubmedArticle>" + "<!--" * 20_000,
        "<PubmedArticle>" * 300,
        "<PubmedArticle a='" * 300,
        "<PubmedArticle>" + "<a>" * 20_000 + "</PubmedArticle>",
        "<PubmedArticle>" + "<" * 20_000 + "</PubmedArticle>",
        "<!DOCTYPE a [" * 5_000,
        "<?" * 20_000,
    ],
    ids=["cdata", "comments", "records", "quotes", "deep", "brackets", "doctypes", "instructions"],
)
def test_what_opens_and_never_closes_ends_in_a_reading(text: str) -> None:
    reading = PUBMED.read(SourceFile("a.xml", text))
    assert PUBMED.write(reading.value) == text or not reading.value.references
    assert PUBMED.read(SourceFile("a.xml", text)) == reading


def test_a_declared_encoding_is_gone_by_and_kept() -> None:
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<xml><records><record><titles>'
        "<title>Müller</title></titles><label>m</label></record></records></xml>"
    )
    reading = ENDNOTE.decode("a.xml", text.encode("latin-1"))
    assert (reading.problems, reading.value.text) == ((), text)
    library = ENDNOTE.read(reading.value).value
    assert ENDNOTE.encode(ENDNOTE.write(library)) == text.encode("latin-1")
    new = dataclasses.replace(library.references[0], title="Łódź")
    data = ENDNOTE.encode(ENDNOTE.write(Library((new,), library.sources)))
    assert ENDNOTE.read(ENDNOTE.decode("a.xml", data).value).value.references[0].title == "Łódź"


def test_records_without_keys_get_the_same_ones_again() -> None:
    source = sample(PUBMED)
    first, second = PUBMED.read(source).value.references
    renamed = dataclasses.replace(first, key="my/own key?>")
    twice = Library((renamed, second, dataclasses.replace(second, key="williams2024a", span=None)))
    again = PUBMED.read(SourceFile("b.xml", PUBMED.write(twice))).value.references
    assert [each.key for each in again] == ["my/own key?>", "williams2024", "williams2024a"]


text_of_any_kind = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&\"']]>\x00\x0b?-"), max_size=30
)


@each_format
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=text_of_any_kind, note=text_of_any_kind, family=text_of_any_kind)
def test_whatever_is_written_is_well_formed_and_loses_no_letter(
    fmt: ReferenceFormat, title: str, note: str, family: str
) -> None:
    reference = Reference(
        "k",
        ReferenceKind.REPORT,
        Location("x"),
        title=f"T {title}",
        note=f"N {note}",
        authors=(PersonName(f"F{family}", "A"),),
        publisher=f"P {note}",
    )
    written = fmt.write(Library((reference,)))
    etree.fromstring(written.encode())
    (again,) = fmt.read(SourceFile("x.xml", written)).value.references
    for name in ("title", "note", "publisher"):
        assert letters(getattr(again, name)) == letters(getattr(reference, name))


def letters(text: str) -> list[str]:
    return [letter for letter in text if letter.isalnum()]


@pytest.mark.slow
@each_format
def test_memory_grows_slower_than_the_file(fmt: ReferenceFormat, tmp_path: Path) -> None:
    assert fmt.stream is not None
    source = sample(fmt)
    span = fmt.read(source).value.references[0].span
    assert span is not None
    record = source.slice(span)
    peaks = []
    for times in (1_500_000 // len(record), 6_000_000 // len(record)):
        path = tmp_path / f"{times}.xml"
        end = source.text[fmt.read(source).value.references[-1].span.end :]
        path.write_text(source.text[: span.start] + record * times + end, encoding="utf-8")
        tracemalloc.start()
        count = sum(isinstance(each, Reference) for each in fmt.stream(path))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert count == times
    assert peaks[1] < 2 * peaks[0]


def test_what_a_format_has_no_element_for_is_kept_beside_it() -> None:
    reference = Reference(
        "k2005",
        ReferenceKind.ARTICLE_JOURNAL,
        Location("x"),
        title="T",
        publisher="Press",
        url="https://example.org/?a=1&b=2",
        collection="A series",
        arxiv="2001.00001",
        database="Embase",
        accession="L123",
        event="A meeting",
        notices=(Notice(NoticeKind.REINSTATEMENT, PartialDate(2020, 1, 2), source="crossref"),),
        related=(RelatedWork(Relation.TRANSLATION, doi="10.1/x"),),
    )
    for fmt in (*XML, CSL_JSON, format_named("csl-json")):
        (again,) = fmt.read(SourceFile("x", fmt.write(Library((reference,))))).value.references
        names = ("key", "kind", "title", "publisher", "url", "collection", "arxiv", "database")
        assert_holds(again, {name: getattr(reference, name) for name in names})
        names = ("accession", "event", "notices", "related")
        assert_holds(again, {name: getattr(reference, name) for name in names})
