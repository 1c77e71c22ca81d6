"""What deduplication did with each record, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from references.matching.matching import Cluster, Comparison, Outcome
from references.matching.merging import MergedRecord
from references.matching.settling import Settled
from references.reference import Reference

SCHEMA = "evidence-review/deduplication/1"
COLUMNS = ("record_id", "cluster_id", "outcome", "rule")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its own key, the number of its cluster, what was done and by which rule."""

    record_id: str
    cluster_id: int
    outcome: Outcome
    rule: str


def rows(keys: Sequence[str], settled: Settled) -> Iterator[Row]:
    """One row a record, in the order of the input; records merged into one share a cluster."""
    home: dict[int, Cluster] = {
        member: cluster for cluster in settled.clusters for member in cluster.members
    }
    linked: dict[int, str] = {}
    for pair in reversed(settled.related):
        if pair.relation is not None:
            linked[pair.left] = linked[pair.right] = f"related:{pair.relation.value}"
    asked: dict[int, str] = {}
    for pair in reversed(settled.review):
        asked[pair.left] = asked[pair.right] = pair.rule
    for number, key in enumerate(keys):
        cluster = home.get(number)
        if cluster is not None:
            yield Row(key, cluster.members[0] + 1, Outcome.MERGE, " ".join(cluster.rules))
        elif number in asked:
            yield Row(key, number + 1, Outcome.REVIEW, asked[number])
        else:
            yield Row(key, number + 1, Outcome.DISTINCT, linked.get(number, ""))


def report_csv(keys: Sequence[str], settled: Settled) -> str:
    """The rows as a table; a key that a spreadsheet would take for a formula stays as it is.

    Programs join this table to others by the key, so it must not be changed.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(keys, settled):
        writer.writerow((row.record_id, row.cluster_id, row.outcome.value, row.rule))
    return out.getvalue()


def report_json(
    references: Sequence[Reference],
    settled: Settled,
    merged: Mapping[Cluster, MergedRecord],
) -> str:
    """Everything: rows with their places, where each merged value came from, what is open."""
    made = rows([each.key for each in references], settled)
    content = {
        "schema": SCHEMA,
        "records": [
            {
                "record_id": row.record_id,
                "cluster_id": row.cluster_id,
                "outcome": row.outcome.value,
                "rule": row.rule,
                "path": reference.location.path,
                "line": reference.location.line,
            }
            for row, reference in zip(made, references, strict=True)
        ],
        "merged": [
            {
                "cluster_id": cluster.members[0] + 1,
                "key": record.reference.key,
                "rules": list(cluster.rules),
                "members": [_place(member) for member in record.members],
                "origins": {
                    name: [record.members[number].key for number in numbers]
                    for name, numbers in record.origins.items()
                },
            }
            for cluster, record in merged.items()
        ],
        "review": [_pair(pair, references) for pair in settled.review],
        "related": [_pair(pair, references) for pair in settled.related],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _place(reference: Reference) -> dict[str, Any]:
    place = reference.location
    return {"record_id": reference.key, "path": place.path, "line": place.line}


def _pair(pair: Comparison, references: Sequence[Reference]) -> dict[str, Any]:
    content: dict[str, Any] = {
        "left": _place(references[pair.left]),
        "right": _place(references[pair.right]),
        "rule": pair.rule,
        "score": round(pair.score, 4),
        "similarities": {name: round(value, 4) for name, value in pair.similarities.items()},
    }
    if pair.relation is not None:
        content["relation"] = pair.relation.value
    return content
