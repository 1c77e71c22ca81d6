"""Decisions put over what the rules found."""

from references.matching.matching import Cluster, Comparison, Matching, Outcome
from references.matching.past_decisions import Answer, Identities, PastDecision
from references.matching.settling import DECIDED, settle
from references.reference import Reference, ReferenceKind
from references.source import Location

RECORDS = [
    Reference(key, ReferenceKind.ARTICLE_JOURNAL, Location("a.ris"), title=f"Work {key}")
    for key in "abcdef"
]
NAMES = Identities(RECORDS)


def pair(left: int, right: int, outcome: Outcome, score: float = 0.5) -> Comparison:
    return Comparison(left, right, outcome, "a-rule", {}, score=score)


def matching(clusters=(), review=(), alike=()) -> Matching:
    def compare(left: int, right: int) -> Comparison:
        outcome = Outcome.MERGE if (left, right) in alike else Outcome.DISTINCT
        return pair(left, right, outcome)

    return Matching(
        size=len(RECORDS),
        clusters=tuple(Cluster(members, ("a-rule",)) for members in clusters),
        review=tuple(review),
        related=(),
        compare=compare,
    )


def decided(answer: Answer, left: str, right: str) -> PastDecision:
    return PastDecision(answer, left, right)


def members(settled) -> list[tuple[int, ...]]:
    return [each.members for each in settled.clusters]


def test_without_decisions_nothing_changes() -> None:
    review = [pair(2, 3, Outcome.REVIEW)]
    found = matching([(0, 1)], review)
    settled = settle(found, [], NAMES)
    assert (settled.clusters, settled.review) == (found.clusters, tuple(review))


def test_what_was_decided_to_be_one_is_merged_and_asked_no_more() -> None:
    found = matching([(0, 1)], [pair(1, 2, Outcome.REVIEW), pair(3, 4, Outcome.REVIEW)])
    settled = settle(found, [decided(Answer.MERGE, "b", "c")], NAMES)
    assert members(settled) == [(0, 1, 2)]
    assert settled.clusters[0].rules == ("a-rule", DECIDED)
    assert [(each.left, each.right) for each in settled.review] == [(3, 4)]


def test_two_clusters_are_joined_by_a_decision_between_their_members() -> None:
    settled = settle(matching([(0, 1), (2, 3)]), [decided(Answer.MERGE, "b", "d")], NAMES)
    assert members(settled) == [(0, 1, 2, 3)]


def test_what_was_decided_to_be_two_is_parted_and_asked_no_more() -> None:
    found = matching([(0, 1)], [pair(2, 3, Outcome.REVIEW)])
    decisions = [decided(Answer.DISTINCT, "a", "b"), decided(Answer.DISTINCT, "d", "c")]
    settled = settle(found, decisions, NAMES)
    assert members(settled) == []
    assert settled.review == ()
    assert settled.apart == ((0, 1), (2, 3))


def test_the_rest_of_a_parted_cluster_goes_where_it_fits() -> None:
    found = matching([(0, 1, 2, 3)], alike={(0, 2), (1, 3)})
    settled = settle(found, [decided(Answer.DISTINCT, "a", "b")], NAMES)
    assert members(settled) == [(0, 2), (1, 3)]


def test_a_decision_to_merge_draws_a_member_to_its_side() -> None:
    found = matching([(0, 1, 2)], alike={(0, 2), (1, 2)})
    decisions = [decided(Answer.DISTINCT, "a", "b"), decided(Answer.MERGE, "b", "c")]
    assert members(settle(found, decisions, NAMES)) == [(1, 2)]


def test_a_decision_about_a_record_that_is_not_here_is_told() -> None:
    gone = decided(Answer.MERGE, "a", "zz")
    settled = settle(matching(), [gone], NAMES)
    assert settled.missing == (gone,)
    assert members(settled) == []


def test_the_same_decisions_give_the_same_in_any_order() -> None:
    found = matching([(0, 1, 2), (3, 4)], alike={(0, 1), (0, 2), (1, 2), (3, 4)})
    decisions = [
        decided(Answer.DISTINCT, "a", "c"),
        decided(Answer.MERGE, "c", "d"),
        decided(Answer.MERGE, "e", "f"),
    ]
    assert members(settle(found, decisions, NAMES)) == members(
        settle(found, decisions[::-1], NAMES)
    )
