"""The public CSL test suite through our engine, beside citeproc-py when that is installed.

*exact* is the suite's own measure; *text* compares the words with tags taken off.

Run: python benchmarks/bench_csl.py   (after python benchmarks/fetch_csl_suite.py)
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.csl_suite import (  # noqa: E402
    Fixture,
    bare_text,
    fixtures,
    is_exact,
    rendered,
    suite_folder,
)


def measured(
    cases: Sequence[Fixture], render: Callable[[Fixture], str]
) -> tuple[int, int, int, float]:
    """Cases exact, cases equal as text, cases that raised, and CPU seconds."""
    exact = text = failed = 0
    begun = process_time()
    for case in cases:
        try:
            got = render(case)
        except Exception:  # noqa: BLE001 - another engine may raise anything
            failed += 1
            continue
        same = is_exact(case, got)
        exact += same
        text += same or bare_text(got) == bare_text(case.expected)
    return exact, text, failed, process_time() - begun


def by_citeproc_py(case: Fixture) -> str:
    """What citeproc-py makes of a case; documents built step by step are beyond its interface."""
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    with tempfile.NamedTemporaryFile("w", suffix=".csl", encoding="utf-8") as file:
        file.write(case.style)
        file.flush()
        style = CitationStylesStyle(file.name, validate=False)
    # It needs a type and keys in small letters, which the suite does not always give.
    source = CiteProcJSON(
        [{"type": "document", **item, "id": str(item.get("id", "")).lower()} for item in case.items]
    )
    bibliography = CitationStylesBibliography(style, source, formatter.html)
    groups = case.citation_items or [[{"id": item.get("id", "")} for item in case.items]]
    if case.citations is not None:
        groups = [step[0]["citationItems"] for step in case.citations]
    known = ("locator", "label", "prefix", "suffix")
    citations = [
        Citation(
            [
                CitationItem(
                    str(each["id"]).lower(), **{name: each[name] for name in known if name in each}
                )
                for each in group
            ]
        )
        for group in groups
    ]
    for citation in citations:
        bibliography.register(citation)
    if case.mode == "bibliography":
        bibliography.sort()
        entries = "".join(
            f'  <div class="csl-entry">{entry}</div>\n' for entry in bibliography.bibliography()
        )
        return f'<div class="csl-bib-body">\n{entries}</div>'
    return "\n".join(str(bibliography.cite(each, lambda _: None)) for each in citations)


def main() -> None:
    """Print the figures."""
    folder = suite_folder()
    if folder is None:
        raise SystemExit("no CSL test suite: run python benchmarks/fetch_csl_suite.py")
    cases = fixtures(folder)
    engines: dict[str, Callable[[Fixture], str]] = {"ours": lambda case: rendered(case, folder)}
    if importlib.util.find_spec("citeproc") is not None:
        engines["citeproc-py"] = by_citeproc_py
    print(f"{len(cases)} cases with mode citation or bibliography")
    print(f"{'engine':<12} {'exact':>6} {'text':>6} {'raised':>7} {'CPU s':>7}")
    for name, render in engines.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exact, text, failed, seconds = measured(cases, render)
        print(f"{name:<12} {exact:>6} {text:>6} {failed:>7} {seconds:>7.1f}")


if __name__ == "__main__":
    main()
