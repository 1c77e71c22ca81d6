"""Newcastle–Ottawa scale for cohort and case-control studies (Wells and others, Ottawa).

Letters of answers are those of the published form; starred answers earn a star. A study is rated
by its stars in three domains; the scale has no cut-offs of its own. The overall rating is the
conversion to the standards of the US Agency for Healthcare Research and Quality, which reviews
that use the scale print: good with 3 or 4 stars for selection, 1 or 2 for comparability and 2 or
3 for outcome or exposure; fair with 2 for selection and the rest as before; poor with 0 or 1 for
selection, or none for comparability, or 0 or 1 for outcome or exposure (as in table 4 of
doi:10.1111/clr.13860; docs/decisions/0183 says why "or" and not "and").
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence.appraisal.question import Question
from evidence.appraisal.tool import AppraisalDomain, Conclusion, Rating, Tool, Variant
from evidence.model.study import StudyDesign

COHORT, CASE_CONTROL = "cohort", "case-control"
_COHORT = (COHORT,)
_CASE_CONTROL = (CASE_CONTROL,)


def _stars(most: int, fair: int, good: int) -> tuple[Rating, ...]:
    """Numbers of stars as ratings, the most first."""

    def rating(number: int) -> Rating:
        label = "1 star" if number == 1 else f"{number} stars"
        if number >= good:
            return Rating(str(number), label, "+", 0.0)
        return Rating(str(number), label, *(("!", 0.5) if number >= fair else ("-", 1.0)))

    return tuple(rating(number) for number in range(most, -1, -1))


def _question(
    name: str, label: str, letters: str, starred: str, variants: tuple[str, ...]
) -> Question:
    return Question(
        name,
        label,
        tuple(letters),
        points=tuple((letter, int(letter in starred)) for letter in letters),
        variants=variants,
    )


def _compared(name: str, label: str) -> Question:
    return Question(name, label, ("yes", "no"), points=(("yes", 1), ("no", 0)))


_SELECTION = AppraisalDomain(
    "selection",
    "Selection",
    _stars(4, fair=2, good=3),
    questions=(
        _question("s1", "Exposed cohort representative", "abcd", "ab", _COHORT),
        _question("s2", "Non-exposed cohort from the same community", "abc", "a", _COHORT),
        _question("s3", "Exposure ascertained by record or interview", "abcd", "ab", _COHORT),
        _question("s4", "Outcome absent at the start", "ab", "a", _COHORT),
        _question("s1", "Case definition validated", "abc", "a", _CASE_CONTROL),
        _question("s2", "Cases consecutive or representative", "ab", "a", _CASE_CONTROL),
        _question("s3", "Controls from the community", "abc", "a", _CASE_CONTROL),
        _question("s4", "Controls without the disease", "ab", "a", _CASE_CONTROL),
    ),
)
_COMPARABILITY = AppraisalDomain(
    "comparability",
    "Comparability",
    _stars(2, fair=1, good=1),
    questions=(
        _compared("c1", "Controls for the most important factor"),
        _compared("c2", "Controls for a further factor"),
    ),
)
_OUTCOME = AppraisalDomain(
    "outcome",
    "Outcome",
    _stars(3, fair=2, good=2),
    questions=(
        _question("o1", "Outcome assessed blind or by linkage", "abcd", "ab", _COHORT),
        _question("o2", "Follow-up long enough", "ab", "a", _COHORT),
        _question("o3", "Follow-up complete enough", "abcd", "ab", _COHORT),
    ),
    variants=_COHORT,
)
_EXPOSURE = AppraisalDomain(
    "exposure",
    "Exposure",
    _stars(3, fair=2, good=2),
    questions=(
        _question("e1", "Exposure ascertained by record or blind", "abcde", "ab", _CASE_CONTROL),
        _question("e2", "Same ascertainment for cases and controls", "ab", "a", _CASE_CONTROL),
        _question("e3", "Same non-response in both groups", "abc", "a", _CASE_CONTROL),
    ),
    variants=_CASE_CONTROL,
)


def _overall(domains: Mapping[str, str], variant: str) -> Conclusion:
    last = "exposure" if variant == CASE_CONTROL or "exposure" in domains else "outcome"
    given = [domains.get(each, "") for each in ("selection", "comparability", last)]
    if not all(number.isdecimal() for number in given):
        return Conclusion("", "stars are missing in a domain")
    selection, comparability, third = (int(number) for number in given)
    reason = (
        f"{selection} stars for selection, {comparability} for comparability, {third} for {last}"
    )
    if selection <= 1 or comparability == 0 or third <= 1:
        return Conclusion("poor", reason)
    return Conclusion("fair" if selection == 2 else "good", reason)


TOOL = Tool(
    name="newcastle-ottawa",
    title="Newcastle–Ottawa scale",
    citation=(
        "Wells GA, Shea B, O'Connell D, et al. The Newcastle-Ottawa Scale (NOS) for assessing the "
        "quality of nonrandomised studies in meta-analyses. Ottawa Hospital Research Institute."
    ),
    url="https://www.ohri.ca/programs/clinical_epidemiology/oxford.asp",
    version="2011",
    licence="free to use from the institute; letters of answers and own labels",
    designs=(StudyDesign.COHORT, StudyDesign.CASE_CONTROL),
    domains=(_SELECTION, _COMPARABILITY, _OUTCOME, _EXPOSURE),
    ratings=_stars(4, fair=2, good=3),
    overall_ratings=(
        Rating("good", "Good quality", "+", 0.0),
        Rating("fair", "Fair quality", "!", 0.5),
        Rating("poor", "Poor quality", "-", 1.0),
    ),
    conclude=_overall,
    variants=(Variant(COHORT, "Cohort studies"), Variant(CASE_CONTROL, "Case-control studies")),
)
