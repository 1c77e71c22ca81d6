"""The Jadad scale for trials, as old reviews use it (Jadad and others 1996).

From 0 to 5 points: one each for being called randomised, for being called double-blind and for an
account of withdrawals; one more where the method of randomisation or of blinding is described and
fit, one less where it is described and unfit (doi:10.1016/0197-2456(95)00134-4). Trials with two
points or fewer overestimate effects (Moher and others 1998, doi:10.1016/S0140-6736(98)01085-X):
that is the bound between the ratings here.
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence.appraisal.question import Question
from evidence.appraisal.tool import AppraisalDomain, Conclusion, Rating, Tool
from evidence.model.study import StudyDesign

_LOW_QUALITY = 2
_SAID = (("yes", 1), ("no", 0))
_METHOD = (("fit", 1), ("not-described", 0), ("unfit", -1))


def _points(most: int, enough: int) -> tuple[Rating, ...]:
    def rating(number: int) -> Rating:
        label = "1 point" if number == 1 else f"{number} points"
        return Rating(str(number), label, *(("+", 0.0) if number >= enough else ("-", 1.0)))

    return tuple(rating(number) for number in range(most, -1, -1))


_DOMAINS = (
    AppraisalDomain(
        "randomisation",
        "Randomisation",
        _points(2, 2),
        questions=(
            Question("1", "Called randomised", ("yes", "no"), points=_SAID),
            Question(
                "1a",
                "Method of randomisation",
                ("fit", "not-described", "unfit"),
                "1 = yes",
                points=_METHOD,
            ),
        ),
    ),
    AppraisalDomain(
        "blinding",
        "Double blinding",
        _points(2, 2),
        questions=(
            Question("2", "Called double-blind", ("yes", "no"), points=_SAID),
            Question(
                "2a",
                "Method of blinding",
                ("fit", "not-described", "unfit"),
                "2 = yes",
                points=_METHOD,
            ),
        ),
    ),
    AppraisalDomain(
        "withdrawals",
        "Withdrawals and drop-outs",
        _points(1, 1),
        questions=(
            Question("3", "Withdrawals accounted for by group", ("yes", "no"), points=_SAID),
        ),
    ),
)


def _overall(domains: Mapping[str, str], _variant: str) -> Conclusion:
    given = [domains.get(each.id, "") for each in _DOMAINS]
    if not all(number.isdecimal() for number in given):
        return Conclusion("", "points are missing in a domain")
    total = sum(int(number) for number in given)
    return Conclusion(str(min(total, 5)), f"{' + '.join(given)} = {total} of 5 points")


TOOL = Tool(
    name="jadad",
    title="Jadad scale",
    citation=(
        "Jadad AR, Moore RA, Carroll D, et al. Assessing the quality of reports of randomized "
        "clinical trials: is blinding necessary? Control Clin Trials 1996;17:1-12."
    ),
    url="https://doi.org/10.1016/0197-2456(95)00134-4",
    version="1996",
    licence="published scale; own labels",
    designs=(StudyDesign.RANDOMISED_TRIAL, StudyDesign.CROSSOVER_TRIAL),
    domains=_DOMAINS,
    ratings=_points(2, 2),
    overall_ratings=_points(5, _LOW_QUALITY + 1),
    conclude=_overall,
)
