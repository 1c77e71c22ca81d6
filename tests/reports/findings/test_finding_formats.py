"""A contract over every findings format, and what each promises beyond it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt

from evidence.audit.finding import AuditResult, Finding
from evidence.audit.registry import all_rules
from references.rule import Severity
from references.source import Location, SourceFile
from reports.findings.finding_format import (
    FindingContext,
    FindingFormat,
    finding_format_named,
    finding_formats,
)

SCHEMA = Path(__file__).parent / "schema" / "sarif-2.1.0-rtm.5.json"
HOSTILE = (
    "<script>alert(1)</script> | ::error::x %0A \x1b[31m \u202e ]]> [a](javascript:b) @all `c` {0}"
    "\r\n::error file=x::injected\n# Heading\x00\ufffe"
)


def finding(
    severity: Severity = Severity.ERROR,
    *,
    path: str = "claims.yaml",
    line: int = 2,
    column: int = 3,
    message: str = "the claim has no evidence",
    hint: str = "link a reference",
    subject: str = "etomidate",
    code: str = "CLM001",
    related: tuple[Location, ...] = (),
) -> Finding:
    rule = all_rules()[code]
    place = Location(path, line, column)
    return Finding(code, rule.name, severity, place, message, hint, subject, related)


RESULT = AuditResult(
    (
        finding(),
        finding(Severity.WARNING, line=3, message="second", related=(Location("b.bib", 7, 1),)),
        finding(Severity.NOTE, path="zürich/a b.md", line=4, column=1, message="third"),
    ),
    suppressed=1,
    baselined=2,
)
HOSTILE_RESULT = AuditResult(
    (finding(message=HOSTILE, hint=HOSTILE, subject=HOSTILE, path=f"a/{HOSTILE}.md"),)
)
CONTEXT = FindingContext(
    {"claims.yaml": SourceFile("claims.yaml", "claims:\n  - id: etomidate\n    quote: x\n")},
    version="0.1.0",
)
FORMATS = pytest.mark.parametrize("fmt", finding_formats(), ids=lambda item: item.name)


def test_the_promised_formats_are_there() -> None:
    names = {item.name for item in finding_formats()}
    assert names == {"text", "json", "sarif", "junit", "github", "markdown"}


@FORMATS
def test_every_finding_is_printed_with_code_place_and_message(fmt: FindingFormat) -> None:
    text = fmt.render(RESULT, CONTEXT)
    for item in RESULT.findings:
        assert item.message in text
        assert item.code in text
        assert str(item.location.line) in text
    assert text.endswith("\n")


@FORMATS
def test_same_result_gives_same_text(fmt: FindingFormat) -> None:
    assert fmt.render(RESULT, CONTEXT) == fmt.render(RESULT, CONTEXT)


@FORMATS
def test_an_empty_result_is_said_and_not_empty(fmt: FindingFormat) -> None:
    assert fmt.render(AuditResult(()), CONTEXT).strip()


@FORMATS
def test_hostile_text_brings_no_control_character_along(fmt: FindingFormat) -> None:
    text = fmt.render(HOSTILE_RESULT, CONTEXT)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    assert text.encode("utf-8")


@FORMATS
def test_half_a_surrogate_pair_can_be_written(fmt: FindingFormat) -> None:
    result = AuditResult((finding(message="a \ud800 b", path="\udcff.md"),))
    assert fmt.render(result, CONTEXT).encode("utf-8")


def test_text_shows_place_line_caret_hint_and_summary() -> None:
    text = finding_format_named("text").render(RESULT, CONTEXT)
    assert text.splitlines()[:4] == [
        "claims.yaml:2:3: CLM001 the claim has no evidence [error]",
        "      2 |   - id: etomidate",
        "        |   ^",
        "    hint: link a reference",
    ]
    assert "    see: b.bib:7:1" in text
    assert text.splitlines()[-1] == (
        "1 error, 1 warning, 1 note; 1 suppressed; 2 known to the baseline."
    )


def test_text_caret_stands_under_wide_characters_tabs_and_in_long_lines() -> None:
    line = "\t漢字 é" + "x" * 300 + "Y" + "z" * 300
    source = SourceFile("a.md", line)
    for column, char in ((2, "漢"), (3, "字"), (line.index("Y") + 1, "Y"), (len(line), "z")):
        result = AuditResult((finding(path="a.md", line=1, column=column, hint=""),))
        context = FindingContext({"a.md": source}, version="0")
        shown, caret = finding_format_named("text").render(result, context).splitlines()[1:3]
        cells = "".join(cell * (2 if cell in "漢字" else 1) for cell in shown)
        assert cells[caret.index("^")] == char
        assert len(shown) < 120


def test_text_color_only_when_asked() -> None:
    plain = finding_format_named("text").render(RESULT, CONTEXT)
    context = FindingContext(CONTEXT.sources, "0.1.0", color=True)
    colored = finding_format_named("text").render(RESULT, context)
    assert "\x1b[" not in plain
    assert re.sub(r"\x1b\[\d+m", "", colored) == plain


def test_text_hostile_message_stays_on_its_line() -> None:
    text = finding_format_named("text").render(HOSTILE_RESULT, CONTEXT)
    assert len(text.splitlines()) == 4
    assert "\u202e" not in text


def test_json_is_the_contract() -> None:
    content = json.loads(finding_format_named("json").render(RESULT, CONTEXT))
    assert content["schema"] == 1
    assert content["tool"] == {"name": "evidence-review", "version": "0.1.0"}
    assert content["summary"] == {
        "error": 1,
        "warning": 1,
        "note": 1,
        "suppressed": 1,
        "baselined": 2,
        "invalid_input": False,
    }
    assert content["findings"][1] == {
        "code": "CLM001",
        "name": all_rules()["CLM001"].name,
        "severity": "warning",
        "path": "claims.yaml",
        "line": 3,
        "column": 3,
        "message": "second",
        "hint": "link a reference",
        "subject": "etomidate",
        "related": [{"path": "b.bib", "line": 7, "column": 1}],
    }


def sarif(result: AuditResult) -> dict:
    log = json.loads(finding_format_named("sarif").render(result, CONTEXT))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    errors = list(Draft4Validator(schema).iter_errors(log))
    assert errors == [], errors[0].message
    return log["runs"][0]


@pytest.mark.parametrize("result", [RESULT, HOSTILE_RESULT, AuditResult(())])
def test_sarif_meets_the_published_schema(result: AuditResult) -> None:
    run = sarif(result)
    assert len(run["results"]) == len(result.findings)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(all_rules())
    for item in run["results"]:
        assert rules[item["ruleIndex"]]["id"] == item["ruleId"]


def test_sarif_levels_places_and_relative_addresses() -> None:
    results = sarif(RESULT)["results"]
    assert [item["level"] for item in results] == ["error", "warning", "note"]
    place = results[2]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "z%C3%BCrich/a%20b.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 4, "startColumn": 1}
    related = results[1]["relatedLocations"][0]["physicalLocation"]
    assert related["artifactLocation"]["uri"] == "b.bib"


def test_sarif_absolute_paths_become_file_addresses() -> None:
    paths = {"/home/a b/x.md": "file:///home/a%20b/x.md", "C:\\r\\x.md": "file:///C:/r/x.md"}
    for path, uri in paths.items():
        place = sarif(AuditResult((finding(path=path),)))["results"][0]["locations"][0]
        assert place["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_sarif_fingerprints_outlive_moved_lines_and_reworded_messages() -> None:
    def prints(result: AuditResult) -> list[str]:
        return [
            next(iter(item["partialFingerprints"].values())) for item in sarif(result)["results"]
        ]

    before = prints(AuditResult((finding(), finding(line=9))))
    after = prints(AuditResult((finding(line=30, message="new words"), finding(line=31))))
    assert before == after
    assert len(set(before)) == 2
    assert prints(AuditResult((finding(subject="other"),)))[0] not in before


def test_sarif_marks_what_was_hidden_instead_of_dropping_it() -> None:
    result = AuditResult(
        (finding(),),
        suppressed=1,
        baselined=1,
        suppressed_findings=((finding(line=5), "agreed"),),
        baselined_findings=(finding(line=4),),
    )
    shown = sarif(result)["results"]
    assert [item.get("baselineState") for item in shown] == ["new", "unchanged", "new"]
    assert shown[2]["suppressions"] == [{"kind": "external", "justification": "agreed"}]
    assert "baselineState" not in sarif(RESULT)["results"][0]


def test_sarif_message_has_no_link_or_placeholder() -> None:
    text = sarif(HOSTILE_RESULT)["results"][0]["message"]["text"]
    assert "\\[a\\](javascript:b)" in text
    assert "{{0}}" in text


def test_junit_counts_and_reads_back() -> None:
    root = Xml.fromstring(finding_format_named("junit").render(RESULT, CONTEXT).encode())
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    assert [suite.get("name") for suite in root.iter("testsuite")] == [
        "claims.yaml",
        "zürich/a b.md",
    ]
    assert [node.get("type") for node in root.iter("failure")] == ["error", "warning"]
    hostile = Xml.fromstring(finding_format_named("junit").render(HOSTILE_RESULT, CONTEXT).encode())
    failure = next(hostile.iter("failure"))
    assert "<script>" in str(failure.get("message"))
    empty = Xml.fromstring(finding_format_named("junit").render(AuditResult(()), CONTEXT).encode())
    assert empty.get("failures") == "0"
    assert len(list(empty.iter("testcase"))) == 1


def test_github_escapes_and_cannot_be_commanded() -> None:
    lines = finding_format_named("github").render(HOSTILE_RESULT, CONTEXT).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == 1
    properties, _, data = commands[0].removeprefix("::error ").partition("::")
    assert properties.count(",") == 3
    assert "%25" in properties
    assert "%250A" in data


def test_github_says_what_it_does_not_annotate_and_prints_it() -> None:
    many = AuditResult(
        tuple(finding(line=number, message=f"::error::m{number}x") for number in range(1, 26))
    )
    lines = finding_format_named("github").render(many, CONTEXT).splitlines()
    assert sum(line.startswith("::") for line in lines) == 10
    assert "not annotated: 15 errors" in lines[10]
    assert all(f"m{number}x" in "\n".join(lines) for number in range(1, 26))
    severities = [
        finding_format_named("github").render(AuditResult((finding(each),)), CONTEXT)
        for each in Severity
    ]
    assert [text.split()[0] for text in severities] == ["::error", "::warning", "::notice"]


def test_markdown_renders_text_and_nothing_else() -> None:
    text = finding_format_named("markdown").render(HOSTILE_RESULT, CONTEXT)
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)
    assert html.count("<h1>") == 1
    assert html.count("<h2>") == 1
    assert html.count("<tr>") == 2
    for forbidden in ("<script", "<a ", "<code", "<em", "<strong", "<img"):
        assert forbidden not in html
    assert "@" not in text
