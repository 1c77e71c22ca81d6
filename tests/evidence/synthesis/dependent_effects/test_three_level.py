"""The three-level model finds the highest of several maxima."""

import numpy as np
import pytest

from evidence.synthesis.dependent_effects.three_level import three_level

VALUES = np.array(
    [
        0.0892,
        -0.251,
        0.2343,
        -1.6826,
        0.8071,
        0.0794,
        -0.3431,
        0.0432,
        0.4209,
        0.7921,
        0.6177,
        -0.1365,
        0.024,
        0.0757,
        -0.1101,
        -0.2714,
        0.0431,
    ]
)
VARIANCES = np.array(
    [
        0.0741,
        0.051,
        0.0255,
        0.1137,
        0.0392,
        0.032,
        0.0184,
        0.0605,
        0.0448,
        0.0324,
        0.0337,
        0.1355,
        0.0172,
        0.0469,
        0.0759,
        0.0903,
        0.1255,
    ]
)
CLUSTERS = "11123455556777778"


def test_a_narrow_peak_beside_an_edge_is_found():
    """By ML the likelihood has a lower maximum without variance between clusters, at 0.198."""
    found = three_level(VALUES, VARIANCES, list(CLUSTERS), "ML")
    assert found.between_clusters == pytest.approx(0.183, abs=0.002)
    assert found.within_clusters == pytest.approx(0.108, abs=0.002)
    assert found.log_likelihood == pytest.approx(-13.1129, abs=0.002)
