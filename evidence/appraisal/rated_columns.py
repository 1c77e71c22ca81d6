"""Which column of a table of ratings holds what, told by its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from evidence.appraisal.rated_table import RatedTable
from evidence.appraisal.rating_words import folded
from evidence.appraisal.tool import Tool
from references.problem import Problem, Reading

_STUDY = ("study id", "study", "studies")
_OVERALL = (
    "assessor s overall judgement",
    "overall assessor s judgement",
    "overall",
    "overall bias",
    "overall risk of bias",
)
_LEFT_ALONE = frozenset(
    {
        *_STUDY,
        "",
        "aim",
        "algorithm s overall judgement",
        "assessor",
        "comparator",
        "date",
        "experimental",
        "outcome",
        "ref or label",
        "results",
        "source",
        "status",
        "unique id",
        "weight",
    }
)
_NOTE = re.compile(r"note for (\d+) \d+")
# What published forms set before the name of a domain: "bias due to missing outcome data".
_LEAD = re.compile(r"(?:risk of )?bias (?:arising from|due to|in) (?:the )?")
_NUMBERED = re.compile(r"(?:d|domain) ?(\d+)\b")
_OF_DOMAIN = re.compile(r"(\d+) 0 (algorithm result|assessor s judge?ment)")


@dataclass(frozen=True, slots=True)
class RatedColumns:
    """Columns by what they hold; domains and questions by their ids."""

    study: int
    overall: int | None
    aim: int | None
    domains: Mapping[str, int]
    questions: Mapping[str, int]
    algorithm: Mapping[str, int]
    notes: Mapping[str, tuple[int, ...]]


def rated_columns(table: RatedTable, tool: Tool) -> Reading[RatedColumns | None]:
    """The columns of a table for a tool; ``None`` where a domain is missing or told twice."""
    return _Columns(table, tool).reading()


class _Columns:
    """Gives every heading its meaning, and says which have none."""

    def __init__(self, table: RatedTable, tool: Tool) -> None:
        self.table = table
        self.tool = tool
        self.by_number = {str(n): each.id for n, each in enumerate(tool.domains, start=1)}
        self.by_name = {folded(each.id): each.id for each in tool.domains}
        self.by_name |= {_plain(folded(each.label)): each.id for each in tool.domains}
        self.asked = {folded(each.id): each.id for each in tool.questions_of()}
        self.domains: dict[str, int] = {}
        self.questions: dict[str, int] = {}
        self.algorithm: dict[str, int] = {}
        self.notes: dict[str, tuple[int, ...]] = {}
        self.named: dict[str, int] = {}
        self.problems: list[Problem] = []

    def reading(self) -> Reading[RatedColumns | None]:
        headings = self.table.sheet.rows[self.table.heading_row]
        for column, heading in enumerate(headings):
            self._take(column, folded(heading), heading)
        fatal = [*self.problems, *self._missing()]
        if fatal:
            return Reading(None, tuple(fatal))
        study = next(self.named[name] for name in _STUDY if name in self.named)
        overall = next((self.named[name] for name in _OVERALL if name in self.named), None)
        found = RatedColumns(
            study,
            overall,
            self.named.get("aim"),
            MappingProxyType(self.domains),
            MappingProxyType(self.questions),
            MappingProxyType(self.algorithm),
            MappingProxyType(self.notes),
        )
        return Reading(found)

    def _take(self, column: int, name: str, heading: str) -> None:
        if match := _OF_DOMAIN.fullmatch(name):
            domain = self.by_number.get(match.group(1), "")
            into = self.algorithm if match.group(2) == "algorithm result" else self.domains
            self._put(into, domain, column, heading)
        elif match := _NOTE.match(name):
            domain = self.by_number.get(match.group(1), "")
            self.notes[domain] = (*self.notes.get(domain, ()), column)
        elif name in self.asked:
            self._put(self.questions, self.asked[name], column, heading)
        elif domain := self._domain(name):
            self._put(self.domains, domain, column, heading)
        elif name in _LEFT_ALONE or name in _OVERALL:
            self.named.setdefault(name, column)
        elif match := _NUMBERED.match(name):
            self._put(self.domains, self._numbered(name, match), column, heading)
        else:
            self._say(column, f"{heading!r} is no domain of {self.tool.title}", self._known())

    def _numbered(self, name: str, match: re.Match[str]) -> str:
        """``D1``, or ``D1: Randomisation process`` where the words are those of the domain."""
        domain = self.by_number.get(match.group(1), "")
        said = name[match.end() :].strip()
        return domain if not said or self._domain(said) == domain else ""

    def _domain(self, name: str) -> str:
        return self.by_name.get(name) or self.by_name.get(_plain(name), "")

    def _put(self, into: dict[str, int], name: str, column: int, heading: str) -> None:
        if not name:
            self._say(column, f"{heading!r} is no domain of {self.tool.title}", self._known())
        elif name in into:
            self._say(column, f"{heading!r} speaks of {name} a second time")
        else:
            into[name] = column

    def _missing(self) -> Iterator[Problem]:
        """Domains without a column: those that enter the whole have to be there."""
        row = self.table.heading_row
        place = self.table.place(row, 0)
        rated = set(self.domains)
        needed = [each for each in self.tool.domains if not each.beside]
        variants = [variant.id for variant in self.tool.variants] or [""]
        for variant in variants:
            own = [each.id for each in needed if not each.variants or variant in each.variants]
            if rated >= set(own):
                return
        asked = {name for name, _ in self._asked_domains()}
        missing = [each for each in needed if each.id not in rated | asked and not each.variants]
        if missing or not (rated | asked):
            names = ", ".join(each.id for each in missing)
            number = len(needed)
            message = f"{self.tool.title} has {number} domains; there is no column for {names}"
            hint = "is this another version of the tool, or a table of another tool?"
            yield Problem("appraisal/missing-column", message, place, hint)

    def _asked_domains(self) -> Iterator[tuple[str, str]]:
        for domain in self.tool.domains:
            for question in domain.questions:
                if question.id in self.questions:
                    yield domain.id, question.id

    def _known(self) -> str:
        numbered = (f"D{number} {name}" for number, name in self.by_number.items())
        return f"domains are {', '.join(numbered)}"

    def _say(self, column: int, message: str, hint: str = "") -> None:
        place = self.table.place(self.table.heading_row, column)
        self.problems.append(Problem("appraisal/bad-heading", message, place, hint))


def _plain(name: str) -> str:
    """A domain's name without what forms set before it, in one spelling."""
    bare = _LEAD.sub("", name, count=1) if _LEAD.match(name) else name
    return bare.removeprefix("the ").replace(" the ", " ").replace("ization", "isation")
