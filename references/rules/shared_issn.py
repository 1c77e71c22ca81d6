"""REF054: one ISSN for two journals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from references.checking.journals import is_same_journal, journal_key
from references.checking.written_fields import label
from references.identifiers import ISSN
from references.quotation import quoted
from references.reference import Reference, ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

_SERIALS = (
    ReferenceKind.ARTICLE_JOURNAL,
    ReferenceKind.ARTICLE_MAGAZINE,
    ReferenceKind.ARTICLE_NEWSPAPER,
)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each article whose ISSN most records of the library give to another journal."""
    given = [
        (reference, journal_key(reference.container), value)
        for reference in subject.library
        if reference.issn and reference.container and reference.kind in _SERIALS
        for value in {ISSN.normalise(each): None for each in reference.issn}
        if value
    ]
    journals_of: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for reference, key, value in given:
        journals_of[value][key] += 1
        names.setdefault(key, reference.container)
    told: set[int] = set()
    for reference, key, value in given:
        counts = journals_of[value]
        if len(counts) == 1 or id(reference) in told:
            continue
        # Of two equally frequent the first in the alphabet, for the same answer every time.
        owner = min(counts, key=lambda each: (-counts[each], each))
        if owner != key and not is_same_journal(owner, key):
            told.add(id(reference))
            yield _hit(reference, value, names[owner])


def _hit(reference: Reference, value: str, owner: str) -> Hit:
    return Hit(
        reference.place_of("issn"),
        f"{label(reference)}: the ISSN {value} is that of {quoted(owner)} elsewhere, "
        f"and of {quoted(reference.container)} here",
        "one of the two, the ISSN or the journal, is wrong",
        subject=reference.key,
    )


RULE = Rule(
    code="REF054",
    name="shared-issn",
    severity=Severity.WARNING,
    summary="Two journals of different titles have the same ISSN.",
    why=(
        "An ISSN names one journal. Link resolvers and open-access checks go by it and not by "
        "the title, and so they lead to the wrong journal."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  issn    = {0003-2999},
}
@article{caviness1999,
  author  = {Caviness, J. N.},
  title   = {The incidence and prevalence of myoclonus},
  journal = {Mayo Clinic Proceedings},
  year    = {1999},
  issn    = {0003-2999},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  issn    = {0003-2999},
}
@article{caviness1999,
  author  = {Caviness, J. N.},
  title   = {The incidence and prevalence of myoclonus},
  journal = {Mayo Clinic Proceedings},
  year    = {1999},
  issn    = {0025-6196},
}
""",
    check=check,
)
