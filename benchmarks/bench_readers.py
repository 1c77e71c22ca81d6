"""Reading a bibliography, cutting sentences and anchoring, each beside a bare rival, in one run.

Run: python benchmarks/bench_readers.py [ENTRIES [SENTENCES]]
"""

from __future__ import annotations

import importlib.util
import io
import json
import random
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import bibtexparser  # noqa: E402
from bibtexparser.splitter import Splitter  # noqa: E402
from lxml import etree  # noqa: E402
from rapidfuzz import fuzz  # noqa: E402
from synthetic_exports import EXPORTS, export_text  # noqa: E402
from synthetic_review import article_text, bibliography_text  # noqa: E402

from evidence.articles.anchoring import AnchorIndex  # noqa: E402
from evidence.articles.article_format import article_format_of_path  # noqa: E402
from evidence.articles.sentences import sentence_spans  # noqa: E402
from evidence.model.claim import Anchor  # noqa: E402
from references.format import format_named  # noqa: E402
from references.source import SourceFile  # noqa: E402

ROUNDS = 3
#: The scan compares every anchor with the whole text, so only some of the anchors are given to it.
SCANNED = 20


def best(work: Callable[[], object]) -> float:
    """The least CPU seconds of several runs; the least is the least disturbed."""
    spent = []
    for _ in range(ROUNDS):
        begun = process_time()
        work()
        spent.append(process_time() - begun)
    return min(spent)


def compare(title: str, cases: Sequence[tuple[str, int, Callable[[], object]]], what: str) -> None:
    """Print each case's rate, and how it stands to that of the first."""
    print(title)
    first = 0.0
    for name, count, work in cases:
        rate = count / best(work)
        first = first or rate
        print(f"  {name:<42} {rate:>10,.0f} {what} per CPU second   {rate / first:6.2f}")


def bibliography(entries: int) -> None:
    """Our reader, which keeps places and loses nothing, beside those of bibtexparser."""
    text = bibliography_text(entries)
    source = SourceFile("synthetic.bib", text)
    reader = format_named("bibtex")
    compare(
        f"BibTeX, {entries:,} entries",
        [
            ("ours, with places, names, dates, letters", entries, lambda: reader.read(source)),
            ("bibtexparser, blocks split and no more", entries, lambda: Splitter(text).split()),
            ("bibtexparser, its default parse", entries, lambda: bibtexparser.parse_string(text)),
        ],
        "entries",
    )


RIS_RECORD = """\
TY  - JOUR
AU  - Guler, A.
AU  - Satilmis, T.
TI  - Magnesium sulfate pretreatment reduces myoclonus after etomidate {number}
JO  - Anesth Analg
PY  - {year}
VL  - 101
SP  - 705
EP  - 709
DO  - 10.1213/01.ANE.{number:010d}
ER  -

"""
NBIB_RECORD = """\
PMID- {number}
OWN - NLM
IS  - 0003-2999 (Print)
VI  - 101
IP  - 3
DP  - {year} Sep
TI  - Magnesium sulfate pretreatment reduces myoclonus after etomidate.
PG  - 705-9
FAU - Guler, A
AU  - Guler A
FAU - Satilmis, T
AU  - Satilmis T
LA  - eng
PT  - Journal Article
TA  - Anesth Analg
JT  - Anesthesia and analgesia
AID - 10.1213/01.ANE.{number:010d} [doi]

"""


def tagged(name: str, record: str, entries: int, rival: str, read: str) -> None:
    """Our reader of a tagged format, beside a library that makes dictionaries of strings."""
    text = "".join(record.format(number=n + 1, year=1950 + n % 70) for n in range(entries))
    source = SourceFile("synthetic.txt", text)
    reader = format_named(name)
    cases: list[tuple[str, int, Callable[[], object]]] = [
        ("ours, with places, names, dates, numbers", entries, lambda: reader.read(source))
    ]
    if importlib.util.find_spec(rival) is None:
        print(f"{rival} is not installed: no rival for {name}")
    else:
        rivals = getattr(importlib.import_module(rival), read)
        cases.append((f"{rival}.{read}, strings", entries, lambda: rivals(text)))
    compare(f"{reader.title}, {entries:,} small records", cases, "records")


def export(name: str, entries: int) -> None:
    """Our reader of an export in XML or JSON, beside a parser that knows nothing of references."""
    text = export_text(name, entries)
    source = SourceFile("synthetic", text)
    reader = format_named(name)

    def parsed() -> None:
        for _, element in etree.iterparse(io.BytesIO(text.encode())):
            element.text  # noqa: B018

    rival: tuple[str, Callable[[], object]] = ("lxml.etree.iterparse alone", parsed)
    if name == "csl-json":
        rival = ("json.loads alone", lambda: json.loads(text))
    compare(
        f"{reader.title}, {entries:,} records of {len(text) // entries:,} characters",
        [
            ("ours, with places, names, dates, all fields", entries, lambda: reader.read(source)),
            (rival[0], entries, rival[1]),
        ],
        "records",
    )


def sentences(count: int) -> None:
    """Our cutter, which knows abbreviations, beside one pattern that does not."""
    text = article_text(count).replace("\n\n", " ")
    stop = re.compile(r"(?<=[.!?])\s+")
    found = len(sentence_spans(text))
    compare(
        f"Sentences, {count:,}",
        [
            ("ours", found, lambda: sentence_spans(text)),
            ("one pattern for stops", found, lambda: stop.split(text)),
        ],
        "sentences",
    )


def anchors(count: int) -> None:
    """Our index beside a fuzzy scan of the whole text, for quotes of which a fifth were edited."""
    source = SourceFile("article.md", article_text(count))
    article = article_format_of_path("article.md").read(source).value
    quotes = [
        sentence.text.replace("adults", "people") if number % 5 == 0 else sentence.text
        for number, sentence in enumerate(article.sentences)
    ]
    random.Random(1).shuffle(quotes)

    def indexed() -> None:
        index = AnchorIndex([article])
        for quote in quotes:
            index.resolve(Anchor(quote))

    def scanned() -> None:
        for quote in quotes[:SCANNED]:
            fuzz.partial_ratio_alignment(quote, article.plain)

    compare(
        f"Anchors in an article of {len(article.plain):,} characters",
        [
            ("ours, the index included", len(quotes), indexed),
            ("rapidfuzz over the whole text", SCANNED, scanned),
        ],
        "anchors",
    )


def main() -> None:
    """Print rates and ratios."""
    sizes = [int(word) for word in sys.argv[1:]]
    entries, count = (*sizes, 2000, 2000)[:2] if len(sizes) != 1 else (sizes[0], sizes[0])
    bibliography(entries)
    tagged("ris", RIS_RECORD, entries, "rispy", "loads")
    tagged("nbib", NBIB_RECORD, entries, "nbib", "read")
    for name in EXPORTS:
        export(name, max(entries // 4, 1))
    sentences(count)
    anchors(count)


if __name__ == "__main__":
    main()
