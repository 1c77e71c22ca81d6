"""What a study printed, beside its link."""

from __future__ import annotations

import pytest

from evidence.model.study import Arm, ArmRole, Outcome
from references.source import Location
from reports.views.link_views import _reported

HERE = Location("x")
ON_DRUG = Arm(ArmRole.INTERVENTION, HERE, label="magnesium", percent=26)
ON_SALINE = Arm(ArmRole.COMPARATOR, HERE, label="saline", percent=72)


@pytest.mark.parametrize(
    ("arms", "shown"),
    [
        ((ON_DRUG, ON_SALINE), "Jerks: 26 % v 72 %"),
        ((ON_DRUG,), "Jerks: 26 % on magnesium"),
        ((ON_SALINE,), "Jerks: 72 % on saline"),
    ],
)
def test_the_figure_of_one_side_alone_names_its_side(arms, shown) -> None:
    outcome = Outcome("jerks", HERE, label="Jerks", arms=arms)
    assert _reported(outcome).replace("\u00a0", " ") == shown
