"""Cumulative and leave-one-out forests, Baujat, L'Abbé, bubble and GOSH figures for tests."""

import math

from reports.plots.baujat import BaujatFigure, BaujatPoint
from reports.plots.bubble import BubbleFigure, BubblePoint, FittedPoint
from reports.plots.gosh import GoshFigure
from reports.plots.labbe import LabbeFigure, LabbePoint
from reports.plots.step_forest import Step, StepForestFigure, StepKind
from tests.reports.plots.figures_of_forests import BCG, bcg_effect, ends

#: Degrees of latitude of each trial, in the order of ``BCG``.
LATITUDES = (44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33)


def weighted_mean(studies):
    total = sum(1 / error**2 for _, error in studies)
    return sum(value / error**2 for value, error in studies) / total, total**-0.5


def bcg_steps(kind):
    """Common-effect sums, so that the figure needs no model."""
    effects = [bcg_effect(*row[1:5]) for row in BCG]
    chosen = [
        effects[: at + 1] if kind is StepKind.CUMULATIVE else effects[:at] + effects[at + 1 :]
        for at in range(len(BCG))
    ]
    return StepForestFigure(
        identifier=f"bcg-{kind.value}",
        title="Tuberculosis, risk ratio",
        description="Thirteen trials of BCG vaccine.",
        kind=kind,
        measure="Risk ratio",
        is_ratio=True,
        steps=tuple(
            Step(row[0], ends(*weighted_mean(some)), (f"{min(len(some) * 7, 92)}%",))
            for row, some in zip(BCG, chosen, strict=True)
        ),
        pooled=ends(*weighted_mean(effects)),
        heads=("I²",),
        pooled_columns=("92%",),
        favours=("favours BCG", "favours control"),
    )


def made_up_steps(k, label="Study", kind=StepKind.LEAVE_ONE_OUT, *, is_ratio=True):
    return StepForestFigure(
        identifier="made-up",
        title="Made up",
        description=f"{k} studies",
        kind=kind,
        measure=f"{label} measure",
        is_ratio=is_ratio,
        steps=tuple(
            Step(f"{label} {at}", ends(math.sin(at) / (at + 1), 0.1 + at % 7), (f"{at * 100:,}",))
            for at in range(k)
        ),
        pooled=ends(-0.2, 0.1),
        heads=("Participants", label),
        favours=(f"favours {label}", f"favours not {label}"),
    )


def made_up_baujat(k, label="Study"):
    return BaujatFigure(
        "made-up", "Made up", f"{k} studies",
        tuple(
            BaujatPoint(f"{label} {at}", (at * 7 % 13) ** 2 / 9, (at * 5 % 11) ** 2 / 300)
            for at in range(k)
        ),
    )  # fmt: skip


def bcg_labbe():
    return LabbeFigure(
        "bcg", "L'Abbé plot, tuberculosis", "Thirteen trials of BCG vaccine.", "RR",
        tuple(LabbePoint(n, c / n2, a / n1, n1 + n2) for n, a, n1, c, n2, _ in BCG),
        pooled=-0.7145, arm_labels=("BCG vaccine", "no vaccine"),
    )  # fmt: skip


def made_up_labbe(k, label="Study", measure="OR"):
    return LabbeFigure(
        "made-up", "Made up", f"{k} studies", measure,
        tuple(
            LabbePoint(f"{label} {at}", (at * 7 % 13) / 13, (at * 5 % 11) / 11, 10 + at * 37 % 900)
            for at in range(k)
        ),
        pooled=-0.4, arm_labels=(f"{label} a", f"{label} b"),
    )  # fmt: skip


def bcg_bubble():
    """The mixed-effects regression of metafor's documentation: 0.2515 - 0.0291 latitude."""
    points = []
    for row, latitude in zip(BCG, LATITUDES, strict=True):
        value, error = bcg_effect(*row[1:5])
        points.append(BubblePoint(row[0], latitude, value, 1 / (error**2 + 0.0764)))
    return BubbleFigure(
        "bcg", "Latitude and effect, tuberculosis", "Thirteen trials.", "Risk ratio", True,
        "Latitude (degrees)", tuple(points),
        tuple(
            FittedPoint(at, line, line - band, line + band)
            for at in range(13, 56, 3)
            for line, band in [(0.2515 - 0.0291 * at, 0.2 + ((at - 33) / 33) ** 2 * 0.4)]
        ),
        "Slope −0.029 per degree (95% CI −0.043 to −0.015), p < 0.001.",
    )  # fmt: skip


def made_up_bubble(k, label="Study", *, is_ratio=True):
    return BubbleFigure(
        "made-up", "Made up", f"{k} studies", f"{label} measure", is_ratio, f"{label} moderator",
        tuple(
            BubblePoint(f"{label} {at}", 1900 + at * 7 % 23, math.cos(at * 2) * 1.5, 1 + at * 5 % 9)
            for at in range(k)
        ),
        (FittedPoint(1900, 0.5, -1.5, 2.5), FittedPoint(1923, -0.5, -2.0, 1.0)),
        f"Slope of {label}: none.",
    )  # fmt: skip


def made_up_gosh(k):
    """All subsets of ``k`` studies, at most 2 to the power of 10."""
    effects = [(math.sin(at * 2) + (at % 2), 0.2 + at % 3 / 5) for at in range(min(k, 10))]
    found = []
    for number in range(1, 2 ** len(effects)):
        some = [each for at, each in enumerate(effects) if number >> at & 1]
        mean, _ = weighted_mean(some)
        q = sum(((value - mean) / error) ** 2 for value, error in some)
        found.append((mean, max(0.0, 100 * (1 - (len(some) - 1) / q)) if q else 0.0))
    return GoshFigure(
        "made-up", "Made up", f"{k} studies", "Risk ratio", True, tuple(found), found[-1][0]
    )
