"""Every file of a corpus read by the format it shows: entries, problems, exceptions, losses.

A silent loss is an entry that a cheap count of its own finds in the raw text and that is neither
among the records read nor told of by a problem.

Run: python benchmarks/count_corpus.py [FOLDER]
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from references.errors import InputError  # noqa: E402
from references.format import open_bibliography  # noqa: E402

CORPUS = ROOT.parent / "shared" / "data" / "bib-corpus"
NOT_BIBLIOGRAPHIES = (".md", ".py", ".js", ".ts", ".r", ".rmd", ".toml", ".yml", ".yaml", ".lock")

_BIBTEX = re.compile(
    r"^[ \t]*@[ \t]*(?!comment|string|preamble|xdata|set\b)[A-Za-z]+"
    r"[ \t]*[{(][ \t]*[^\s,{}()=]+[ \t]*,",
    re.MULTILINE | re.IGNORECASE,
)
_COMMENT = re.compile(r"@[ \t]*comment[ \t]*\{", re.IGNORECASE)
_COUNTS = {
    "bibtex": _BIBTEX,
    # A type said again at once is the type of the same record.
    "ris": re.compile(r"^[ \t]*TY  ?-.*\n(?![ \t]*TY  ?-)", re.MULTILINE),
    "nbib": re.compile(r"^PMID ?-", re.MULTILINE),
    "web-of-science": re.compile(r"^PT [A-Z]", re.MULTILINE),
    "endnote-tagged": re.compile(r"^%0 ", re.MULTILINE),
    "pubmed-xml": re.compile(r"<Pubmed(?:Book)?Article[ >]"),
    "endnote-xml": re.compile(r"<record[ >]"),
    "jats": re.compile(r"<ref[ >]"),
}


@dataclass(slots=True)
class Count:
    """What was met in one folder."""

    files: int = 0
    unclaimed: int = 0
    entries: int = 0
    problems: int = 0
    exceptions: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)

    def __iadd__(self, other: Count) -> Count:
        self.files += other.files
        self.unclaimed += other.unclaimed
        self.entries += other.entries
        self.problems += other.problems
        self.exceptions += other.exceptions
        self.losses += other.losses
        return self


def files_in(corpus: Path) -> Iterator[Path]:
    """The files that may be bibliographies, in the order of their paths."""
    for path in sorted(corpus.rglob("*")):
        if path.is_file() and path.suffix.lower() not in NOT_BIBLIOGRAPHIES:
            yield path


def count_file(path: Path, shown: str) -> Count:
    """What reading one file gives; whatever it raises is counted and not passed on."""
    count = Count(files=1)
    try:
        reader, decoded = open_bibliography(shown, path.read_bytes())
        reading = reader.read(decoded.value)
    except InputError:
        count.unclaimed = 1
        return count
    except Exception as error:  # noqa: BLE001 - that none is raised is what is counted
        count.exceptions.append(f"{shown}: {type(error).__name__}: {error}")
        return count
    count.entries = len(reading.value)
    count.problems = len(decoded.problems) + len(reading.problems)
    pattern = _COUNTS.get(reader.name)
    text = decoded.value.text
    if reader.name == "bibtex":
        text = _without_comments(text)
    expected = len(pattern.findall(text)) if pattern else 0
    missing = expected - count.entries - count.problems
    if missing > 0:
        count.losses.append(f"{shown}: {missing} of {expected} ({reader.name})")
    return count


def _without_comments(text: str) -> str:
    """BibTeX without what ``@comment`` hides within its braces."""
    kept: list[str] = []
    position = 0
    while (found := _COMMENT.search(text, position)) is not None:
        kept.append(text[position : found.start()])
        depth, position = 1, found.end()
        while depth and position < len(text):
            depth += {"{": 1, "}": -1}.get(text[position], 0)
            position += 1
    return "".join((*kept, text[position:]))


def count_corpus(corpus: Path) -> dict[str, Count]:
    """Counts by folder: the first two parts of each path below the corpus."""
    counts: dict[str, Count] = {}
    for path in files_in(corpus):
        shown = path.relative_to(corpus)
        folder = "/".join(shown.parts[: min(2, len(shown.parts) - 1)]) or "."
        counts.setdefault(folder, Count())
        counts[folder] += count_file(path, shown.as_posix())
    return counts


def main(arguments: list[str]) -> int:
    """Print a row for each folder and the totals; 1 when anything was raised or lost."""
    corpus = Path(arguments[0]) if arguments else CORPUS
    if not corpus.is_dir():
        print(f"{corpus} is not there; name the folder of a corpus")
        return 2
    total = Count()
    titles = ("files", "no format", "entries", "problems", "exceptions", "silent losses")
    print(f"{'folder':<28}" + "".join(f"{title:>15}" for title in titles))
    for folder, count in count_corpus(corpus).items():
        total += count
        print(_row(folder, count))
    print(_row("all", total))
    for line in (*total.exceptions, *total.losses):
        print(line)
    return 1 if total.exceptions or total.losses else 0


def _row(name: str, count: Count) -> str:
    figures = (
        count.files,
        count.unclaimed,
        count.entries,
        count.problems,
        len(count.exceptions),
        len(count.losses),
    )
    return f"{name:<28}" + "".join(f"{figure:>15,}" for figure in figures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
