"""A complete record to change, for tests of matching."""

from dataclasses import replace

from references.dates import PartialDate
from references.people import PersonName, read_names
from references.reference import Reference, ReferenceKind
from references.source import Location

GULER = Reference(
    key="guler2005",
    kind=ReferenceKind.ARTICLE_JOURNAL,
    location=Location("library.bib"),
    title="Magnesium sulfate pretreatment reduces myoclonus after etomidate",
    authors=(
        PersonName("Guler", "Aydin"),
        PersonName("Satilmis", "Tulin"),
        PersonName("Akinci", "Suna Burcu"),
    ),
    container="Anesthesia and Analgesia",
    issued=PartialDate(2005),
    volume="101",
    issue="3",
    pages="705-709",
)


def record(**changes):
    """The record with changes; ``authors`` as one text, ``year`` as a number."""
    if isinstance(names := changes.get("authors"), str):
        changes["authors"] = read_names(names).names
    if "year" in changes:
        year = changes.pop("year")
        changes["issued"] = PartialDate(year) if year else None
    return replace(GULER, **changes)
