"""STU rules beyond their examples: what they leave alone, and how they name it."""

from __future__ import annotations

import pytest

from evidence.assessment import assess
from evidence.audit.example import example
from evidence.audit.runner import audit
from evidence.workspace.load import load_files

ARMS = """
            arms:
              - {role: intervention, label: magnesium, events: %d, total: %d}
              - {role: comparator, label: saline, events: %d, total: %d}
"""
CLAIMS = """
claims:
  - id: etomidate
    quote: Magnesium cuts jerks
    statement: %s
    kind: %s
    evidence:
      - {reference: a, stance: %s}
      - {reference: b, stance: background}
    synthesis: {outcome: jerks, measure: RR, benefit: %s}
"""
REFERENCES = """
@article{a, author = {Aa, B.}, title = {First}, journal = {J}, year = {2005}}
@article{b, author = {Bb, C.}, title = {Second}, journal = {J}, year = {2006}}
"""


def study(name: str, numbers: tuple[int, int, int, int], key: str = "a", more: str = "") -> str:
    return (
        f"\n      - id: {name}\n        references: [{key}]\n"
        f"        design: randomised-trial\n{more}"
        f"        outcomes:\n          jerks:{ARMS % numbers}"
    )


def found(code: str, studies: str, claims: str = "") -> list[tuple[str, str]]:
    files = example(
        article="Magnesium cuts jerks [@a; @b].\n",
        claims=claims,
        references=REFERENCES,
        studies=f"\n    studies:{studies}",
    )
    result = audit(assess(load_files(files)))
    assert not result.invalid_input, result.findings[0].message
    return [(item.subject, item.message) for item in result.findings if item.code == code]


def claim(
    stance: str, statement: str = "Magnesium prevents jerks.", kind: str = "therapy",
    benefit: str = "lower",
) -> str:  # fmt: skip
    return CLAIMS % (statement, kind, stance, benefit)


def test_copies_are_found_through_a_shared_reference_or_a_shared_claim() -> None:
    same = (6, 25, 18, 25)
    one_reference = study("one", same) + study("two", same)
    assert found("STU009", one_reference) == [("two", "two has the same data as one (jerks)")]
    apart = study("one", same) + study("two", same, "b")
    assert found("STU009", apart) == []
    assert len(found("STU009", apart, claim("supports"))) == 1
    assert found("STU009", study("one", same) + study("two", (6, 25, 17, 25))) == []


def test_three_copies_are_two_findings() -> None:
    same = (6, 25, 18, 25)
    three = study("one", same) + study("two", same) + study("three", same)
    assert [subject for subject, _ in found("STU009", three)] == ["two", "three"]


@pytest.mark.parametrize(
    ("numbers", "claim_text", "flagged"),
    [
        ((6, 25, 18, 25), claim("supports"), False),
        ((18, 25, 6, 25), claim("supports"), True),
        ((6, 25, 18, 25), claim("disputes"), True),
        ((16, 25, 15, 25), claim("supports"), False),
        ((16, 25, 15, 25), claim("disputes"), False),
        ((18, 25, 6, 25), claim("supports", benefit="higher"), False),
        ((18, 25, 6, 25), claim("supports", "Magnesium does not prevent jerks."), False),
        ((18, 25, 6, 25), claim("supports", "Magnesium causes jerks.", "harm"), False),
        ((18, 25, 6, 25), claim("qualifies"), False),
    ],
)
def test_data_against_the_stance(
    numbers: tuple[int, int, int, int], claim_text: str, flagged: bool
) -> None:
    hits = found("STU010", study("one", numbers), claim_text)
    assert bool(hits) is flagged
    assert all(subject == "etomidate" for subject, _ in hits)


def test_people_in_several_arms_of_a_crossover_trial_are_counted_once() -> None:
    text = study("one", (6, 25, 18, 25), more="        size: 25\n")
    assert len(found("STU004", text)) == 1
    assert found("STU004", text.replace("randomised-trial", "crossover-trial")) == []


def test_an_effect_that_is_turned_round_is_called_so() -> None:
    estimate = "            estimates:\n              - {measure: OR, value: %s}\n"
    text = study("one", (6, 25, 18, 25))
    [(_, message)] = found("STU011", text + estimate % "8.14")
    assert message.endswith("not 8.14; it is turned round")
    assert found("STU011", text + estimate % "0.12") == []
    [(_, message)] = found("STU011", text + estimate % "0.5")
    assert message.endswith("not 0.5")


def test_adjustment_may_move_the_ratio_of_a_small_trial_and_not_of_a_large_one() -> None:
    estimate = "            estimates:\n              - {measure: OR, value: 0.3}\n"
    assert found("STU011", study("one", (6, 25, 18, 25)) + estimate) == []
    assert len(found("STU011", study("one", (60, 250, 180, 250)) + estimate)) == 1


def test_the_reciprocal_of_a_ratio_is_told_whatever_the_size() -> None:
    """7 of 20 against 9 of 20 are a risk ratio of 0.78, and 1.29 the other way round."""
    estimate = "            estimates:\n              - {measure: RR, value: %s}\n"
    text = study("one", (7, 20, 9, 20))
    [(_, message)] = found("STU011", text + estimate % "1.29")
    assert message.endswith("not 1.29; it is turned round")
    assert found("STU011", text + estimate % "1.24") == []


def test_a_study_only_for_the_sensitivity_view_is_in_use() -> None:
    studies = study("one", (6, 25, 18, 25)) + study("two", (5, 25, 9, 25), "other")
    assert [subject for subject, _ in found("STU013", studies, claim("supports"))] == ["two"]
    named = claim("supports").replace("benefit: lower", "benefit: lower, sensitivity: [two]")
    assert found("STU013", studies, named) == []
