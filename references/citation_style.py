"""Bibliographies and citations in a style, and short citations for lists and cards.

A style makes a tree of words and formatting of each reference; markup is made only as the tree is
written, and every word is escaped there, so that no text of a reference can pass for markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from references.people import PersonName
from references.printing.positions import Cluster
from references.printing.processor import Processor
from references.printing.reference_item import item_of, says_something
from references.printing.rendering import Cite
from references.printing.style_files import locale_names, style_named, style_names
from references.printing.writers import as_html, as_markdown, as_text
from references.reference import Reference


@dataclass(frozen=True, slots=True)
class FormattedEntry:
    """One entry of a bibliography; ``label`` is the number that a numbered style sets before it.

    ``html`` is escaped, with ``i``, ``b``, ``sup``, ``sub`` and spans of small capitals alone, and
    in ``markdown`` no word is markup.
    """

    key: str
    text: str
    html: str
    markdown: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class FormattedCitation:
    """One or more references as they are cited in a text: ``(Guler et al., 2005; Un, 2011)``."""

    keys: tuple[str, ...]
    text: str
    html: str
    markdown: str


def citation_styles() -> tuple[str, ...]:
    """The names of the styles, as review files and the command line give them."""
    return style_names()


def citation_locales() -> tuple[str, ...]:
    """The languages that come with the program."""
    return locale_names()


def format_bibliography(
    references: Sequence[Reference], style: str, *, locale: str = ""
) -> tuple[FormattedEntry, ...]:
    """The references as a bibliography, in the order the style asks for.

    ``style`` is the name of a style or the path of a CSL file, ``locale`` a language (``de-DE``)
    or the path of a locale's file. A style that numbers keeps the order given, that of citation.

    Raises:
        InputError: when there is no such style or locale, naming those there are.
    """
    processor = _processor(references, style, locale)
    entries = []
    for entry in processor.bibliography():
        reference = references[int(entry.key)]
        if not says_something(processor.register.items[entry.key].data):
            key = reference.key
            entries.append(FormattedEntry(key, key, escape(key), key))
            continue
        label, body = entry.parts()
        entries.append(
            FormattedEntry(
                reference.key, as_text(body), as_html(body), as_markdown(body), as_text(label)
            )
        )
    return tuple(entries)


def format_citations(
    references: Sequence[Reference],
    clusters: Sequence[Sequence[str]],
    style: str,
    *,
    locale: str = "",
) -> tuple[FormattedCitation, ...]:
    """Clusters of keys as they are cited in the text, in the order they stand there.

    The references are the whole list that is cited from: it decides numbers and what tells works
    of one author and year apart. Keys that no reference has are left out.

    Raises:
        InputError: when there is no such style or locale, naming those there are.
    """
    processor = _processor(references, style, locale)
    places: dict[str, str] = {}
    for place, reference in enumerate(references):
        places.setdefault(reference.key, str(place))
    notes = processor.style.notes
    placed = [
        Cluster(tuple(Cite(places[key]) for key in keys if key in places), number if notes else 0)
        for number, keys in enumerate(clusters, 1)
    ]
    trees = processor.citations(placed)
    return tuple(
        FormattedCitation(tuple(keys), as_text(tree), as_html(tree), as_markdown(tree))
        for keys, tree in zip(clusters, trees, strict=True)
    )


def _processor(references: Sequence[Reference], style: str, locale: str) -> Processor:
    """The style at work; items go by their place, because keys may repeat in a library."""
    items = [{**item_of(each), "id": str(place)} for place, each in enumerate(references)]
    return Processor(style_named(style, locale), items)


def short_citation(reference: Reference) -> str:
    """Who and when, for a list: ``Guler 2005``, ``Kumar and Lee 2012``, ``Guler et al. 2005``."""
    year = str(reference.year) if reference.year is not None else "n.d."
    names = reference.authors or reference.editors
    named = [_family(name) for name in names if not name.is_others]
    if not named:
        return f"{_shortened(reference.title) or reference.key} {year}"
    if len(names) == 1:
        who = named[0]
    elif len(names) == 2 and len(named) == 2:
        who = f"{named[0]} and {named[1]}"
    else:
        who = f"{named[0]} et al."
    return f"{who} {year}"


def _family(name: PersonName) -> str:
    return name.literal or f"{name.particle} {name.family}".strip()


def _shortened(title: str) -> str:
    """The first words of a title."""
    if len(title) <= 40:
        return title
    return title[:40].rsplit(" ", 1)[0].rstrip(" ,:;-–") + "…"
