"""REF037: volume and issue in one field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import add, is_bibtex, set_to
from references.checking.written_fields import label, written
from references.edit import FieldEdit
from references.quotation import quoted
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

# "12(3)", "12 (3-4)", "12, no. 3". MEDLINE's "35 ( Pt 1)" is a part of the volume and no issue.
_NUMBER = r"[A-Z]?\d{1,4}(?:\s*[-–/]+\s*\d{1,4})?(?:\s*suppl?\.?\s*\w{0,3})?|suppl?\.?\s*\w{0,3}"
_JOINED = re.compile(
    rf"(?:vol(?:ume|\.)?\s*)?(?P<volume>[A-Z]?\d{{1,4}}[A-Z]?)(?:"
    rf"\s*\(\s*(?:no\.?\s*|issue\s*)?(?P<issue>{_NUMBER})\s*\)"
    rf"|[\s,;]+(?:no|nr|issue|iss)\b\.?\s*(?P<other>{_NUMBER}))",
    re.IGNORECASE,
)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record whose volume holds the issue as well, as in 12(3)."""
    for reference in subject.library:
        if "(" not in reference.volume and " " not in reference.volume:
            continue
        found = _JOINED.fullmatch(reference.volume.strip())
        if found is not None:
            volume, issue = found["volume"], found["issue"] or found["other"]
            yield Hit(
                reference.place_of("volume"),
                f"{label(reference)}: volume {quoted(reference.volume)} holds the issue as well",
                f"write volume {volume} and issue {issue}",
                subject=reference.key,
                edits=_edits(reference, volume, issue),
            )


def _edits(reference: Reference, volume: str, issue: str) -> tuple[FieldEdit, ...]:
    field = next(written(reference, "volume"), None)
    if field is None or not is_bibtex(reference) or reference.issue not in ("", issue):
        return ()
    added = () if reference.issue else add(reference, "number", issue)
    return (*set_to(reference, field, volume), *added)


RULE = Rule(
    code="REF037",
    name="volume-with-issue",
    severity=Severity.WARNING,
    summary="The volume holds the issue as well.",
    why=(
        "Styles set volume and issue each in its own way, and matching compares them one by one: "
        "a volume 12(3) is none that any other record has."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  volume  = {101(3)},
  pages   = {705--709},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  volume  = {101},
  number  = {3},
  pages   = {705--709},
}
""",
    check=check,
    fixable=True,
)
