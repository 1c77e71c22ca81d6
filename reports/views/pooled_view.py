"""What a report shows of one pooled outcome."""

from __future__ import annotations

from dataclasses import dataclass

from reports.views.badge import Badge
from reports.views.section_view import SectionView


@dataclass(frozen=True, slots=True)
class ForestRow:
    """One study of a forest plot, with numbers as text and positions as numbers.

    ``value``, ``low`` and ``high`` are on the analysis scale.
    """

    study: str
    label: str
    intervention: str
    comparator: str
    value: float
    low: float
    high: float
    weight: float
    effect_text: str
    weight_text: str


@dataclass(frozen=True, slots=True)
class ForestView:
    """A forest plot and the sentences that go with it.

    ``svg`` is a whole SVG document with title and description inside, drawn once and used by
    every format; ``svg_narrow`` is the same plot for a phone, ``svg_pages`` are its parts where it
    is taller than a page. ``summary`` is the pooled
    effect in words; ``heterogeneity`` the line of Q, I² and τ²; ``excluded`` names studies left
    out with their reasons. ``left_out`` pairs each study with the pooled effect without it;
    ``favours`` says what the left and the right of no effect stand for; ``interval`` names the
    intervals of the rows. ``anchor`` is the part of the claim's section it stands in, unique there.
    """

    identifier: str
    outcome: str
    measure: str
    method: str
    title: str
    description: str
    rows: tuple[ForestRow, ...]
    pooled_text: str
    prediction_text: str
    heterogeneity: str
    summary: str
    excluded: tuple[str, ...]
    notes: tuple[str, ...]
    svg: str
    svg_narrow: str = ""
    left_out: tuple[tuple[str, str], ...] = ()
    interval: str = "95 % CI"
    favours: tuple[str, str] = ("", "")
    anchor: str = ""
    svg_pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PooledOutcomeView:
    """An outcome of a claim beside its leading one, with everything pooled for it.

    ``anchor`` is the part of the claim's section it stands in, unique there; ``importance`` is
    ``critical``, ``important`` or ``limited``.
    """

    anchor: str
    importance: str
    certainty: Badge
    forest: ForestView
    sensitivity: ForestView | None
    sections: tuple[SectionView, ...]
