"""``cs:date``: a date in the style's own parts or in one of the locale's forms."""

from __future__ import annotations

from dataclasses import dataclass

from references.printing.formatting import Formatting
from references.printing.item_date import ItemDate, Parts
from references.printing.numerals import ordinal
from references.printing.rendering import Rendering
from references.printing.tree import Node, Span, Text

_PLACE = {"year": 0, "month": 1, "day": 2}
_SEASON = 12


@dataclass(frozen=True, slots=True)
class DatePart:
    """One part, with its form and how ranges of it are joined."""

    name: str
    form: str
    range_delimiter: str
    formatting: Formatting


@dataclass(frozen=True, slots=True)
class DateElement:
    """A date variable in parts, in order."""

    variable: str
    parts: tuple[DatePart, ...]
    delimiter: str
    formatting: Formatting
    implicit_suffix: bool
    localized: bool

    def render(self, at: Rendering) -> Node | None:
        """The date, a range with what its ends share written once."""
        at.called += 1
        if self.variable in at.hidden:
            return None
        date = at.item.date(self.variable)
        if date is None or (at.comparing and self.variable == "accessed"):
            return None
        nodes = [_sort_key(date, self.parts)] if at.sorting else self._nodes(at, date)
        if not nodes:
            return None
        at.used(self.variable)
        return self.formatting.on(nodes, at.language)

    def _nodes(self, at: Rendering, date: ItemDate) -> list[Node]:
        if date.words:
            return self._with_suffix(at, [Text(date.words)])
        if date.end is None:
            return self._joined(self._rendered(at, self.parts, date.start))
        if date.open_ended:
            return self._open(at, date)
        return self._range(at, date.start, date.end)

    def _joined(self, nodes: list[Node]) -> list[Node]:
        if not self.delimiter:
            return nodes
        out: list[Node] = []
        for node in nodes:
            out.extend([Text(self.delimiter), node] if out else [node])
        return out

    def _with_suffix(self, at: Rendering, nodes: list[Node]) -> list[Node]:
        if (
            self.implicit_suffix
            and at.suffix_letters
            and not at.suffix_done
            and self.variable == "issued"
        ):
            at.suffix_done = True
            nodes.append(Span([Text(at.suffix_letters)], role="year-suffix"))
        return nodes

    def _rendered(
        self,
        at: Rendering,
        parts: tuple[DatePart, ...],
        values: Parts,
        *,
        first_bare: bool = False,
        last_bare: bool = False,
    ) -> list[Node]:
        """The parts of one date; ``bare`` ends lose the affix that would touch a range's dash."""
        shown = [part for part in parts if _has(part, values)]
        out: list[Node] = []
        for place, part in enumerate(shown):
            formatting = part.formatting
            bare_start = first_bare and place == 0
            bare_end = last_bare and place == len(shown) - 1
            if bare_start or bare_end:
                formatting = Formatting(
                    "" if bare_start else formatting.prefix,
                    "" if bare_end else formatting.suffix,
                    formatting.format,
                    formatting.quotes,
                    formatting.display,
                    formatting.text_case,
                    formatting.strip_periods,
                )
            nodes = self._words(at, part, values)
            if nodes:
                out.append(formatting.on(nodes, at.language))
        return out

    def _words(self, at: Rendering, part: DatePart, values: Parts) -> list[Node]:
        if part.name == "year":
            year: Node = Span([Text(_year(at, values[0], part.form))], role="year")
            return self._with_suffix(at, [year])
        if part.name == "month":
            return [Text(_month(at, values[1], part.form))]
        return [Text(_day(at, values, part.form))]

    def _open(self, at: Rendering, date: ItemDate) -> list[Node]:
        nodes = self._joined(self._rendered(at, self.parts, date.start, last_bare=True))
        return [*nodes, Text("–")] if nodes else []

    def _range(self, at: Rendering, start: Parts, end: Parts) -> list[Node]:
        shown = [part for part in self.parts if _has(part, start) or _has(part, end)]
        differing = [
            part for part in shown if start[_PLACE[part.name]] != end[_PLACE[part.name]]
        ]  # fmt: skip
        if not differing:
            return self._joined(self._rendered(at, self.parts, start))
        largest = min(_PLACE[part.name] for part in differing)
        delimiter = next(
            part.range_delimiter for part in differing if _PLACE[part.name] == largest
        )  # fmt: skip
        apart = [place for place, part in enumerate(shown) if _PLACE[part.name] >= largest]
        first, last = apart[0], apart[-1] + 1
        leading = tuple(shown[:first])
        middle, trailing = tuple(shown[first:last]), tuple(shown[last:])
        nodes = self._rendered(at, leading, start)
        suffix, at.suffix_done = at.suffix_done, True
        before = self._joined(self._rendered(at, middle, start, last_bare=True))
        at.suffix_done = suffix
        after = self._joined(self._rendered(at, middle, end, first_bare=True))
        nodes.append(Span([*before, Text(delimiter), *after]))
        nodes += self._rendered(at, trailing, start)
        return self._joined(nodes)


def _has(part: DatePart, values: Parts) -> bool:
    return values[_PLACE[part.name]] != 0


def _year(at: Rendering, year: int, form: str) -> str:
    if form == "short" and year > 0:
        return f"{year % 100:02d}" if year > 999 else str(year)
    if year < 0:
        return f"{-year}{at.locale.term('bc') or 'BC'}"
    if year < 1000:
        return f"{year}{at.locale.term('ad') or 'AD'}"
    return str(year)


def _month(at: Rendering, month: int, form: str) -> str:
    if month > _SEASON:
        return at.locale.term(f"season-{month - _SEASON:02d}") or ""
    if form == "numeric":
        return str(month)
    if form == "numeric-leading-zeros":
        return f"{month:02d}"
    return at.locale.term(f"month-{month:02d}", "short" if form == "short" else "long") or ""


def _day(at: Rendering, values: Parts, form: str) -> str:
    day = values[2]
    if form == "numeric-leading-zeros":
        return f"{day:02d}"
    if form == "ordinal" and (day == 1 or not at.locale.ordinals_on_first_day_only):
        gender = at.locale.gender(f"month-{values[1]:02d}")
        return ordinal(day, at.locale, gender)
    return str(day)


def _sort_key(date: ItemDate, parts: tuple[DatePart, ...]) -> Node:
    """The date so that the order of its words is that of time."""
    wanted = {part.name for part in parts}
    return Text(sortable(date, wanted))


def sortable(date: ItemDate, wanted: set[str] | frozenset[str]) -> str:
    """The date as words that sort as time does, with the parts that are wanted."""
    if date.words:
        return date.words

    def one(values: Parts) -> str:
        year, month, day = values
        month = (month - _SEASON) * 3 if month > _SEASON else month
        # A year before our era sorts backwards and before all others.
        shown = f"{year + 100_000:06d}" if "year" in wanted else ""
        shown += f"{month:02d}" if "month" in wanted else ""
        return shown + (f"{day:02d}" if "day" in wanted else "")

    return one(date.start) + (f"-{one(date.end)}" if date.end and date.end[0] else "-0")
