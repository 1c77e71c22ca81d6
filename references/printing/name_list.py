"""A list of names: which are shown, what joins them, and what tells of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from references.printing.formatting import Formatting
from references.printing.name_options import NameOptions
from references.printing.name_parts import Name
from references.printing.person import INVERTED, person, sort_name
from references.printing.rendering import Rendering
from references.printing.tree import Node, Span, Text, plain


def name_list(
    at: Rendering,
    variable: str,
    names: Sequence[Name],
    options: NameOptions,
    et_al_term: str,
    et_al: Formatting,
) -> Node | None:
    """The names of one variable, shortened as the style asks and as distinction allows."""
    place = len(at.lists)
    least, first, last = _limits(at, options)
    # A list that its record cuts short ends in "et al.", and whoever came last is not known.
    cut = len(names) > 1 and names[-1].others
    if cut:
        names, last = names[:-1], False
    shortened = bool(least) and len(names) + cut >= least and 0 <= first < len(names)
    count = first if shortened else len(names)
    at.lists.append((variable, count, len(names)))
    at.list_options.append(options)
    if at.distinction is not None and shortened:
        count = max(count, at.distinction.shown.get(place, 0))
        shortened = count < len(names)
    shortened = shortened or cut
    if count <= 0:
        return None
    if at.sorting:
        chosen = list(names[:count])
        if shortened and last and len(names) - count >= 1:
            chosen = [*chosen[:count], names[-1]]
        words = [sort_name(name, options) for name in chosen]
        return Span([Text(_SORT_JOINT.join(words))], role="names")
    people = _people(at, place, names, options, count, last and shortened)
    return options.whole.on(
        _joined(
            at,
            people,
            _for_cut(options) if cut and count == len(names) else options,
            et_al_term,
            et_al,
            shortened,
            last,
            len(names) - count,
        ),
        at.language,
        role="name-list",
    )


# From here on stand the scripts that put no blank between words.
_IDEOGRAPHS = "\u2e80"
# Sorts before any letter, so that a shorter list comes before a longer one.
_SORT_JOINT = "\x1f"


def _for_cut(options: NameOptions) -> NameOptions:
    """A list that its record cuts short reads as the style's own lists do before their last."""
    if options.delimiter_precedes_last == "always":
        return replace(options, delimiter_precedes_et_al="always")
    return options


def _limits(at: Rendering, options: NameOptions) -> tuple[int, int, bool]:
    if at.sorting and at.names_limits is not None:
        least, first, last = at.names_limits
        return (
            least or options.et_al_min,
            first or options.et_al_use_first,
            options.et_al_use_last if last is None else last,
        )
    least, first = options.et_al_min, options.et_al_use_first
    if at.area == "citation" and at.cite is not None and at.cite.position > 0:
        least = options.subsequent_min or least
        first = options.subsequent_use_first or first
    return least, first, options.et_al_use_last


def _people(
    at: Rendering,
    place: int,
    names: Sequence[Name],
    options: NameOptions,
    count: int,
    with_last: bool,
) -> list[Span]:
    chosen = list(enumerate(names[:count]))
    if with_last and len(names) - count >= 2:
        chosen.append((len(names) - 1, names[-1]))
    out = []
    for number, name in chosen:
        inverted = options.sort_order == "all" or (options.sort_order == "first" and number == 0)
        more = 0
        if at.distinction is not None:
            more = at.distinction.given.get((place, number), 0)
        out.append(
            person(
                name, options, form=options.form, inverted=inverted, more=more,
                language=at.language,
            )
        )  # fmt: skip
    return out


def _joined(
    at: Rendering,
    people: list[Span],
    options: NameOptions,
    et_al_term: str,
    et_al: Formatting,
    shortened: bool,
    last: bool,
    left_out: int,
) -> list[Node]:
    if shortened and last and left_out >= 2:
        return [*_row(people[:-1], options.delimiter), Text(f"{options.delimiter}… "), people[-1]]
    if shortened:
        return _with_et_al(at, people, options, et_al_term, et_al)
    if len(people) == 1 or not options.conjunction:
        return _row(people, options.delimiter)
    before = _row(people[:-1], options.delimiter)
    joint = _conjunction(at, options)
    if _precedes(options.delimiter_precedes_last, people[:-1], 2):
        between = options.delimiter + joint.lstrip()
    else:
        between = joint
    return [*before, Text(between), people[-1]]


def _row(people: Sequence[Node], delimiter: str) -> list[Node]:
    out: list[Node] = []
    for each in people:
        if out:
            out.append(Text(delimiter))
        out.append(each)
    return out


def _conjunction(at: Rendering, options: NameOptions) -> str:
    if options.conjunction == "symbol":
        return f" {at.locale.symbol('and') or '&'} "
    return f" {at.locale.term('and') or 'and'} "


def _precedes(rule: str, before: Sequence[Span], least: int) -> bool:
    if rule == "always":
        return True
    if rule == "never":
        return False
    if rule == "after-inverted-name":
        return bool(before) and before[-1].role == INVERTED
    return len(before) >= least


def _with_et_al(
    at: Rendering, people: list[Span], options: NameOptions, term: str, formatting: Formatting
) -> list[Node]:
    row = _row(people, options.delimiter)
    said = at.locale.term(term)
    if said is None:
        said = at.locale.term("et-al") or "et al."
    if not said:
        return row
    joint = " "
    if _precedes(options.delimiter_precedes_et_al, people, 2):
        joint = options.delimiter
    elif plain(row[-1]).endswith(" ") or said[0] >= _IDEOGRAPHS:
        joint = ""
    return [*row, Text(joint), formatting.on([Text(said)], at.language)]
