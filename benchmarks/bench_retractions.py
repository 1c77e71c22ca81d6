"""An index of 70,000 made-up notices: reading the database, loading the index, looking up.

Run: python benchmarks/bench_retractions.py [ROWS]
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from references.reference import Reference, ReferenceKind
from references.retraction_index import RetractionIndex, build_index
from references.retraction_watch import NoticeRow, read_retraction_watch
from references.source import Location

HEADER = [
    "Record ID",
    "Title",
    "Subject",
    "Institution",
    "Journal",
    "Publisher",
    "Country",
    "Author",
    "URLS",
    "ArticleType",
    "RetractionDate",
    "RetractionDOI",
    "RetractionPubMedID",
    "OriginalPaperDate",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "Reason",
    "Paywalled",
    "Notes",
]
NATURES = ["Retraction"] * 8 + ["Expression of concern", "Correction", "Reinstatement"]
LOOK_UPS = 10_000


def write_database(path: Path, rows: int) -> None:
    """A file as long and as wide as the database, with made-up papers."""
    chance = random.Random(1)
    reasons = [f"+Reason number {number} in words" for number in range(110)]
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for number in range(rows):
            day = f"{chance.randint(1, 12)}/{chance.randint(1, 28)}/{chance.randint(2000, 2025)}"
            writer.writerow(
                [
                    number,
                    "A title of a paper " * 4,
                    "(BLS) Biology;" * 3,
                    "Institute, City;" * 4,
                    "Journal",
                    "Publisher",
                    "Country",
                    "A Name;" * 6,
                    "",
                    "Research Article;",
                    f"{day} 0:00",
                    f"10.1000/n.{number}",
                    chance.choice(["0", str(3 * 10**7 + number)]),
                    "1/1/2010 0:00",
                    chance.choice([f"10.1000/p.{number}"] * 2 + ["unavailable"]),
                    chance.choice(["0", str(2 * 10**7 + number)]),
                    chance.choice(NATURES),
                    ";".join(chance.sample(reasons, 3)),
                    "No",
                    "Words about it " * 8,
                ]
            )


def main() -> None:
    """Print what each step costs."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 70_000
    with tempfile.TemporaryDirectory() as folder:
        database, index_path = Path(folder) / "watch.csv", Path(folder) / "retractions.index"
        write_database(database, rows)
        begun = time.process_time()
        found = [each for each in read_retraction_watch(database) if isinstance(each, NoticeRow)]
        index_path.write_text(build_index(found), encoding="utf-8")
        built = time.process_time() - begun
        size = database.stat().st_size / 1e6, index_path.stat().st_size / 1e6
        begun = time.process_time()
        index = RetractionIndex.read(index_path)
        loaded = time.process_time() - begun
        place = Location("x.bib")
        asked = [
            Reference("k", ReferenceKind.ARTICLE_JOURNAL, place, doi=f"10.1000/p.{number}")
            for number in range(LOOK_UPS)
        ]
        begun = time.process_time()
        met = sum(bool(index.notices(each)) for each in asked)
        looked = time.process_time() - begun
    print(f"{rows:,} rows, {size[0]:.0f} MB: index of {size[1]:.1f} MB in {built:.2f} CPU s")
    print(f"loading it {loaded:.3f} CPU s; {LOOK_UPS:,} look-ups {looked:.3f} CPU s, {met:,} met")


if __name__ == "__main__":
    main()
