"""Selection, severity, suppression, baseline and purity of the audit."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.assessment import assess
from evidence.audit.baseline import (
    Baseline,
    baseline_of,
    baseline_text,
    parse_baseline,
    read_baseline,
)
from evidence.audit.example import example
from evidence.audit.finding import AuditResult, Finding
from evidence.audit.registry import all_rules
from evidence.audit.runner import audit, check_library
from evidence.audit.selection import is_selected, matches
from evidence.audit.suppression import hides
from evidence.model.review import AuditSettings, Review, Suppression
from evidence.workspace.load import load_files
from references.errors import InputError
from references.library import Library
from references.rule import LibrarySubject, Severity
from references.source import Location

FILES = example(
    article="""
    # Magnesium

    Magnesium cuts jerks after etomidate [@guler2005].
    """,
    claims="""
    claims:
      - id: etomidate
        quote: Magnesium cuts jerks after etomidate
        statement: Magnesium lowers the incidence of myoclonus after etomidate.
        kind: therapy
      - id: lost
        quote: Words that stand nowhere in the article at all
        statement: Nothing.
        kind: mechanism
    """,
    references="""
    @article{guler2005, author = {Guler, A.}, title = {Magnesium and myoclonus}, year = {2005}}
    @book{fawcett1999, author = {Fawcett, W. J.}, title = {MAGNESIUM IN HEALTH CARE}, year = {1999}}
    @book{fawcett1999b, author = {Fawcett, W. J.}, title = {Magnesium}, year = {2099}}
    """,
    studies="""
    studies:
      - id: guler-2005
        references: [guler2005]
        design: randomised-trial
        outcomes:
          any-myoclonus:
            arms:
              - {role: intervention, label: magnesium, events: 60, total: 25}
    """,
)
INVALID = {**FILES, "claims.yaml": FILES["claims.yaml"] + "    kind_: therapy\n"}


def run(
    settings: AuditSettings | None = None,
    baseline: Baseline | None = None,
    files: dict[str, str] | None = None,
) -> AuditResult:
    return audit(assess(load_files(files or dict(FILES))), settings, baseline)


def codes(result: AuditResult) -> set[str]:
    return {item.code for item in result.findings}


def suppression(code: str, where: str = "", reason: str = "agreed") -> Suppression:
    return Suppression(code, reason, Location("review.toml", 9, 1), where)


def test_both_families_run_and_findings_stand_in_order() -> None:
    result = run()
    assert {"REF007", "REF016", "REF023", "STU001"} <= codes(result)
    assert any(code.startswith("CLM") for code in codes(result))
    assert list(result.findings) == sorted(result.findings, key=lambda item: item.sort_key)
    assert not result.invalid_input


def test_an_audit_leaves_the_review_equal_and_repeats_itself() -> None:
    review = load_files(FILES)
    assessment = assess(review)
    first, second = audit(assessment), audit(assessment)
    assert first == second
    assert review == load_files(FILES)


def test_order_of_files_does_not_matter_for_what_is_found() -> None:
    other = {
        "more.bib": "@book{shils1999, author = {Shils, M.}, title = {Nutrition}, year = {2098}}\n",
        "first.bib": "@book{rude1998, author = {Rude, R.}, title = {Deficiency}, year = {2097}}\n",
    }
    results = []
    for names in (["more.bib", "first.bib"], ["first.bib", "more.bib"]):
        settings = FILES["review.toml"].replace('["references.bib"]', json.dumps(names))
        results.append(run(files={**FILES, **other, "review.toml": settings}))
    assert Counter(results[0].findings) == Counter(results[1].findings)


def test_order_of_records_does_not_matter_for_what_is_found() -> None:
    review = load_files(FILES)
    turned = replace(
        review,
        studies=review.studies[::-1],
        claims=review.claims[::-1],
        library=Library(review.library.references[::-1], review.library.sources),
    )
    assert Counter(audit(assess(review)).findings) == Counter(audit(assess(turned)).findings)


@pytest.mark.parametrize(
    ("select", "ignore", "code", "expected"),
    [
        ((), (), "CLM001", True),
        (("CLM",), (), "CLM001", True),
        (("CLM",), (), "REF001", False),
        (("clm001",), (), "CLM001", True),
        ((), ("CLM",), "CLM001", False),
        (("CLM001",), ("CLM",), "CLM001", True),
        (("CLM001",), ("CLM",), "CLM002", False),
        (("CLM",), ("CLM001",), "CLM001", False),
        (("CLM001",), ("CLM001",), "CLM001", False),
        (("CLM",), (), "INP001", True),
        ((), ("INP001",), "INP001", True),
    ],
)
def test_selection(
    select: tuple[str, ...], ignore: tuple[str, ...], code: str, expected: bool
) -> None:
    assert is_selected(code, AuditSettings(select=select, ignore=ignore)) is expected


def test_a_selector_is_a_beginning_and_never_empty() -> None:
    assert matches("CLM001", "CLM0")
    assert not matches("CLM001", "LM0")
    assert not matches("CLM001", " ")


@pytest.mark.parametrize("field", ["select", "ignore"])
def test_a_selector_that_names_no_rule_is_refused(field: str) -> None:
    with pytest.raises(InputError, match="CML"):
        run(AuditSettings(**{field: ("CML",)}))


def test_a_selector_of_the_file_that_names_no_rule_is_a_finding_at_its_place() -> None:
    table = '\n[audit]\nignore = ["CLM", "FOO"]\n[audit.severity]\nCLM12 = "note"\nX1 = "note"\n'
    files = {**FILES, "review.toml": FILES["review.toml"] + table}
    result = audit(assess(load_files(files)))
    line = FILES["review.toml"].count("\n") + 3
    places = [
        (item.location.line, item.location.column, item.message.split(";")[0])
        for item in result.findings
        if item.code == "INP001"
    ]
    assert places == [
        (line, 18, "no rule has the code or prefix 'FOO'"),
        (line + 2, 1, "no rule has the code or prefix 'CLM12'"),
        (line + 3, 1, "no rule has the code or prefix 'X1'"),
    ]
    assert result.invalid_input


def test_selection_reaches_both_families() -> None:
    assert codes(run(AuditSettings(select=("STU",)))) == {"STU001"}
    assert codes(run(AuditSettings(select=("REF023",)))) == {"REF023"}
    assert "REF023" not in codes(run(AuditSettings(ignore=("REF",))))


def test_severity_can_be_changed_for_each_rule() -> None:
    settings = AuditSettings(select=("STU001",), severity={"STU001": Severity.NOTE})
    result = run(settings)
    assert [item.severity for item in result.findings] == [Severity.NOTE]
    assert result.at_or_above(Severity.WARNING) == ()
    assert len(result.at_or_above(Severity.NOTE)) == 1


def test_a_suppression_hides_by_study_key_claim_or_path() -> None:
    for where in ("guler-2005", "studies.yaml", ""):
        settings = AuditSettings(select=("STU",), suppressions=(suppression("STU001", where),))
        result = run(settings)
        assert result.findings == ()
        assert result.suppressed == 1
        assert result.suppressed_findings[0][1] == "agreed"
    settings = AuditSettings(select=("STU",), suppressions=(suppression("STU001", "another"),))
    assert codes(run(settings)) == {"STU001"}


def test_a_suppression_by_path_holds_wherever_the_program_was_started() -> None:
    rule = all_rules()["STU001"]
    place = Location("examples/mine/studies.yaml", 3, 1)
    finding = Finding(rule.code, rule.name, rule.severity, place, "message", subject="s")
    assert hides(suppression("STU", "studies.yaml"), finding)
    assert hides(suppression("STU001", "mine/studies.yaml"), finding)
    assert not hides(suppression("STU001", "dies.yaml"), finding)


def test_an_unused_suppression_is_found_with_the_cause() -> None:
    used, unused = suppression("STU001"), suppression("STU003")
    unknown, bare = suppression("XYZ123"), suppression("STU001", reason=" ")
    result = run(AuditSettings(suppressions=(used, unused, unknown, bare)))
    said = [item.message for item in result.findings if item.code == "CFG001"]
    assert said == sorted(
        [
            "suppression of STU003 hides nothing",
            "suppression of XYZ123 names a code that no rule has",
            "suppression of STU001 gives no reason, so it hides nothing",
        ]
    )


def test_a_rule_that_did_not_run_proves_no_suppression_unused() -> None:
    settings = AuditSettings(select=("REF", "CFG"), suppressions=(suppression("STU003"),))
    assert "CFG001" not in codes(run(settings))


def test_invalid_input_is_neither_deselected_softened_suppressed_nor_baselined() -> None:
    settings = AuditSettings(
        select=("STU",),
        ignore=("INP",),
        severity={"INP001": Severity.NOTE},
        suppressions=(suppression("INP001"),),
    )
    found = run(files=INVALID)
    assert found.invalid_input
    result = run(settings, baseline_of(found), files=INVALID)
    assert result.invalid_input
    [finding] = [item for item in result.findings if item.code == "INP001"]
    assert finding.severity is Severity.ERROR
    assert not any(identity.startswith("INP001") for identity in baseline_of(found).counts)


def test_a_baseline_hides_what_is_known_and_shows_what_is_new() -> None:
    before = run()
    baseline = parse_baseline(baseline_text(baseline_of(before)), "baseline.json")
    again = run(baseline=baseline)
    assert again.findings == ()
    assert again.baselined == len(before.findings)
    moved = {**FILES, "studies.yaml": "# a new first line\n" + FILES["studies.yaml"]}
    assert run(baseline=baseline, files=moved).findings == ()
    worse = {**FILES, "references.bib": FILES["references.bib"] + "@misc{x, title = {1}}\n"}
    assert "REF008" in codes(run(baseline=baseline, files=worse))


def test_a_second_finding_of_a_known_identity_is_new() -> None:
    arms = FILES["studies.yaml"].rstrip("\n") + "\n"
    arms += "          - {role: comparator, label: saline, events: 70, total: 25}\n"
    baseline = baseline_of(run())
    result = run(baseline=baseline, files={**FILES, "studies.yaml": arms})
    assert [item.code for item in result.findings if item.code == "STU001"] == ["STU001"]


def test_a_baseline_made_over_a_baseline_keeps_what_was_known() -> None:
    baseline = baseline_of(run())
    assert baseline_of(run(baseline=baseline)) == baseline


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"schema": 2, "findings": {}}',
        '{"schema": 1}',
        '{"schema": 1, "findings": []}',
        '{"schema": 1, "findings": {"a": 0}}',
        '{"schema": 1, "findings": {"a": true}}',
        '{"schema": 1, "findings": {"a": "1"}}',
        "[" * 100_000,
    ],
)
def test_a_bad_baseline_is_refused_with_its_path(text: str) -> None:
    with pytest.raises(InputError, match=r"^known\.json"):
        parse_baseline(text, "known.json")


def test_a_baseline_file_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    with pytest.raises(InputError, match="cannot be read"):
        read_baseline(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        read_baseline(path)
    path.write_text(baseline_text(Baseline({"A|b|c": 2})), encoding="utf-8")
    assert read_baseline(path).counts == {"A|b|c": 2}


def test_a_library_alone_is_checked_without_review_rules() -> None:
    library = load_files(FILES).library
    subject = LibrarySubject(library, as_of=datetime.date(2026, 11, 22))
    result = check_library(subject)
    assert codes(result) == {"REF007", "REF016", "REF023", "REF034"}
    assert codes(check_library(LibrarySubject(library))) == {"REF007", "REF023", "REF034"}


def test_every_family_can_be_selected() -> None:
    for family in {code[:3] for code in all_rules()}:
        result = run(AuditSettings(select=(family,)))
        assert {code[:3] for code in codes(result)} <= {family}


def test_review_settings_are_used_when_none_are_given() -> None:
    files = {**FILES, "review.toml": FILES["review.toml"] + '[audit]\nselect = ["STU"]\n'}
    review: Review = load_files(files)
    assert codes(audit(assess(review))) == {"STU001"}
