"""The pages of ``docs/rules`` say what the rules say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from evidence.audit.registry import all_rules
from references.rule import Rule
from reports.rule_page import rule_page

ROOT = Path(__file__).resolve().parents[2]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "generate_rules", ROOT / "docs" / "generate_rules.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pages_are_fresh() -> None:
    made = generator().pages()
    written = {
        path.name: path.read_text(encoding="utf-8")
        for path in (ROOT / "docs" / "rules").glob("*.md")
    }
    assert sorted(written) == sorted(made), "run: python docs/generate_rules.py"
    stale = [name for name, text in made.items() if written[name] != text]
    assert stale == [], "run: python docs/generate_rules.py"


@pytest.mark.parametrize("rule", all_rules().values(), ids=list(all_rules()))
def test_a_page_holds_what_a_reader_needs(rule: Rule) -> None:
    page = rule_page(rule)
    assert page.startswith(f"# {rule.code} {rule.name}\n")
    assert rule.summary in page
    assert rule.why in page
    before, _, after = page.partition("## Not found in")
    assert "```" in before, "the bad example shows nothing"
    assert "```" in after or " is empty." in after, "the good example shows nothing"
    assert page.count("```") % 2 == 0
