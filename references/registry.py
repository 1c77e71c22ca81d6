"""What a registry of works is: how to ask it, how often, and how to read its answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from references.collect import collect
from references.errors import InputError
from references.reference import Reference


@dataclass(frozen=True, slots=True, order=True)
class WorkId:
    """An identifier in its normal form: ``kind`` is ``doi`` or ``pmid``."""

    kind: str
    value: str

    def __str__(self) -> str:
        return f"{self.kind.upper()} {self.value}"


@dataclass(frozen=True, slots=True)
class Citation:
    """What goes out about a work without identifier, and nothing else."""

    title: str
    author: str = ""
    year: int | None = None

    def __str__(self) -> str:
        parts = (self.author, str(self.year or ""), self.title)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Question:
    """One request: a path below the base URL, with parameters or, for a POST, a form.

    ``about`` are the identifiers whose records the answer must hold or lack.
    """

    path: str
    parameters: tuple[tuple[str, str], ...] = ()
    form: tuple[tuple[str, str], ...] = ()
    about: tuple[WorkId, ...] = ()


@dataclass(frozen=True, slots=True)
class RegistryRecord:
    """What a registry says of one work.

    ``raw`` is the record as the registry gave it: read again, it is the same record. ``titles``,
    ``venues`` and ``years`` are other forms under which the registry knows the work (without
    subtitle, abbreviated, online before print).
    """

    reference: Reference
    raw: str
    titles: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def ids(self) -> tuple[WorkId, ...]:
        """The identifiers the record names for its work."""
        given = (("doi", self.reference.doi), ("pmid", self.reference.pmid))
        return tuple(WorkId(kind, value) for kind, value in given if value)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as far as it could be understood.

    ``found`` are works that a search names without their records. ``agency`` is who registers an
    identifier, when that was the question. ``trouble`` says why the answer cannot be used.
    """

    records: tuple[RegistryRecord, ...] = ()
    found: tuple[WorkId, ...] = ()
    agency: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """At most so many requests a second, and so many at once."""

    per_second: float
    at_once: int = 1


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the program, the address for complaints, and keys by registry name."""

    program: str
    mailto: str = ""
    keys: Mapping[str, str] | None = None

    @property
    def user_agent(self) -> str:
        """The program and, where given, how to reach the person who runs it."""
        return f"{self.program} (mailto:{self.mailto})" if self.mailto else self.program

    def key(self, registry: str) -> str:
        """The person's key for a registry, empty when there is none."""
        return (self.keys or {}).get(registry, "")


@dataclass(frozen=True, slots=True)
class Registry:
    """One registry of works.

    ``registers`` are the kinds of identifier that it gives out or must know: when it lacks one of
    these, the work is not found. ``knows`` are the kinds it can be asked by. ``ask`` parts
    identifiers into as few questions as the service allows. ``search`` asks by citation.
    ``refer`` asks who else registers an identifier that is not here. ``signed`` are the parameters
    by which a caller is known. ``read`` takes any answer of the service and never raises.
    ``pace_told`` is the pace that the headers of an answer ask for. ``busy`` are statuses by which
    this service, unlike others, says that it may answer later.
    """

    name: str
    title: str
    base_url: str
    registers: frozenset[str]
    knows: tuple[str, ...]
    pace: Callable[[Caller], Pace]
    ask: Callable[[Sequence[WorkId]], tuple[Question, ...]]
    search: Callable[[Citation], Question]
    read: Callable[[str], Answer]
    signed: Callable[[Caller], tuple[tuple[str, str], ...]]
    refer: Callable[[WorkId], Question] | None = None
    pace_told: Callable[[Mapping[str, str]], Pace | None] | None = None
    busy: frozenset[int] = frozenset()


@cache
def registries() -> tuple[Registry, ...]:
    """Every registry, by name."""
    return collect("references.registries", "REGISTRY", Registry, key=lambda item: item.name)


def registry_named(name: str) -> Registry:
    """The registry of that name.

    Raises:
        InputError: when there is none, naming those there are.
    """
    known = {item.name: item for item in registries()}
    if name not in known:
        raise InputError(f"unknown registry {name!r}; known are {', '.join(known)}")
    return known[name]
