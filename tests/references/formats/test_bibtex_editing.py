"""Single fields of a BibTeX file are changed, and nothing else is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from references.edit import FieldEdit
from references.formats.bibtex.editing import edit
from references.formats.bibtex.latex import to_unicode
from references.formats.bibtex.reader import read
from references.formats.bibtex.respelling import respelled
from references.source import SourceFile

ENTRY = """% kept
@string{aa = {Anesthesia}}

@Article {k1,
  author  = "Guler, A.",
  title   = {{DNA} in \\emph{E.~coli}, 50\\% of it.},
  journal = aa # { and Analgesia},
  year    = 2005,
  doi     = "10.1000/a_b"
}
between @book{k2, title={Two}, year={1999}, note={x}}
"""


def edited(text, *changes, key="k1"):
    """The text after changes of ``(field or new name, value, markup)`` to one record."""
    source = SourceFile("a.bib", text)
    reference = read(source).value.get(key)
    edits = []
    for name, value, *markup in changes:
        field = reference.field(name)
        edits.append(
            FieldEdit(reference, field, value, "" if field else name, markup[0] if markup else None)
        )
    return edit(source, edits)


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (("doi", "10.1000/c"), '"10.1000/a_b"', '"10.1000/c"'),
        (("author", 'G"u, A.'), '"Guler, A."', '{G"u, A.}'),
        (("year", "2006"), "= 2005,", "= 2006,"),
        (("year", "in press"), "= 2005,", "= {in press},"),
        (("title", "DNA in E. coli, 50% of it"), "of it.}", "of it}"),
        (("title", "DNA in E. coli, 60% of it."), "50\\%", "60\\%"),
        (("title", "DNA & more in E. coli, 50% of it."), "{DNA} in", "{DNA} \\& more in"),
        (("title", "", "{{RNA}}"), "{{DNA} in \\emph{E.~coli}, 50\\% of it.}", "{{{RNA}}}"),
    ],
)
def test_a_value_is_replaced_in_its_own_delimiters(change, old, new):
    assert ENTRY.count(old) == 1
    assert edited(ENTRY, change) == ENTRY.replace(old, new)


def test_a_value_made_of_strings_is_left_alone_but_can_be_removed():
    assert edited(ENTRY, ("journal", "Other")) == ENTRY
    line = "  journal = aa # { and Analgesia},\n"
    assert edited(ENTRY, ("journal", None)) == ENTRY.replace(line, "")


@pytest.mark.parametrize(
    ("key", "name", "gone", "instead"),
    [
        ("k1", "year", "  year    = 2005,\n", ""),
        ("k1", "doi", '  doi     = "10.1000/a_b"\n', ""),
        ("k2", "title", " title={Two},", ""),
        ("k2", "year", "year={1999}, ", ""),
        ("k2", "note", ", note={x}", ""),
    ],
)
def test_a_removed_field_takes_its_line_or_its_comma(key, name, gone, instead):
    text = edited(ENTRY, (name, None), key=key)
    again = read(SourceFile("a.bib", text))
    assert again.problems == read(SourceFile("a.bib", ENTRY)).problems
    assert text.replace(" ", "") == ENTRY.replace(gone, instead, 1).replace(" ", "")


def test_neighbours_can_go_together():
    text = edited(ENTRY, ("year", None), ("note", None), key="k2")
    assert text == ENTRY.replace(", year={1999}, note={x}", "")
    assert [field.name for field in read(SourceFile("a", text)).value.get("k2").fields] == ["title"]


def test_a_new_field_stands_below_the_last_and_like_it():
    assert edited(ENTRY, ("pmid", "123")) == ENTRY.replace(
        'doi     = "10.1000/a_b"\n', 'doi     = "10.1000/a_b",\n  pmid    = "123"\n'
    )
    assert edited(ENTRY, ("pmid", "123"), key="k2") == ENTRY.replace(
        "note={x}}", "note={x}, pmid={123}}"
    )
    upper = "@a{k1,\r\n\tTITLE = {x},\r\n}\r\n"
    assert edited(upper, ("doi", "10.1/x")) == upper.replace(
        "{x},\r\n", "{x},\r\n\tDOI = {10.1/x},\r\n"
    )


def test_a_month_becomes_its_macro():
    text = "@a{k1, month = {March}, year = 2000}"
    assert edited(text, ("month", "March")) == text.replace("{March}", "mar")


def test_the_key_is_changed_where_no_field_is_named():
    source = SourceFile("a.bib", ENTRY)
    reference = read(source).value.get("k1")
    assert edit(source, [FieldEdit(reference, None, "new")]) == ENTRY.replace("{k1,", "{new,")
    assert edit(source, [FieldEdit(reference, None, "a, b")]) == ENTRY


texts = st.text(st.sampled_from("ab cD.,é–'&%$#_~^-\n"), min_size=1, max_size=14)


@settings(max_examples=200, deadline=None)
@given(
    values=st.lists(texts, min_size=1, max_size=4),
    number=st.integers(0, 3),
    new=st.one_of(st.none(), texts),
    quotes=st.booleans(),
    lines=st.booleans(),
)
def test_every_other_field_stays_to_the_byte(values, number, new, quotes, lines):
    opening, closing = ('"', '"') if quotes else ("{", "}")
    gap = "\n  " if lines else " "
    body = ",".join(f"{gap}f{n} = {opening}{v}{closing}" for n, v in enumerate(values))
    source = SourceFile("a.bib", f"before @misc{{k,{body}\n}} behind @book{{k3, title={{x}}}}")
    library = read(source).value
    reference = library.get("k")
    if reference is None or reference.location != library.references[0].location:
        return
    number %= max(1, len(reference.fields))
    if not reference.fields:
        return
    field = reference.fields[number]
    text = edit(source, [FieldEdit(reference, field, new)])
    again = read(SourceFile("a.bib", text)).value
    kept = [(each.name, each.raw) for each in reference.fields if each is not field]
    now = again.references[0]
    same = [(each.name, each.raw) for each in now.fields]
    if new is not None:
        del same[number]
    assert same == kept
    assert again.references[1:] == () or [each.key for each in again] == [
        each.key for each in library
    ]


@settings(max_examples=200, deadline=None)
@given(
    raw=st.lists(
        st.sampled_from(
            ["DNA", " in ", "{DNA}", '{\\"o}', "\\%", "--", "$x^2$", "\\emph{a b}", ". ", "a", "b"]
        ),
        min_size=1,
        max_size=8,
    ).map("".join),
    cut=st.integers(0, 20),
    put=st.sampled_from(["", "x", "&", "é", "b"]),
)
def test_a_respelling_reads_as_the_new_text_and_keeps_the_braces(raw, cut, put):
    old = to_unicode(raw)
    if not old:
        return
    cut %= len(old)
    new = " ".join((old[:cut] + put + old[cut + 1 :]).split())
    found = respelled(raw, old, new, to_unicode)
    if found is not None:
        assert to_unicode(found) == new
        assert found.count("{") - found.count("}") == raw.count("{") - raw.count("}")
        assert found.count("{DNA}") >= raw.count("{DNA}") - (old[cut] in "DNA" or put != "")
