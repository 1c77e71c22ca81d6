"""REF056: two records of one work that contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rapidfuzz.distance import OSA

from references.checking.journals import is_same_journal, journal_key
from references.checking.prepared import prepared_records
from references.checking.written_fields import label
from references.matching.similarity import Prepared, first_page, identifiers_of
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_SHORTEST_TITLE = 25
_ENOUGH = 3
_NEAR = 3
# Editorials, replies and yearly reports come again and again under one title.
_MOST = 20


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each later record that agrees with an earlier one in all but one datum."""
    alike: defaultdict[tuple[str, str], list[Prepared]] = defaultdict(list)
    for record in prepared_records(subject.library):
        if record.author and len(record.title) >= _SHORTEST_TITLE:
            alike[record.title, record.author].append(record)
    for records in alike.values():
        if 1 < len(records) <= _MOST:
            yield from _hits([record.reference for record in records])


def _hits(references: list[Reference]) -> Iterator[Hit]:
    for place, later in enumerate(references):
        for earlier in references[:place]:
            name, one, other = _contradiction(earlier, later)
            if name:
                yield Hit(
                    later.place_of(*_FIELDS[name]),
                    f"{label(later)} is the work of {label(earlier)}, but gives {name} {other} and "
                    f"not {one}",
                    "look up which is right, and keep one record",
                    subject=later.key,
                    related=(earlier.location,),
                )
                break


_FIELDS: Mapping[str, tuple[str, ...]] = {
    "year": ("year", "date"),
    "volume": ("volume",),
    "first page": ("pages",),
    "DOI": ("doi",),
    "PMID": ("pmid", "eprint"),
}


def _contradiction(one: Reference, other: Reference) -> tuple[str, str, str]:
    """Name and values of the only datum in which two records differ; empty when they may differ.

    Enough must agree to show that it is one work: three of year, volume, first page, journal,
    DOI and PMID, a volume or page or identifier among them.
    """
    if one.kind is not other.kind or one.key == other.key:
        return "", "", ""
    left, right = journal_key(one.container), journal_key(other.container)
    if left and right and not is_same_journal(left, right):
        return "", "", ""
    agreeing = {"journal"} if left and right else set()
    differing = []
    for name, (value, value_2) in _data(one, other).items():
        if not value or not value_2:
            continue
        if value == value_2:
            agreeing.add(name)
        elif _may_slip(name, value, value_2):
            differing.append((name, value, value_2))
        else:
            return "", "", ""
    if len(differing) != 1 or len(agreeing) < _ENOUGH or not agreeing - {"journal", "year"}:
        return "", "", ""
    return differing[0]


def _may_slip(name: str, one: str, other: str) -> bool:
    """Whether the two may be one datum with a slip, or one before and one after correction.

    An abstract and its article often share title, volume and year; their pages lie far apart.
    """
    if name not in ("year", "first page"):
        return True
    near = one.isdecimal() and other.isdecimal() and abs(int(one) - int(other)) <= _NEAR
    return near or (len(one) > 1 and OSA.distance(one, other, score_cutoff=1) == 1)


def _data(one: Reference, other: Reference) -> Mapping[str, tuple[str, str]]:
    ours, theirs = dict(identifiers_of(one)), dict(identifiers_of(other))
    return {
        "year": (str(one.year or ""), str(other.year or "")),
        "volume": (_number(one.volume), _number(other.volume)),
        "first page": (_number(first_page(one)), _number(first_page(other))),
        "DOI": (ours.get("DOI", ""), theirs.get("DOI", "")),
        "PMID": (ours.get("PMID", ""), theirs.get("PMID", "")),
    }


def _number(text: str) -> str:
    """A plain volume or page; what is more than that (``35 ( Pt 1)``) is not compared."""
    text = text.strip().lower()
    return text if len(text) < 9 and text.isdecimal() else ""


RULE = Rule(
    code="REF056",
    name="contradicting-copies",
    severity=Severity.WARNING,
    summary="Two records of one work differ in a single datum.",
    why=(
        "The work is listed twice, and one of the two is wrong. A deduplication that goes by "
        "that datum keeps both, and each citation prints another reference."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A. and Satilmis, T.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  volume  = {101},
  pages   = {705--709},
}
@article{guler2006,
  author  = {Guler, A. and Satilmis, T.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2006},
  volume  = {101},
  pages   = {705--709},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A. and Satilmis, T.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  volume  = {101},
  pages   = {705--709},
}
@article{guler2006,
  author  = {Guler, A. and Satilmis, T.},
  title   = {Magnesium sulfate and pain after etomidate},
  journal = {Anesthesia and Analgesia},
  year    = {2006},
  volume  = {102},
  pages   = {1120--1125},
}
""",
    check=check,
)
