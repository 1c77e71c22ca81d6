"""CSL-JSON: a changed item rewrites itself alone, and nothing it holds is lost."""

import dataclasses
import itertools
import json
from pathlib import Path

from references.edit import FieldEdit
from references.formats.csl_json import FORMAT
from references.library import Library
from references.source import SourceFile

INDENTED = """[
    {
        "id": 12,
        "type": "article-journal",
        "title": "A",
        "shortTitle": "x",
        "illustrator": [{"family": "I"}],
        "custom": {"theirs": 1},
        "note": "seen\\nPMID: 15616043"
    },
    {
        "id": "http://zotero.org/users/1/items/AB",
        "citation-key": "b2005",
        "title": "B",
        "issued": "2005-03"
    },
    {"id": "c"}
]
"""
TIGHT = '[{"id":"a","title":"A"},{"id":"b"},{"id":"c"}]'
WRAPPED = '{"items": [{"id":"a"},{"id":"b"}]}'


def library(text: str) -> Library:
    return FORMAT.read(SourceFile("x.json", text)).value


def test_keys_notes_and_dates_of_real_exports() -> None:
    first, second, _ = library(INDENTED)
    assert (first.key, first.pmid, first.short_title) == ("12", "15616043", "x")
    assert (second.key, str(second.issued)) == ("b2005", "2005-03")


def test_only_the_changed_item_is_new() -> None:
    read = library(INDENTED)
    changed = dataclasses.replace(read.references[0], title="N", accession="L1")
    written = FORMAT.write(Library((changed, *read.references[1:]), read.sources))
    start = read.references[1].span
    assert start is not None
    assert written.endswith(INDENTED[start.start :])
    item = json.loads(written)[0]
    assert (item["id"], item["title"], item["shortTitle"]) == (12, "N", "x")
    assert item["illustrator"] == [{"family": "I"}]
    assert item["custom"] == {"theirs": 1, "accession": "L1"}
    assert '\n        "title": "N",' in written


def test_any_items_taken_out_leave_valid_json() -> None:
    for text in (INDENTED, TIGHT, WRAPPED):
        read = library(text)
        for count in range(len(read) + 1):
            for kept in itertools.combinations(read.references, count):
                again = library(FORMAT.write(Library(kept, read.sources)))
                json.loads(FORMAT.write(Library(kept, read.sources)))
                assert [each.key for each in again] == [each.key for each in kept]


def test_a_stream_gives_what_reading_gives(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(INDENTED, encoding="utf-8")
    assert FORMAT.stream is not None
    read = FORMAT.read(SourceFile(str(path), INDENTED)).value
    assert tuple(FORMAT.stream(path)) == read.references


def test_an_edit_changes_one_variable_in_place() -> None:
    assert FORMAT.edit is not None
    read = library(TIGHT)
    first = read.references[0]
    source = read.sources[0]
    edit = FieldEdit(first, first.field("title"), "New")
    assert FORMAT.edit(source, [edit]) == TIGHT.replace('"A"', '"New"')
    assert FORMAT.edit(source, []) == TIGHT
