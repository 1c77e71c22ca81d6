"""REF072: a month that is written out."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.mending import is_bibtex, set_to
from references.checking.written_fields import label, written
from references.formats.bibtex.values import MONTH_MACROS
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_NUMBERED = dict(enumerate(MONTH_MACROS.values(), start=1))
_NAMES = {
    **{name.lower(): name for name in MONTH_MACROS.values()},
    **MONTH_MACROS,
    "sept": "September",
}
_MACRO_OF = {name: macro for macro, name in MONTH_MACROS.items()}


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each BibTeX month that is text or a number where a macro belongs."""
    for reference in subject.library:
        for field in written(reference, "month"):
            month = _month(field.value)
            if month and field.raw.lower() not in MONTH_MACROS and is_bibtex(reference):
                yield Hit(
                    field.location,
                    f"{label(reference)}: the month is written {quoted(field.raw)}",
                    f"write month = {_MACRO_OF[month]}, without braces",
                    subject=reference.key,
                    edits=set_to(reference, field, month),
                )


def _month(text: str) -> str:
    """The English name of the one month that a text means; empty for ranges and other words."""
    word = text.strip(" .").lower()
    if word.isascii() and word.isdecimal() and len(word) < 3:
        return _NUMBERED.get(int(word), "")
    return _NAMES.get(word, "")


RULE = Rule(
    code="REF072",
    name="month-form",
    severity=Severity.NOTE,
    summary="A BibTeX month is written in words or as a number and not as a macro.",
    why=(
        "The macros jan to dec are printed in the style's own words and language; a written month "
        "is printed as it stands, and biblatex reads none from it."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  month   = {September},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  month   = sep,
}
""",
    check=check,
    fixable=True,
)
