"""One rule as a page of Markdown: what ``explain`` prints and ``docs/rules`` holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from evidence.audit.example import example
from evidence.audit.selection import INVALID_INPUT_CODE
from references.rule import Rule

_ALONE = "references.bib"
"""Name of the one file that an example of a rule on bibliographies is."""

_LANGUAGES = {"bib": "bibtex", "md": "markdown", "toml": "toml", "yaml": "yaml"}


def rule_page(rule: Rule[Any]) -> str:
    """Code, name, severity, what the rule finds, why that matters, a bad and a good example."""
    bad, good = _files(rule.bad), _files(rule.good)
    changed = {name: text for name, text in good.items() if bad.get(name) != text}
    lines = [
        f"# {rule.code} {rule.name}",
        "",
        rule.summary,
        "",
        _severity(rule),
        "",
        *_fix(rule),
        "## Why it matters",
        "",
        rule.why,
        "",
        "## Found in",
        "",
        *_example(_without_frame(bad, changed)),
        "## Not found in",
        "",
        *_same_files(bad, changed),
        *_example(changed),
    ]
    if rule.references:
        lines += ["## Sources", "", *(f"- {each}" for each in rule.references), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _severity(rule: Rule[Any]) -> str:
    if rule.code == INVALID_INPUT_CODE:
        return f"Severity: **{rule.severity}**. It cannot be changed, ignored or suppressed."
    return f"Severity: **{rule.severity}** (change it with `[audit.severity]` in `review.toml`)."


def _fix(rule: Rule[Any]) -> Iterator[str]:
    if rule.fixable:
        yield from (
            "Fix: `evidence-review references fix` mends it where that cannot change what the "
            "record means.",
            "",
        )


def _files(given: object) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {_ALONE: given}


def _without_frame(files: Mapping[str, Any], changed: Mapping[str, Any]) -> Mapping[str, Any]:
    """The files of a bad example that say something: not the usual empty ones."""
    usual = example()
    return {
        name: text for name, text in files.items() if name in changed or usual.get(name) != text
    }


def _same_files(bad: Mapping[str, Any], changed: Mapping[str, Any]) -> Iterator[str]:
    shown = _without_frame(bad, changed)
    same = [f"`{name}`" for name in shown if name not in changed]
    if same:
        yield from (f"With the same {', '.join(same)}:", "")


def _example(files: Mapping[str, Any]) -> Iterator[str]:
    for name, content in files.items():
        text = _text(content).strip("\n")
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        if name != _ALONE:
            yield from (f"`{name}`" + ("" if text.strip() else " is empty."), "")
        if text.strip():
            yield f"{fence}{_LANGUAGES.get(name.rpartition('.')[2], '')}"
            yield from (text, fence, "")


def _text(content: object) -> str:
    if isinstance(content, bytes):
        return content.decode("utf-8", errors="replace")
    return str(content)
