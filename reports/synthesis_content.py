"""A synthesis and its analyses as plain data for machines, on the analysis scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from evidence.model.synthesis import Synthesis
from evidence.synthesis.analyses import Analyses
from evidence.synthesis.dependent_effects.three_level import ThreeLevel
from evidence.synthesis.moderation import Moderation
from evidence.synthesis.sensitivity.refit import Refit
from evidence.synthesis.small_study_tests import SmallStudyEffects

Content = dict[str, Any]


def synthesis_content(found: Synthesis, analyses: Analyses | None = None) -> Content:
    """The pooled effect with everything that goes with it; ``scale`` says whether it is a log."""
    # What is fitted when looked at is no tuple that asdict would enter.
    content = asdict(replace(found, left_out=(), sensitivity=None))
    content["left_out"] = [[study, asdict(pooled)] for study, pooled in found.left_out]
    content["scale"] = "log" if content.pop("is_ratio") else "natural"
    if found.sensitivity is not None:
        content["sensitivity"] = synthesis_content(found.sensitivity)
    content["analyses"] = _analyses(analyses) if analyses else None
    return content


def _analyses(found: Analyses) -> Content:
    return {
        "method": found.method,
        "between_study_interval": asdict(found.between_study) if found.between_study else None,
        "small_study_effects": _small_study(found.small_study),
        "subgroups": _subgroups(found.moderation),
        "regression": _regression(found.moderation),
        "leave_one_out": _refits(found, found.in_turn),
        "cumulative": _refits(found, found.cumulative),
        "influence": [
            {"study": study.id, **asdict(each)}
            for study, each in zip(found.studies, found.influence, strict=bool(found.influence))
        ],
        "by_method": [asdict(each) for each in found.by_method.fits] if found.by_method else [],
        "three_level": _three_level(found.dependence.clustered),
        "cluster_robust": asdict(found.dependence.robust) if found.dependence.robust else None,
        "joint_outcomes": asdict(found.dependence.joint) if found.dependence.joint else None,
        "henmi_copas": asdict(found.henmi_copas) if found.henmi_copas else None,
        "i_squared_interval_from_q": asdict(found.inconsistency) if found.inconsistency else None,
        "best_linear_predictions": [
            {"study": study.id, **asdict(each)}
            for study, each in zip(
                found.studies,
                found.best_linear_predictions,
                strict=bool(found.best_linear_predictions),
            )
        ],
        "bayesian": {"prior_of_tau": asdict(found.prior_of_tau), **asdict(found.bayesian)}
        if found.bayesian
        else None,
        "restricted": {
            name: {
                "studies": len(found.studies) - len(each.left_out),
                "pooled": asdict(each.restricted.pooled),
                "keeps_conclusion": each.keeps_conclusion,
            }
            for name, each in found.restricted.items()
        },
        "refused": dict(found.refused),
    }


def _small_study(found: SmallStudyEffects | None) -> Content | None:
    if found is None:
        return None
    filled = found.trim_and_fill
    return {
        "testable": found.is_testable,
        "tests": [asdict(each) for each in found.tests],
        "rank_correlation_p_value": found.rank.p_value if found.rank else None,
        "rank_correlation": asdict(found.rank) if found.rank else None,
        "trim_and_fill": None
        if filled is None
        else {
            "estimator": filled.estimator.value,
            "side": filled.side.value,
            "missing": filled.missing,
            "pooled": asdict(filled.pooling.pooled),
        },
        "pet_peese": asdict(found.pet_peese) if found.pet_peese else None,
        "excess_significance": asdict(found.excess) if found.excess else None,
        "fail_safe": [asdict(each) for each in found.fail_safe],
        "refused": dict(found.refused),
    }


def _three_level(found: ThreeLevel | None) -> Content | None:
    if found is None:
        return None
    return {
        "clusters": found.clusters,
        "correlation": found.correlation,
        "between_clusters": found.between_clusters,
        "within_clusters": found.within_clusters,
        "coefficients": [asdict(each) for each in found.coefficients],
    }


def _subgroups(found: Moderation | None) -> Content | None:
    if found is None or found.subgroups is None:
        return None
    return {
        "groups": [asdict(each) for each in found.subgroups.groups],
        "between": asdict(found.subgroups.between),
        "studies": {
            study.id: name for study, name in zip(found.of_groups, found.groups, strict=True)
        },
        "unknown": list(found.unknown),
    }


def _regression(found: Moderation | None) -> Content | None:
    if found is None or found.regression is None:
        return None
    content = asdict(found.regression)
    content["inference"] = found.regression.inference.value
    content["of_studies"] = [study.id for study in found.of_regression]
    content["expected"] = [{"at": name, **asdict(each)} for name, each in found.expected]
    content["unknown"] = list(found.unknown)
    return content


def _refits(found: Analyses, refits: Sequence[Refit]) -> list[Content]:
    return [
        {
            "study": found.studies[each.study].id,
            "studies": each.studies,
            "pooled": asdict(each.pooled),
            "heterogeneity": asdict(each.heterogeneity),
        }
        for each in refits
    ]
