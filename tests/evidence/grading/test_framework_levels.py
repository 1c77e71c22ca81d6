"""Every level of every framework is given to some body of evidence."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from evidence.grading.declared import framework_from
from evidence.grading.framework import Domain, Framework, frameworks
from evidence.model.judgement import Judgement
from tests.evidence.grading.panel_framework import PANEL
from tests.evidence.grading.published_bodies import body_of, judged

EVERY = (*frameworks(), framework_from(PANEL))
ALL = pytest.mark.parametrize("framework", EVERY, ids=lambda each: each.name)


def reached(framework: Framework) -> set[str]:
    """The levels that some plain body, judged in some way, is given."""
    found: set[str] = set()
    designs = ("systematic-review-of-trials", "randomised-trial", "network-meta-analysis")
    designs += ("cohort", "case-series", "animal", "expert-opinion", "qualitative-study")
    words = [
        f"{number} {design} {quality}".strip()
        for design in designs
        for quality in ("good", "fair", "poor", "")
        for number in (1, 2, 3)
    ]
    bodies = [
        body_of(each, kind=kind, against=against)
        for kind in ("therapy", "experience")
        for each in words
        for against in (0, 1)
    ]
    judgements: list[Judgement | None] = [None]
    judgements += [judged(framework.name, level.id) for level in framework.levels]
    judgements += [
        judged(framework.name, "", **dict(zip(names, ratings, strict=True)))
        for names in combinations([domain.id for domain in framework.domains], 2)
        for ratings in product(*(by_id(framework)[name].ratings for name in names))
    ]
    for body in bodies:
        for judgement in judgements:
            level = framework.derive(body, judgement).level
            found |= {level.id} if level else set()
            if len(found) == len(framework.levels):
                return found
    return found


def by_id(framework: Framework) -> dict[str, Domain]:
    return {domain.id: domain for domain in framework.domains}


@ALL
def test_every_level_can_be_reached(framework: Framework) -> None:
    assert reached(framework) == {level.id for level in framework.levels}
