"""Rows of a table of trials as the text of ``studies.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence.model.written_number import written
from evidence.workspace.read_trials import TrialRow
from evidence.workspace.yaml_text import yaml_text


@dataclass(frozen=True, slots=True)
class TrialWords:
    """What a table does not say: the outcome, its words, the measure of estimates and the arms."""

    outcome: str
    label: str = ""
    measure: str = "GEN"
    arms: tuple[str, str] = ("", "")


def studies_text(rows: Sequence[TrialRow], words: TrialWords, origin: str) -> str:
    """A whole ``studies.yaml``, each row a study."""
    lines = [f"# Made from {' '.join(origin.split())}.", "studies:"]
    for row in rows:
        lines += ["", *_study(row, words)]
    return "\n".join(lines) + "\n"


def _study(row: TrialRow, words: TrialWords) -> Iterator[str]:
    yield f"  - id: {yaml_text(row.id)}"
    yield f"    references: [{yaml_text(row.reference)}]"
    yield f"    label: {yaml_text(row.label)}"
    yield f"    design: {row.design}"
    if row.year is not None:
        yield f"    year: {row.year}"
    totals = [numbers["total"] for numbers in row.arms.values() if "total" in numbers]
    if totals and len(totals) == len(row.arms):
        yield f"    size: {written(sum(totals))}"
    if row.characteristics:
        pairs = (
            f"{yaml_text(name)}: {yaml_text(text)}" for name, text in row.characteristics.items()
        )
        yield f"    characteristics: {{{', '.join(pairs)}}}"
    yield "    outcomes:"
    yield f"      {yaml_text(words.outcome)}:"
    if words.label:
        yield f"        label: {yaml_text(words.label)}"
    if row.arms:
        yield "        arms:"
        for role, label in zip(("intervention", "comparator"), words.arms, strict=True):
            if role in row.arms:
                yield f"          - {{{', '.join(arm_pairs(role, label, row.arms[role]))}}}"
    if row.estimate:
        yield "        estimates:"
        yield f"          - {{{', '.join(estimate_pairs(row.estimate, words.measure))}}}"


def arm_pairs(role: str, label: str, numbers: Mapping[str, float]) -> Iterator[str]:
    """What is written of one arm."""
    yield f"role: {role}"
    if label:
        yield f"label: {yaml_text(label)}"
    for name, number in numbers.items():
        yield f"{name}: {written(number)}"


def estimate_pairs(numbers: Mapping[str, float], measure: str) -> Iterator[str]:
    """What is written of a published effect."""
    value = numbers.get("correlation", numbers.get("value"))
    yield f"measure: {'COR' if 'correlation' in numbers else yaml_text(measure)}"
    if value is not None:
        yield f"value: {written(value)}"
    for name in ("standard-error", "p", "total", "observed-minus-expected", "variance"):
        if name in numbers:
            yield f"{name}: {written(numbers[name])}"
    if "low" in numbers and "high" in numbers:
        yield f"ci: [{written(numbers['low'])}, {written(numbers['high'])}]"
