"""The fragility index: how few events would turn a trial's significance around.

Walsh and others (2014, doi:10.1016/j.jclinepi.2013.10.019) count the events that a significant
trial must gain in its arm with fewer of them until Fisher's exact test is no longer significant.
Khan and others (2020, doi:10.1001/jamanetworkopen.2020.12469) count the other way for trials that
are not: the reverse index. Both restate the p value together with the size of the trial, so a low
number does not make a trial wrong (Carter, McKie and Storlie 2017,
doi:10.1016/j.jtcvs.2017.01.033).
"""

from __future__ import annotations

from dataclasses import dataclass

from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.sensitivity.fisher_exact import fisher_exact
from evidence.synthesis.study_tables.study_table import EventTable


@dataclass(frozen=True, slots=True)
class Fragility:
    """The index of one trial, the table it leads to, and Fisher's p value before and after.

    ``is_reverse`` says that the trial was not significant, and the index is that of becoming so.
    """

    index: int
    is_reverse: bool
    p_value: float
    changed: EventTable
    changed_p_value: float

    @property
    def quotient(self) -> float:
        """The index as a share of all participants (Ahmed, Fowler and McCredie 2016)."""
        return self.index / (self.changed.total + self.changed.comparator_total)


def fragility(table: EventTable, *, alpha: float = 0.05) -> Fragility:
    """The fragility index of a significant trial, the reverse index of another.

    In a significant trial, participants of the arm with fewer events become events; in another,
    events of that arm become none. Equal numbers of events are told apart by their rates.

    Raises:
        CannotComputeError: for counts that are not whole, or where no change turns it around.
    """
    p_value = fisher_exact(table)
    is_reverse = p_value >= alpha
    first_arm = (table.events, table.events / table.total) <= (
        table.comparator_events,
        table.comparator_events / table.comparator_total,
    )
    step = -1 if is_reverse else 1
    changed, changed_p_value, index = table, p_value, 0
    while (changed_p_value >= alpha) == is_reverse:
        changed = _with_event(changed, step, first_arm=first_arm)
        changed_p_value = fisher_exact(changed)
        index += 1
    return Fragility(index, is_reverse, p_value, changed, changed_p_value)


def _with_event(table: EventTable, step: int, *, first_arm: bool) -> EventTable:
    events = table.events + (step if first_arm else 0)
    comparator_events = table.comparator_events + (0 if first_arm else step)
    changed = EventTable(events, table.total, comparator_events, table.comparator_total)
    if min(changed.cells) < 0:
        raise CannotComputeError("no number of events in one arm turns this trial's result around")
    return changed
