"""Tagged formats that say little more than which tag holds which value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from references.reading.labelled_values import LABELS, labelled
from references.reading.table_kinds import kind_named, name_of
from references.reading.tagged_format import Line, Tags
from references.reference import Reference, ReferenceKind

Write = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class TagTable:
    """The tags in which values are written; what has none goes with its label to ``odd``.

    ``special`` holds those attributes that one tag and one spelling are not enough for.
    """

    odd: str
    plain: Mapping[str, tuple[str, Write]]
    special: Mapping[str, Callable[[Reference], Sequence[Line]]] = field(default_factory=dict)
    spelled: Callable[[str], str] = str

    def lines(self, reference: Reference, attribute: str) -> Sequence[Line]:
        """The lines that one value is written as; none when it is empty."""
        if attribute in self.special:
            return self.special[attribute](reference)
        value = getattr(reference, attribute)
        if not value:
            return ()
        if attribute not in self.plain:
            return [(self.odd, self.spelled(labelled(reference, attribute)))]
        tag, write = self.plain[attribute]
        return [(tag, write(each)) for each in (value if isinstance(value, tuple) else (value,))]

    def sources(self, read: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """The tags that values are read from, those of labelled values with them."""
        found = {name: (tag,) for name, (tag, _) in self.plain.items()} | dict(read)
        return dict.fromkeys(LABELS, (self.odd,)) | found


def first(tags: Tags, *names: str) -> str:
    """The first value of the first of these tags that has any."""
    for name in names:
        for given in tags.get(name, ()):
            if given.value:
                return given.value
    return ""


def each(tags: Tags, *names: str) -> list[str]:
    """All values of these tags."""
    return [given.value for name in names for given in tags.get(name, ()) if given.value]


def raws(tags: Tags, *names: str) -> list[str]:
    """All values of these tags as they stand in the file."""
    return [given.raw for name in names for given in tags.get(name, ())]


def kind_and_types(words: Sequence[str]) -> tuple[ReferenceKind, tuple[str, ...]]:
    """What databases call the type of a publication: the kind it is, and what else it says.

    "Article" and the like come last: "Journal Article; Review" and "Article; Book" are told by
    the other word. A word by which this program names a kind says no more than that.
    """
    kinds = [kind for word in words if (kind := kind_named(word)) is not None]
    finer = [kind for kind in kinds if kind is not ReferenceKind.ARTICLE_JOURNAL]
    kind = finer[0] if finer else ReferenceKind.ARTICLE_JOURNAL
    names = {name_of(kind) for kind in ReferenceKind}
    return kind, tuple(dict.fromkeys(word for word in words if word not in names))
