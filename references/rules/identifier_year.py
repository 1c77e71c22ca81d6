"""REF044: a year that the identifier contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.doi_years import DoiYear, doi_year
from references.checking.preprint import is_preprint
from references.checking.written_fields import label
from references.identifiers import ARXIV, DOI
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_ARXIV_MONTH = re.compile(r"(?:[a-z-]+(?:\.[a-z]{2})?/)?(\d\d)(?:0[1-9]|1[0-2])", re.IGNORECASE)
_ARXIV_BEGAN = 91


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record whose DOI or arXiv id was made in another year than it gives."""
    for reference in subject.library:
        if reference.issued is None or not (reference.doi or reference.arxiv):
            continue
        years = {reference.issued.year}
        if reference.issued.end is not None:
            years.add(reference.issued.end.year)
        for name, value, found in _dated(reference):
            if not any(found.allows(year) for year in years):
                yield Hit(
                    reference.place_of("year", "date", "issued"),
                    f"{label(reference)}: the year is {reference.issued.year}, but the {name} "
                    f"{value} names {found.year}",
                    "one of the two is of another work; look both up",
                    subject=reference.key,
                )
                break


def _dated(reference: Reference) -> Iterator[tuple[str, str, DoiYear]]:
    if reference.doi:
        value = DOI.normalise(reference.doi)
        if (found := doi_year(value)) is not None:
            yield DOI.label, value, found
    # An article may be posted to arXiv long after it was printed; a preprint may not.
    if reference.arxiv and is_preprint(reference):
        value = ARXIV.normalise(reference.arxiv)
        if value and (month := _ARXIV_MONTH.match(value)) is not None:
            short = int(month[1])
            year = short + (1900 if short >= _ARXIV_BEGAN else 2000)
            yield ARXIV.label, value, DoiYear(year, before=0, after=100)


RULE = Rule(
    code="REF044",
    name="identifier-year",
    severity=Severity.WARNING,
    summary="The DOI or arXiv id was made in another year than the record gives.",
    why=(
        "Many publishers write the year into their DOIs. Where it lies years from the year of "
        "the record, a digit slipped or the identifier is that of another work."
    ),
    bad="""
@article{zhang2012,
  author  = {Zhang, Kang-Da and Wang, Lin-Yu},
  title   = {Effectiveness of drug interventions to prevent myoclonus},
  journal = {Frontiers in Medicine},
  year    = {2012},
  doi     = {10.3389/fmed.2022.799156},
}
""",
    good="""
@article{zhang2022,
  author  = {Zhang, Kang-Da and Wang, Lin-Yu},
  title   = {Effectiveness of drug interventions to prevent myoclonus},
  journal = {Frontiers in Medicine},
  year    = {2022},
  doi     = {10.3389/fmed.2022.799156},
}
""",
    check=check,
)
