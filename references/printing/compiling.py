"""From the elements of a style's XML to elements that render."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from references.printing.choose_element import Branch, Choose, tests_of
from references.printing.date_element import DateElement, DatePart
from references.printing.formatting import Formatting
from references.printing.group_element import Group
from references.printing.locale import Locale
from references.printing.name_options import NameOptions
from references.printing.names_element import EtAl, Names, RoleLabel
from references.printing.number_element import Label, Number
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
from references.printing.text_element import Macro, TextMacro, TextTerm, TextValue, TextVariable

_AREAS = ("citation", "bibliography")


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of a sort: a variable or a macro, and which way."""

    variable: str
    macro: Macro | None
    descending: bool
    limits: tuple[int, int, bool | None]
    by_number: bool = False


class Compiler:
    """Reads elements; macros may be called before they are defined."""

    def __init__(self, root: XmlElement, options: Mapping[str, str], locale: Locale) -> None:
        self.options = options
        self.locale = locale
        self.options_of_area: dict[str, Mapping[str, str]] = {}
        self.macros: dict[str, Macro] = {}
        self.explicit_suffix = any(
            attributes(element).get("variable") == "year-suffix"
            for element in root.iter()
            if isinstance(element.tag, str) and local_name(element) in ("text", "number")
        )
        self.numbered = {
            attributes(macro).get("name")
            for macro in children(root, "macro")
            if any(element.get("variable") == "citation-number" for element in macro.iter())
        }
        self.has_condition = any("disambiguate" in element.attrib for element in root.iter())
        self._kinds: dict[str, Callable[[XmlElement, Mapping[str, str]], Element | None]] = {
            "text": self._text,
            "number": self._number,
            "label": self._label,
            "group": self._group,
            "choose": self._choose,
            "date": self._date,
            "names": self._names,
        }

    def read_macros(self, elements: Sequence[XmlElement]) -> None:
        """Fill the macros, by name."""
        for element in elements:
            macro = self._macro(attributes(element).get("name", ""))
            macro.elements = self.elements(element)

    def _macro(self, name: str) -> Macro:
        return self.macros.setdefault(name, Macro(name))

    def elements(self, parent: XmlElement) -> tuple[Element, ...]:
        """The rendering elements among an element's children."""
        out = []
        for child in children(parent):
            make = self._kinds.get(local_name(child))
            element = make(child, attributes(child)) if make else None
            if element is not None:
                out.append(element)
        return tuple(out)

    def sort_keys(self, sort: XmlElement) -> tuple[SortKey, ...]:
        """The keys of a sort, the first the most important."""
        out = []
        for key in children(sort, "key"):
            given = attributes(key)
            last = given.get("names-use-last")
            out.append(
                SortKey(
                    given.get("variable", ""),
                    self._macro(given["macro"]) if "macro" in given else None,
                    given.get("sort") == "descending",
                    (
                        _int(given.get("names-min")),
                        _int(given.get("names-use-first")),
                        None if last is None else last == "true",
                    ),
                    given.get("variable") == "citation-number"
                    or given.get("macro") in self.numbered,
                )
            )
        return tuple(out)

    def _text(self, _: XmlElement, given: Mapping[str, str]) -> Element | None:
        formatting = Formatting.of(given)
        if "macro" in given:
            return TextMacro(self._macro(given["macro"]), formatting)
        if "term" in given:
            plural = given.get("plural") == "true"
            return TextTerm(given["term"], given.get("form", "long"), plural, formatting)
        if "variable" in given:
            return TextVariable(
                given["variable"],
                given.get("form", "long"),
                formatting,
                self.options.get("page-range-format", ""),
            )
        return TextValue(given.get("value", ""), formatting)

    def _number(self, _: XmlElement, given: Mapping[str, str]) -> Element:
        return Number(
            given.get("variable", ""),
            given.get("form", "numeric"),
            Formatting.of(given),
            self.options.get("page-range-format", ""),
        )

    def _label(self, _: XmlElement, given: Mapping[str, str]) -> Element:
        return Label(
            given.get("variable", ""),
            given.get("form", "long"),
            given.get("plural", "contextual"),
            Formatting.of(given),
        )

    def _group(self, element: XmlElement, given: Mapping[str, str]) -> Element:
        return Group(self.elements(element), given.get("delimiter", ""), Formatting.of(given))

    def _choose(self, element: XmlElement, _: Mapping[str, str]) -> Element:
        branches = []
        for child in children(element):
            given = attributes(child)
            tests = tuple(tests_of(given)) if local_name(child) != "else" else ()
            branches.append(Branch(tests, given.get("match", "all"), self.elements(child)))
        return Choose(tuple(branches))

    def _date(self, element: XmlElement, given: Mapping[str, str]) -> Element:
        own = {attributes(part).get("name", ""): attributes(part) for part in children(element)}
        form = given.get("form", "")
        whole = dict(given)
        if form:
            source = self.locale.dates.get(form)
            wanted = given.get("date-parts", "year-month-day").split("-")
            listed = [
                {**attributes(part), **own.get(attributes(part).get("name", ""), {})}
                for part in ([] if source is None else children(source, "date-part"))
                if attributes(part).get("name") in wanted
            ]
            base = {} if source is None else attributes(source)
            whole = {**{name: value for name, value in base.items() if name != "form"}, **given}
        else:
            listed = [attributes(part) for part in children(element, "date-part")]
        parts = tuple(
            DatePart(
                part.get("name", ""),
                part.get("form", "long" if part.get("name") != "day" else "numeric"),
                part.get("range-delimiter", "–"),
                Formatting.of(part),
            )
            for part in listed
            if part.get("name") in ("year", "month", "day")
        )
        return DateElement(
            given.get("variable", ""),
            parts,
            whole.get("delimiter", ""),
            Formatting.of(whole),
            not self.explicit_suffix,
            bool(form),
        )

    def _names(self, element: XmlElement, given: Mapping[str, str]) -> Element:
        substitute = first(element, "substitute")
        substitutes: list[Element] = []
        if substitute is not None:
            for child in children(substitute):
                if local_name(child) == "names" and not len(children(child)):
                    substitutes.append(self._names_like(element, attributes(child), ()))
                else:
                    kind = self._kinds.get(local_name(child))
                    made = kind(child, attributes(child)) if kind else None
                    if made is not None:
                        substitutes.append(made)
        return self._names_like(element, given, tuple(substitutes))

    def _names_like(
        self, model: XmlElement, given: Mapping[str, str], substitutes: tuple[Element, ...]
    ) -> Names:
        """Names with the name, label and et-al of ``model``; a bare substitute borrows them."""
        name = first(model, "name")
        own = attributes(name) if name is not None else {}
        parts = {}
        if name is not None:
            for part in children(name, "name-part"):
                parts[attributes(part).get("name", "")] = Formatting.of(attributes(part))
        options = {}
        delimiters = {}
        for area in _AREAS:
            inherited = {**self.options, **self.options_of_area.get(area, {})}
            options[area] = NameOptions.of(own, inherited, self.options, parts)
            delimiters[area] = given.get("delimiter", inherited.get("names-delimiter", ""))
        order = [local_name(child) for child in children(model)]
        label = first(model, "label")
        et_al = first(model, "et-al")
        return Names(
            tuple(given.get("variable", "").split()),
            options,
            EtAl() if et_al is None else EtAl(
                attributes(et_al).get("term", "et-al"), Formatting.of(attributes(et_al))
            ),
            None if label is None else RoleLabel(
                attributes(label).get("form", "long"),
                attributes(label).get("plural", "contextual"),
                Formatting.of(attributes(label)),
            ),
            "label" in order and "name" in order and order.index("label") < order.index("name"),
            delimiters,
            Formatting.of({**attributes(model), **given}),
            substitutes,
        )  # fmt: skip


def _int(value: str | None) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 6 else 0
