"""REF045: dates of one record that cannot follow one another."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.written_fields import label
from references.dates import PartialDate
from references.reference import Reference, ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

# What appears online first is dated by the issue or volume that it is later bound in.
_ONLINE_FIRST = (
    ReferenceKind.ARTICLE_JOURNAL,
    ReferenceKind.ARTICLE_MAGAZINE,
    ReferenceKind.PROCEEDINGS_PAPER,
    ReferenceKind.CHAPTER,
    ReferenceKind.BOOK,
    ReferenceKind.PROCEEDINGS,
)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record seen before it appeared, or appearing before its first edition."""
    for reference in subject.library:
        if reference.issued is None:
            continue
        if reference.accessed is not None and _was_seen_too_early(reference, reference.accessed):
            yield Hit(
                reference.place_of("urldate", "accessed"),
                f"{label(reference)} was seen on {reference.accessed} and appeared only in "
                f"{reference.issued}",
                "one of the two dates is wrong",
                subject=reference.key,
            )
        original = reference.original_date
        if original is not None and original.year > _last(reference.issued).year:
            yield Hit(
                reference.place_of("origdate", "original-date"),
                f"{label(reference)}: the original is of {original}, after the edition of "
                f"{reference.issued}",
                "the two dates have changed places, or one is wrong",
                subject=reference.key,
            )


def _was_seen_too_early(reference: Reference, accessed: PartialDate) -> bool:
    issued = reference.issued
    if issued is None:
        return False
    if reference.kind in _ONLINE_FIRST:
        return accessed.year < issued.year - 1
    # Compared only as finely as both are given.
    for seen, appeared in (
        (accessed.year, issued.year),
        (accessed.month, issued.month),
        (accessed.day, issued.day),
    ):
        if seen is None or appeared is None or seen > appeared:
            return False
        if seen < appeared:
            return True
    return False


def _last(date: PartialDate) -> PartialDate:
    return date.end or date


RULE = Rule(
    code="REF045",
    name="disordered-dates",
    severity=Severity.WARNING,
    summary="A work was seen before it appeared, or appeared before its original.",
    why=(
        "Dates that cannot follow one another show that one of them is wrong: most often the day "
        "of access stands for the day of publication."
    ),
    bad="""
@online{ods2022,
  author  = {{Office of Dietary Supplements}},
  title   = {Magnesium: Fact Sheet for Health Professionals},
  url     = {https://ods.od.nih.gov/factsheets/Magnesium-HealthProfessional/},
  date    = {2022-06-02},
  urldate = {2021-11-01},
}
""",
    good="""
@online{ods2022,
  author  = {{Office of Dietary Supplements}},
  title   = {Magnesium: Fact Sheet for Health Professionals},
  url     = {https://ods.od.nih.gov/factsheets/Magnesium-HealthProfessional/},
  date    = {2022-06-02},
  urldate = {2022-11-01},
}
""",
    check=check,
)
