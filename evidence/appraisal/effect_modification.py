"""ICEMAN: how credible it is that an effect differs between groups of people or of trials.

Schandelmaier S, Briel M, Varadhan R, et al. Development of the Instrument to assess the Credibility
of Effect Modification Analyses (ICEMAN) in randomized controlled trials and meta-analyses. CMAJ
2020;192:E901-E906 (doi:10.1503/cmaj.200077); manual at iceman.help. Five questions for a trial and
eight for a meta-analysis, each of which raises or lowers credibility, definitely or probably; what
is unclear lowers it probably. The whole is marked on a scale from very low to high by a person, who
is told here what lowers it. It says nothing of the risk of bias and does not count as that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence.appraisal.conclusion import Conclude, domains_rated
from evidence.appraisal.tool import AppraisalDomain, Conclusion, Rating, Tool
from evidence.model.study import StudyDesign

WITHIN_TRIALS = AppraisalDomain("within-trials", "Compared within rather than between trials")
ALIKE_IN_TRIALS = AppraisalDomain("alike-in-trials", "Alike from trial to trial")
NUMBER_OF_TRIALS = AppraisalDomain("number-of-trials", "Many trials where compared between")
DIRECTION = AppraisalDomain("direction", "Direction foreseen")
PRIOR_EVIDENCE = AppraisalDomain("prior-evidence", "Supported by prior evidence")
INTERACTION = AppraisalDomain("interaction", "Chance an unlikely explanation")
FEW_MODIFIERS = AppraisalDomain(
    "few-modifiers", "Few modifiers tested, or their number allowed for"
)
RANDOM_EFFECTS = AppraisalDomain("random-effects", "Random-effects model")
CUT_POINTS = AppraisalDomain("cut-points", "No arbitrary cut points of a continuous modifier")

_DEFINITELY, _PROBABLY = "definitely-reduced", "probably-reduced"
_RATINGS = (
    Rating("definitely-increased", "Definitely increases credibility", "+", 0.0),
    Rating("probably-increased", "Probably increases credibility", "+", 1 / 3),
    Rating(_PROBABLY, "Probably reduces credibility, or unclear", "!", 2 / 3),
    Rating(_DEFINITELY, "Definitely reduces credibility", "-", 1.0),
    Rating("not-applicable", "Not applicable", " ", None),
)
_CREDIBILITY = (
    Rating("high", "High credibility", "+", 0.0),
    Rating("moderate", "Moderate credibility", "!", 1 / 3),
    Rating("low", "Low credibility", "-", 2 / 3),
    Rating("very-low", "Very low credibility", "-", 1.0),
)


def iceman(
    name: str,
    title: str,
    domains: tuple[AppraisalDomain, ...],
    designs: tuple[StudyDesign, ...],
) -> Tool:
    """The form of the instrument for one kind of study."""
    return Tool(
        name=name,
        title=title,
        citation=(
            "Schandelmaier S, Briel M, Varadhan R, et al. Development of the Instrument to assess "
            "the Credibility of Effect Modification Analyses (ICEMAN) in randomized controlled "
            "trials and meta-analyses. CMAJ 2020;192:E901-E906."
        ),
        url="https://doi.org/10.1503/cmaj.200077",
        version="2020-08-10",
        licence="wording by its authors and not reproduced here; own labels",
        designs=designs,
        domains=domains,
        ratings=_RATINGS,
        overall_ratings=_CREDIBILITY,
        conclude=_what_lowers(domains),
        by_person=True,
        of_bias=False,
    )


def _what_lowers(domains: Sequence[AppraisalDomain]) -> Conclude:
    labels = {each.id: each.label for each in domains}

    def conclude(rated: Mapping[str, str], _variant: str) -> Conclusion:
        given = {each: rating for each in labels if (rating := rated.get(each, ""))}
        if not given:
            return Conclusion("", "no question is answered")
        lowers = [
            f"{words} by {domains_rated(given, rating, labels)}"
            for words, rating in (("definitely", _DEFINITELY), ("probably", _PROBABLY))
            if rating in given.values()
        ]
        told = f"lowered {' and '.join(lowers)}" if lowers else "lowered by nothing answered"
        return Conclusion("", f"{told}; credibility is marked by a person")

    return conclude
