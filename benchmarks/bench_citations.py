"""Printing bibliographies in each style, beside citeproc-py when that is installed, in one run.

Run: python benchmarks/bench_citations.py [ENTRIES]
"""

from __future__ import annotations

import importlib.util
import sys
import warnings
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from synthetic_review import bibliography_text  # noqa: E402

from references.citation_style import citation_styles, format_bibliography  # noqa: E402
from references.csl import to_csl  # noqa: E402
from references.format import format_named  # noqa: E402
from references.printing.style_files import BUNDLED  # noqa: E402
from references.reference import Reference  # noqa: E402
from references.source import SourceFile  # noqa: E402

STYLES = ROOT / "references" / "printing" / "data" / "styles"
#: citeproc-py is slow enough that some of the entries tell its rate.
GIVEN_TO_CITEPROC = 100


def seconds_of_citeproc(references: tuple[Reference, ...], style: str) -> float:
    """CPU seconds that citeproc-py takes for the same entries in the same style."""
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    begun = process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON([to_csl(reference) for reference in references])
        bibliography = CitationStylesBibliography(
            CitationStylesStyle(str(STYLES / f"{BUNDLED[style]}.csl"), validate=False),
            source,
            formatter.html,
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
    """Print entries per CPU second for each style at two sizes, and the ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    source = SourceFile("synthetic.bib", bibliography_text(count))
    references = format_named("bibtex").read(source).value.references
    beside = importlib.util.find_spec("citeproc") is not None
    for style in citation_styles():
        first = seconds_of_ours(references[: count // 10], style)
        ours = count / seconds_of_ours(references, style)
        line = f"{style:<20} {ours:>7,.0f} entries per CPU second"
        line += f" (at a tenth {count // 10 / first:,.0f}, the style's compilation included)"
        if beside:
            some = references[:GIVEN_TO_CITEPROC]
            try:
                theirs = len(some) / seconds_of_citeproc(some, style)
            except Exception as error:  # noqa: BLE001 - it cannot read every style
                line += f"; citeproc-py fails ({type(error).__name__})"
            else:
                line += f"; citeproc-py {theirs:,.0f}: {ours / theirs:.0f} times"
        print(line)


if __name__ == "__main__":
    main()
