"""The risk of bias of a body of evidence goes by the appraisals of the outcome that is graded."""

from __future__ import annotations

from evidence.grading.domain_rules.risk_of_bias import risk_of_bias_concern
from evidence.model.study import Appraisal, Study, StudyDesign
from evidence.model.synthesis import Synthesis
from references.source import Location

HERE = Location("x")


def appraisal(overall: str, **more) -> Appraisal:
    return Appraisal("rob2", HERE, overall=overall, **more)


def study(*appraisals: Appraisal) -> Study:
    return Study("s", (), StudyDesign.RANDOMISED_TRIAL, HERE, size=100, appraisals=appraisals)


def synthesis(outcome: str) -> Synthesis:
    return Synthesis(outcome, "RR", "REML", True, "lower", ())


TWO = study(appraisal("low", outcome="death"), appraisal("high", outcome="pain"))


def test_each_outcome_has_its_own_risk_of_bias() -> None:
    assert risk_of_bias_concern([TWO], synthesis("death")).levels == 0
    assert risk_of_bias_concern([TWO], synthesis("pain")).levels == 2


def test_an_outcome_nobody_appraised_is_open() -> None:
    found = risk_of_bias_concern([TWO], synthesis("sleep"))
    assert found.open
    assert "not appraised for this outcome, only for death, pain" in found.reason


def test_a_consensus_settles_it() -> None:
    settled = study(
        appraisal("high", by="ab"), appraisal("low", by="cd"), appraisal("low", consensus=True)
    )
    assert risk_of_bias_concern([settled], None).levels == 0
    open_ = study(appraisal("high", by="ab"), appraisal("low", by="cd"))
    found = risk_of_bias_concern([open_], None)
    assert found.levels == 2
    assert "ab and cd found without consensus" in found.reason
