"""REF078: a journal in capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from references.checking.mending import set_to
from references.checking.written_fields import label, written
from references.quotation import quoted
from references.reference import ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

_WORD = re.compile(r"[^\W\d_]{4,}")
_FIELDS = ("journal", "journaltitle", "jo", "jf", "t2", "container-title")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each journal of two long words or more that is all in upper case."""
    spelt: dict[str, Counter[str]] = {}
    for reference in subject.library:
        if reference.container and not reference.container.isupper():
            spelt.setdefault(reference.container.casefold(), Counter())[reference.container] += 1
    for reference in subject.library:
        title = reference.container
        if reference.kind is not ReferenceKind.ARTICLE_JOURNAL or not title.isupper():
            continue
        if len(_WORD.findall(title)) < 2:
            continue  # JAMA, PLOS ONE and BMJ OPEN write themselves so
        known = spelt.get(title.casefold())
        better = known.most_common(1)[0][0] if known else ""
        field = next((each for each in written(reference, *_FIELDS) if each.value == title), None)
        yield Hit(
            field.location if field else reference.location,
            f"{label(reference)}: the journal is in capitals ({quoted(title)})",
            f"write {better}" if better else "write it as the journal itself does",
            subject=reference.key,
            edits=set_to(reference, field, better) if field and better else (),
        )


RULE = Rule(
    code="REF078",
    name="capitals-journal",
    severity=Severity.NOTE,
    summary="The name of a journal is written in capitals.",
    why="Styles print it as it stands, so that one journal shouts among the others.",
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {ANESTHESIA AND ANALGESIA},
  year    = {2005},
}
@article{smith2006,
  author  = {Smith, A.},
  title   = {Magnesium and pain after surgery of the knee},
  journal = {Anesthesia and Analgesia},
  year    = {2006},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
@article{grossman2013,
  author  = {Grossman, E.},
  title   = {Magnesium intake and stroke},
  journal = {PLOS ONE},
  year    = {2013},
}
""",
    check=check,
    fixable=True,
)
