"""A change of readable text carried over to the markup that the text was read from.

``{DNA} methylation.`` without its full stop must stay ``{DNA} methylation``: rendering the new
text afresh would lose the braces that a person set. So the parts that differ are looked up in the
markup and replaced there, and the result counts only when it reads as the new text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from references.formats.bibtex.latex import to_latex

_MAXIMUM_COMPARED = 2000
"""Longer changes are made as one, because finding the parts in them takes quadratic time."""
_MAXIMUM_TRIED = 24


def respelled(raw: str, old: str, new: str, readable: Callable[[str], str]) -> str | None:
    """The markup of ``new``, made from that of ``old``; ``None`` when that cannot be done safely.

    ``readable`` turns markup into text: ``readable(raw)`` is ``old``.
    """
    if raw == old and to_latex(new) == new:
        return new
    markup, text = raw, old
    # From the last change to the first, so that what stands before each is still the old text.
    for start, end, replacement in reversed(list(_changes(old, new))):
        wanted = text[:start] + replacement + text[end:]
        found = _replaced(markup, text, start, end, replacement, wanted, readable)
        if found is None:
            return _afresh(raw, new, readable)
        markup, text = found, wanted
    return markup if readable(markup) == new else _afresh(raw, new, readable)


def _afresh(raw: str, new: str, readable: Callable[[str], str]) -> str | None:
    """The new text rendered anew, where the old markup held nothing that this would lose."""
    if any(mark in raw for mark in "\\{}$"):
        return None
    rendered = to_latex(new)
    return rendered if readable(rendered) == new else None


def _changes(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Which ranges of the old text become which words of the new one, from left to right."""
    # Most changes are one, and it lies between what the texts begin and end with alike.
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if not before or not after or len(before) > _MAXIMUM_COMPARED:
        yield head, len(old) - tail, after
        return
    for tag, start, end, first, last in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag != "equal":
            yield head + start, head + end, after[first:last]


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    number = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        number += 1
    return number


def _replaced(
    markup: str,
    text: str,
    start: int,
    end: int,
    replacement: str,
    wanted: str,
    readable: Callable[[str], str],
) -> str | None:
    """The markup with one range of its text replaced, proved by reading it.

    What is put in between two characters could stand inside a group or beside it; it stands where
    fewer braces are open.
    """
    found: list[tuple[int, str]] = []
    for left, right in ((start, end), (start - 1, end), (start, end + 1)):
        if left == right or left < 0 or right > len(text):
            continue  # an insertion has no characters of its own to look for: a neighbour helps
        piece = text[left:right]
        put = to_latex(text[left:start] + replacement + text[end:right])
        for form in dict.fromkeys((piece, to_latex(piece))):
            for place in _places(markup, form, text.count(piece, 0, left)):
                candidate = markup[:place] + put + markup[place + len(form) :]
                if readable(candidate) == " ".join(wanted.split()) or readable(candidate) == wanted:
                    depth = markup.count("{", 0, place) - markup.count("}", 0, place)
                    found.append((depth, candidate))
                    break
            else:
                continue
            break
        if found and start != end:
            break
    return min(found, key=lambda each: each[0])[1] if found else None


def _places(markup: str, form: str, number: int) -> list[int]:
    """Where a form stands in the markup, the place of the same number first."""
    places: list[int] = []
    place = markup.find(form)
    while place >= 0:
        places.append(place)
        place = markup.find(form, place + 1)
    nearest = sorted(range(len(places)), key=lambda index: abs(index - number))
    return [places[index] for index in nearest[:_MAXIMUM_TRIED]]
