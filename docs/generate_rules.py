"""Write ``docs/rules``: one page for each rule and an index, from the rules themselves.

Run as ``python docs/generate_rules.py``; a test fails when the pages are not fresh.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evidence.audit.registry import all_rules  # noqa: E402
from reports.rule_page import rule_page  # noqa: E402

FOLDER = ROOT / "docs" / "rules"
FAMILIES = {
    "CFG": "Settings of the audit",
    "CIT": "Citations in the article",
    "CLM": "Claims and their evidence",
    "GRD": "Grades and judgements",
    "INP": "Files of the review",
    "REF": "References",
    "STU": "Study data",
    "SYN": "Syntheses",
}


def pages() -> Mapping[str, str]:
    """Every page by file name."""
    made = {f"{code}.md": rule_page(rule) for code, rule in all_rules().items()}
    made["README.md"] = index()
    return made


def index() -> str:
    """All rules in a table for each family."""
    rules = all_rules()
    lines = [
        "# Rules",
        "",
        f"The audit has {len(rules)} rules. `evidence-review explain CODE` prints the same pages. "
        "These files are made by `python docs/generate_rules.py`.",
        "",
    ]
    for family, group in groupby(rules.values(), key=lambda rule: rule.code[:3]):
        lines += [f"## {family}: {FAMILIES[family]}", ""]
        lines += ["| Code | Name | Severity | Finds |", "|---|---|---|---|"]
        lines += [
            f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity} | {rule.summary} |"
            for rule in group
        ]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def main() -> None:
    """Write what changed, and remove pages of rules that are gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(made)} pages in {FOLDER.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
