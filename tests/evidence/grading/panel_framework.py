"""A framework of the sort that a review declares, for the contract and its own tests."""

from __future__ import annotations

from evidence.model.declared_framework import (
    DeclaredDomain,
    DeclaredFramework,
    DeclaredLevel,
    DeclaredStart,
    DeclaredVerdict,
)

PANEL = DeclaredFramework(
    name="panel-2026",
    title="Panel scale",
    source="The panel's handbook, 2026.",
    url="https://example.org/handbook",
    levels=(
        DeclaredLevel("strong", "Strong", "+++", "More studies are unlikely to matter.", "high"),
        DeclaredLevel("fair", "Fair", "++", "More studies may matter.", "moderate"),
        DeclaredLevel("weak", "Weak", "+", "More studies are needed.", "very-low"),
    ),
    starts=(
        DeclaredStart("strong", ("systematic-review-of-trials", "randomised-trial")),
        DeclaredStart("strong", ("cohort",), ("prognosis",)),
        DeclaredStart("fair", ("cohort", "non-randomised-trial")),
        DeclaredStart("weak", ("case-series",)),
    ),
    domains=(
        DeclaredDomain(
            "bias",
            "Bias",
            "May the methods mislead?",
            (("none", 0), ("some", -1), ("much", -2)),
            "risk-of-bias",
        ),
        DeclaredDomain(
            "agreement",
            "Agreement",
            "Do the studies agree?",
            (("yes", 0), ("no", -1)),
            "inconsistency",
        ),
        DeclaredDomain(
            "fit", "Fit", "Is it our question?", (("yes", 0), ("no", -1)), "indirectness"
        ),
        DeclaredDomain("cost", "Cost", "Is it dear?", (("no", 0), ("yes", -1))),
    ),
    well_supported=("strong",),
    verdicts=(DeclaredVerdict("weak", "disputes", "limited"),),
    kinds=("therapy", "harm", "prognosis"),
)
