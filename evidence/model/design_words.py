"""Study designs as running text names them, one or several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from evidence.model.study import StudyDesign

_D = StudyDesign
_NAMES: Mapping[StudyDesign, tuple[str, str]] = MappingProxyType(
    {
        _D.SYSTEMATIC_REVIEW_OF_TRIALS: (
            "systematic review of trials",
            "systematic reviews of trials",
        ),
        _D.SYSTEMATIC_REVIEW: ("systematic review", "systematic reviews"),
        _D.NETWORK_META_ANALYSIS: ("network meta-analysis", "network meta-analyses"),
        _D.RANDOMISED_TRIAL: ("randomised trial", "randomised trials"),
        _D.CROSSOVER_TRIAL: ("crossover trial", "crossover trials"),
        _D.CLUSTER_TRIAL: ("cluster trial", "cluster trials"),
        _D.N_OF_1_TRIAL: ("n-of-1 trial", "n-of-1 trials"),
        _D.QUASI_RANDOMISED_TRIAL: ("quasi-randomised trial", "quasi-randomised trials"),
        _D.NON_RANDOMISED_TRIAL: ("non-randomised trial", "non-randomised trials"),
        _D.COHORT: ("cohort study", "cohort studies"),
        _D.CASE_CONTROL: ("case–control study", "case–control studies"),
        _D.CROSS_SECTIONAL: ("cross-sectional study", "cross-sectional studies"),
        _D.DIAGNOSTIC_ACCURACY: ("diagnostic accuracy study", "diagnostic accuracy studies"),
        _D.BEFORE_AFTER: ("before–after study", "before–after studies"),
        _D.CASE_SERIES: ("case series", "case series"),
        _D.CASE_REPORT: ("case report", "case reports"),
        _D.QUALITATIVE_STUDY: ("qualitative study", "qualitative studies"),
        _D.QUALITATIVE_SYNTHESIS: (
            "qualitative evidence synthesis",
            "qualitative evidence syntheses",
        ),
        _D.MIXED_METHODS: ("mixed-methods study", "mixed-methods studies"),
        _D.GUIDELINE: ("guideline", "guidelines"),
        _D.NARRATIVE_REVIEW: ("narrative review", "narrative reviews"),
        _D.EXPERT_OPINION: ("expert opinion", "expert opinions"),
        _D.REFERENCE_WORK: ("reference work", "reference works"),
        _D.ANIMAL: ("animal study", "animal studies"),
        _D.IN_VITRO: ("in-vitro study", "in-vitro studies"),
    }
)


def design_name(design: StudyDesign, number: int = 1) -> str:
    """A design in words, in the plural unless the number is one."""
    one, several = _NAMES[design]
    return one if number == 1 else several


def counted_designs(designs: Iterable[StudyDesign]) -> str:
    """``2 randomised trials and 1 cohort study``, in the order in which designs first occur."""
    counts: dict[StudyDesign, int] = {}
    for design in designs:
        counts[design] = counts.get(design, 0) + 1
    parts = [f"{count} {design_name(design, count)}" for design, count in counts.items()]
    return listed(parts)


def listed(parts: list[str]) -> str:
    """Parts joined as running text joins them: ``a``, ``a and b``, ``a, b and c``."""
    return parts[0] if len(parts) == 1 else " and ".join([", ".join(parts[:-1]), parts[-1]])
