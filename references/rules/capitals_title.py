"""REF023: a title in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.written_fields import label
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_WORD = re.compile(r"[^\W\d_]{4,}")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each title of three long words or more that is all in upper case."""
    for reference in subject.library:
        title = reference.title
        if title.isupper() and len(_WORD.findall(_without_caseless(title))) >= 3:
            yield Hit(
                reference.place_of("title"),
                f"{label(reference)}: the title is in capitals ({quoted(title)})",
                "write it in sentence case, with braces around names and acronyms",
                subject=reference.key,
            )


def _without_caseless(title: str) -> str:
    """Scripts without case (Arabic, Chinese) are never in capitals, whatever Latin stands by."""
    return "".join(char for char in title if char.isupper() or not char.isalpha())


RULE = Rule(
    code="REF023",
    name="capitals-title",
    severity=Severity.NOTE,
    summary="A title is written in capitals.",
    why=(
        "Citation styles can lower capitals that they know of but cannot tell a name or an "
        "acronym from a word, so a title in capitals is printed as it is or spoilt."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {MAGNESIUM SULFATE PRETREATMENT REDUCES MYOCLONUS},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
@misc{magpie, author = {{Magpie Trial Group}}, title = {MAGPIE}, doi = {10.1000/182}, year = {2002}}
""",
    check=check,
)
