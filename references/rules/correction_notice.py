"""REF058: a correction among the references."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.title_kinds import is_correction_notice
from references.checking.written_fields import label
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record that is an erratum, a corrigendum or an expression of concern."""
    for reference in subject.library:
        if is_correction_notice(reference):
            yield Hit(
                reference.place_of("title"),
                f"{label(reference)} is the correction of an article",
                "cite the corrected article; read there whether the correction bears on the claim",
                subject=reference.key,
            )


RULE = Rule(
    code="REF058",
    name="correction-notice",
    severity=Severity.NOTE,
    summary="A record is the correction of an article, not the article.",
    why=(
        "A search for an article finds its erratum as well, with the same title and authors, and "
        "the erratum's DOI slips into the list. It says what was wrong, and reports no study."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Erratum: Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Correction of magnesium deficiency reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
)
