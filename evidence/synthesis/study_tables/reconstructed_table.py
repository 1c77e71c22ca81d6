"""A 2×2 table from an odds ratio and the margins, for papers that print no counts."""

from __future__ import annotations

import math

import numpy as np

from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.stratified_tables import expected_events
from evidence.synthesis.study_tables.study_table import EventTable


def table_of_odds_ratio(
    odds_ratio: float, total: float, group_total: float, events: float, *, rounds: bool = True
) -> EventTable:
    """The table of so many people, a group and so many events in all that has the odds ratio.

    With ``rounds`` the counts are whole, so that the odds ratio is only nearly the given one.

    Raises:
        CannotComputeError: when the margins do not fit into each other or the ratio is not
            positive.
    """
    numbers = (odds_ratio, total, group_total, events)
    if not all(math.isfinite(number) for number in numbers) or odds_ratio <= 0:
        raise CannotComputeError("an odds ratio above zero and three margins are needed")
    if not (0 < group_total < total and 0 <= events <= total):
        raise CannotComputeError("the group and the events must fit into the total")
    group, others, cases = (np.array([each]) for each in (group_total, total - group_total, events))
    first = float(expected_events(group, others, cases, odds_ratio)[0])
    if rounds:
        first = float(round(first))
    return EventTable(first, group_total, events - first, total - group_total)
