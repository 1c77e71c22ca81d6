"""ICEMAN on published assessments, and that it is no risk of bias."""

from __future__ import annotations

import pytest

from evidence.appraisal.appraised import appraised
from evidence.appraisal.exporting import exported
from evidence.appraisal.risk_of_bias import counting_appraisals, risk_of_bias
from evidence.appraisal.tool import tool_named
from evidence.model.study import Appraisal, Study, StudyDesign
from references.source import Location

HERE = Location("x")
TRIALS, META_ANALYSES = tool_named("iceman-trials"), tool_named("iceman-meta-analyses")
# Table 2 of doi:10.1186/s13287-022-02883-3, end-systolic volume (p = 0.92), in the order of the
# questions: between trials, no within-trial data, rather many trials, no direction foreseen, chance
# a very likely explanation, few modifiers, random effects, no continuous modifier. They say low.
VOLUME = {
    "within-trials": "definitely-reduced",
    "alike-in-trials": "not-applicable",
    "number-of-trials": "probably-increased",
    "direction": "definitely-reduced",
    "interaction": "definitely-reduced",
    "few-modifiers": "definitely-increased",
    "random-effects": "definitely-increased",
    "cut-points": "not-applicable",
}


def test_eight_questions_for_a_meta_analysis_and_five_for_a_trial() -> None:
    assert [len(META_ANALYSES.domains), len(TRIALS.domains)] == [8, 5]


def test_a_published_meta_analysis_is_marked_low_by_a_person_for_what_is_named() -> None:
    found = appraised(Appraisal("iceman-meta-analyses", HERE, domains=VOLUME, overall="low"))
    assert found.overall.rating is not None
    assert found.overall.rating.label == "Low credibility"
    assert found.discrepancies == ()
    assert META_ANALYSES.overall(VOLUME).reason == (
        "lowered definitely by compared within rather than between trials, direction foreseen, "
        "chance an unlikely explanation; credibility is marked by a person"
    )


# The manual's example of a hypothesis after the fact: star signs in ISIS-2 (iceman.help, trials,
# item 1).
def test_star_signs_are_definitely_not_foreseen() -> None:
    found = appraised(Appraisal("iceman-trials", HERE, domains={"direction": "definitely-reduced"}))
    assert found.overall.rating is None
    assert found.overall.reason.startswith("lowered definitely by direction foreseen")
    (left,) = found.discrepancies
    assert "supported by prior evidence" in left.message


@pytest.mark.parametrize("overall", ["high", "very-low"])
def test_credibility_is_no_risk_of_bias(overall: str) -> None:
    mine = Appraisal("iceman-meta-analyses", HERE, domains=VOLUME, overall=overall)
    rob2 = Appraisal("rob2", HERE, overall="low")
    study = Study("s", (), StudyDesign.RANDOMISED_TRIAL, HERE, "s", appraisals=(mine, rob2))
    assert risk_of_bias(study).risk == 0
    assert [each.appraisals for each in counting_appraisals(study)] == [(rob2,)]
    alone = Study("s", (), StudyDesign.RANDOMISED_TRIAL, HERE, "s", appraisals=(mine,))
    assert risk_of_bias(alone).risk is None
    assert exported([alone], META_ANALYSES).rows[1][-1] == overall.replace("-", " ").capitalize()
