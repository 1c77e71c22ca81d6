"""REF068: a PubMed number with something around it."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.mending import set_to
from references.checking.written_fields import label, written
from references.identifiers import PMCID, PMID
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each field whose number is right but for its prefix."""
    for reference in subject.library:
        for kind in (PMID, PMCID):
            for field in written(reference, kind.name):
                plain = kind.normalise(field.value)
                if plain and plain != field.value.strip():
                    yield Hit(
                        field.location,
                        f"{label(reference)}: the {kind.label} is written {quoted(field.value)}",
                        f"write {plain}",
                        subject=reference.key,
                        edits=set_to(reference, field, plain),
                    )


RULE = Rule(
    code="REF068",
    name="pubmed-id-form",
    severity=Severity.NOTE,
    summary="A PMID is not digits alone, or a PMCID lacks its PMC.",
    why=(
        "Links are made by putting the number behind an address; with a label in it, or without "
        "the letters, the link leads nowhere."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  pmid    = {PMID: 16115978},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  pmid    = {16115978},
}
""",
    check=check,
    fixable=True,
)
