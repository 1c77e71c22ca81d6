"""Every rule of the product, on its own bad and good example and against its own file."""

from __future__ import annotations

import datetime
import importlib
import pkgutil
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from evidence.assessment import assess
from evidence.audit.finding import AuditResult
from evidence.audit.registry import all_rules, review_rules
from evidence.audit.runner import audit, check_library
from evidence.model.review import AuditSettings
from evidence.workspace.load import load_files
from references.encoding import decode
from references.format import format_named
from references.rule import LibrarySubject, Rule, library_rules

REVIEW_DAY = datetime.date(2026, 11, 22)
ROOMS = ("references.rules", "evidence.audit.rules")


def audit_of_example(rule: Rule, given: Mapping[str, str] | str | bytes) -> AuditResult:
    """All rules over an example, so that one rule's example also survives all the others."""
    if isinstance(given, Mapping):
        review = load_files(given)
        return audit(assess(review), review.audit)
    data = given.encode() if isinstance(given, str) else given
    source = decode("references.bib", data)
    library = format_named("bibtex").read(source.value)
    cited = re.search(rb"^% cited: (.*)$", data, re.MULTILINE)
    subject = LibrarySubject(
        library.value,
        (*source.problems, *library.problems),
        as_of=REVIEW_DAY,
        cited=frozenset(re.split(r",\s*", cited[1].decode())) if cited else None,
    )
    return check_library(subject, AuditSettings())


@pytest.mark.parametrize("rule", all_rules().values(), ids=list(all_rules()))
def test_bad_example_is_found_and_good_one_is_not(rule: Rule) -> None:
    bad = [item for item in audit_of_example(rule, rule.bad).findings if item.code == rule.code]
    good = [item for item in audit_of_example(rule, rule.good).findings if item.code == rule.code]
    assert bad, f"{rule.code} does not find its own bad example"
    assert not good, f"{rule.code} finds its own good example: {good[0].message}"
    for finding in bad:
        assert finding.message
        assert finding.message[-1] not in ".!"
        assert "\n" not in finding.message
        assert finding.location.line >= 1
        assert finding.severity is rule.severity


@pytest.mark.parametrize("rule", all_rules().values(), ids=list(all_rules()))
def test_no_word_of_a_rule_was_broken_where_its_line_ends(rule: Rule) -> None:
    assert not re.search(r"\w- \w|  ", f"{rule.summary} {rule.why}")


@pytest.mark.parametrize("rule", library_rules(), ids=lambda rule: rule.code)
def test_examples_of_library_rules_have_no_other_fault(rule: Rule) -> None:
    """A reader learns from a good example; one with another fault would teach that too."""
    others = audit_of_example(rule, rule.good).findings
    assert [item.code for item in others] == []


@pytest.mark.parametrize("room", ROOMS)
def test_each_rule_file_names_its_code_and_holds_one_rule(room: str) -> None:
    package = importlib.import_module(room)
    for entry in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{room}.{entry.name}")
        text = Path(str(module.__file__)).read_text(encoding="utf-8")
        codes = re.findall(r'^    code="([A-Z]{3}\d{3})",$', text, re.MULTILINE)
        assert codes == [module.RULE.code], entry.name
        assert text.count("RULE = Rule(") == 1, entry.name


def test_rules_are_told_apart_and_well_formed() -> None:
    rules = all_rules()
    assert len(rules) == len(library_rules()) + len(review_rules())
    assert len({rule.name for rule in rules.values()}) == len(rules)
    for rule in rules.values():
        assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
        assert rule.summary.endswith(".")
        assert rule.why.endswith(".")
        assert "\n" not in rule.summary + rule.why


def test_there_are_at_least_forty_rules_in_all_families() -> None:
    rules = all_rules()
    assert len(rules) >= 40
    assert {code[:3] for code in rules} >= {"REF", "CIT", "CLM", "GRD", "STU", "INP", "CFG"}
    assert len(library_rules()) >= 18
