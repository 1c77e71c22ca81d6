"""A YAML file that holds one list of records under one key."""

from __future__ import annotations

from pydantic import BaseModel

from evidence.workspace.near_words import closest
from evidence.workspace.positions import ListNode, MapNode, Node, ScalarNode
from evidence.workspace.validate import show
from evidence.workspace.yaml_tree import read_yaml
from references.problem import Problem, Reading
from references.source import SourceFile


def read_records(source: SourceFile, shape: type[BaseModel], key: str) -> Reading[tuple[Node, ...]]:
    """The records of a file as trees, and what is wrong around them.

    A file without a word in it, or whose list was left empty, has no records; that is not wrong.
    """
    reading = read_yaml(source)
    problems = list(reading.problems)
    tree = reading.value

    def say(kind: str, message: str, offset: int) -> None:
        hint = f"the file begins with '{key}:', and a list of {key} follows"
        problems.append(Problem(f"review/{kind}", message, source.location(offset), hint))

    if tree is None or (isinstance(tree, ScalarNode) and tree.value is None):
        return Reading((), tuple(problems))
    if not isinstance(tree, MapNode):
        say("wrong-type", f"the file must be a mapping, not {show(tree)}", tree.start)
        return Reading((), tuple(problems))
    allowed = tuple(shape.model_fields)
    for name, entry in tree.entries.items():
        if name not in allowed:
            say("unknown-key", f"unknown key {name!r}{closest(name, allowed)}", entry.key_start)
    if key not in tree.entries:
        say("missing-key", f"the key {key!r} is missing", tree.start)
        return Reading((), tuple(problems))
    listed = tree.entries[key]
    if isinstance(listed.node, ListNode):
        return Reading(tuple(listed.node.items), tuple(problems))
    if not (isinstance(listed.node, ScalarNode) and listed.node.value is None):
        say("wrong-type", f"{key} must be a list, not {show(listed.node)}", listed.start)
    return Reading((), tuple(problems))
