"""REF071: last pages that are shortened here and written in full there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import set_to
from references.checking.written_fields import label, written
from references.quotation import quoted
from references.reference import Field, Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_RANGE = re.compile(r"([A-Za-z]?)(\d{3,})(\s*[-–]\s*)(\d+)")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each shortened range, in a library that also holds ranges in full.

    PubMed shortens all of them, and a library that does so throughout is consistent.
    """
    shortened: list[tuple[Reference, Field, str]] = []
    in_full = False
    for reference in subject.library:
        for field in written(reference, "pages", "page"):
            found = _RANGE.fullmatch(field.value)
            if found is None:
                continue
            before, first, dash, last = found.groups()
            if len(first) == len(last):
                # 95-105 could not be shortened, 1490-1494 could.
                in_full = in_full or first[0] == last[0]
            elif len(last) < len(first):
                full = first[: len(first) - len(last)] + last
                if int(full) > int(first):
                    shortened.append((reference, field, f"{before}{first}{dash}{before}{full}"))
    if not in_full:
        return
    for reference, field, plain in shortened:
        yield Hit(
            field.location,
            f"{label(reference)}: the last page is shortened ({quoted(field.value)}), and in full "
            "elsewhere",
            f"write {plain}",
            subject=reference.key,
            edits=set_to(reference, field, plain),
        )


RULE = Rule(
    code="REF071",
    name="shortened-page-range",
    severity=Severity.NOTE,
    summary="Last pages are shortened in some records and written in full in others.",
    why=(
        "A style can shorten 705–709 to 705–9 but cannot lengthen it, so the printed list is "
        "uneven; and pages are compared when duplicates are looked for."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  pages   = {705--9},
}
@article{un2011,
  author  = {Un, B.},
  title   = {Prevention of etomidate-related myoclonus},
  journal = {Journal of Research in Medical Sciences},
  year    = {2011},
  pages   = {1490--1494},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  pages   = {705--709},
}
@article{un2011,
  author  = {Un, B.},
  title   = {Prevention of etomidate-related myoclonus},
  journal = {Journal of Research in Medical Sciences},
  year    = {2011},
  pages   = {1490--1494},
}
""",
    check=check,
    fixable=True,
)
