"""Cites of a cluster joined: grouped by names, years run together, numbers to ranges."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from references.printing.rendered_cite import RenderedCite
from references.printing.rendering import Cite
from references.printing.style import Layout
from references.printing.tree import Node, Span, Text, plain

WithoutNames = Callable[[Cite], RenderedCite | None]
# What a writer may begin a prefix with to replace the delimiter.
_MARKS = (",", ";", ".", ":", "!", "?")
_BY_NAMES = ("year", "year-suffix", "year-suffix-ranged")


def collapsed(
    cites: Sequence[RenderedCite],
    layout: Layout,
    without_names: WithoutNames,
    *,
    notes: bool,
    dash: str = "–",
) -> list[Node]:
    """The cites with what stands between them."""
    mode = layout.options.get("collapse", "")
    if mode == "citation-number":
        return _numbers(cites, layout, dash)
    if mode in _BY_NAMES or "cite-group-delimiter" in layout.options:
        return _groups(cites, layout, mode, without_names, notes=notes)
    out: list[Node] = []
    for cite in cites:
        _append(out, cite.node, layout.delimiter, cite)
    return out


def _append(out: list[Node], node: Node, delimiter: str, cite: RenderedCite) -> None:
    """A delimiter gives way to punctuation that the writer set himself."""
    if out and delimiter:
        before = plain(out[-1]).rstrip()
        if cite.cite.prefix.lstrip()[:1] in _MARKS or before.endswith(","):
            if not cite.cite.prefix and not plain(out[-1]).endswith(" "):
                out.append(Text(" "))
        else:
            out.append(Text(delimiter))
    out.append(node)


def _numbers(cites: Sequence[RenderedCite], layout: Layout, dash: str) -> list[Node]:
    """Three or more numbers in a row become a range."""
    after = layout.options.get("after-collapse-delimiter", layout.delimiter)
    out: list[Node] = []
    place = 0
    delimiter = layout.delimiter
    while place < len(cites):
        end = place
        while end + 1 < len(cites) and _follows(cites[end], cites[end + 1]):
            end += 1
        first, last = cites[place], cites[end]
        if end - place >= 2:
            whole = Span([first.node, Text(dash), last.node])
            _append(out, whole, delimiter, first)
            delimiter = after
        else:
            for each in cites[place : end + 1]:
                _append(out, each.node, delimiter, each)
                delimiter = layout.delimiter
        place = end + 1
    return out


def _follows(left: RenderedCite, right: RenderedCite) -> bool:
    if left.citation_number() is None or right.citation_number() is None:
        return False
    return left.alone and right.alone and right.number == left.number + 1


def _groups(
    cites: Sequence[RenderedCite],
    layout: Layout,
    mode: str,
    without_names: WithoutNames,
    *,
    notes: bool,
) -> list[Node]:
    groups: list[list[RenderedCite]] = []
    places: dict[str, int] = {}
    for cite in cites:
        known = places.get(cite.names)
        if known is not None and not layout.keys and known != len(groups) - 1:
            known = None
        if known is None or cite.cite.prefix or groups[known][-1].cite.suffix:
            places[cite.names] = len(groups)
            groups.append([cite])
        else:
            groups[known].append(cite)
    within = layout.options.get("cite-group-delimiter", layout.delimiter if notes else ", ")
    after = layout.options.get("after-collapse-delimiter", layout.delimiter)
    out: list[Node] = []
    delimiter = layout.delimiter
    for group in groups:
        if mode in _BY_NAMES:
            node = _collapsed_group(group, layout, mode, (within, after), without_names)
        else:
            node = _row(group, within)
        _append(out, node, delimiter, group[0])
        delimiter = after if mode else layout.delimiter
    return out


def _row(group: Sequence[RenderedCite], delimiter: str) -> Node:
    out: list[Node] = []
    for each in group:
        _append(out, each.node, delimiter, each)
    return Span(out)


def _collapsed_group(
    group: list[RenderedCite],
    layout: Layout,
    mode: str,
    delimiters: tuple[str, str],
    without_names: WithoutNames,
) -> Node:
    """The names once, then the years; with letters alone where the year is the same."""
    group = _by_letter(group)
    members = [group[0]]
    followers = (without_names(each.cite) for each in group[1:])
    members.extend(each for each in followers if each is not None)
    within, after = delimiters
    suffix_delimiter = layout.options.get(
        "year-suffix-delimiter", layout.options.get("cite-group-delimiter", layout.delimiter)
    )
    out: list[Node] = []
    place = 0
    while place < len(members):
        end = place
        while (
            mode != "year" and end + 1 < len(members) and _same_year(members[end], members[end + 1])
        ):
            end += 1
        # After a locator a comma would read as part of it.
        located = place > 0 and bool(members[place - 1].cite.locator)
        _append(out, members[place].node, after if located else within, members[place])
        out.extend(_letters(members[place : end + 1], suffix_delimiter, mode))
        place = end + 1
    return Span(out)


def _by_letter(group: list[RenderedCite]) -> list[RenderedCite]:
    """Cites of one year side by side in the order of their letters."""
    out: list[RenderedCite] = []
    for cite in group:
        place = len(out)
        if cite.year_suffix() is not None and cite.alone:
            while (
                place
                and _same_year(out[place - 1], cite)
                and _letter(cite) < _letter(out[place - 1])
            ):
                place -= 1
        out.insert(place, cite)
    return out


def _letter(cite: RenderedCite) -> tuple[int, str]:
    words = plain(cite.year_suffix())
    return len(words), words


def _same_year(left: RenderedCite, right: RenderedCite) -> bool:
    if left.year_suffix() is None or right.year_suffix() is None:
        return False
    return left.year() == right.year() and left.alone and right.alone


def _letters(members: Sequence[RenderedCite], delimiter: str, mode: str) -> list[Node]:
    """The letters after the first, runs of three or more as a range where the style wants it."""
    out: list[Node] = []
    letters = [each.year_suffix() for each in members]
    place = 1
    while place < len(letters):
        end = place
        while end + 1 < len(letters) and _next(letters[end], letters[end + 1]):
            end += 1
        ranged = mode == "year-suffix-ranged"
        start = place - 1 if place == 1 and _next(letters[0], letters[1]) else place
        if ranged and end - start >= 2:
            if start == place:
                out += [Text(delimiter), *_present(letters[place])]
            out += [Text("–"), *_present(letters[end])]
        else:
            for each in letters[place : end + 1]:
                out += [Text(delimiter), *_present(each)]
        place = end + 1
    return out


def _present(node: Span | None) -> list[Node]:
    return [] if node is None else [node]


def _next(left: Span | None, right: Span | None) -> bool:
    before, after = plain(left), plain(right)
    return bool(before) and len(before) == len(after) and before[:-1] == after[:-1] and (
        ord(after[-1]) == ord(before[-1]) + 1
    )  # fmt: skip
