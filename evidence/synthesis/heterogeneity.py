"""How far studies differ beyond chance: Q, I², H² and τ².

I² and H² of a random-effects model are computed from its τ² and the typical sampling variance, as
metafor does and RevMan since 2024; those of the common-effect model, and ``i_squared_q``, from Q
(Higgins and Thompson 2002, doi:10.1002/sim.1186). For DerSimonian-Laird both agree.
"""

from __future__ import annotations

from scipy.special import chdtrc

from evidence.model.synthesis import Heterogeneity
from evidence.synthesis.between_study_variance import Numbers


def heterogeneity(
    values: Numbers, variances: Numbers, between_study_variance: float, *, is_common: bool
) -> Heterogeneity:
    """Heterogeneity statistics of one set of effects under one model."""
    freedom = len(values) - 1
    if freedom < 1:
        return Heterogeneity(0.0, 0, 1.0, 0.0, 0.0)
    weights = 1 / variances
    total = float(weights.sum())
    mean = float(weights @ values) / total
    q = float(weights @ (values - mean) ** 2)
    from_q = max(0.0, 100 * (q - freedom) / q) if q > 0 else 0.0
    typical = freedom * total / (total**2 - float(weights @ weights))
    i_squared = 100 * between_study_variance / (between_study_variance + typical)
    h_squared = 1 + between_study_variance / typical
    return Heterogeneity(
        q=q,
        degrees_of_freedom=freedom,
        p_value=float(chdtrc(freedom, q)),
        i_squared=from_q if is_common else i_squared,
        tau_squared=between_study_variance,
        i_squared_q=from_q,
        h_squared=q / freedom if is_common else h_squared,
    )
