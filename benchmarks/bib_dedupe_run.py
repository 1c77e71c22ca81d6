"""bib-dedupe on one labelled set, in an environment of its own; what it found goes to a JSON file.

Run: PYTHON bib_dedupe_run.py FOLDER_WITH_RECORDS RESULT.json
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

import pandas as pd
from bib_dedupe.bib_dedupe import block, cluster, match, prep


def cpu_seconds() -> float:
    """CPU seconds of this process and of those it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    """Read, find duplicates, write."""
    records = pd.read_csv(Path(sys.argv[1]) / "records.csv")
    begun = cpu_seconds()
    matched = match(block(prep(records)))
    clusters = cluster(matched)
    spent = cpu_seconds() - begun
    maybe = matched[matched["duplicate_label"] == "maybe"]
    Path(sys.argv[2]).write_text(
        json.dumps(
            {
                "clusters": [[str(each) for each in found] for found in clusters],
                "review": [
                    [str(a), str(b)] for a, b in zip(maybe["ID_1"], maybe["ID_2"], strict=True)
                ],
                "cpu": spent,
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
