"""REF065: an address with something around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import is_bibtex, set_to
from references.checking.written_fields import label, written
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_WRAPPING = re.compile(
    r"\\(?:url|path|nolinkurl)\s*\{(?P<command>[^{}]*)\}|<(?P<angles>[^<>]*)>|\{(?P<braces>[^{}]*)\}"
    r"|(?:URL|available (?:at|from)|retrieved from|online)\s*:?\s*(?P<label>https?://\S+)",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\{?\\([_%&#~$])(?:\{\})?\}?|\\textasciitilde(?:\{\}|\b)")
_ADDRESS = re.compile(r"https?://[^\s\\{}<>]+", re.IGNORECASE)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each address that is whole once its wrapping and escapes are taken off."""
    for reference in subject.library:
        for field in written(reference, "url", "ur"):
            text = (field.raw if is_bibtex(reference) else field.value).strip()
            bare = _bare(text)
            if bare != text and _ADDRESS.fullmatch(bare):
                yield Hit(
                    field.location,
                    f"{label(reference)}: the address is written {quoted(text)}",
                    f"write {bare} alone",
                    subject=reference.key,
                    edits=set_to(reference, field, bare),
                )


def _bare(text: str) -> str:
    bare = text
    while (found := _WRAPPING.fullmatch(bare)) is not None:
        bare = next(group for group in found.groups() if group is not None).strip()
    return _ESCAPED.sub(lambda match: match[1] or "~", bare)


RULE = Rule(
    code="REF065",
    name="url-markup",
    severity=Severity.NOTE,
    summary="An address is wrapped in a command or brackets, or holds LaTeX escapes.",
    why=(
        "The field of an address is taken as it stands: the escapes become part of the link, "
        "which then leads nowhere."
    ),
    bad=r"""
@online{ods2022,
  author  = {{Office of Dietary Supplements}},
  title   = {Magnesium: Fact Sheet for Health Professionals},
  url     = {\url{https://ods.od.nih.gov/fact\_sheets/Magnesium/}},
  urldate = {2026-11-01},
  year    = {2022},
}
""",
    good="""
@online{ods2022,
  author  = {{Office of Dietary Supplements}},
  title   = {Magnesium: Fact Sheet for Health Professionals},
  url     = {https://ods.od.nih.gov/fact_sheets/Magnesium/},
  urldate = {2026-11-01},
  year    = {2022},
}
""",
    check=check,
    fixable=True,
)
