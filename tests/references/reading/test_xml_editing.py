"""Single elements of XML bibliographies changed in place: every other byte stays."""

import dataclasses
from pathlib import Path

import pytest

from references.bibliography_file import BibliographyFile
from references.edit import FieldEdit
from references.fixing import fix
from references.format import format_named
from references.rule import library_rules
from references.source import SourceFile

SAMPLES = Path(__file__).parents[1] / "formats" / "samples"
TITLES = {
    "pubmed-xml": ("trial-and-chapter.xml", "MedlineCitation/Article/Journal/Title"),
    "endnote-xml": ("two-types.xml", "pages"),
    "jats": ("article.nxml", "mixed-citation/source"),
}
each_format = pytest.mark.parametrize("name", TITLES)


def opened(name):
    fmt = format_named(name)
    path = SAMPLES / name / TITLES[name][0]
    source = fmt.decode(str(path), path.read_bytes()).value
    first = fmt.read(source).value.references[0]
    field = first.field(TITLES[name][1])
    assert field is not None
    return fmt, source, first, field


@each_format
def test_only_the_text_of_the_element_changes(name):
    fmt, source, first, field = opened(name)
    edited = fmt.edit(source, [FieldEdit(first, field, "Left & <right>")])
    assert edited == source.text.replace(
        field.raw, field.raw.replace(field.value, "Left &amp; &lt;right&gt;"), 1
    )
    again = fmt.read(dataclasses.replace(source, text=edited)).value.references[0]
    assert again.field(field.name).value == "Left & <right>"


@each_format
def test_an_element_is_taken_out_with_its_line(name):
    fmt, source, first, field = opened(name)
    edited = fmt.edit(source, [FieldEdit(first, field, None)])
    before, _, after = source.text.partition(field.raw)
    assert edited in (before + after, before.rstrip(" ").removesuffix("\n") + after)
    reading = fmt.read(dataclasses.replace(source, text=edited))
    assert reading.problems == ()
    assert reading.value.references[0].field(field.name) is None


@each_format
def test_what_only_a_person_can_change_stays(name):
    fmt, source, first, _ = opened(name)
    field = next(each for each in first.fields if each.raw.count("</") > 2)
    assert fmt.edit(source, [FieldEdit(first, field, "new")]) == source.text
    assert fmt.edit(source, [FieldEdit(first, None, "new", "series")]) == source.text
    attribute = dataclasses.replace(field, name="@id", raw="a")
    assert fmt.edit(source, [FieldEdit(first, attribute, "b")]) == source.text
    elsewhere = dataclasses.replace(field, raw="<a>other</a>")
    assert fmt.edit(source, [FieldEdit(first, elsewhere, "b")]) == source.text


@each_format
def test_a_key_is_changed_with_other_fields_of_the_file(name):
    fmt, source, first, field = opened(name)
    edits = [FieldEdit(first, None, "newkey"), FieldEdit(first, field, "Other")]
    edited = fmt.edit(source, edits)
    before = fmt.read(source).value.references
    after = fmt.read(SourceFile(source.path, edited)).value.references
    assert [each.key for each in after] == ["newkey", *(each.key for each in before[1:])]
    assert after[0].field(field.name).value == "Other"


def test_references_fix_mends_an_export_of_endnote_and_nothing_else():
    fmt = format_named("endnote-xml")
    text = (
        "<xml><records>\n<record><ref-type name='Journal Article'>17</ref-type><titles><title>"
        "Magnesium and etomidate</title></titles>\n<!-- kept --><pages>705-9</pages>"
        "<volume>  19\u200b</volume></record>\n</records></xml>\n"
    )
    file = BibliographyFile(SourceFile("a.xml", text), fmt)
    result = fix([file], library_rules())
    assert result.fixed
    assert result.files[0].source.text == text.replace("19\u200b", "19")
    again = fix(result.files, library_rules())
    assert again.files[0].source.text == result.files[0].source.text
    assert again.fixed == {}
