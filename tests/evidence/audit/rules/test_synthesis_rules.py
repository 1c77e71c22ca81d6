"""Rules on syntheses and on what sentences say of them, beyond their examples."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from evidence.assessment import assess
from evidence.audit.pooled_example import counts, means, pooled_example
from evidence.audit.runner import audit
from evidence.workspace.load import load_files

DOWN = (counts(30, 200, 52, 198), counts(41, 310, 63, 305))
UP = (counts(52, 200, 30, 198), counts(63, 310, 41, 305))


def found(code: str, files: Mapping[str, str]) -> list[str]:
    result = audit(assess(load_files(files)))
    assert not result.invalid_input, result.findings[0].message
    return [item.message for item in result.findings if item.code == code]


@pytest.mark.parametrize(
    ("sentence", "trials", "flagged"),
    [
        ("Magnesium lowers the number of cramps", UP, True),
        ("Magnesium reduces cramps", UP, True),
        ("Magnesium raises the rate of cramps", DOWN, True),
        ("Magnesium raises the rate of cramps", UP, False),
        ("Magnesium does not lower the number of cramps", UP, False),
        ("Magnesium lowers relief from cramps", UP, False),
        ("Magnesium lowers cramps less than quinine", UP, False),
        ("Magnesium lowers blood pressure", UP, False),
        ("Magnesium lowers cramps and raises diarrhoea", UP, False),
        ("Magnesium raises cramp-free nights", DOWN, False),
        ("Magnesium increases the response of cramps", DOWN, False),
        ("Magnesium lowers the number of cramps", (counts(30, 200, 31, 198),), False),
    ],
)
def test_statements_against_the_pooled_effect(
    sentence: str, trials: tuple[str, ...], flagged: bool
) -> None:
    files = pooled_example(trials, "measure: RR", sentence=sentence)
    assert bool(found("CLM025", files)) is flagged


def test_a_statement_of_what_had_better_be_high_is_left_alone() -> None:
    files = pooled_example(UP, "measure: RR, benefit: higher")
    assert found("CLM025", files) == []


@pytest.mark.parametrize(
    ("sentence", "flagged"),
    [
        ("Magnesium lowers cramps (RR 0.62)", False),
        ("Magnesium lowers cramps (RR 0.6)", False),
        ("Magnesium lowers cramps (risk ratio 1.61)", False),
        ("Magnesium lowers cramps (RR 0.26)", True),
        ("Magnesium lowers cramps (hazard ratio 0.26)", False),
        ("Magnesium lowers cramps (odds ratio of 0.54)", False),
        ("Magnesium lowers cramps by 38%", False),
        ("Magnesium lowers cramps by 62%", False),
        ("Magnesium lowers cramps by 9%", False),
        ("Magnesium lowers cramps by 85%", True),
        ("Magnesium halves the dose, cut by 85%, and lowers cramps", False),
        ("With magnesium cramps were 85% lower", True),
        ("With magnesium cramps were 38% lower", False),
        ("Two trials with 1013 patients show fewer cramps", False),
        ("Two trials with 1,031 patients show fewer cramps", True),
        ("Three trials with 1,031 patients show fewer cramps", False),
    ],
)
def test_numbers_in_sentences(sentence: str, flagged: bool) -> None:
    files = pooled_example(DOWN, "measure: RR", sentence=sentence)
    assert bool(found("CLM024", files)) is flagged


def test_nothing_is_said_of_numbers_while_a_link_has_no_data() -> None:
    sentence = "Magnesium lowers cramps (RR 0.26)"
    files = dict(pooled_example((*DOWN, "{label: no numbers}"), "measure: RR", sentence=sentence))
    assert found("CLM024", files) == []


def test_true_numbers_are_seldom_and_wrong_ones_often_called_wrong() -> None:
    """Sentences made from pooled trials in the ways papers do, and with digits exchanged."""
    rng = np.random.default_rng(21)
    wrong_alarms = detected = 0
    for _ in range(60):
        trials, ratios = [], []
        for n, m in rng.integers(60, 400, (int(rng.integers(2, 6)), 2)):
            a, c = rng.binomial(n, 0.16) + 1, rng.binomial(m, 0.27) + 1
            trials.append(counts(int(a), int(n), int(c), int(m)))
            ratios.append(np.log(a / n / (c / m)))
        ratio = float(np.exp(np.mean(ratios)))
        shown = rng.choice([f"by {100 * (1 - ratio):.0f}%", f"by about {100 * (1 - ratio):.1f}%"])
        verb = "lowers" if ratio < 1 else "raises"
        shown = shown.replace("-", "")
        sentence = f"Magnesium {verb} cramps {shown}"
        wrong_alarms += bool(
            found("CLM024", pooled_example(trials, "measure: RR", sentence=sentence))
        )
        sentence = f"Magnesium {verb} cramps (RR {ratio + 0.37:.2f})"
        detected += bool(found("CLM024", pooled_example(trials, "measure: RR", sentence=sentence)))
    assert wrong_alarms == 0
    assert detected > 30


def test_instruments_are_compared_by_what_is_said_of_them() -> None:
    first, second = ((3.1, 2.0, 40), (4.0, 2.1, 41)), ((3.4, 2.2, 30), (3.9, 2.3, 29))

    def pooled(one: str, other: str, measure: str = "MD") -> list[str]:
        files = pooled_example(
            (means(*first, more=one), means(*second, more=other)), f"measure: {measure}"
        )
        return found("SYN002", files)

    assert pooled("instrument: VAS", "instrument: Hamilton scale")
    assert pooled("instrument: VAS", "scale: 0-100") == []
    assert pooled("instrument: VAS", "") == []
    assert pooled("instrument: VAS", "instrument: vas") == []
    assert pooled("instrument: VAS", "instrument: Hamilton scale", "SMD") == []


def test_changes_and_final_values_may_be_pooled_as_mean_differences() -> None:
    one = means((3.1, 2.0, 40), (4.0, 2.1, 41), "score: final")
    other = means((-1.1, 0.9, 30), (-0.4, 1.0, 29), "score: change")
    assert len(found("SYN003", pooled_example((one, other), "measure: SMD"))) == 1
    assert found("SYN003", pooled_example((one, other), "measure: MD")) == []


def test_one_arm_in_three_comparisons_is_three_pairs() -> None:
    files = dict(
        pooled_example([counts(events, 25, 18, 25) for events in (6, 9, 12)], "measure: RR")
    )
    assert found("SYN001", files) == []
    for key in ("trial2", "trial3"):
        files["studies.yaml"] = files["studies.yaml"].replace(
            f"references: [{key}]", "references: [trial1]"
        )
    assert len(found("SYN001", files)) == 3


JUDGEMENT = (
    "{framework: grade, certainty: moderate, by: AB, on: 2026-11-01, domains: {%s: {rating: %s, "
    "reason: '%s'}}}"
)


@pytest.mark.parametrize(
    ("reason", "flagged"),
    [
        ("I² = 0%", True),
        ("I2 is 75 %", True),
        ("Low heterogeneity (I² = 12%)", True),
        ("I-squared of 40 percent.", True),
        ("I² = 0% and all intervals overlap", False),
        ("effects between 0.4 and 0.8; I² = 20%", False),
        ("", False),
    ],
)
def test_reasons_that_are_i_squared_alone(reason: str, flagged: bool) -> None:
    judgement = JUDGEMENT % ("inconsistency", "not-serious", reason)
    files = pooled_example(DOWN, "measure: RR", judgement=judgement)
    assert bool(found("SYN009", files)) is flagged


@pytest.mark.parametrize(
    ("reason", "flagged"),
    [
        ("the funnel plot is symmetric", True),
        ("Peters test p = 0.2", True),
        ("too few trials for a funnel plot", False),
        ("Egger test could not be done", False),
        ("all registered trials are published", False),
    ],
)
def test_reasons_that_lean_on_asymmetry(reason: str, flagged: bool) -> None:
    judgement = JUDGEMENT % ("publication-bias", "undetected", reason)
    files = pooled_example(DOWN, "measure: RR", judgement=judgement)
    assert bool(found("SYN005", files)) is flagged
