"""REF062: a DOI with something around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from references.checking.mending import set_to
from references.checking.written_fields import label, written
from references.identifiers import parse_doi
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

NAMES = ("doi", "do")
_PREFIX = re.compile(
    r"^\s*(?:(?:https?:)?//)?(?:(?:www\.|dx\.)?doi\.org/|doi\s*:\s*|doi\s+|info:doi/|urn:doi:)+\s*",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([_%&#~$<>])")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each field whose DOI is right but for what surrounds it."""
    for reference in subject.library:
        for field in written(reference, *NAMES):
            bare = bare_doi(field.value)
            if bare and bare != field.value.strip():
                yield Hit(
                    field.location,
                    f"{label(reference)}: the DOI is written {quoted(field.value)}",
                    f"write {bare} alone",
                    subject=reference.key,
                    edits=set_to(reference, field, bare),
                )


def bare_doi(text: str) -> str:
    """The DOI as it is written, in its own case, without resolver, prefix and closing marks.

    Empty when the text is no DOI.
    """
    normal = parse_doi(_ESCAPED.sub(r"\1", text)).value
    if not normal:
        return ""
    shown = _PREFIX.sub("", _ESCAPED.sub(r"\1", text)).strip()
    for candidate in (shown, unquote(shown)):
        start = candidate.lower().find(normal)
        if start >= 0:
            return candidate[start : start + len(normal)]
    return normal


RULE = Rule(
    code="REF062",
    name="doi-form",
    severity=Severity.NOTE,
    summary="A DOI is written with a resolver, a prefix, escapes or a closing mark.",
    why=(
        "Styles put the resolver before the DOI themselves, so that a link such as "
        "https://doi.org/https://doi.org/10.1213/… is printed, and programs that compare DOIs as "
        "they stand take one work for two."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  doi     = {https://doi.org/10.1213/01.ANE.0000160529.95019.E6.},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  doi     = {10.1213/01.ANE.0000160529.95019.E6},
}
""",
    check=check,
    fixable=True,
)
