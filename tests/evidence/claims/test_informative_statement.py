"""The grid of certainty by size of effect, whole, and held against the check of wording."""

from __future__ import annotations

import itertools

import pytest

from evidence.claims.informative_statement import EffectSize, informative_statement
from evidence.claims.wording import check_wording

GRID = {
    ("high", "large"): "Zinc results in a large reduction in colds",
    ("high", "moderate"): "Zinc reduces colds",
    ("high", "small"): "Zinc reduces colds slightly",
    ("high", "trivial"): "Zinc makes little or no difference to colds",
    ("high", "unstated"): "Zinc reduces colds",
    ("moderate", "large"): "Zinc probably results in a large reduction in colds",
    ("moderate", "moderate"): "Zinc probably reduces colds",
    ("moderate", "small"): "Zinc probably reduces colds slightly",
    ("moderate", "trivial"): "Zinc probably makes little or no difference to colds",
    ("moderate", "unstated"): "Zinc probably reduces colds",
    ("low", "large"): "Zinc may result in a large reduction in colds",
    ("low", "moderate"): "Zinc may reduce colds",
    ("low", "small"): "Zinc may reduce colds slightly",
    ("low", "trivial"): "Zinc may make little or no difference to colds",
    ("low", "unstated"): "Zinc may reduce colds",
}


@pytest.mark.parametrize(("certainty", "size"), GRID)
def test_every_cell_of_the_grid(certainty: str, size: str) -> None:
    found = informative_statement("Zinc", "colds", certainty, EffectSize(size), raises=False)
    assert found == GRID[certainty, size]


@pytest.mark.parametrize("size", EffectSize)
def test_very_low_certainty_says_the_same_of_every_size(size: EffectSize) -> None:
    found = informative_statement("zinc", "colds", "very-low", size, raises=True)
    assert found == "the evidence is very uncertain about the effect of zinc on colds"


def test_population_comparator_and_an_increase() -> None:
    found = informative_statement(
        "zinc",
        "nausea",
        "moderate",
        EffectSize.LARGE,
        raises=True,
        comparator="placebo",
        population="adults",
    )
    assert found == (
        "in adults, zinc probably results in a large increase in nausea compared with placebo"
    )


@pytest.mark.parametrize(
    ("certainty", "size", "told"),
    [
        ("high", "moderate", "statins reduce death"),
        ("moderate", "moderate", "statins probably reduce death"),
        ("moderate", "large", "statins probably result in a large reduction in death"),
        ("high", "trivial", "statins make little or no difference to death"),
        ("low", "small", "statins may reduce death slightly"),
    ],
)
def test_the_verb_agrees_with_more_than_one_thing(certainty: str, size: str, told: str) -> None:
    found = informative_statement("statins", "death", certainty, EffectSize(size), raises=False)
    assert found == told


@pytest.mark.parametrize(
    ("certainty", "size"),
    [*itertools.product(("high", "moderate", "low", "very-low"), EffectSize)],
)
def test_no_statement_sounds_surer_than_its_certainty(certainty: str, size: EffectSize) -> None:
    text = informative_statement("Zinc", "the risk of colds", certainty, size, raises=False)
    found = check_wording(f"{text}.", certainty, kind="therapy", studied=True)
    # A plain "makes little or no difference" holds no word of certainty to check.
    unheard = certainty == "high" and size is EffectSize.TRIVIAL
    assert found.outcome == ("not-checked" if unheard else "fits"), found
