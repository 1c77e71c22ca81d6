"""The cases that R made: a folder of documents, each with its input data and its cases."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

HERE = Path(__file__).parent / "metafor"
SETS = ("cases", "cases-meta")


@dataclass(frozen=True)
class Case:
    """One computation: what was asked (``spec``) and what R gave, or the ``error`` it stopped with.

    ``expected`` is empty where R stopped. ``newer`` is what metafor 5.1 gives where it differs.
    """

    id: str
    op: str
    spec: Mapping[str, Any]
    expected: Mapping[str, Any]
    error: str
    relative: float
    absolute: float
    newer: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Effects:
    """Effects and variances without the studies that have none; ``kept`` are their input rows.

    ``without_variances`` are all effects, those included whose variance is missing.
    """

    values: Numbers
    variances: Numbers
    kept: NDArray[np.intp]
    without_variances: Numbers


@dataclass(frozen=True, eq=False)
class Document:
    """All cases of one set on one data set."""

    root: Path
    set: str
    dataset: str
    source: str
    rows: Sequence[Mapping[str, str]]
    cases: Sequence[Case]
    _by_id: dict[str, Case] = field(default_factory=dict)

    def case(self, name: str) -> Case | None:
        """The case ``<dataset>/<name>``, if there is one."""
        if not self._by_id:
            self._by_id.update({each.id: each for each in self.cases})
        return self._by_id.get(f"{self.dataset}/{name}")

    def numbers(self, column: str) -> Numbers:
        """A column of the input, NaN where a cell is empty."""
        return np.array([float(row[column]) if row[column] else np.nan for row in self.rows])

    def effects(self, name: str) -> Effects:
        """What ``spec["effect"]`` stands for: the expected values of that effect case, or the
        columns ``yi`` and ``vi`` of the input.
        """
        made = self.case(f"{name}/effect")
        if made is None:
            values, variances = self.numbers("yi"), self.numbers("vi")
        else:
            # A list of one was unpacked by the writer.
            values, variances = (
                np.array(np.atleast_1d(made.expected[each]), dtype=float) for each in ("yi", "vi")
            )
        kept = np.flatnonzero(np.isfinite(values) & np.isfinite(variances))
        return Effects(values[kept], variances[kept], kept, values[np.isfinite(values)])

    def columns(self, *names: str) -> dict[str, Numbers] | None:
        """The input columns that an effect case of this data set calls by these names."""
        primary = self if self.set == "cases" else document(self.root, "cases", self.dataset)
        for case in primary.cases if primary else ():
            known = case.spec.get("columns", {})
            if case.op == "effect" and all(name in known for name in names):
                return {name: self.numbers(known[name]) for name in names}
        return None

    def participants(self) -> Numbers:
        """How many took part in each study, whatever the columns are called."""
        arms = self.columns("n1i", "n2i")
        if arms is not None:
            return arms["n1i"] + arms["n2i"]
        single = self.columns("ni")
        if single is not None:
            return single["ni"]
        if "ni" in self.rows[0]:
            return self.numbers("ni")
        return self.numbers("n1i") + self.numbers("n2i")


def documents(folder: Path = HERE) -> Iterator[Document]:
    """Every document of a folder of this layout, set by set, in the order of the names."""
    root = folder if (folder / "cases").is_dir() else folder / "public"
    for each in SETS:
        for path in sorted((root / each).glob("*.json")):
            yield read(path)


def document(root: Path, of_set: str, dataset: str) -> Document | None:
    """The document of one set on one data set, if there is one."""
    path = root / of_set / f"{dataset}.json"
    return read(path) if path.is_file() else None


@cache
def read(path: Path) -> Document:
    """A document with the rows of its input."""
    raw = json.loads(path.read_text("utf-8"))
    root = path.parent.parent
    rows: list[dict[str, str]] = []
    if raw.get("input"):
        with (root / "inputs" / Path(raw["input"]).name).open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    cases = [
        Case(
            id=each["id"],
            op=each["op"],
            spec=each["spec"],
            expected=each.get("expected", {}),
            error=each.get("error", ""),
            relative=each.get("tolerance", {}).get("rel", 1e-8),
            absolute=each.get("tolerance", {}).get("abs", 1e-9),
            newer=each.get("metafor_5_1") or {},
        )
        for each in raw["cases"]
    ]
    return Document(root, path.parent.name, raw["dataset"], raw.get("source") or "", rows, cases)
