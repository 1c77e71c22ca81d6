"""A citation style, read from CSL and ready to render."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from references.errors import InputError
from references.printing.compiling import Compiler, SortKey
from references.printing.formatting import Formatting
from references.printing.locale import Locale, LocaleSource, merged
from references.printing.rendering import Element
from references.printing.style_xml import (
    Element as XmlElement,
)
from references.printing.style_xml import (
    attributes,
    children,
    first,
    local_name,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """``cs:citation`` or ``cs:bibliography``: options, sort keys and elements."""

    area: str
    options: Mapping[str, str]
    keys: tuple[SortKey, ...]
    elements: tuple[Element, ...]
    delimiter: str
    formatting: Formatting

    def says(self, option: str) -> bool:
        """Whether an option is switched on."""
        return self.options.get(option) == "true"


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, in one language."""

    locale: Locale
    options: Mapping[str, str]
    citation: Layout
    bibliography: Layout | None
    notes: bool
    explicit_suffix: bool
    has_condition: bool

    def layout(self, area: str) -> Layout:
        """The layout of an area; a style without a bibliography lists its citations."""
        if area == "bibliography" and self.bibliography is not None:
            return self.bibliography
        return self.citation


def parent_of(root: XmlElement) -> str | None:
    """The address of the style that a dependent style stands for."""
    info = first(root, "info")
    if info is None or first(root, "citation") is not None:
        return None
    for link in children(info, "link"):
        given = attributes(link)
        if given.get("rel") == "independent-parent":
            return given.get("href", "")
    return None


def language_of(root: XmlElement) -> str:
    """The language that the style asks for, empty when it leaves it open."""
    return attributes(root).get("default-locale", "")


def compiled(root: XmlElement, locales: LocaleSource, language: str, name: str) -> Style:
    """The style in a language.

    Raises:
        InputError: when it is no style, or has nothing to cite with.
    """
    if local_name(root) != "style":
        raise InputError(f"{name}: not a CSL style (the root element is {local_name(root)!r})")
    citation = first(root, "citation")
    if citation is None:
        raise InputError(f"{name}: a CSL style without a citation layout")
    options = attributes(root)
    locale = merged(
        language or options.get("default-locale", "") or "en-US", locales, children(root, "locale")
    )
    compiler = Compiler(root, options, locale)
    for area in ("citation", "bibliography"):
        element = first(root, area)
        compiler.options_of_area[area] = attributes(element) if element is not None else {}
    compiler.read_macros(children(root, "macro"))
    bibliography = first(root, "bibliography")
    return Style(
        locale,
        options,
        _layout("citation", citation, compiler),
        None if bibliography is None else _layout("bibliography", bibliography, compiler),
        options.get("class") == "note",
        compiler.explicit_suffix,
        compiler.has_condition,
    )


def _layout(area: str, element: XmlElement, compiler: Compiler) -> Layout:
    layout = first(element, "layout")
    sort = first(element, "sort")
    given = attributes(layout) if layout is not None else {}
    return Layout(
        area,
        attributes(element),
        () if sort is None else compiler.sort_keys(sort),
        () if layout is None else compiler.elements(layout),
        given.get("delimiter", ""),
        Formatting.of(given),
    )
