"""What readers of XML take from elements: text, names, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from references.dates import PartialDate, month_number, with_month
from references.people import PersonName

_PARTICLES = re.compile(r"((?:[^\W\d_A-Z][^\W\d_]*['’]?\s+)+)(\S.*)")


Children = dict[str, etree._Element]
_WHOLE = etree.XPath("string()")


def text_of(element: etree._Element | None) -> str:
    """The text of an element with all markup in it taken out, on one line."""
    if element is None:
        return ""
    count = len(element)
    if count == 0:
        return " ".join((element.text or "").split())
    if count == 1:
        only = element[0]
        if len(only) == 0 and type(only.tag) is str:  # a run of a style, as EndNote has them
            text = f"{element.text or ''}{only.text or ''}{only.tail or ''}"
            return " ".join(text.split())
    return " ".join(str(_WHOLE(element)).split())


def by_name(element: etree._Element | None) -> Children:
    """The first child of each name, for elements of which many are asked for."""
    return {} if element is None else {each.tag: each for each in reversed(element)}


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def at(element: etree._Element | None, path: str) -> etree._Element | None:
    """The first element on a path of names."""
    if element is None:
        return None
    if "/" not in path:
        return next(element.iterchildren(path), None)
    for name in path.split("/"):
        element = next(element.iterchildren(name), None)
        if element is None:
            break
    return element


def named(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The children of that name."""
    return iter(()) if element is None else element.iterchildren(name)


def text_at(element: etree._Element | None, path: str) -> str:
    """The text on a path; empty when there is none."""
    return text_of(at(element, path))


def texts_at(element: etree._Element | None, name: str) -> tuple[str, ...]:
    """The texts of all children of that name that have any."""
    return tuple(text for each in named(element, name) if (text := text_of(each)))


def person(family: str, given: str = "", suffix: str = "", orcid: str = "") -> PersonName:
    """A name of which the parts are known, small words before the family name set apart."""
    if not family:
        family, given = given, ""
    particle = ""
    match = _PARTICLES.fullmatch(family)
    if match is not None and match[1].islower():
        particle, family = " ".join(match[1].split()), match[2]
    return PersonName(family, given, particle, suffix, orcid=orcid)


def date_of_parts(
    year: str, month: str = "", day: str = "", season: str = ""
) -> PartialDate | None:
    """A date from its parts, which may be names, numbers or missing."""
    date = PartialDate.parse(year)
    if date is None:
        return None
    if season and not month:
        return with_month(date, season) or date
    number = month_number(month) if month else None
    if number is None:
        return (with_month(date, month) or date) if month else date
    try:
        return PartialDate(date.year, number, int(day) if day.isdecimal() else None)
    except ValueError:
        return PartialDate(date.year, number)
