"""REF074: a title that ends with a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import set_to
from references.checking.written_fields import label, written
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

# A word of four small letters or more, or a closing bracket or quotation mark behind one.
_ENDS_A_SENTENCE = re.compile(r"(?<![\w.'’-])[^\W\d_A-Z]?[^\W\d_]{3,}[)\]”\"]?\.$")
_ABBREVIATIONS = re.compile(
    r"\b(?:corp|dept|univ|assoc|bros|proc|conf|esq|approx|trans|suppl|spec|spp|subsp|illus|misc|"
    r"subsect|inst|natl|acad|tech|appl|engl|mech|symp|clin|surg|lect|intl|govt|sect|edit|diss|phil|theol|hist|chem|biol|phys|math)\.$",
    re.IGNORECASE,
)
# MEDLINE ends every title so; its formats are left as the library wrote them.
_WITH_FULL_STOP = frozenset({"nbib", "pubmed-xml", "pubmed"})


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each title whose full stop ends a sentence and no abbreviation."""
    for reference in subject.library:
        if reference.source_format in _WITH_FULL_STOP or not reference.title.endswith("."):
            continue
        for field in written(reference, "title", "subtitle", "ti", "t1"):
            text = field.value
            if _ENDS_A_SENTENCE.search(text) and not _ABBREVIATIONS.search(text):
                yield Hit(
                    field.location,
                    f"{label(reference)}: the {field.name.lower()} ends with a full stop "
                    f"({quoted(text[-40:])})",
                    "leave it out; styles set their own",
                    subject=reference.key,
                    edits=set_to(reference, field, text[:-1]),
                )


RULE = Rule(
    code="REF074",
    name="title-full-stop",
    severity=Severity.NOTE,
    summary="A title ends with a full stop.",
    why=(
        "Styles set what follows a title; one that brings its own full stop is printed with two, "
        "or with a stop inside the quotation marks."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus.},
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
@book{smith1999,
  author    = {Smith, Ann},
  title     = {Health in the {U.S.A.}},
  publisher = {Oxford University Press},
  year      = {1999},
}
""",
    check=check,
    fixable=True,
)
