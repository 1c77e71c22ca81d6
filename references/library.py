"""An ordered collection of references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from references.reference import Reference
from references.source import SourceFile


@dataclass(frozen=True)
class Library:
    """References in the order of their files; repeated keys are kept, and look-ups give the first.

    ``sources`` are the files they were read from, so that an untouched record can be written back
    to the byte.
    """

    references: tuple[Reference, ...] = ()
    sources: tuple[SourceFile, ...] = ()

    def __len__(self) -> int:
        return len(self.references)

    def __iter__(self) -> Iterator[Reference]:
        return iter(self.references)

    def __contains__(self, key: object) -> bool:
        return key in self.by_key

    @cached_property
    def by_key(self) -> Mapping[str, Reference]:
        """References by citation key, the first where a key is repeated."""
        found: dict[str, Reference] = {}
        for reference in self.references:
            found.setdefault(reference.key, reference)
        return MappingProxyType(found)

    def get(self, key: str) -> Reference | None:
        """The reference with this citation key."""
        return self.by_key.get(key)

    def __add__(self, other: Library) -> Library:
        return Library(self.references + other.references, self.sources + other.sources)
