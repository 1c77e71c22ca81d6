"""REF017: pages that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.written_fields import label, written
from references.quotation import quoted
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_DASH = re.compile(r"\s*(?:[-‐‑‒–—−]|\\textendash)+\s*")
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
_PLAIN = re.compile(r"(?P<prefix>[A-Za-z]*)(?P<number>\d+)")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record whose pages run backwards, break off, or hold no page."""
    for reference in subject.library:
        value = _written_pages(reference)
        matter = matter_with(value) if value else ""
        if matter:
            yield Hit(
                reference.place_of("pages", "page"),
                f"{label(reference)}: pages {quoted(value)} {matter}",
                "look the pages up at the source, or leave the field out",
                subject=reference.key,
            )


def matter_with(pages: str) -> str:
    """What is wrong with a pages value, empty when nothing is.

    Accepted are lists, article numbers, Roman and prefixed pages, and shortened ends (1490-4).
    """
    if not any(char.isdigit() for char in pages):
        parts = [part for part in re.split(r"[\W_]+", pages) if part]
        romans = bool(parts) and all(_ROMAN.fullmatch(part) for part in parts)
        return "" if romans else "name no page"
    for run in re.split(r"[,;&]|\band\b", pages):
        ends = _DASH.split(run.strip())
        if len(ends) == 2 and all(end == "" for end in ends):
            continue
        if len(ends) == 2 and not all(ends):
            return "break off"
        if len(ends) == 2 and _runs_backwards(*ends):
            return "run backwards"
    return ""


def _runs_backwards(first: str, last: str) -> bool:
    start, end = _PLAIN.fullmatch(first), _PLAIN.fullmatch(last)
    if start is None or end is None:
        return False
    if end["prefix"] and end["prefix"].lower() != start["prefix"].lower():
        return False
    low, high = start["number"], end["number"]
    if len(high) < len(low):
        high = low[: len(low) - len(high)] + high
    return int(high) < int(low)


def _written_pages(reference: Reference) -> str:
    field = next(written(reference, "pages"), None)
    return field.value if field else reference.pages


RULE = Rule(
    code="REF017",
    name="invalid-pages",
    severity=Severity.WARNING,
    summary="The pages of a record run backwards, break off or are none.",
    why=(
        "Page numbers are what readers look up in print and what tells like records apart; a "
        "range that runs backwards is a slip in one of its ends."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  pages   = {709--705},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  pages   = {705--9},
}
""",
    check=check,
)
