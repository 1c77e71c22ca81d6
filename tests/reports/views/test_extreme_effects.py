"""Numbers at the edge of floating point are shown, and nothing stops at them."""

from dataclasses import replace

import pytest

from evidence.model.claim import SynthesisRequest
from evidence.model.study import Arm, ArmRole, Estimate, Outcome, Study, StudyDesign
from evidence.synthesis.analyses import analyse
from evidence.synthesis.synthesise import synthesise
from references.source import Location
from reports.views.analysis_sections import analysis_sections
from reports.views.numerals import bare_effect

HERE = Location("studies.yaml")


def trial(at: int, value: float, error: float) -> Study:
    outcome = Outcome(
        "death", HERE, estimates=(Estimate("HR", HERE, value=value, standard_error=error),)
    )
    return Study(f"s{at}", (f"r{at}",), StudyDesign.RANDOMISED_TRIAL, HERE, outcomes=(outcome,))


@pytest.mark.parametrize("method", ["common", "REML", "PM", "DL"])
def test_one_study_may_have_all_the_weight(method):
    errors = (1e-10, 3.0, 3.0, 5e3, 2.0, 1.0)
    studies = [trial(at, 0.5 + at / 10, error) for at, error in enumerate(errors)]
    request = SynthesisRequest("death", "HR", HERE, method=method)
    synthesis = synthesise(request, studies)
    analyses = analyse(request, studies)
    sections = analysis_sections("death", synthesis, analyses, narrow=True)
    assert "differences" in {each.identifier for each in sections}
    assert " nan" not in repr(sections)
    clustered = [replace(study, cluster="ab"[at % 2]) for at, study in enumerate(studies)]
    found = analyse(request, clustered)
    reason = found.refused.get("three-level model", "")
    assert (found.dependence.clustered is None) == ("too far apart" in reason)


def test_a_limit_beyond_floating_point_is_infinite():
    assert bare_effect("PLN", 0.0, -900.0, 900.0, is_ratio=False).endswith("∞)")
    assert bare_effect("RR", 0.0, -900.0, 900.0, is_ratio=True).endswith("∞)")


def test_what_cannot_be_pooled_has_no_sections():
    """Nobody who was treated died: Mantel and Haenszel's ratio is zero."""
    studies = [
        Study(
            f"s{at}",
            (f"r{at}",),
            StudyDesign.RANDOMISED_TRIAL,
            HERE,
            outcomes=(
                Outcome(
                    "death",
                    HERE,
                    arms=(
                        Arm(ArmRole.INTERVENTION, HERE, events=0, total=20 + at),
                        Arm(ArmRole.COMPARATOR, HERE, events=2 + at, total=20),
                    ),
                ),
            ),
            characteristics={"dose": str(at * at)},
        )
        for at in range(8)
    ]
    request = SynthesisRequest("death", "RR", HERE, method="MH", moderators=("dose",))
    synthesis, analyses = synthesise(request, studies), analyse(request, studies)
    assert synthesis.pooled is None
    assert analyses.moderation.regression is not None
    assert analysis_sections("death", synthesis, analyses, narrow=False) == ()
