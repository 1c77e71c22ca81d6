"""Writing into a review folder what a person has decided: the stamp of an accepted judgement.

The file is edited as text at the places the reader noted, and nothing else in it moves: a round
trip through a YAML library rewraps long lines and takes twelve seconds for 5,000 claims. The new
text is read again before it is written, and must differ in the stamp alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.grading.fingerprint import as_judged, fingerprint
from evidence.model.claim import Claim
from evidence.model.judgement import Judgement
from evidence.model.review import Review
from evidence.workspace.load import load_review
from evidence.workspace.near_words import closest
from evidence.workspace.positions import (
    Entry,
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    node_at,
    plain,
)
from evidence.workspace.yaml_text import yaml_text
from evidence.workspace.yaml_tree import read_yaml
from references.encoding import encode
from references.errors import InputError
from references.source import SourceFile
from references.writing import write_atomically

STAMP = ("by", "on", "fingerprint", "seen", "history")
"""The keys of a judgement that accepting writes, the last only where one was replaced."""


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What accepting writes: the value of each key, and the judgement that was replaced.

    ``replaced`` is a line of YAML for the history, empty where nothing of the judgement changed.
    """

    values: Mapping[str, str]
    replaced: str = ""


@dataclass(frozen=True, slots=True)
class _Edit:
    """Replace the characters from ``start`` to ``end``; ``last`` of those at one place."""

    start: int
    end: int
    text: str
    last: bool = False


def accept_judgement(
    folder: Path,
    claim_ids: Sequence[str],
    by: str,
    on: datetime.date,
    *,
    allow_outside: bool = False,
) -> tuple[Path, ...]:
    """Stamp the judgements of claims with who accepted them, when, and what they saw.

    A judgement accepted before goes into the history of the claim's judgement, when its level, its
    reason, its ratings, the person or the evidence is another now. All are stamped or none; the
    files written are given.

    Raises:
        InputError: when the review has problems, a claim is unknown or has no judgement, or the
            name is empty.
    """
    who = " ".join(by.split())
    if not who:
        raise InputError("say who accepts: --by needs a name")
    review = load_review(folder, allow_outside=allow_outside)
    own = [item for item in review.problems if item.kind.startswith("review/")]
    if own:
        raise InputError(
            f"nothing is stamped while the review has problems ({len(own)}; the first: {own[0]}); "
            "`evidence-review audit` lists them"
        )
    claims = [_claim(review, name) for name in dict.fromkeys(claim_ids)]
    texts: dict[str, str] = {}
    for path in dict.fromkeys(claim.location.path for claim in claims):
        source = review.sources[path]
        here = {claim.id: claim for claim in claims if claim.location.path == path}
        stamps = {name: _stamp(review, claim, who, on) for name, claim in here.items()}
        texts[path] = _stamped(source, stamps)
    for path, text in texts.items():
        source = review.sources[path]
        if text != source.text:
            write_atomically(Path(path), encode(source, text))
    return tuple(Path(path) for path in texts)


def _claim(review: Review, name: str) -> Claim:
    claim = review.claim_by_id.get(name)
    if claim is None:
        close = closest(name, tuple(review.claim_by_id))
        raise InputError(f"the review has no claim {name!r}{close}")
    if claim.judgement is None:
        raise InputError(
            f"claim {name!r} has no judgement to accept; write its certainty first", claim.location
        )
    return claim


def _stamp(review: Review, claim: Claim, by: str, on: datetime.date) -> _Stamp:
    seen = fingerprint(review, claim)
    judgement = claim.judgement
    own = as_judged(judgement) if judgement else {}
    parts = ", ".join(f"{key}: {yaml_text(value)}" for key, value in {**seen.parts, **own}.items())
    values = {
        "by": yaml_text(by),
        "on": on.isoformat(),
        "fingerprint": yaml_text(seen.whole),
        "seen": f"{{{parts}}}",
    }
    if judgement is None or not judgement.fingerprint:
        return _Stamp(values)
    # Stamps of before the history was kept do not say what had been judged.
    was = {**own, **{key: judgement.seen[key] for key in own if key in judgement.seen}}
    if (judgement.by, judgement.fingerprint, was) == (by, seen.whole, own):
        return _Stamp(values)
    return _Stamp(values, _past(judgement, was, own))


def _past(judgement: Judgement, was: Mapping[str, str], now: Mapping[str, str]) -> str:
    """The judgement that is replaced, as YAML on one line; a reason that was edited is gone."""
    past = {
        "certainty": yaml_text(was["certainty"]),
        "by": yaml_text(judgement.by) if judgement.by else "",
        "on": judgement.on.isoformat() if judgement.on else "",
        "reason": (
            yaml_text(judgement.reason)
            if judgement.reason and was["reason"] == now["reason"]
            else ""
        ),
        "fingerprint": yaml_text(judgement.fingerprint),
    }
    return f"{{{', '.join(f'{key}: {value}' for key, value in past.items() if value)}}}"


def _stamped(source: SourceFile, stamps: Mapping[str, _Stamp]) -> str:
    """The text of a claims file with the stamps in place."""
    edits: list[_Edit] = []
    for node in _claim_nodes(source):
        judgement = node_at(node, ("judgement",))
        name = _id(node)
        if name in stamps and isinstance(judgement, MapNode):
            edits += _edits(judgement, stamps[name], source)
    text = source.text
    for edit in sorted(edits, key=lambda item: (item.start, item.end, item.last), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    _check(source, text, stamps)
    return text


def _claim_nodes(source: SourceFile) -> Iterable[Node]:
    tree = read_yaml(source).value
    listed = node_at(tree, ("claims",)) if tree else None
    return listed.items if isinstance(listed, ListNode) else ()


def _id(node: Node) -> str:
    name = node_at(node, ("id",))
    return str(name.value).strip() if isinstance(name, ScalarNode) else ""


def _edits(judgement: MapNode, stamp: _Stamp, source: SourceFile) -> list[_Edit]:
    entries = judgement.entries
    values = stamp.values
    edits = [
        _replace(key, entries[key], value, source)
        for key, value in values.items()
        if key in entries
    ]
    missing = [f"{key}: {value}" for key, value in values.items() if key not in entries]
    newline = "\r\n" if "\r\n" in source.text else "\n"
    if stamp.replaced and (kept := entries.get("history")):
        edits.append(_added_to(kept, stamp.replaced, source, newline))
    elif stamp.replaced and not judgement.block:
        missing.append(f"history: [{stamp.replaced}]")
    if not judgement.block:
        end = _last_exact_end(entries, source)
        added = "".join(f", {pair}" for pair in missing)
        return [*edits, _Edit(end, end, added, last=True)] if added else edits
    first = min(item.key_start for item in entries.values())
    indent = newline + " " * (source.location(first).column - 1)
    added = "".join(indent + pair for pair in missing)
    if stamp.replaced and "history" not in entries:
        added += f"{indent}history:{indent}  - {stamp.replaced}"
    if not added:
        return edits
    end = _line_end(_last_exact_end(entries, source), source)
    return [*edits, _Edit(end, end, added, last=True)]


def _last_exact_end(entries: Mapping[str, Entry], source: SourceFile) -> int:
    """Where the last value ends whose end is known to the character; one always is."""
    return max(item.node.end for item in entries.values() if _has_exact_end(item.node, source))


def _line_end(offset: int, source: SourceFile) -> int:
    line = source.location(offset).line
    return source.line_starts[line - 1] + len(source.line(line))


def _added_to(entry: Entry, past: str, source: SourceFile, newline: str) -> _Edit:
    """One more judgement at the end of a history, in the style that it is written in."""
    node = entry.node
    if not isinstance(node, ListNode) or not node.items:
        return _replace("history", entry, f"[{past}]", source)
    end = _end(node.items[-1])
    if not node.block:
        return _Edit(end, end, f", {past}")
    line = source.line(source.location(node.items[-1].start).line)
    dash = line[: len(line) - len(line.lstrip())]
    end = _line_end(end, source)
    return _Edit(end, end, f"{newline}{dash}- {past}")


def _has_exact_end(node: Node, source: SourceFile) -> bool:
    if isinstance(node, ScalarNode):
        return source.text[node.start : node.start + 1] not in ("|", ">")
    return not node.block


def _replace(key: str, entry: Entry, value: str, source: SourceFile) -> _Edit:
    node = entry.node
    if isinstance(node, ScalarNode):
        gap = " " if source.text[node.start - 1] == ":" else ""
        return _Edit(node.start, node.end, gap + value)
    return _Edit(entry.key_start, _end(node), f"{key}: {value}")


def _end(node: Node) -> int:
    """One past the last character of what is below a node."""
    if isinstance(node, ScalarNode) or not node.block:
        return node.end
    if isinstance(node, ListNode):
        return max((_end(item) for item in node.items), default=node.start)
    return max((_end(entry.node) for entry in node.entries.values()), default=node.start)


def _check(source: SourceFile, text: str, stamps: Mapping[str, _Stamp]) -> None:
    """Refuse to write a text that does not read as the old one with the stamps.

    Raises:
        InputError: naming what to do by hand.
    """
    expected = [_plain_stamped(node, stamps) for node in _claim_nodes(source)]
    found = [plain(node) for node in _claim_nodes(SourceFile(source.path, text))]
    if expected != found:
        raise InputError(
            f"{source.path}: the judgement is written in a way that cannot be stamped; write its "
            "keys on lines of their own"
        )


def _plain_stamped(node: Node, stamps: Mapping[str, _Stamp]) -> object:
    value: Any = plain(node)
    if (stamp := stamps.get(_id(node))) is not None:
        for key, text in stamp.values.items():
            tree = read_yaml(SourceFile("", f"{key}: {text}")).value
            value["judgement"].update(plain(tree) if tree else {})
        if stamp.replaced:
            tree = read_yaml(SourceFile("", stamp.replaced)).value
            kept = value["judgement"].get("history") or []
            value["judgement"]["history"] = [*kept, plain(tree) if tree else None]
    return value
