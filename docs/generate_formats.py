"""Write ``docs/formats.md`` from the models that check review files.

Run as ``python docs/generate_formats.py``; a test fails when the page is not fresh.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evidence.appraisal.tool import tools  # noqa: E402
from evidence.articles.article_format import article_formats  # noqa: E402
from evidence.grading.framework import frameworks  # noqa: E402
from evidence.workspace.create import TEMPLATE  # noqa: E402
from evidence.workspace.json_schema import json_schemas  # noqa: E402
from references.format import EVERYTHING, reference_formats  # noqa: E402

PAGE = ROOT / "docs" / "formats.md"
_HEAD = """\
# Files of a review

A review is a folder of text files. `evidence-review init` makes one; every mistake in it is told
by `evidence-review audit` at its `path:line:column`. This page is written by
`docs/generate_formats.py` from the models that check the files.

In YAML, every value is read as text and judged by what its key expects: `no` is a word, `012` is
not ten. A key without a value counts as absent. Anchors, aliases, tags and second documents are
refused. Paths stay within the folder unless `--allow-outside` is given.

Editors check and complete the files with the JSON Schemas in `evidence/workspace/schemas`, for
instance with this first line in `claims.yaml`:

```yaml
# yaml-language-server: $schema=path/to/claims.schema.json
```
"""
_FILES = {"review": "review.toml", "claims": "claims.yaml", "studies": "studies.yaml"}


def page() -> str:
    """The page as Markdown."""
    parts = [_HEAD]
    for name, file in _FILES.items():
        schema = json.loads(json_schemas()[f"{name}.schema.json"])
        language = file.rsplit(".", 1)[1]
        parts.append(f"## {file}\n\n{schema['description']}\n")
        parts.append(f"```{language}\n{TEMPLATE[file].rstrip()}\n```\n")
        parts += _tables(schema)
    return "\n".join([*parts, *_other_files(), *_frameworks(), *_tools()])


def _other_files() -> Iterator[str]:
    for title, formats in (
        ("Articles", article_formats()),
        ("Bibliographies", reference_formats()),
    ):
        rows = [f"- {item.title}: {', '.join(f'`{s}`' for s in item.suffixes)}" for item in formats]
        told = "The suffix tells the format."
        if title == "Bibliographies":
            told = "What a file shows tells its format, and its suffix where it shows nothing."
        yield f"## {title}\n\n{told}\n\n" + "\n".join(rows) + "\n"
    yield _carried()


def _carried() -> str:
    """What each bibliographic format keeps of a record, for those who convert."""
    rows = []
    for item in reference_formats():
        lost = EVERYTHING - item.carries
        if not lost:
            kept = "everything"
        elif len(lost) < len(item.carries):
            kept = f"everything but {_words(lost)}"
        else:
            kept = f"{_words(item.carries)} alone; the rest goes into comments"
        streams = " and ".join(
            word
            for word, how in (("read", item.stream), ("written", item.write_stream))
            if how is not None
        )
        rows.append(f"| {item.title} | `{item.name}` | {kept} | {streams or 'no'} |")
    return (
        "### What a bibliography keeps\n\n"
        "`references convert FILE --to NAME` keeps what both formats keep. "
        "A test holds every row.\n\n"
        "| Format | Name | Keeps | Record by record |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    )


def _words(names: Iterable[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in sorted(names))


def _frameworks() -> Iterator[str]:
    yield "## Frameworks\n\nThe words of `framework`, `certainty` and `domains` in a judgement.\n"
    for item in frameworks():
        levels = ", ".join(f"`{level.id}`" for level in item.levels)
        yield f"### {item.name}\n\n{item.title}. Levels, strongest first: {levels}.\n"
        if item.domains:
            rows = [
                f"| `{domain.id}` | {' '.join(f'`{rating}`' for rating in domain.ratings)} "
                f"| {domain.question} |"
                for domain in item.domains
            ]
            yield "\n".join(["| Domain | Ratings | Question |", "|---|---|---|", *rows]) + "\n"
    yield (
        "### A framework of your own\n\nA TOML file that `frameworks` in `review.toml` names "
        "([how](how-to/add-a-grading-framework.md)).\n"
    )
    yield from _tables(json.loads(json_schemas()["framework.schema.json"]))


def _tools() -> Iterator[str]:
    yield (
        "## Appraisal tools\n\nThe words of `tool`, `variant`, `domains`, `answers` and `overall` "
        "in an appraisal. `evidence-review appraisals tools NAME` prints the questions. A tool of "
        "the review's own is a TOML file that `tools` in `review.toml` names "
        "([how](how-to/add-a-risk-of-bias-tool.md)).\n"
    )
    for item in tools():
        domains = ", ".join(f"`{domain.id}`" for domain in item.domains)
        ratings = ", ".join(f"`{rating.id}`" for rating in item.ratings)
        overall = ", ".join(f"`{rating.id}`" for rating in item.overall_ratings)
        variants = ", ".join(f"`{variant.id}`" for variant in item.variants)
        person = ", by a person alone" if item.by_person else ""
        asked = len({question.id for question in item.questions_of()})
        yield (
            f"### {item.name}\n\n{item.title} ({item.version}). Domains: {domains}. "
            f"Ratings: {ratings}. Overall: {overall}{person}."
            + (f" Variants: {variants}." if variants else "")
            + (f" Signalling questions: {asked}." if asked else "")
            + "\n"
        )
    yield "### A tool of your own\n"
    yield from _tables(json.loads(json_schemas()["tool.schema.json"]))


def _tables(schema: Mapping[str, Any]) -> Iterator[str]:
    yield _table("The file", schema, schema)
    seen: set[str] = set()
    waiting = [schema]
    while waiting:
        for name in _named_in(waiting.pop(0)):
            shape = schema["$defs"][name]
            if name not in seen and "properties" in shape:
                seen.add(name)
                waiting.append(shape)
                yield _table(shape["description"].rstrip("."), shape, schema)


def _named_in(node: Any) -> Iterator[str]:
    """Names of shapes in the order in which a shape speaks of them."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value.rsplit("/", 1)[1]
            elif key != "$defs":
                yield from _named_in(value)
    elif isinstance(node, list):
        for item in node:
            yield from _named_in(item)


def _table(title: str, shape: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    lines = [f"### {title}\n", "| Key | Value | Meaning |", "|---|---|---|"]
    for key, value in shape["properties"].items():
        needed = " (needed)" if key in shape.get("required", ()) else ""
        kind = _value({**value, "default": None} if needed else value, schema)
        lines.append(f"| `{key}`{needed} | {kind} | {_meaning(value, schema)} |")
    return "\n".join(lines) + "\n"


def _meaning(value: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    text = value.get("description") or _resolved(value, schema).get("description", "")
    return " ".join(text.split()).replace("|", "\\|")


def _resolved(value: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" in value:
        return {**schema["$defs"][value["$ref"].rsplit("/", 1)[1]]}
    return value


def _value(value: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    found = _resolved(value, schema)
    text = _kind(found, schema)
    default = value.get("default")
    if default in (None, "", []) or isinstance(default, dict):
        return text
    return f"{text}; `{default}` when left out"


def _kind(found: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    if "enum" in found:
        return " ".join(f"`{item}`" for item in found["enum"])
    if "anyOf" in found:
        kinds = [_value(item, schema) for item in found["anyOf"] if item.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if found.get("format") == "date":
        return "a day (year-month-day)"
    if found.get("type") == "array":
        return f"list of: {_value(found['items'], schema)}"
    if found.get("type") == "object":
        inner = found.get("additionalProperties")
        return f"by name: {_value(inner, schema)}" if isinstance(inner, dict) else "keys, see below"
    names = {"number": "number", "integer": "whole number", "boolean": "true or false"}
    return names.get(str(found.get("type")), "text")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
