"""REF016: a date after the day of the review."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.written_fields import label
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """Nothing when the day of the review is unknown.

    Journals print next year's date on an issue in the last months of a year, so a publication
    date counts as future only when it is more than a year ahead; a day of access never may be.
    """
    today = subject.as_of
    if today is None:
        return
    for reference in subject.library:
        issued, accessed = reference.issued, reference.accessed
        if issued is not None and issued.year > today.year + 1:
            yield Hit(
                reference.place_of("date", "year", "issued"),
                f"{label(reference)} is dated {issued}, after the review ({today})",
                "correct the year, or the date of the review in review.toml",
                subject=reference.key,
            )
        if accessed is not None and accessed.is_after(today):
            yield Hit(
                reference.place_of("urldate", "accessed"),
                f"{label(reference)} was accessed on {accessed}, after the review ({today})",
                "correct the day of access, or the date of the review in review.toml",
                subject=reference.key,
            )


RULE = Rule(
    code="REF016",
    name="future-date",
    severity=Severity.WARNING,
    summary="A record is dated after the day of the review.",
    why=(
        "A source cannot be read before it appeared: the year is a slip, or the source was "
        "invented. Nothing reads the clock; the day is the `date` of review.toml."
    ),
    bad="""
@article{guler2050,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2050},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
)
