"""REF012: a value that is no PubMed or PubMed Central id."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.identifier_hits import identifier_hits
from references.identifiers import PMCID, PMID
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each value that is no PubMed or PubMed Central id."""
    for reference in subject.library:
        yield from identifier_hits(reference, PMID, (reference.pmid,), "pmid")
        yield from identifier_hits(reference, PMCID, (reference.pmcid,), "pmcid")


RULE = Rule(
    code="REF012",
    name="invalid-pubmed-id",
    severity=Severity.WARNING,
    summary="A value given as a PubMed or PubMed Central id is not one.",
    why=(
        "PubMed ids are how health evidence is found, checked for retraction and told from "
        "duplicates; a PMCID in the PMID field points to another article altogether."
    ),
    bad="""
@article{un2011,
  author  = {Un, B.},
  title   = {Prevention of etomidate-related myoclonus},
  journal = {Journal of Research in Medical Sciences},
  year    = {2011},
  pmid    = {PMC3430068},
}
""",
    good="""
@article{un2011,
  author  = {Un, B.},
  title   = {Prevention of etomidate-related myoclonus},
  journal = {Journal of Research in Medical Sciences},
  year    = {2011},
  pmid    = {22973352},
  pmcid   = {PMC3430068},
}
""",
    check=check,
)
