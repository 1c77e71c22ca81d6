"""Imported appraisals as YAML: a file of their own, or put under the studies they are about.

Files are edited as text at the places the reader noted, and nothing else in them moves. The new
text is read again before it is written, and must differ in the new appraisals alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evidence.appraisal.importing import ImportedAppraisal
from evidence.model.review import Review
from evidence.model.study import Appraisal, Study
from evidence.workspace.near_words import nearest
from evidence.workspace.positions import ListNode, MapNode, Node, ScalarNode, node_at, plain
from evidence.workspace.yaml_tree import read_yaml
from references.encoding import encode
from references.errors import InputError
from references.source import SourceFile
from references.writing import write_atomically

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9._-]*(?: [A-Za-z0-9._-]+)*|[0-9]+(?:\.[0-9]+)?[a-z]?")
_NOT_PLAIN = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_NOT_ID = re.compile(r"[^a-z0-9]+")


def appraisals_file(imported: Sequence[ImportedAppraisal], origin: str) -> str:
    """The appraisals as YAML, each under its study, to be copied into ``studies.yaml``."""
    lines = [
        f"# Appraisals read from {' '.join(origin.split())}.",
        "# Copy each block under the study it is about.",
        "studies:",
    ]
    by_study: dict[str, list[Appraisal]] = {}
    for each in imported:
        by_study.setdefault(each.study, []).append(each.appraisal)
    for study, appraisals in by_study.items():
        name = _NOT_ID.sub("-", study.lower()).strip("-") or "study"
        lines += [f"  - id: {_word(name)}", f"    label: {_word(study)}", "    appraisals:"]
        lines += [f"      {line}" for each in appraisals for line in appraisal_lines(each)]
    return "\n".join(lines) + "\n"


def add_appraisals(
    review: Review, imported: Sequence[ImportedAppraisal]
) -> Mapping[str, tuple[str, ...]]:
    """Put appraisals under the studies of a review; the studies changed, by the file written.

    A study is found by its id, its label or a reference. All are added or none.

    Raises:
        InputError: when a study is not found, already has such an appraisal, or is written in a
            way that cannot be added to.
    """
    found: dict[str, dict[str, list[Appraisal]]] = {}
    for each in imported:
        study = _study(review, each.study)
        _refuse_repeated(study, each.appraisal)
        here = found.setdefault(study.location.path, {}).setdefault(study.id, [])
        if any(_same(other, each.appraisal) for other in here):
            raise InputError(f"{each.study!r} is appraised twice in the table")
        here.append(each.appraisal)
    texts = {path: _added(review.sources[path], blocks) for path, blocks in found.items()}
    for path, text in texts.items():
        write_atomically(Path(path), encode(review.sources[path], text))
    return {path: tuple(blocks) for path, blocks in found.items()}


def _study(review: Review, name: str) -> Study:
    wanted = _folded(name)
    for study in review.studies:
        if wanted in (_folded(study.id), _folded(study.label)):
            return study
    keys = [study for study in review.studies if wanted in map(_folded, study.references)]
    if len(keys) == 1:
        return keys[0]
    names = [each for study in review.studies for each in (study.id, study.label) if each]
    close = nearest(name, names)
    hint = f"; did you mean {close!r}?" if close else ""
    raise InputError(f"the review has no study {name!r}{hint}")


def _folded(text: str) -> str:
    return _NOT_ID.sub(" ", text.casefold()).strip()


def _same(one: Appraisal, other: Appraisal) -> bool:
    kept = ("tool", "by", "outcome", "consensus")
    return all(getattr(one, name) == getattr(other, name) for name in kept)


def _refuse_repeated(study: Study, new: Appraisal) -> None:
    """A person's appraisal is never overwritten.

    Raises:
        InputError: when the same assessor has appraised the study with the tool already.
    """
    for each in study.appraisals:
        if _same(each, new):
            who = f" by {each.by}" if each.by else ""
            message = f"study {study.id!r} is already appraised with {each.tool}{who}"
            raise InputError(f"{message}; take that out, or say --by another", each.location)


def appraisal_lines(appraisal: Appraisal) -> list[str]:
    """An appraisal as an item of a list."""
    lines = [f"tool: {_word(appraisal.tool)}"]
    lines += _pairs(appraisal, "variant", "outcome", "by")
    if appraisal.consensus:
        lines.append("consensus: true")
    if appraisal.answers:
        lines.append(f"answers: {_flow(appraisal.answers)}")
    if appraisal.domains:
        lines.append("domains:")
        for name, rating in appraisal.domains.items():
            reason = appraisal.reasons.get(name, "")
            value = (
                f"{{rating: {_word(rating)}, reason: {_word(reason)}}}" if reason else _word(rating)
            )
            lines.append(f"  {_word(name)}: {value}")
    lines += _pairs(appraisal, "overall", "overall_reason", "note")
    return [f"{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines)]


def _pairs(appraisal: Appraisal, *keys: str) -> list[str]:
    """What is said under these keys, one line each."""
    said = ((key, getattr(appraisal, key)) for key in keys)
    return [f"{key.replace('_', '-')}: {_word(value)}" for key, value in said if value]


def _flow(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{_word(key)}: {_word(value)}" for key, value in values.items()) + "}"


def _word(text: str) -> str:
    """A text as YAML, between quotation marks unless every reader takes it for a text."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_PLAIN:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else f"\\U{ord(letter):08X}" for letter in quoted)


def _added(source: SourceFile, blocks: Mapping[str, Sequence[Appraisal]]) -> str:
    text = source.text
    nodes = [node for node in _study_nodes(source) if _id(node) in blocks]
    for node in sorted(nodes, key=lambda each: each.start, reverse=True):
        text = _insert(source, text, node, blocks[_id(node)])
    _check(source, text, blocks)
    return text


def _study_nodes(source: SourceFile) -> Iterable[Node]:
    tree = read_yaml(source).value
    listed = node_at(tree, ("studies",)) if tree else None
    return listed.items if isinstance(listed, ListNode) else ()


def _id(node: Node) -> str:
    name = node_at(node, ("id",))
    return str(name.value).strip() if isinstance(name, ScalarNode) else ""


def _insert(source: SourceFile, text: str, node: Node, appraisals: Sequence[Appraisal]) -> str:
    if not isinstance(node, MapNode) or not node.block:
        raise _by_hand(source, node)
    entry = node.entries.get("appraisals")
    first = min(item.key_start for item in node.entries.values())
    indent = source.location(first).column - 1
    lines = [line for each in appraisals for line in appraisal_lines(each)]
    if entry is None:
        after, lines = _last(node), ["appraisals:", *(f"  {line}" for line in lines)]
    elif isinstance(entry.node, ListNode) and entry.node.block and entry.node.items:
        after = _last(entry.node)
        item = source.location(entry.node.items[0].start)
        indent = source.line(item.line).rindex("-", 0, item.column)
    else:
        raise _by_hand(source, node)
    line = source.location(after).line
    end = source.line_starts[line - 1] + len(source.line(line))
    newline = "\r\n" if "\r\n" in source.text else "\n"
    return text[:end] + "".join(newline + " " * indent + each for each in lines) + text[end:]


def _last(node: Node) -> int:
    """A place on the last line of what is below a node."""
    if isinstance(node, ScalarNode):
        return max(node.start, node.end - 1)
    if isinstance(node, ListNode):
        return max((_last(item) for item in node.items), default=max(node.start, node.end - 1))
    inner = (_last(entry.node) for entry in node.entries.values())
    return max(inner, default=max(node.start, node.end - 1))


def _by_hand(source: SourceFile, node: Node) -> InputError:
    message = (
        f"study {_id(node)!r} is written in a way that cannot be added to; write its keys on lines "
        "of their own, or import to a file with --output"
    )
    return InputError(message, source.location(node.start))


def _check(source: SourceFile, text: str, blocks: Mapping[str, Sequence[Appraisal]]) -> None:
    """Refuse to write a text that does not read as the old one with the appraisals.

    Raises:
        InputError: naming what to do instead.
    """
    expected = []
    for node in _study_nodes(source):
        value: Any = plain(node)
        for each in blocks.get(_id(node), ()):
            tree = read_yaml(SourceFile("", "\n".join(appraisal_lines(each)))).value
            value.setdefault("appraisals", []).extend(plain(tree) if tree else [])
        expected.append(value)
    found = [plain(node) for node in _study_nodes(SourceFile(source.path, text))]
    if expected != found:
        raise InputError(
            f"{source.path}: the studies are written in a way that cannot be added to; import to a "
            "file with --output"
        )
