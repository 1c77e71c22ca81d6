"""One rule as a page of Markdown: what ``explain`` prints and ``docs/rules`` holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from evidence.audit.example import example
from references.rule import Rule

_LANGUAGES = {"bib": "bibtex", "md": "markdown", "toml": "toml", "yaml": "yaml"}


def rule_page(rule: Rule[Any]) -> str:
    """Code, name, severity, what the rule finds, why that matters, a bad and a good example."""
    lines = [
        f"# {rule.code} {rule.name}",
        "",
        rule.summary,
        "",
        f"Severity: **{rule.severity}** (change it with `[audit.severity]` in `review.toml`).",
        "",
        "## Why it matters",
        "",
        rule.why,
        "",
        "## Found in",
        "",
        *_example(rule.bad, rule.good),
        "## Not found in",
        "",
        *_example(rule.good, rule.bad),
    ]
    if rule.references:
        lines += ["## Sources", "", *(f"- {each}" for each in rule.references), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _example(given: object, other: object) -> Iterator[str]:
    """The example's files; of a review folder only what is not the usual empty frame."""
    for name, content in _files(given).items():
        text = _text(content)
        usual = example().get(name) == content if isinstance(given, Mapping) else False
        if not text.strip() or (usual and name not in _changed(given, other)):
            continue
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        yield from (f"`{name}`", "") if isinstance(given, Mapping) else ()
        yield f"{fence}{_LANGUAGES.get(name.rpartition('.')[2], '')}"
        yield text.strip("\n")
        yield from (fence, "")


def _files(given: object) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {"references.bib": given}


def _text(content: object) -> str:
    if isinstance(content, bytes):
        return content.decode("utf-8", errors="replace")
    return str(content)


def _changed(given: object, other: object) -> set[str]:
    files, others = _files(given), _files(other)
    return {name for name in files if files[name] != others.get(name)}
