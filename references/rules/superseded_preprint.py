"""REF026: a preprint of a work that was published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.prepared import prepared_records
from references.checking.preprint import is_preprint
from references.checking.written_fields import label
from references.matching.similarity import Prepared, neighbours, titles_agree
from references.reference import ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity
from references.source import Location

_PUBLISHED = (ReferenceKind.ARTICLE_JOURNAL, ReferenceKind.PROCEEDINGS_PAPER, ReferenceKind.CHAPTER)
_SAYS_PUBLISHED = re.compile(
    r"\b(?:now|since|later|subsequently)?\s*published\s+(?:version\s+)?(?:in|as|at)\b",
    re.IGNORECASE,
)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each preprint whose published version is in the library or in its own note."""
    preprints = {number for number, each in enumerate(subject.library) if is_preprint(each)}
    if not preprints:
        return
    published: dict[int, Prepared] = {}
    prepared = prepared_records(subject.library)
    for one, other in neighbours(prepared):
        if (one.number in preprints) is (other.number in preprints):
            continue
        preprint, article = (one, other) if one.number in preprints else (other, one)
        if _is_version(preprint, article):
            published.setdefault(preprint.number, article)
    for number, reference in enumerate(subject.library):
        related: tuple[Location, ...] = ()
        if number in published:
            version = published[number].reference
            message = f"{label(reference)} is a preprint of {label(version)}"
            related = (version.location,)
        elif number in preprints and _SAYS_PUBLISHED.search(reference.note):
            message = f"{label(reference)} is a preprint that says it was published"
        else:
            continue
        hint = "cite the published version, which was reviewed and may differ"
        yield Hit(reference.location, message, hint, subject=reference.key, related=related)


def _is_version(preprint: Prepared, article: Prepared) -> bool:
    if article.reference.kind not in _PUBLISHED or not preprint.author:
        return False
    first, last = preprint.reference.year, article.reference.year
    in_order = first is None or last is None or -1 <= last - first <= 6
    same_author = preprint.author == article.author
    return in_order and same_author and titles_agree(preprint.title, article.title, at_least=0.9)


RULE = Rule(
    code="REF026",
    name="superseded-preprint",
    severity=Severity.WARNING,
    summary="A preprint is listed though its published version is known.",
    why=(
        "Peer review changes numbers and conclusions. The published version is the one that is "
        "corrected and retracted, and the two together count one study twice."
    ),
    bad="""
@article{horby2020preprint,
  author  = {Horby, Peter and others},
  title   = {Effect of dexamethasone in hospitalized patients with {COVID-19}},
  journal = {medRxiv},
  doi     = {10.1101/2020.06.22.20137273},
  year    = {2020},
}
@article{horby2021,
  author  = {Horby, Peter and others},
  title   = {Effect of dexamethasone in hospitalized patients with {COVID-19}},
  journal = {New England Journal of Medicine},
  doi     = {10.1056/NEJMoa2021436},
  year    = {2021},
}
""",
    good="""
@article{horby2020preprint,
  author  = {{The RECOVERY Collaborative Group}},
  title   = {Effect of dexamethasone in hospitalized patients with {COVID-19}},
  journal = {medRxiv},
  doi     = {10.1101/2020.06.22.20137273},
  year    = {2020},
}
""",
    check=check,
)
