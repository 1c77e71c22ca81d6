"""Samples of the XML formats, and what tests of them share."""

from pathlib import Path

import pytest

from references.format import ReferenceFormat
from references.formats.endnote_xml import FORMAT as ENDNOTE
from references.formats.jats import FORMAT as JATS
from references.formats.pubmed_xml import FORMAT as PUBMED
from references.people import PersonName
from references.reference import Reference
from references.source import SourceFile

SAMPLES = Path(__file__).parent / "samples"
FILES = {
    "pubmed-xml": SAMPLES / "pubmed-xml" / "trial-and-chapter.xml",
    "endnote-xml": SAMPLES / "endnote-xml" / "two-types.xml",
    "jats": SAMPLES / "jats" / "article.nxml",
}
XML = (PUBMED, ENDNOTE, JATS)
each_format = pytest.mark.parametrize("fmt", XML, ids=[fmt.name for fmt in XML])
GULER = PersonName("Guler", "Ayse")
GROUP = PersonName(literal="Myoclonus Study Group")


def sample(fmt: ReferenceFormat) -> SourceFile:
    path = FILES[fmt.name]
    return fmt.decode(str(path), path.read_bytes()).value


def read(fmt: ReferenceFormat, text: str) -> tuple[list[Reference], list[str]]:
    reading = fmt.read(SourceFile("a.xml", text))
    return list(reading.value), [problem.kind for problem in reading.problems]


def assert_holds(reference: Reference, expected: dict[str, object]) -> None:
    found = {name: getattr(reference, name) for name in expected}
    assert found == expected
