"""Appraisals as they count: answers, persons, outcomes and assessors."""

from __future__ import annotations

import pytest

from evidence.appraisal.appraised import appraised, overall_rating
from evidence.appraisal.risk_of_bias import counting_appraisals, risk_of_bias
from evidence.model.study import Appraisal, Study, StudyDesign
from references.source import Location

HERE = Location("x")
SOUND = {
    "1.1": "y",
    "1.2": "py",
    "1.3": "n",
    "2.1": "n",
    "2.2": "n",
    "2.6": "y",
    "3.1": "y",
    "4.1": "n",
    "4.2": "n",
    "4.3": "n",
    "5.1": "y",
    "5.2": "n",
    "5.3": "pn",
}


def rob2(**given) -> Appraisal:
    return Appraisal("rob2", HERE, **given)


def kinds(appraisal: Appraisal) -> list[str]:
    return [each.kind for each in appraised(appraisal).discrepancies]


def test_answers_alone_rate_every_domain_and_the_whole() -> None:
    found = appraised(rob2(answers=SOUND))
    assert [each.rating.id for each in found.domains.values()] == ["low"] * 5
    assert {each.decided_by for each in found.domains.values()} == {"answers"}
    assert found.overall.rating.id == "low"
    assert found.overall.decided_by == "domains"
    assert not found.discrepancies
    assert found.variant == "assignment"


def test_a_person_may_decide_otherwise_with_a_reason() -> None:
    silent = rob2(answers=SOUND, domains={"missing": "high"})
    found = appraised(silent)
    assert found.domains["missing"].rating.id == "high"
    assert found.domains["missing"].decided_by == "person"
    assert found.domains["missing"].derived == "low"
    assert found.overall.rating.id == "high"
    assert kinds(silent) == ["override-without-reason"]
    assert found.discrepancies[0].path == ("domains", "missing")
    said = rob2(answers=SOUND, domains={"missing": "high"}, reasons={"missing": "deaths differ"})
    assert appraised(said).domains["missing"].reason == "deaths differ"
    assert not kinds(said)


def test_a_rating_that_agrees_with_the_answers_is_theirs() -> None:
    found = appraised(rob2(answers=SOUND, domains={"missing": "low"}))
    assert found.domains["missing"].decided_by == "answers"


def test_domains_without_answers_need_no_reason() -> None:
    rated = dict.fromkeys(("randomisation", "deviations", "measurement", "selection"), "low")
    assert not kinds(rob2(domains=rated | {"missing": "high"}))


def test_the_whole_may_be_decided_otherwise_with_a_reason() -> None:
    assert kinds(rob2(answers=SOUND, overall="high")) == ["override-without-reason"]
    said = appraised(rob2(answers=SOUND, overall="high", overall_reason="fraud suspected"))
    assert said.overall.rating.id == "high"
    assert (said.overall.decided_by, said.overall.derived) == ("person", "low")
    assert not said.discrepancies
    assert not kinds(rob2(answers=SOUND, overall="low"))


@pytest.mark.parametrize(
    ("change", "kind", "place"),
    [
        ({"3.1": "n"}, "unanswered", ("answers",)),
        ({"3.2": "y"}, "not-asked", ("answers", "3.2")),
        ({"3.1": "certainly"}, "unknown-answer", ("answers", "3.1")),
        ({"3.9": "y"}, "unknown-question", ("answers", "3.9")),
    ],
)
def test_answers_that_do_not_fit_are_told(change, kind, place) -> None:
    found = appraised(rob2(answers=SOUND | change, variant="assignment"))
    assert [(each.kind, each.path) for each in found.discrepancies] == [(kind, place)]


def test_na_may_be_written_for_a_question_not_asked() -> None:
    assert not kinds(rob2(answers=SOUND | {"3.2": "na", "3.3": "na", "3.4": "na"}))


def test_a_person_may_settle_what_is_unanswered() -> None:
    found = appraised(rob2(answers={"3.1": "n"}, domains={"missing": "some-concerns"}))
    assert found.domains["missing"].rating.id == "some-concerns"
    assert found.domains["missing"].decided_by == "person"


def test_the_variant_changes_what_the_answers_mean() -> None:
    answers = SOUND | {"2.4": "y", "2.5": "n", "2.6": "n"}
    adhering = appraised(rob2(answers=answers, variant="adherence"))
    assert adhering.domains["deviations"].rating.id == "high"
    assert not adhering.discrepancies


def test_an_unknown_tool_says_nothing() -> None:
    found = appraised(Appraisal("own", HERE, overall="low"))
    assert found.tool is None
    assert found.overall.rating is None
    assert [each.kind for each in found.discrepancies] == ["unknown-tool"]


def test_what_a_person_wrote_goes_before_what_follows() -> None:
    found = overall_rating(rob2(domains={"missing": "low"}, overall="high"))
    assert found is not None
    assert found.id == "high"


def study(*appraisals: Appraisal, design: str = "randomised-trial", quality: str = "") -> Study:
    return Study("s", (), StudyDesign(design), HERE, quality=quality, appraisals=appraisals)


LOW, SOME, HIGH = (rob2(overall=each) for each in ("low", "some-concerns", "high"))


@pytest.mark.parametrize(
    ("found", "risk"),
    [
        (study(), None),
        (study(quality="high"), 0.0),
        (study(quality="low"), 1.0),
        (study(LOW), 0.0),
        (study(LOW, quality="low"), 0.0),
        (study(LOW, SOME), 0.5),
        (study(Appraisal("unknown", HERE, overall="low")), None),
        (study(LOW, design="quasi-randomised-trial"), 1.0),
        (study(design="case-report"), 1.0),
    ],
)
def test_the_risk_of_a_study(found: Study, risk: float | None) -> None:
    assert risk_of_bias(found).risk == risk


def test_the_appraisal_of_the_outcome_goes_before_that_of_the_study() -> None:
    both = study(HIGH, rob2(overall="low", outcome="pain"))
    assert risk_of_bias(both, outcome="pain").risk == 0
    assert risk_of_bias(both, outcome="death").risk == 1
    assert risk_of_bias(both).risk == 1


def test_an_appraisal_of_another_outcome_says_nothing_of_this_one() -> None:
    other = study(rob2(overall="low", outcome="pain"))
    found = risk_of_bias(other, outcome="death")
    assert found.risk is None
    assert found.reason == "not appraised for this outcome, only for pain"
    assert risk_of_bias(other).risk == 0


def test_a_consensus_goes_before_single_assessors() -> None:
    agreed = study(
        rob2(overall="high", by="ab"),
        rob2(overall="low", by="cd"),
        rob2(overall="some-concerns", consensus=True),
    )
    assert risk_of_bias(agreed).risk == 0.5
    assert "without consensus" not in risk_of_bias(agreed).reason


def test_without_consensus_the_worse_counts_and_that_is_said() -> None:
    open_ = study(rob2(overall="low", by="ab"), rob2(overall="high", by="cd"))
    found = risk_of_bias(open_)
    assert found.risk == 1
    assert found.reason == (
        "high risk of bias (RoB 2), the worse of what ab and cd found without consensus"
    )
    assert [each.by for each in counting_appraisals(open_)[0].appraisals] == ["cd", "ab"]
    alike = study(rob2(overall="low", by="ab"), rob2(overall="low", by="cd"))
    assert risk_of_bias(alike).reason == "low risk of bias (RoB 2)"


def test_tools_are_weighed_apart() -> None:
    two = study(LOW, Appraisal("jadad", HERE, overall="1"))
    assert [len(each.appraisals) for each in counting_appraisals(two)] == [1, 1]
    assert risk_of_bias(two).reason == "1 point (Jadad scale)"
