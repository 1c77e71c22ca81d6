"""REF027: a web page without the day it was seen."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.written_fields import label, written
from references.reference import ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each web page with an address, without a DOI and without a day of access."""
    for reference in subject.library:
        if reference.kind is not ReferenceKind.WEBPAGE or not reference.url or reference.doi:
            continue
        if reference.accessed is None and not any(written(reference, "urldate", "accessed")):
            yield Hit(
                reference.place_of("url"),
                f"{label(reference)} is a web page without a day of access",
                "add urldate = {YYYY-MM-DD}",
                subject=reference.key,
            )


RULE = Rule(
    code="REF027",
    name="missing-access-date",
    severity=Severity.NOTE,
    summary="A web page has no day of access.",
    why="Web pages change; without the day, nobody can say which version was read.",
    bad="""
@online{ods2022,
  author = {{Office of Dietary Supplements}},
  title  = {Magnesium: Fact Sheet for Health Professionals},
  url    = {https://ods.od.nih.gov/factsheets/Magnesium-HealthProfessional/},
  year   = {2022},
}
""",
    good="""
@online{ods2022,
  author  = {{Office of Dietary Supplements}},
  title   = {Magnesium: Fact Sheet for Health Professionals},
  url     = {https://ods.od.nih.gov/factsheets/Magnesium-HealthProfessional/},
  urldate = {2026-11-01},
  year    = {2022},
}
""",
    check=check,
)
