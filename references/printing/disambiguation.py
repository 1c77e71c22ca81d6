"""What is added to cites that would read the same: names, given names, a condition, a suffix.

Each item is rendered once to find those that read alike; only these are rendered again, so that
the cost grows with the items, not with their pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from references.printing.choose_element import nodes_of
from references.printing.item import Item
from references.printing.name_options import NameOptions
from references.printing.name_parts import Name
from references.printing.person import IN_FULL, INITIALS, given_name
from references.printing.register import Register
from references.printing.rendering import Cite, Distinction, Rendering
from references.printing.tree import plain

#: How many names of a list, and how many times over, are added to part a set.
_MOST_TRIES = 40
_MOST_CONDITIONS = 8
# A set of thousands that nothing parts is left to its letters before it costs minutes.
_MOST_RENDERINGS = 20_000
#: A given name of so few letters, the same when it is cut, is initials.
_MOST_INITIALS = 4


def distinctions(register: Register) -> dict[str, Distinction]:
    """What tells each item from the others, by key; kept in the register meanwhile."""
    layout = register.style.citation
    work = _Work(
        register,
        add_names=layout.says("disambiguate-add-names"),
        add_given=layout.says("disambiguate-add-givenname"),
        rule=layout.options.get("givenname-disambiguation-rule", "by-cite"),
    )
    found = {key: Distinction() for key in register.items}
    register.distinctions = found
    add_suffix = layout.says("disambiguate-add-year-suffix")
    if not (work.add_names or work.add_given or add_suffix or register.style.has_condition):
        return found
    sets = work.alike(register.items.values())
    if work.add_given and work.rule != "by-cite" and work.give_names():
        sets = work.alike(register.items.values())
    left: list[list[Item]] = []
    for each in sets:
        left.extend(work.told_apart(each))
    if register.style.has_condition:
        left = [rest for each in left for rest in work.by_condition(each)]
    if add_suffix:
        work.add_suffixes(left)
    return found


@dataclass(slots=True)
class _Work:
    register: Register
    add_names: bool
    add_given: bool
    rule: str
    #: The most conditions on ambiguity that a cite has met.
    conditions: int = 0
    lists: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)
    options: dict[str, list[NameOptions]] = field(default_factory=dict)

    def words(self, item: Item) -> str:
        """The item's cite as it would read beside others."""
        at = self._rendering(item)
        nodes = nodes_of(self.register.style.citation.elements, at)
        self.lists[item.key] = list(at.lists)
        self.options[item.key] = list(at.list_options)
        self.conditions = max(self.conditions, at.conditions_met)
        return " ".join("".join([plain(node) for node in nodes]).split())

    def _rendering(self, item: Item) -> Rendering:
        cite = Cite(item.key, position=1, near_note=True)
        at = self.register.rendering(item, "citation", cite=cite)
        at.comparing = True
        return at

    def alike(self, items: Iterable[Item]) -> list[list[Item]]:
        """The items that read the same as another."""
        return [group for group in self.groups(items) if len(group) > 1]

    def groups(self, items: Iterable[Item]) -> list[list[Item]]:
        """The items by what they read."""
        found: dict[str, list[Item]] = {}
        for item in items:
            found.setdefault(self.words(item), []).append(item)
        return list(found.values())

    def told_apart(self, items: list[Item]) -> list[list[Item]]:
        """Add names, or what they lack of given names, while that parts the items."""
        if not (self.add_names or (self.add_given and self.rule == "by-cite")):
            return [items]
        done: list[list[Item]] = []
        waiting = [(items, 0)]
        while waiting:
            group, depth = waiting.pop(0)
            parted = self._parted(group) if depth < _MOST_TRIES else None
            if parted is None:
                done.append(group)
                continue
            waiting.extend((part, depth + 1) for part in parted if len(part) > 1)
        return done

    def _parted(self, items: list[Item]) -> list[list[Item]] | None:
        """The items in several groups after the least addition that parts them."""
        found = self.register.distinctions
        before = {item.key: _copy(found[item.key]) for item in items}
        for tried, addition in enumerate(self._additions(items)):
            if tried * len(items) > _MOST_RENDERINGS:
                break
            for item in items:
                found[item.key] = addition(before[item.key])
            groups = self.groups(items)
            if len(groups) > 1:
                return groups
        for item in items:
            found[item.key] = before[item.key]
        self.groups(items)
        return None

    def _additions(self, items: list[Item]) -> Iterator[_Addition]:
        """Ever larger additions: given names of those shown, then one name more, and so on."""
        lists = max((self.lists[item.key] for item in items), key=len, default=[])
        by_cite = self.add_given and self.rule == "by-cite"
        for place in range(min(len(lists), 4)):
            shown = max(_shown(self, item, place) for item in items)
            most = max(_total(self, item, place) for item in items)
            if by_cite:
                for number in range(min(shown, most, _MOST_TRIES)):
                    for level in (INITIALS, IN_FULL):
                        yield _Addition(place, 0, number, level)
            if not self.add_names:
                continue
            for count in range(shown + 1, min(most, shown + _MOST_TRIES) + 1):
                yield _Addition(place, count, -1, 0)
                if by_cite:
                    for level in (INITIALS, IN_FULL):
                        yield _Addition(place, count, count - 1, level)

    def by_condition(self, items: list[Item]) -> list[list[Item]]:
        """Let more of the style's own conditions hold, as long as that parts the items."""
        left: list[list[Item]] = []
        waiting = [(items, 0)]
        while waiting:
            group, level = waiting.pop(0)
            parted = self._parted_by_condition(group, level)
            if parted is None:
                left.append(group)
                continue
            groups, reached = parted
            waiting.extend((each, reached) for each in groups if len(each) > 1)
        return left

    def _parted_by_condition(
        self, items: list[Item], level: int
    ) -> tuple[list[list[Item]], int] | None:
        for more in range(level + 1, level + _MOST_CONDITIONS + 1):
            self._allow(items, more)
            groups = self.groups(items)
            if len(groups) > 1:
                return groups, more
            if self.conditions < more:
                break
        self._allow(items, level)
        return None

    def _allow(self, items: list[Item], conditions: int) -> None:
        for item in items:
            self.register.distinctions[item.key].conditions = conditions

    def add_suffixes(self, sets: Sequence[Sequence[Item]]) -> None:
        """Letters for the items that still read alike, in the order of the bibliography."""
        order = {item.key: place for place, item in enumerate(self.register.in_order())}
        for group in sets:
            ordered = sorted(group, key=lambda item: order[item.key])
            for number, item in enumerate(ordered, 1):
                self.register.distinctions[item.key].suffix = number

    def give_names(self) -> bool:
        """Given names for people whose shown names are the same, wherever they are cited."""
        cuts: dict[tuple[str, str], set[str]] = {}
        written: dict[tuple[str, str, str], set[str]] = {}
        people = [
            (key, place, number, (name.particle, name.family), _loosely(name.given), options, cut)
            for key, place, number, name, options in self._people()
            for cut in [_loosely(given_name(name, options, form="long", more=INITIALS))]
            if name.given
        ]
        for _, _, _, family, given, _, cut in people:
            cuts.setdefault(family, set()).add(cut)
            # Initials alone may be those of anyone who has them, and tell of no one else.
            full = written.setdefault((*family, cut), set())
            if given != cut or len(cut) > _MOST_INITIALS:
                full.add(given)
        limited = self.rule.endswith("-with-initials")
        changed = False
        for key, place, number, family, _, _, cut in people:
            alone = len(written[(*family, cut)]) <= 1
            if alone and len(cuts[family]) < 2:
                continue
            if not alone and limited and len(cuts[family]) < 2:
                continue
            level = INITIALS if alone or limited else IN_FULL
            self.register.distinctions[key].given[place, number] = level
            changed = True
        return changed

    def _people(self) -> Iterator[tuple[str, int, int, Name, NameOptions]]:
        primary = self.rule.startswith("primary-name")
        for key, lists in self.lists.items():
            item = self.register.items[key]
            for place, (variable, _, _) in enumerate(lists):
                if primary and place:
                    break
                for number, name in enumerate(item.names(variable)):
                    if primary and number:
                        break
                    if not name.literal:
                        yield key, place, number, name, self.options[key][place]


@dataclass(frozen=True, slots=True)
class _Addition:
    """More names of a list, or more of one given name."""

    place: int
    count: int
    number: int
    level: int

    def __call__(self, before: Distinction) -> Distinction:
        out = _copy(before)
        if self.count:
            out.shown[self.place] = max(out.shown.get(self.place, 0), self.count)
        if self.number >= 0:
            out.given[self.place, self.number] = self.level
        return out


def _loosely(given: str) -> str:
    """A given name as it is compared: ``J. J.`` is ``J.J.``."""
    return given.replace(".", " ").replace(" ", "").casefold()


def _copy(given: Distinction) -> Distinction:
    return Distinction(dict(given.shown), dict(given.given), given.conditions, given.suffix)


def _shown(work: _Work, item: Item, place: int) -> int:
    lists = work.lists[item.key]
    if place >= len(lists):
        return 0
    extra: Mapping[int, int] = work.register.distinctions[item.key].shown
    return max(lists[place][1], extra.get(place, 0))


def _total(work: _Work, item: Item, place: int) -> int:
    lists = work.lists[item.key]
    return lists[place][2] if place < len(lists) else 0
