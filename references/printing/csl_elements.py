"""The elements of a citation style: those of citeproc-py, with its known defects mended.

What is mended, each by overriding one method of one element: variables used as a substitute are
printed again; dates of a style's own locale lose their delimiter; a range of months in one year
prints its year last, or not at all; formatting of a date part leaks
into the next item; initials of ``SB`` and ``Y.-lu``; lists that end in "and others". Look-ups in
the style, half of all time spent, are remembered. The library's modules are not altered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from citeproc import LANGUAGE_NAMES, LOCALES_PATH, PRIMARY_DIALECTS, model
from citeproc.source import Reference, VariableError
from lxml import etree

from references.people import initials
from references.printing.tokens import NUMBER_TOKENS, PLURAL_TOKENS, PRIVATE

CSL_NAMESPACE = "http://purl.org/net/xbiblio/csl"
_NUMBER_TOKEN = re.compile(f"^[{NUMBER_TOKENS[0]}-{PLURAL_TOKENS[1]}]$")
_DATE_PARTS = ("year", "month", "day")
_PLURAL_TOKEN = re.compile(f"[{PLURAL_TOKENS[0]}-{PLURAL_TOKENS[1]}]")


# citeproc-py carries no types, so mypy takes its classes for Any and can check no override.
class _Remembering:
    """Answers about a style's tree are kept, because the tree does not change."""

    def xpath_search(self, expression: str) -> Any:
        found = self.__dict__.setdefault("found", {})
        if expression not in found:
            found[expression] = super().xpath_search(expression)  # type: ignore[misc]
        return found[expression]

    def get_root(self) -> Any:
        root = self.__dict__.get("known_root")
        if root is None:
            root = self.__dict__["known_root"] = super().get_root()  # type: ignore[misc]
        return root

    def calls_variable(self) -> bool:
        known = self.__dict__.get("known_calls")
        if known is None:
            known = self.__dict__["known_calls"] = super().calls_variable()  # type: ignore[misc]
        return bool(known)


class _Style(_Remembering, model.Style):  # type: ignore[misc]
    def set_locale_list(self, output_locale: str, validate: bool = True) -> None:  # noqa: ARG002 - the library's
        """The style's own terms, then those of its language, then English."""
        own = [self.xpath_search(f"./cs:locale[@xml:lang='{output_locale}']")]
        own.append(self.xpath_search(f"./cs:locale[@xml:lang='{output_locale[:2]}']"))
        own.append(self.xpath_search("./cs:locale[not(@xml:lang)]"))
        self.locales = [locale for found in own for locale in found]
        names = [output_locale if output_locale in LANGUAGE_NAMES else ""]
        names += [PRIMARY_DIALECTS.get(output_locale[:2], ""), "en-US"]
        for name in dict.fromkeys(name for name in names if name):
            self.locales.append(parse_style(Path(LOCALES_PATH) / f"locales-{name}.xml"))
        for locale in self.locales:
            locale.style = self


class _Date(_Remembering, model.Date):  # type: ignore[misc]
    def render_single_date(self, date: Any, show_parts: Any = None, context: Any = None) -> Any:
        """A date of the style's locale is joined by its own delimiter."""
        if not (self.is_locale_date() and "delimiter" in self.attrib):
            return super().render_single_date(date, show_parts, context)
        parts = self.parts(date, show_parts, context)
        return self.join(parts) if parts else None

    def render_date_range(
        self, date_range: Any, show_parts: Any = None, context: Any = None
    ) -> str | None:
        """A range that names what both its ends share once: 2013 Mar–Apr."""
        begin, end = date_range.begin, date_range.end
        order = [each.get("name") for each in self.iterchildren()]
        shown = [part for part in _DATE_PARTS if part in order and part in show_parts]
        same = [part for part in shown if _part(begin, part) == _part(end, part)]
        differing = shown[next((i for i, part in enumerate(shown) if part not in same), 99) :]
        if end.is_nil() or not differing:
            return self._one_date(begin, shown, context)
        year_last = order.index(shown[0]) > order.index(shown[-1])
        first = self._one_date(begin, differing if year_last else shown, context)
        last = self._one_date(end, shown if year_last else differing, context)
        if not first or not last:
            return first or last
        return f"{first.rstrip(' ,')}–{last.lstrip(' ,')}"

    def _one_date(self, date: Any, parts: list[str], context: Any) -> str | None:
        text = self.render_single_date(date, parts, context)
        return None if text is None else str(text)


def _part(date: Any, name: str) -> object:
    """A part of a date, ``None`` when the date is not that exact."""
    try:
        return getattr(date, name)
    except VariableError:
        return None


class _DatePart(_Remembering, model.Date_Part):  # type: ignore[misc]
    def render(self, date: Any, context: Any = None) -> Any:
        """The part, without leaving one item's formatting behind in the style."""
        kept = dict(self.attrib)
        try:
            return super().render(date, context)
        finally:
            self.attrib.clear()
            self.attrib.update(kept)

    def process(self, date: Any, context: Any = None) -> Any:
        if self.get("name") == "year" and isinstance(date.year, str):
            return date.year  # a token
        return super().process(date, context)


class _Text(_Remembering, model.Text):  # type: ignore[misc]
    def _variable(self, item: Any, context: Any) -> Any:
        text = super()._variable(item, context)
        if text is not None:
            _note(context.get_layout(), self.tag, self.get("variable"))
        return text


class Cited:
    """One item as an entry of a bibliography: it has no locator and no place in a text."""

    number = 1
    has_locator = False

    def __init__(self, reference: Any, key: str) -> None:
        self.reference = reference
        self.key = key

    def __contains__(self, name: str) -> bool:
        return False

    def __getattr__(self, name: str) -> Any:
        raise VariableError(name)


class _Names(_Remembering, model.Names):  # type: ignore[misc]
    def process(
        self, item: Any, names_context: Any = None, context: Any = None, **kwargs: Any
    ) -> Any:
        layout = (self if context is None else context).get_layout()
        done = [role for role in layout.repressed.get(self.tag, ()) if role in item.reference]
        if done:
            hidden = {*done, "key", "type"}
            left = {name: value for name, value in item.reference.items() if name not in hidden}
            item = Cited(Reference(item.key, item.reference.type, **left), item.key)
        text = super().process(item, names_context=names_context, context=context, **kwargs)
        if text:
            for role in self.get("variable").split():
                _note(layout, self.tag, role)
        return text


def _note(layout: Any, tag: str, variable: str) -> None:
    printed = layout.__dict__.get("printed")
    if printed is not None:
        printed.append((tag, variable))


class _Substitute(_Remembering, model.Substitute):  # type: ignore[misc]
    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """The first substitute that prints anything; what it printed is not printed again."""
        layout = context.get_layout()
        for child in self.getchildren():
            layout.printed = []
            try:
                if isinstance(child, model.Names) and child.name is None:
                    parent = self.getparent()
                    text = child.render(item, names_context=parent, context=context, **kwargs)
                else:
                    text = child.render(item, context=context, **kwargs)
            except VariableError:
                continue
            if text:
                for tag, variable in layout.printed:
                    layout.repressed.setdefault(tag, []).append(variable)
                return text
        return None


class _Name(_Remembering, model.Name):  # type: ignore[misc]
    def process(
        self, item: Any, variable: str, context: Any = None, sort_options: Any = None, **kwargs: Any
    ) -> Any:
        """A list that ends in "others" ends in "et al.", however short it is."""
        names = item.reference.get(variable, [])
        if len(names) > 1 and names[-1].get("literal") == "others":
            first = int(super().get_option("et-al-use-first", context))
            minimum = int(super().get_option("et-al-min", context))
            shown = len(names) - 1
            if minimum and len(names) >= minimum:
                shown = min(shown, first)
            sort_options = {
                "et-al-min": str(len(names)), "et-al-use-first": str(shown),
                "et-al-use-last": "false", "delimiter-precedes-et-al": "always",
            }  # fmt: skip
        return super().process(item, variable, context, sort_options, **kwargs)

    def initialize(self, given: str, mark: str, context: Any) -> str:
        if PRIVATE.search(given):
            return given
        return initials(given, mark, hyphen=self.get_option("initialize-with-hyphen", context))


class _If(_Remembering, model.If):  # type: ignore[misc]
    def _is_numeric(self, item: Any) -> list[Any]:
        names = [name.replace("-", "_") for name in self.get("is-numeric").split()]
        return [
            name in item.reference
            and bool(
                _NUMBER_TOKEN.match(str(item.reference[name]))
                or self.re_numeric.match(str(item.reference[name]))
            )
            for name in names
        ]


class _ElseIf(_If, model.Else_If):  # type: ignore[misc]
    pass


class _Label(_Remembering, model.Label):  # type: ignore[misc]
    def _is_plural(self, item: Any) -> bool:
        variable = self.get("variable").replace("-", "_")
        if variable in item.reference and _PLURAL_TOKEN.search(str(item.reference[variable])):
            return True
        return bool(super()._is_plural(item))

    def markup(self, text: Any) -> Any:
        """Terms of the locale are English, so that ``title`` case applies: ``(Ed.)``."""
        if not text:
            return None
        return self.wrap(self.format(self.case(self.strip_periods(text), "en")))


_MENDED = {
    cls.__mro__[2].__name__: cls
    for cls in (_Style, _Date, _DatePart, _Text, _Names, _Substitute, _Name, _If, _Label)
} | {"Else_If": _ElseIf}


def _element_classes() -> Iterator[tuple[str, type]]:
    """A class for every element: ours where something is mended, else only the memory."""
    known = [*model.CitationStylesElement.__subclasses__(), model.Else_If]
    for cls in [cls for cls in known if cls.__module__ == model.__name__]:
        mended = _MENDED.get(cls.__name__) or type(cls.__name__, (_Remembering, cls), {})
        yield cls.__name__.replace("_", "-").lower(), mended


def _parser() -> etree.XMLParser:
    lookup = etree.ElementNamespaceClassLookup()
    names = lookup.get_namespace(CSL_NAMESPACE)
    names[None] = type("Element", (_Remembering, model.CitationStylesElement), {})
    for name, cls in dict(_element_classes()).items():
        names[name] = cls
    parser = etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True)
    parser.set_element_class_lookup(lookup)
    return parser


_PARSER = _parser()


def parse_style(path: Path) -> Any:
    """The root of a style or of a locale, its elements mended."""
    root: Any = etree.parse(str(path), _PARSER).getroot()
    # Without a name element the library would add one at every rendering.
    for names in root.iter(f"{{{CSL_NAMESPACE}}}names"):
        if names.name is None and names.getparent().tag != f"{{{CSL_NAMESPACE}}}substitute":
            names.insert(0, etree.SubElement(names, f"{{{CSL_NAMESPACE}}}name"))
    # lxml makes an element anew each time it is asked for, unless somebody holds it.
    root.held = list(root.iter())
    return root
