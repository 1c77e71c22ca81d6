"""One person's name as a style orders and shortens it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from references.printing.formatting import Formatting
from references.printing.name_options import NameOptions
from references.printing.name_parts import Name, initials
from references.printing.rich_text import rich_text
from references.printing.tree import Node, Span, Text, plain

INITIALS, IN_FULL = 1, 2
#: The roles of a name's span, by its order.
NAME, INVERTED = "name", "inverted-name"


def person(
    name: Name, options: NameOptions, *, form: str, inverted: bool, more: int, language: str
) -> Span:
    """The name; ``more`` tells how much of a given name to show beyond the form."""
    if name.literal:
        return Span(
            [_around(options.family, _row(options.family, [name.literal], language))], role=NAME
        )
    given = given_name(name, options, form=form, more=more)
    if not name.spaced:
        parts = ((options.family, name.family), (options.given, given))
        nodes = [_around(how, _row(how, [words], language)) for how, words in parts if words]
        return Span(nodes, role=NAME)
    if form == "short" and not given:
        words = ["" if name.static else name.particle, name.family]
        return Span([_around(options.family, _row(options.family, words, language))], role=NAME)
    if name.static:
        family = _row(options.family, [name.family], language)
        return Span(_spaced([*family, *_row(options.given, [given], language)]), role=NAME)
    if inverted:
        return Span(_inverted(name, given, options, language), role=INVERTED)
    return Span(_forwards(name, given, options, language), role=NAME)


def given_name(name: Name, options: NameOptions, *, form: str, more: int) -> str:
    """What is shown of the given name, empty in the short form unless it tells people apart."""
    if form == "short" and not more:
        return ""
    if (
        not name.given
        or options.initialize_with is None
        or (more == IN_FULL and options.initialize)
    ):
        return name.given
    return initials(
        name.given,
        options.initialize_with,
        hyphen=options.hyphen,
        whole_names=not options.initialize,
    )


def _glued(words: str) -> bool:
    if words.endswith(("-", "‐", "\u00a0")):
        return True
    # "d’" and "l’" lean on the name; "de’" is a word.
    return words.endswith("’") and len(words.split(" ")[-1]) <= 2 and len(words) > 1


def _spaced(nodes: list[Node]) -> list[Node]:
    """The nodes with blanks between, save after an apostrophe or a hyphen."""
    out: list[Node] = []
    for node in nodes:
        if out:
            last = out[-1]
            if not plain(node).startswith(",") and not _glued(plain(last)):
                out.append(Text(" "))
        out.append(node)
    return out


def _row(formatting: Formatting, words: Iterable[str], language: str) -> list[Node]:
    bare = replace(formatting, prefix="", suffix="")
    return [bare.on([rich_text(each)], language) for each in words if each]


def _forwards(name: Name, given: str, options: NameOptions, language: str) -> list[Node]:
    dropping, comma = name.dropping.removeprefix(","), name.dropping.startswith(",")
    nodes: list[Node] = []
    first = _row(options.given, [given], language)
    if comma and first:
        first.append(Span([Text(", "), *_row(options.given, [dropping], language)]))
        dropping = ""
    if first:
        nodes += [_around(options.given, first), Text(" ")]
    family = _row(options.given, [dropping], language)
    family += _row(options.family, [name.particle, name.family], language)
    if name.suffix:
        family.append(Span([Text(", " if name.comma_suffix else ""), Text(name.suffix)]))
    nodes.append(_around(options.family, family))
    return nodes


def _inverted(name: Name, given: str, options: NameOptions, language: str) -> list[Node]:
    demoted = options.demote == "display-and-sort"
    family = _row(options.family, ["" if demoted else name.particle, name.family], language)
    first = _row(options.given, [given], language)
    if name.dropping.startswith(","):
        first.append(Span([Text(", "), *_row(options.given, [name.dropping[1:]], language)]))
    else:
        first += _row(options.given, [name.dropping], language)
    if demoted and name.particle:
        # The particle belongs to the family name wherever it stands.
        first += _row(options.family, [name.particle], language)
    nodes = [_around(options.family, family)]
    if first:
        nodes += [Text(options.sort_separator), _around(options.given, first)]
    if name.suffix:
        nodes += [Text(options.sort_separator), Text(name.suffix)]
    return nodes


def _around(formatting: Formatting, nodes: list[Node]) -> Node:
    """Words that make up a part, with its affixes around them."""
    inner: list[Node] = _spaced(nodes)
    if formatting.prefix:
        inner.insert(0, Text(formatting.prefix))
    if formatting.suffix:
        inner.append(Text(formatting.suffix))
    return inner[0] if len(inner) == 1 else Span(inner)


def sort_name(name: Name, options: NameOptions) -> str:
    """The name as it is sorted by: family name first, its particle as the style wants it."""
    if name.literal:
        return name.literal
    particle = name.particle
    if options.demote == "never":
        family, after = f"{particle} {name.family}".strip(), name.dropping
    else:
        family, after = name.family, f"{name.dropping} {particle}".strip()
    given = given_name(name, options, form=options.form, more=0)
    if options.form == "short":
        return family
    return " ".join(part for part in (family, after, given, name.suffix) if part)
