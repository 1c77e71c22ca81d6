"""From the evidence on two records to an outcome: merge, review or distinct."""

from __future__ import annotations

from typing import NamedTuple

from references.matching import authors, containers, titles
from references.matching.comparison import LONG_TITLE, Evidence, compare
from references.matching.matching import Comparison, Outcome
from references.matching.merge_rules import MERGE_RULES
from references.matching.prepare import Folded
from references.matching.relations import relation_between
from references.matching.title_marks import IS_TRANSLATED
from references.matching.titles import compare_titles
from references.matching.vetoes import VETOES
from references.notice import Relation


class Decision(NamedTuple):
    """An outcome, the rule or veto that gave it, and how sure it is."""

    outcome: Outcome
    rule: str
    strength: float
    relation: Relation | None = None


DISTINCT = Decision(Outcome.DISTINCT, "too-little-agreement", 0.0)
_UNLIKE = Decision(Outcome.DISTINCT, "different-titles", 0.0)
REVIEW_FROM = 0.7
IDENTICAL = "identical-record"
LIKELY = "likely"


def decide(left: Folded, right: Folded) -> Decision:
    """What is to be done with two records.

    Where neither a place nor an identifier is in common, only titles that are nearly the same can
    make two records one: of most pairs nothing else is compared.
    """
    near = _may_agree(left, right)
    if not near and not (left.title and right.title):
        return DISTINCT
    if not near and left.title[:4] != right.title[:4] and left.title[-4:] != right.title[-4:]:
        return _UNLIKE
    compared = compare_titles(
        left.title, right.title, titles.LOOSE_FROM if near else titles.NEAR_FROM
    )
    if not near and (
        compared[0] <= titles.UNLIKE
        or (compared[0] == titles.PART and not _in_one_volume(left, right))
    ):
        return _UNLIKE
    if compared[0] == titles.UNLIKE and not _may_be_translated(left, right):
        return _UNLIKE
    return decide_on(compare(left, right, compared))


def _may_be_translated(left: Folded, right: Folded) -> bool:
    """Whether anything but a chance of numbers joins two records whose titles are unlike."""
    if left.doi == right.doi != "" or not {*left.other_ids}.isdisjoint(right.other_ids):
        return True
    return bool((left.marks | right.marks) & IS_TRANSLATED) and left.last_page == right.last_page


def _in_one_volume(left: Folded, right: Folded) -> bool:
    """Whether the volume agrees, or titles are long enough for one to be the other's beginning."""
    if left.volume and left.volume == right.volume:
        return True
    return min(len(left.title), len(right.title)) >= LONG_TITLE


def _may_agree(left: Folded, right: Folded) -> bool:
    page = left.first_page
    return bool(
        (page and page == right.first_page and (left.volume == right.volume or len(page) > 4))
        or (left.doi and left.doi == right.doi)
        or (
            left.other_ids and right.other_ids and not {*left.other_ids}.isdisjoint(right.other_ids)
        )
    )


def decide_on(seen: Evidence) -> Decision:
    """What the evidence asks for."""
    relation = relation_between(seen)
    rule = next((each for each in MERGE_RULES if each.fires(seen)), None)
    veto = next((each for each in VETOES if each.fires(seen)), None)
    if rule is not None and veto is None:
        return Decision(Outcome.MERGE, rule.name, float(rule.strength))
    if relation is not None:
        return Decision(Outcome.DISTINCT, veto.name if veto else "related", 0.0, relation)
    if rule is not None and veto is not None and veto.to_review:
        return Decision(Outcome.REVIEW, veto.name, score(seen))
    if veto is not None:
        return Decision(Outcome.DISTINCT, veto.name, 0.0)
    ranked = score(seen)
    if ranked >= REVIEW_FROM and _is_worth_a_look(seen):
        return Decision(Outcome.REVIEW, LIKELY, ranked)
    if seen.doi == 1 and seen.contradictions == 0 and seen.authors != authors.UNLIKE:
        return Decision(Outcome.REVIEW, "same-identifier-other-title", ranked)
    return DISTINCT


def _is_worth_a_look(seen: Evidence) -> bool:
    """Whether a person could find two records with so much in common to be one.

    A heading such as "Editorial" stands over many texts, and one page holds several abstracts of
    one group: there a different issue or page, or a reworded title, is no slip.
    """
    if seen.title <= titles.LOOSE:
        return seen.same_range or seen.same_article_number
    if seen.authors == authors.UNLIKE and not seen.same_page:
        return False
    return not seen.generic or (seen.first_page >= 0 and seen.issue >= 0)


def score(seen: Evidence) -> float:
    """How likely two records are one, from 0 to 1, to rank what a person is asked."""
    value = 0.4 * seen.title_similarity
    value += 0.2 * (seen.author_share if seen.authors >= authors.PARTIAL else 0.0)
    value += 0.1 * (seen.container == containers.SAME)
    value += 0.1 * (seen.years_apart == 0)
    value += 0.1 * (seen.first_page == 1)
    value += 0.1 * (seen.volume == 1)
    return round(value, 4)


def comparison_of(left: int, right: int, records: list[Folded]) -> Comparison:
    """The full account of two records."""
    seen = compare(records[left], records[right])
    if records[left].identity == records[right].identity != 0:
        return Comparison(left, right, Outcome.MERGE, IDENTICAL, seen.similarities(), score=1.0)
    made = decide(records[left], records[right])
    return Comparison(
        left, right, made.outcome, made.rule, seen.similarities(), made.relation, score(seen)
    )
