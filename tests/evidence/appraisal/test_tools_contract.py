"""What holds of every appraisal tool, published or declared."""

from __future__ import annotations

import datetime
import itertools
import random
import re

import pytest

from evidence.appraisal.appraised import appraised
from evidence.appraisal.condition import NOT_ASKED, condition
from evidence.appraisal.tool import Tool, tool_named, tools
from evidence.model.study import Appraisal
from references.source import Location
from tests.evidence.appraisal.answer_sets import answer_sets

HERE = Location("x")
each_tool = pytest.mark.parametrize("tool", tools(), ids=lambda tool: tool.name)


def variants_of(tool: Tool) -> list[str]:
    return [each.id for each in tool.variants] or [""]


def repeated(names) -> list[str]:
    listed = list(names)
    return [name for name in set(listed) if listed.count(name) > 1]


@each_tool
def test_it_says_what_it_is_and_where_it_stands(tool: Tool) -> None:
    assert tool_named(tool.name) is tool
    assert re.fullmatch(r"[a-z][a-z0-9-]*", tool.name)
    assert tool.url.startswith("https://")
    assert len(tool.citation) > 40
    assert tool.licence
    assert tool.designs
    year = int(tool.version[:4])
    assert 1990 < year < 2100
    if len(tool.version) > 4:
        datetime.date.fromisoformat(tool.version)


@each_tool
def test_ids_are_given_once(tool: Tool) -> None:
    assert not repeated(domain.id for domain in tool.domains)
    assert not repeated(rating.id for rating in tool.overall_ratings)
    for variant in variants_of(tool):
        assert not repeated(question.id for question in tool.questions_of(variant))
    for domain in tool.domains:
        assert not repeated(rating.id for rating in tool.ratings_of(domain.id))
    labels = [domain.label for domain in tool.domains]
    assert not repeated(labels)
    assert all(labels)


@each_tool
def test_labels_are_short_and_our_own(tool: Tool) -> None:
    # The wording of RoB 2, ROBINS-I and others may not be reproduced; theirs are full questions.
    labels = [question.label for question in tool.questions_of()]
    labels += [domain.label for domain in tool.domains]
    assert all(len(label) <= 60 and "?" not in label for label in labels)
    assert not [label for label in labels if re.match(r"(Was|Were|Did|Is|Are) ", label)]


@each_tool
def test_ratings_run_from_best_to_worst_with_signs_that_need_no_colour(tool: Tool) -> None:
    scales = [tool.overall_ratings, *(tool.ratings_of(domain.id) for domain in tool.domains)]
    for scale in scales:
        assert all(each.symbol in "+!-? " and len(each.symbol) == 1 for each in scale)
        risks = [each.risk for each in scale if each.risk is not None]
        assert risks == sorted(risks)
        assert risks[0] == 0
        assert all(0 <= risk <= 1 for risk in risks)
        saying = [each.risk is not None for each in scale]
        assert saying == sorted(saying, reverse=True), "those that say nothing come last"


@each_tool
def test_conditions_speak_of_questions_asked_before_and_of_their_answers(tool: Tool) -> None:
    for variant in variants_of(tool):
        for domain in tool.domains_of(variant):
            before: dict[str, set[str]] = {}
            for question in tool.questions_of(variant, domain.id):
                for part in condition(question.asked_if).parts():
                    assert part.question in before, f"{question.id} asks after {part.question}"
                    assert set(part.answers) <= before[part.question]
                before[question.id] = {*question.answers, NOT_ASKED}
            for rule in domain.rules:
                if not rule.variants or variant in rule.variants:
                    for part in condition(rule.when).parts():
                        assert part.question in before
                        assert set(part.answers) <= before[part.question]
                    assert rule.reason


@each_tool
def test_every_set_of_answers_is_judged_and_every_rating_reached(tool: Tool) -> None:
    for domain in tool.domains:
        if not domain.questions:
            assert tool.judge(domain.id, {}).rating == ""
            continue
        known = {rating.id for rating in tool.ratings_of(domain.id)}
        reached = set()
        for variant in domain.variants or variants_of(tool):
            for answers in answer_sets(tool, domain.id, variant):
                judged = tool.judge(domain.id, answers, variant)
                assert judged.rating in known | {""}, answers
                assert judged.reason
                assert not judged.unanswered
                assert dict(judged.path) == {
                    name: answer for name, answer in answers.items() if name in dict(judged.path)
                }
                reached.add(judged.rating)
        silent = {each.id for each in tool.ratings_of(domain.id) if each.risk is None}
        left = known - reached - silent
        if any(rule.rating == "" for rule in domain.rules):
            # What the tool leaves to a person is decided by one.
            left -= {"high"}
        assert not left, f"{tool.name} {domain.id} never gives {left}"


def rateable(tool: Tool, variant: str) -> list[tuple[str, list[str]]]:
    return [
        (domain.id, [each.id for each in tool.ratings_of(domain.id)])
        for domain in tool.domains_of(variant)
    ]


def samples(tool: Tool, variant: str, number: int):
    """Rated domains: every uniform one, and others by chance with a fixed seed."""
    scales = rateable(tool, variant)
    for place in range(max(len(scale) for _, scale in scales)):
        yield {name: scale[min(place, len(scale) - 1)] for name, scale in scales}
    draw = random.Random(tool.name + variant)
    for _ in range(number):
        best = draw.random()
        yield {
            name: scale[0] if draw.random() < best else draw.choice(scale) for name, scale in scales
        }


@each_tool
def test_every_overall_rating_is_reached_unless_a_person_gives_it(tool: Tool) -> None:
    reached = {
        tool.overall(domains, variant).rating
        for variant in variants_of(tool)
        for domains in samples(tool, variant, 3000)
    }
    if tool.by_person:
        assert reached == {""}
    else:
        assert reached - {""} == {rating.id for rating in tool.overall_ratings}
    for variant in variants_of(tool):
        for domains in samples(tool, variant, 200):
            assert tool.overall(domains, variant).reason


@each_tool
def test_worsening_one_domain_never_improves_the_whole(tool: Tool) -> None:
    order = [each.id for each in tool.overall_ratings if each.risk is not None]
    for variant in variants_of(tool):
        for domains in samples(tool, variant, 150):
            before = tool.overall(domains, variant).rating
            for name, scale in domains.items():
                rated = [each.id for each in tool.ratings_of(name) if each.risk is not None]
                if scale not in rated:
                    continue
                for worse in rated[rated.index(scale) + 1 :]:
                    after = tool.overall(domains | {name: worse}, variant).rating
                    if before in order and after in order:
                        assert order.index(after) >= order.index(before), (domains, name, worse)
                    else:
                        # Where something is unknown, only a worse domain can settle the whole.
                        assert before == after or after in order[1:]


@each_tool
def test_words_it_does_not_have_are_refused(tool: Tool) -> None:
    strange = Appraisal(
        tool.name,
        HERE,
        domains={"nowhere": "low", tool.domains[0].id: "nonsense"},
        overall="nonsense",
        answers={"99.9": "y"},
        variant="other",
    )
    found = appraised(strange)
    kinds = [each.kind for each in found.discrepancies]
    assert {
        "unknown-domain",
        "unknown-rating",
        "unknown-question",
        "unknown-variant",
    } <= set(kinds)
    assert found.overall.rating is None
    assert not found.domains


@each_tool
def test_nothing_rated_has_no_overall_rating(tool: Tool) -> None:
    assert tool.overall({}).rating == ""
    assert appraised(Appraisal(tool.name, HERE)).overall.rating is None


@each_tool
def test_nonsense_never_raises(tool: Tool) -> None:
    words = ["", "nonsense", "low", "yes", "3", "-1", "²", "high"]
    for given in itertools.islice(itertools.product(words, repeat=3), 512):
        domains = dict(zip((d.id for d in tool.domains), itertools.cycle(given), strict=False))
        known = {rating.id for rating in tool.overall_ratings} | {""}
        assert tool.overall(domains).rating in known
        appraised(Appraisal(tool.name, HERE, domains=domains, answers=domains))
