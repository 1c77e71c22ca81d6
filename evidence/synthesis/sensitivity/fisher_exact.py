"""Fisher's exact test of a 2×2 table."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln

from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import EventTable

# Tables as likely as the observed one count, though rounding may put them just above it.
_AS_LIKELY = 1 + 1e-7


def fisher_exact(table: EventTable) -> float:
    """Two-sided p value: all tables with these margins that are no more likely than this one.

    Fisher (1935), Statistical Methods for Research Workers, section 21.02.

    Raises:
        CannotComputeError: for counts that are not whole or that no two groups can have.
    """
    table.check()
    a, _, c, _ = table.cells
    n1, n2, events = table.total, table.comparator_total, a + c
    if not all(float(each).is_integer() for each in (a, c, n1, n2)):
        raise CannotComputeError("Fisher's exact test needs whole numbers")
    counts = np.arange(max(0.0, events - n2), min(events, n1) + 1)
    logs = -(
        gammaln(counts + 1)
        + gammaln(n1 - counts + 1)
        + gammaln(events - counts + 1)
        + gammaln(n2 - events + counts + 1)
    )
    shares = np.exp(logs - logs.max())
    observed = shares[int(a - counts[0])]
    p_value = shares[shares <= observed * _AS_LIKELY].sum() / shares.sum()
    return min(1.0, float(p_value))
