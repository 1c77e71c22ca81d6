"""Which of several notices decides how a work stands."""

from itertools import permutations

import pytest

from references.dates import PartialDate
from references.notice import Notice, NoticeKind
from references.standing import decisive_notice, describe

R, E, C, S = (
    NoticeKind.RETRACTION,
    NoticeKind.EXPRESSION_OF_CONCERN,
    NoticeKind.CORRECTION,
    NoticeKind.REINSTATEMENT,
)


def notice(kind: NoticeKind, date: str = "") -> Notice:
    return Notice(kind, PartialDate.parse(date) if date else None)


@pytest.mark.parametrize(
    ("notices", "decides"),
    [
        ([], None),
        ([(C, "2001")], C),
        ([(E, "2001"), (R, "2002")], R),
        ([(R, "2001"), (E, "2002")], R),
        ([(R, "2001"), (S, "2002")], S),
        ([(S, "2001"), (R, "2002")], R),
        ([(R, "2001"), (S, "2002"), (R, "2003-04-05")], R),
        ([(R, "2001"), (C, "2002")], R),
        ([(E, "2001"), (C, "2002")], E),
        ([(E, "2001"), (S, "2002")], S),
        ([(R, "2001"), (S, "2002"), (E, "2003")], E),
        ([(R, ""), (S, "2002")], S),
        ([(S, ""), (R, "2002")], R),
        ([(R, "2002-01-01"), (S, "2002-01-01")], S),
        ([(R, ""), (E, "")], R),
    ],
)
def test_the_latest_decides_whatever_the_order(notices, decides) -> None:
    made = [notice(kind, date) for kind, date in notices]
    for ordered in permutations(made):
        found = decisive_notice(ordered)
        assert (found.kind if found else None) is decides


def test_of_two_retractions_the_later_is_named() -> None:
    found = decisive_notice([notice(R, "2005"), notice(R, "2003")])
    assert found is not None
    assert str(found.date) == "2005"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            Notice(R, PartialDate(2010, 2, 6), doi="10.1/n", source="retraction-watch"),
            "retracted on 2010-02-06 (notice doi:10.1/n; Retraction Watch)",
        ),
        (Notice(E, PartialDate(2010, 2)), "under an expression of concern in 2010-02"),
        (Notice(C, pmid="12", source="pubmed"), "corrected (notice PMID 12; PubMed)"),
        (Notice(S, citation="Lancet 2010"), "reinstated (notice Lancet 2010)"),
    ],
)
def test_a_notice_in_words(given: Notice, words: str) -> None:
    assert describe(given) == words
