"""The public corpus of exports: nothing raises, nothing is lost, and JabRef is agreed with."""

import re
from pathlib import Path

import pytest

from references.encoding import decode, encode
from references.format import format_named, format_of
from references.reference import Reference

CORPUS = Path(__file__).parents[4] / "shared" / "data" / "bib-corpus" / "suites"
TAGGED = {"endnote-tagged", "nbib", "ris", "web-of-science"}
SUFFIXES = (".ris", ".nbib", ".isi", ".enw", ".ciw", ".txt", ".ref")
FILES = sorted(path for path in CORPUS.rglob("*") if path.suffix.lower() in SUFFIXES)
JABREF = [path for path in FILES if path.with_suffix(".bib").exists()]
no_corpus = pytest.mark.skipif(not FILES, reason="no bib-corpus beside the repository")
BEGINS = {
    "ris": re.compile(r"^\ufeff?TY  ?-", re.MULTILINE),
    "nbib": re.compile(r"^PMID ?-", re.MULTILINE),
    "web-of-science": re.compile(r"^PT [A-Z]", re.MULTILINE),
    "endnote-tagged": re.compile(r"^%0", re.MULTILINE),
}
# A type in the middle of a record, without an end before it, begins a record here.
SEVERAL = {"RisImporterTest1.ris"}
ATTRIBUTES = {
    "title": "title", "volume": "volume", "doi": "doi", "publisher": "publisher", "pages": "pages",
    "abstract": "abstract", "pmid": "pmid", "series": "collection", "language": "language",
}  # fmt: skip
# Where JabRef joins what is not one value, or reads another; each was looked at.
OTHERWISE = {
    ("MedlinePlainImporterStringOutOfBounds.txt", "pmid"),  # takes a broken line into the number
    ("MedlinePlainImporterTestMultiTitle.txt", "title"),  # puts a colon between repeated titles
    ("NbibImporterTest.nbib", "abstract"),  # cuts the copyright from the end
    ("RisImporterTest6.ris", "title"),  # has an en dash for an em dash
}


@no_corpus
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_read_streamed_and_written_back(path: Path) -> None:
    data = path.read_bytes()
    decoded = decode(str(path), data)
    fmt = format_of(path.name, decoded.value.text)
    if fmt.name not in TAGGED:
        return
    reading = fmt.read(decoded.value)
    assert encode(decoded.value, fmt.write(reading.value)) == data
    streamed = [each for each in fmt.stream(path) if isinstance(each, Reference)]
    assert streamed == list(reading.value.references)
    begun = BEGINS[fmt.name].findall(decoded.value.text)
    if path.name not in SEVERAL:
        assert len(reading.value) >= len(begun)


@no_corpus
@pytest.mark.parametrize("path", JABREF, ids=lambda path: path.name)
def test_values_are_those_that_jabref_reads(path: Path) -> None:
    source = decode(path.name, path.read_bytes()).value
    fmt = format_of(path.name, source.text)
    if fmt.name not in TAGGED or path.name in SEVERAL:
        return
    bib = path.with_suffix(".bib")
    expected = format_named("bibtex").read(decode(bib.name, bib.read_bytes()).value).value
    found = fmt.read(source).value
    assert len(found) == len(expected)
    for ours, theirs in zip(found, expected, strict=True):
        assert ours.year == theirs.year
        for field in theirs.fields:
            attribute = ATTRIBUTES.get(field.name.lower())
            if attribute is None or (path.name, field.name.lower()) in OTHERWISE:
                continue
            value = _plain(field.value)
            if fmt.name == "nbib" and attribute == "title":
                value = value.removesuffix(".")  # JabRef leaves PubMed's full stop on
            assert _plain(getattr(ours, attribute)) == value, attribute


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[–—]", "-", text).split())
