"""REF064: a keyword that is given twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import set_to
from references.checking.written_fields import label, written
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_SEPARATOR = re.compile(r"\s*([;,])\s*")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each list of keywords with one that stood there before, in any case."""
    for reference in subject.library:
        if len({word.casefold() for word in reference.keywords}) == len(reference.keywords):
            continue
        for field in written(reference, "keywords", "keyword"):
            separators = set(_SEPARATOR.findall(field.value))
            mark = ";" if ";" in separators else ","
            words = [word.strip() for word in field.value.split(mark)]
            once: dict[str, str] = {}
            for word in filter(None, words):
                once.setdefault(word.casefold(), word)
            again = sorted({word for word in words if word and words.count(word) > 1})
            yield Hit(
                field.location,
                f"{label(reference)}: a keyword is given twice"
                + (f" ({quoted('; '.join(again))})" if again else ""),
                "keep it once",
                subject=reference.key,
                edits=set_to(reference, field, f"{mark} ".join(once.values()))
                if not set("{}\\$") & set(field.raw)
                else (),
            )


RULE = Rule(
    code="REF064",
    name="repeated-keyword",
    severity=Severity.NOTE,
    summary="A list of keywords holds the same one twice.",
    why="Counts and filters by keyword go wrong; it is mostly a trace of two merged exports.",
    bad="""
@article{guler2005,
  author   = {Guler, A.},
  title    = {Magnesium sulfate pretreatment reduces myoclonus},
  journal  = {Anesthesia and Analgesia},
  year     = {2005},
  keywords = {etomidate, magnesium, Etomidate},
}
""",
    good="""
@article{guler2005,
  author   = {Guler, A.},
  title    = {Magnesium sulfate pretreatment reduces myoclonus},
  journal  = {Anesthesia and Analgesia},
  year     = {2005},
  keywords = {etomidate, magnesium},
}
""",
    check=check,
    fixable=True,
)
