"""One person's name as a style orders and shortens it."""

from __future__ import annotations

from references.printing.formatting import Formatting
from references.printing.name_options import NameOptions
from references.printing.name_parts import Name, initials
from references.printing.rich_text import rich_text
from references.printing.tree import Node, Span, Text, plain

INITIALS, IN_FULL = 1, 2


def person(
    name: Name, options: NameOptions, *, form: str, inverted: bool, more: int, language: str
) -> Span:
    """The name; ``more`` tells how much of a given name to show beyond the form."""
    if name.literal:
        return Span([_part(options.family, [rich_text(name.literal)], language)], role="name")
    given = given_name(name, options, form=form, more=more)
    if not name.spaced:
        whole = [part for part in (name.family, given) if part]
        nodes: list[Node] = [_part(options.family, [Text(whole[0])], language)]
        nodes += [_part(options.given, [Text(part)], language) for part in whole[1:]]
        return Span(nodes, role="name")
    if form == "short" and not given:
        family = [*_words(name.particle), rich_text(name.family)]
        if name.static:
            family = [rich_text(name.family)]
        return Span([_part(options.family, _spaced(family), language)], role="name")
    if name.static:
        family_node = _part(options.family, [rich_text(name.family)], language)
        nodes = [family_node] + ([Text(" "), Text(given)] if given else [])
        return Span(nodes, role="name")
    if inverted:
        return Span(_inverted(name, given, options, language), role="name")
    return Span(_forwards(name, given, options, language), role="name")


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


def _words(words: str) -> list[Node]:
    return [rich_text(words)] if words else []


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
            bare = isinstance(node, Span) and plain(node).startswith(",")
            if not bare and not (isinstance(last, Text) and _glued(last.words)):
                out.append(Text(" "))
        out.append(node)
    return out


def _part(formatting: Formatting, nodes: list[Node], language: str) -> Node:
    if formatting.plain:
        return nodes[0] if len(nodes) == 1 else Span(nodes)
    return formatting.on(nodes, language)


def _forwards(name: Name, given: str, options: NameOptions, language: str) -> list[Node]:
    dropping, comma = name.dropping.removeprefix(","), name.dropping.startswith(",")
    joined = _glued(dropping)
    first = _words(given)
    if dropping and not joined:
        first = [*first, Text(", " if comma else " "), *_words(dropping)] if first else []
    family = _spaced(
        [*(_words(dropping) if joined else []), *_words(name.particle), *_words(name.family)]
    )
    nodes: list[Node] = []
    if first:
        nodes += [_part(options.given, first, language), Text(" ")]
    nodes.append(_part(options.family, family, language))
    if name.suffix:
        nodes += [Text(", " if name.comma_suffix else " "), Text(name.suffix)]
    return nodes


def _inverted(name: Name, given: str, options: NameOptions, language: str) -> list[Node]:
    demoted = options.demote == "display-and-sort"
    family = [*([] if demoted else _words(name.particle)), *_words(name.family)]
    nodes: list[Node] = [_part(options.family, _spaced(family), language)]
    first = _words(given)
    if name.dropping.startswith(","):
        first.append(Span([Text(", "), *_words(name.dropping[1:])]))
    else:
        first += _words(name.dropping)
    if demoted and name.particle:
        # The particle belongs to the family name wherever it stands.
        first.append(_bare(options.family, name.particle, language))
    if first:
        nodes += [Text(options.sort_separator), _part(options.given, _spaced(first), language)]
    if name.suffix:
        nodes += [Text(options.sort_separator), Text(name.suffix)]
    return nodes


def _bare(formatting: Formatting, words: str, language: str) -> Node:
    without = Formatting(format=formatting.format, text_case=formatting.text_case)
    return without.on([Text(words)], language)


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
