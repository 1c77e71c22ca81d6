"""REF035: an article without what nearly all others of its journal have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from references.checking.journals import articles_by_journal
from references.checking.unpublished import is_awaiting_print
from references.checking.written_fields import label
from references.quotation import quoted
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_FEWEST = 5
_SHARE = 0.9
# Journals begin and cease to number their issues; those that always do are few.
_SHARE_OF_ISSUES = 0.95
_PARTS: Mapping[str, Callable[[Reference], object]] = {
    "volume": lambda item: item.volume,
    "issue": lambda item: item.issue,
    "pages": lambda item: item.pages or item.article_number,
    "DOI": lambda item: item.doi,
}


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each article that lacks what nine in ten others of its journal give."""
    for articles in articles_by_journal(subject.library).values():
        if len(articles) > _FEWEST:
            usual = [name for name in _PARTS if _is_usual(name, articles)]
            for reference in articles:
                missing = [name for name in usual if not _PARTS[name](reference)]
                if missing and not is_awaiting_print(reference):
                    yield _hit(reference, missing, len(articles) - 1)


def _is_usual(name: str, articles: Sequence[Reference]) -> bool:
    """Whether so many articles have it that each that has not stands nearly alone."""
    having = sum(bool(_PARTS[name](reference)) for reference in articles)
    share = _SHARE_OF_ISSUES if name == "issue" else _SHARE
    return max(_FEWEST, share * (len(articles) - 1)) <= having < len(articles)


def _hit(reference: Reference, missing: list[str], others: int) -> Hit:
    listed = " and ".join([", ".join(missing[:-1]), missing[-1]] if missing[1:] else missing)
    return Hit(
        reference.location,
        f"{label(reference)} has no {listed}, which nearly all of the {others} other articles in "
        f"{quoted(reference.container or reference.container_short)} have",
        "copy it from the article",
        subject=reference.key,
    )


RULE = Rule(
    code="REF035",
    name="missing-beside-siblings",
    severity=Severity.NOTE,
    summary="An article lacks what nearly all others of its journal in the library have.",
    why=(
        "Whether a journal counts issues or prints pages cannot be told from one record, but the "
        "other records of the journal show it; the odd one out was copied from a poorer source."
    ),
    bad="""
@article{a1, author={Un, A.}, title={One}, journal={Anesthesia}, year={2001}, volume={1}}
@article{a2, author={Un, B.}, title={Two}, journal={Anesthesia}, year={2002}, volume={2}}
@article{a3, author={Un, C.}, title={Three}, journal={Anesthesia}, year={2003}, volume={3}}
@article{a4, author={Un, D.}, title={Four}, journal={Anesthesia}, year={2004}, volume={4}}
@article{a5, author={Un, E.}, title={Five}, journal={Anesthesia}, year={2005}, volume={5}}
@article{a6, author={Un, F.}, title={Six}, journal={Anesthesia}, year={2006}}
""",
    good="""
@article{a1, author={Un, A.}, title={One}, journal={Anesthesia}, year={2001}, volume={1}}
@article{a2, author={Un, B.}, title={Two}, journal={Anesthesia}, year={2002}, volume={2}}
@article{a3, author={Un, C.}, title={Three}, journal={Anesthesia}, year={2003}, volume={3}}
@article{a4, author={Un, D.}, title={Four}, journal={Anesthesia}, year={2004}, volume={4}}
@article{a5, author={Un, E.}, title={Five}, journal={Anesthesia}, year={2005}, volume={5}}
@article{a6, author={Un, F.}, title={Six}, journal={Anesthesia}, year={2006}, volume={6}}
""",
    check=check,
)
