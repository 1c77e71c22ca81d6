"""Every pair of formats: what both say that they carry survives the way from one to the other."""

from functools import cache
from pathlib import Path

import pytest

from references.format import EVERYTHING, ReferenceFormat, format_named, reference_formats
from references.library import Library
from references.people import PersonName
from references.problem import Problem
from references.reference import Reference
from references.source import SourceFile
from tests.references.formats.full_records import FULL

EXAMPLE = Path(__file__).resolve().parents[3] / "examples/magnesium-myoclonus/references.bib"
FORMATS = reference_formats()
NAMES = [fmt.name for fmt in FORMATS]
LISTS_ONLY = {"identifiers"}
"""Formats whose records without an identifier become comments."""


@cache
def example() -> Library:
    source = SourceFile("references.bib", EXAMPLE.read_text(encoding="utf-8"))
    return format_named("bibtex").read(source).value


def through(fmt: ReferenceFormat, library: Library) -> tuple[Library, tuple[Problem, ...]]:
    """The library written to bytes and read from them again."""
    path = f"library{fmt.suffixes[0]}"
    decoded = fmt.decode(path, fmt.encode(fmt.write(library)))
    reading = fmt.read(decoded.value)
    return reading.value, (*decoded.problems, *reading.problems)


@cache
def example_in(name: str) -> Library:
    return through(format_named(name), example())[0]


def said(value: object) -> object:
    """A value as a reader of the bibliography sees it: names as they are printed.

    Formats of tagged lines tell a body from a person by the comma alone: a body of one word and a
    family name are the same there, and a body's own comma goes.
    """
    if isinstance(value, tuple) and value and isinstance(value[0], PersonName):
        return [name.sort_name.replace(",", "") for name in value]
    return value


def kept(reference: Reference, names: frozenset[str]) -> dict[str, object]:
    return {name: said(value) for name in sorted(names) if (value := getattr(reference, name))}


def comparable(library: Library, *formats: ReferenceFormat) -> list[Reference]:
    """The records that a list of identifiers has room for, when one is on the way."""
    if not any(fmt.name in LISTS_ONLY for fmt in formats):
        return list(library)
    return [ref for ref in library if ref.doi or ref.pmid or ref.pmcid or ref.arxiv or ref.isbn]


@pytest.mark.parametrize("target", FORMATS, ids=NAMES)
@pytest.mark.parametrize("origin", FORMATS, ids=NAMES)
def test_the_example_goes_from_every_format_to_every_other(
    origin: ReferenceFormat, target: ReferenceFormat
) -> None:
    library = example_in(origin.name)
    back, problems = through(target, library)
    # Some readers rightly tell of a record that is an identifier and nothing else.
    assert problems == () or origin.name in LISTS_ONLY
    before, after = comparable(library, target), list(back)
    assert len(before) == len(after)
    common = origin.carries & target.carries
    for old, new in zip(before, after, strict=True):
        expected = kept(old, common)
        assert {name: kept(new, common).get(name) for name in expected} == expected


@pytest.mark.parametrize("fmt", FORMATS, ids=NAMES)
def test_the_example_comes_out_of_bibtex_with_all_that_the_format_carries(
    fmt: ReferenceFormat,
) -> None:
    before = comparable(example(), fmt)
    assert len(before) >= 40
    for old, new in zip(before, example_in(fmt.name), strict=True):
        expected = kept(old, fmt.carries)
        assert {name: kept(new, fmt.carries).get(name) for name in expected} == expected


@pytest.mark.parametrize("fmt", FORMATS, ids=NAMES)
def test_a_format_carries_what_it_says_and_nothing_more(fmt: ReferenceFormat) -> None:
    """Two-sided: an attribute that a format keeps must be declared, and a declared one kept."""
    filled = {name for name in EVERYTHING for full in FULL if getattr(full, name)}
    assert filled == EVERYTHING
    back, _ = through(fmt, Library(FULL))
    pairs = list(zip(comparable(Library(FULL), fmt), back, strict=True))
    lost = {
        name
        for name in EVERYTHING
        for old, new in pairs
        if getattr(old, name) and getattr(old, name) != getattr(new, name)
    }
    if fmt.name in LISTS_ONLY:
        assert not lost & fmt.carries
    else:
        assert lost == EVERYTHING - fmt.carries


@pytest.mark.parametrize("fmt", FORMATS, ids=NAMES)
def test_a_library_of_many_files_keeps_every_record(fmt: ReferenceFormat) -> None:
    first = through(format_named("csv"), Library(FULL[:2]))[0]
    second = through(format_named("ris"), Library(FULL[2:]))[0]
    joined = first + second
    back, _ = through(fmt, joined)
    assert len(back) == len(comparable(joined, fmt))
    if "title" in fmt.carries:
        assert sorted(each.title for each in back) == sorted(each.title for each in FULL)


def test_records_without_an_identifier_are_told_of_in_a_list() -> None:
    text = format_named("identifiers").write(Library(FULL))
    assert text.splitlines() == [
        FULL[0].doi,
        "ISBN:9780306406157",
        "# no identifier: lee2001: On sleep",
        "# no identifier: wu2012: Waking up",
    ]
