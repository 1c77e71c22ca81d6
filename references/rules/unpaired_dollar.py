"""REF084: a formula that is never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import is_bibtex, set_markup
from references.checking.worded_fields import PRINTED, printed
from references.checking.written_fields import label
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_DOLLAR = re.compile(r"(?<!\\)\$")
_MONEY = re.compile(r"(?<!\\)\$(?=\s?\d)")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each printed BibTeX field with an odd number of dollar signs."""
    for reference in subject.library:
        if not is_bibtex(reference):
            continue
        for field in printed(reference, PRINTED):
            if "$" not in field.raw or len(_DOLLAR.findall(field.raw)) % 2 == 0:
                continue
            money = len(_DOLLAR.findall(field.raw)) == 1 and _MONEY.search(field.raw)
            yield Hit(
                field.location,
                f"{label(reference)}: {field.name.lower()} holds an odd number of dollar signs "
                f"({quoted(field.raw)})",
                "write \\$ for money, and close formulas",
                subject=reference.key,
                edits=set_markup(reference, field, _MONEY.sub(r"\\$", field.raw)) if money else (),
            )


RULE = Rule(
    code="REF084",
    name="unpaired-dollar",
    severity=Severity.WARNING,
    summary="A BibTeX value holds a dollar sign without its partner.",
    why=(
        "LaTeX sets everything behind it as a formula, without blanks, until it stops with an "
        "error."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium for less than $5 a patient},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good=r"""
@article{guler2005,
  author  = {Guler, A.},
  title   = {{Mg$^{2+}$} for less than \$5 a patient},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
    fixable=True,
)
