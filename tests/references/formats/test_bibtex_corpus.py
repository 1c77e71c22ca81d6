import json
import re
from pathlib import Path

import pytest

from references.encoding import decode, encode
from references.formats.bibtex import FORMAT
from references.library import Library
from references.problem import Reading

NASTY = Path(__file__).parent / "samples" / "bibtex" / "nasty"
SHARED = Path(__file__).parents[4] / "shared" / "data" / "bib-corpus"
CASES = json.loads((NASTY / "EXPECTED.json").read_text(encoding="utf-8"))
_ENTRY = re.compile(
    r"^[ \t]*@(?!(?:comment|string|preamble|xdata|set)\b)\w+\s*[{(]", re.IGNORECASE | re.MULTILINE
)
# Entries inside an @comment, which are commented out and rightly no references.
COMMENTED_OUT = {"example1.bib": 3, "43_many_at_comment.bib": 1}


def read(path: Path) -> Reading[Library]:
    decoded = decode(path.name, path.read_bytes())
    reading = FORMAT.read(decoded.value)
    return Reading(reading.value, decoded.problems + reading.problems)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_a_broken_file_keeps_its_entries(case: dict) -> None:
    reading = read(NASTY / case["file"])
    keys = [reference.key for reference in reading.value]
    wanted = list(case.get("nice_keys", case["keys"]))
    optional = [*case.get("optional_keys", []), *([""] if "" not in wanted else [])]
    assert [key for key in keys if key not in optional] == wanted
    assert bool(reading.problems) or not case.get("must_report")
    for problem in reading.problems:
        assert problem.location.line >= 1
        assert problem.location.column >= 1


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.get("fields") or case.get("unicode")],
    ids=lambda case: case["file"],
)
def test_a_broken_file_keeps_its_values(case: dict) -> None:
    library = read(NASTY / case["file"]).value
    for key, fields in case.get("fields", {}).items():
        for name, value in fields.items():
            assert library.by_key[key].field(name).value == value
    for name, value in case.get("unicode", {}).items():
        assert library.references[0].field(name).value == value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_a_broken_file_is_written_back_to_the_byte(case: dict) -> None:
    data = (NASTY / case["file"]).read_bytes()
    source = decode(case["file"], data).value
    assert encode(source, FORMAT.write(FORMAT.read(source).value)) == data


@pytest.mark.skipif(not SHARED.is_dir(), reason="the large bibliography corpus is not beside us")
def test_no_file_of_the_large_corpus_loses_an_entry_or_a_byte() -> None:
    every = (SHARED / "suites").rglob("*.bib")
    files = sorted(path for path in every if path.stat().st_size < 100_000)
    assert len(files) > 300
    lost = []
    for path in files:
        source = decode(path.name, path.read_bytes()).value
        library = FORMAT.read(source).value
        begun = len(_ENTRY.findall(source.text)) - COMMENTED_OUT.get(path.name, 0)
        if len(library) < begun:
            lost.append((path.name, begun, len(library)))
        assert FORMAT.write(library) == source.text, path.name
    assert lost == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the large bibliography corpus is not beside us")
def test_six_thousand_real_entries_are_all_read() -> None:
    library = read(SHARED / "large" / "cdl.bib").value
    assert len(library) == 6315
    assert sum(1 for reference in library if reference.title) >= 6314
    assert sum(1 for reference in library if reference.issued) >= 6300
