"""REF014: a value that is no arXiv id."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.identifier_hits import identifier_hits
from references.identifiers import ARXIV
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each value that is no arXiv id."""
    for reference in subject.library:
        yield from identifier_hits(reference, ARXIV, (reference.arxiv,), "arxiv", "arxivid")


RULE = Rule(
    code="REF014",
    name="invalid-arxiv-id",
    severity=Severity.WARNING,
    summary="A value given as an arXiv id is not one.",
    why=("A preprint has hardly any other address, and its published version is found by this id."),
    bad="""
@misc{brown2020,
  author        = {Brown, Tom B. and others},
  title         = {Language models are few-shot learners},
  year          = {2020},
  eprint        = {2005-14165},
  archiveprefix = {arXiv},
}
""",
    good="""
@misc{brown2020,
  author        = {Brown, Tom B. and Mann, Benjamin and Ryder, Nick and Subbiah, Melanie and
                   Kaplan, Jared and Dhariwal, Prafulla and others},
  title         = {Language models are few-shot learners},
  year          = {2020},
  eprint        = {2005.14165},
  archiveprefix = {arXiv},
}
""",
    check=check,
)
