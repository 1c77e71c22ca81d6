"""REF019: two records that look like one work."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.prepared import prepared_records
from references.checking.written_fields import label
from references.matching.similarity import (
    Prepared,
    agree_or_unknown,
    comparable,
    first_page,
    identifiers_of,
    neighbours,
    titles_agree,
)
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each later record of a pair; what other rules say of the pair is left to them."""
    hits: dict[int, Hit] = {}
    for earlier, later in neighbours(prepared_records(subject.library)):
        if later.number not in hits and is_likely_duplicate(earlier, later):
            one, other = earlier.reference, later.reference
            hits[later.number] = Hit(
                other.location,
                f"{label(other)} looks like the same work as {label(one)}",
                "keep one record and cite it everywhere, or add what tells the two apart",
                subject=other.key,
                related=(one.location,),
            )
    return iter([hits[number] for number in sorted(hits)])


def is_likely_duplicate(one: Prepared, other: Prepared) -> bool:
    """Whether title, first author and year agree and nothing that is given contradicts it.

    A journal prints many editorials, replies and yearly updates under one title, and conference
    papers come back as articles, so volume, pages and container must not differ either.
    """
    left, right = one.reference, other.reference
    if left.key == right.key or left.kind is not right.kind:
        return False
    if not one.author or one.author != other.author:
        return False
    if left.year is None or left.year != right.year:
        return False
    return titles_agree(one.title, other.title) and not _told_apart(left, right)


def _told_apart(left: Reference, right: Reference) -> bool:
    identifiers, others = dict(identifiers_of(left)), dict(identifiers_of(right))
    # One identifier in common is the finding of another rule; two that differ mean two works.
    if any(name in others for name in identifiers):
        return True
    given = (
        (first_page(left), first_page(right)),
        (left.volume, right.volume),
        (left.issue, right.issue),
        (left.edition, right.edition),
        (left.article_number, right.article_number),
        (set(left.isbn), set(right.isbn)),
    )
    if not all(agree_or_unknown(*pair) for pair in given):
        return True
    return not _containers_agree(left, right)


def _containers_agree(left: Reference, right: Reference) -> bool:
    """Whether the containers may be one, written in full or abbreviated."""
    one, other = comparable(left.container), comparable(right.container)
    if agree_or_unknown(one, other) or one in other or other in one:
        return True
    words, others = one.split(), other.split()
    shorter, longer = sorted((words, others), key=lambda item: len("".join(item)))
    left_over = iter(longer)
    return all(any(word.startswith(part[:4]) for word in left_over) for part in shorter)


RULE = Rule(
    code="REF019",
    name="likely-duplicate",
    severity=Severity.WARNING,
    summary="Two records look like the same work.",
    why=(
        "Under two keys one work is cited as if it were two, and its evidence may be counted twice."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A. and Satilmis, T.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus after etomidate},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
@article{guler,
  author  = {Guler, Aydin and others},
  title   = {Magnesium sulphate pretreatment reduces myoclonus after etomidate.},
  journal = {Anesth Analg},
  year    = {2005},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A. and Satilmis, T.},
  title   = {Magnesium and the neuromuscular junction: part 1},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
@article{guler2005b,
  author  = {Guler, A. and Satilmis, T.},
  title   = {Magnesium and the neuromuscular junction: part 2},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
)
