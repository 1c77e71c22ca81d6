"""Looks references up: what is asked of whom, in which order, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from references.answering.plain_text import plain
from references.identifiers import ARXIV, DOI, PMID
from references.lookup.archive import Archive, Finding
from references.lookup.assessment import Evidence, assess, consult, suits
from references.lookup.outcome import Candidate, Consulted, LookedUp
from references.reference import Reference
from references.registry import Citation, Registry, WorkId

_ARXIV_DOI = "10.48550/arxiv."
_LONGEST = 300
"""Characters of a title that go out; an abstract in the place of a title stays here."""


@dataclass
class _Case:
    """One reference and what was found about it so far."""

    reference: Reference
    works: tuple[WorkId, ...]
    findings: dict[tuple[str, WorkId], Finding] = field(default_factory=dict)
    elsewhere: dict[WorkId, str] = field(default_factory=dict)
    searched: dict[str, Finding] = field(default_factory=dict)
    candidates: list[Candidate] = field(default_factory=list)
    consulted: tuple[Consulted, ...] = ()

    def evidence(self) -> Evidence:
        return Evidence(
            self.reference,
            self.works,
            self.findings,
            self.consulted,
            self.elsewhere,
            citation_of(self.reference),
            self.searched,
            tuple(self.candidates),
        )


def look_up(
    references: Iterable[Reference], registries: Sequence[Registry], archive: Archive
) -> tuple[LookedUp, ...]:
    """What the registries say of each reference, in the order of the references.

    Registries are asked by a reference's own DOI and PubMed number. Only what has neither, or is
    not found or another work under it, is searched for by title, first author and year.
    """
    known = {registry.name: registry for registry in registries}
    cases = [_Case(reference, own_ids(reference)) for reference in references]
    _ask_by_identifier(cases, known, archive)
    for case in cases:
        case.consulted = consult(case.reference, case.findings)
    _ask_by_citation(cases, registries, archive)
    return tuple(assess(case.evidence(), known) for case in cases)


def own_ids(reference: Reference) -> tuple[WorkId, ...]:
    """The valid identifiers by which a registry can be asked; arXiv ids have DOIs of their own."""
    doi, pmid = DOI.normalise(reference.doi), PMID.normalise(reference.pmid)
    arxiv = ARXIV.normalise(reference.arxiv)
    if not doi and arxiv:
        doi = _ARXIV_DOI + arxiv.lower()
    given = (("doi", doi), ("pmid", pmid))
    # What cannot be printed (a lone surrogate) cannot be sent either, and is no identifier.
    return tuple(WorkId(kind, value) for kind, value in given if value and value.isprintable())


def _ask_by_identifier(
    cases: Sequence[_Case], known: Mapping[str, Registry], archive: Archive
) -> None:
    wanted: dict[str, list[WorkId]] = {}
    for registry in known.values():
        if registry.refer is None and "doi" in registry.registers and _referring(known):
            continue  # another registry says first which DOIs are its own
        wanted[registry.name] = [work for case in cases for work in _asked_by(registry, case.works)]
    _share(cases, archive.works(wanted, known))
    for registry in known.values():
        if registry.refer is not None:
            _follow_agencies(cases, registry, known, archive)


def _referring(known: Mapping[str, Registry]) -> bool:
    return any(registry.refer is not None for registry in known.values())


def _asked_by(registry: Registry, works: Sequence[WorkId]) -> tuple[WorkId, ...]:
    """The identifiers to ask a registry by: all that it gives out, else the first that it knows."""
    own = tuple(work for work in works if work.kind in registry.registers)
    other = tuple(work for kind in registry.knows for work in works if work.kind == kind)
    return own or other[:1]


def _share(cases: Sequence[_Case], found: Mapping[tuple[str, WorkId], Finding]) -> None:
    by_work: dict[WorkId, list[tuple[str, Finding]]] = {}
    for (name, work), finding in found.items():
        by_work.setdefault(work, []).append((name, finding))
    for case in cases:
        for work in case.works:
            for name, finding in by_work.get(work, ()):
                case.findings[name, work] = finding


def _follow_agencies(
    cases: Sequence[_Case], registry: Registry, known: Mapping[str, Registry], archive: Archive
) -> None:
    """Ask who registers what a registry lacks, and ask there if that is one of ours."""
    lacking = {
        work
        for case in cases
        for (name, work), finding in case.findings.items()
        if name == registry.name and finding.absent
    }
    agencies = archive.agencies(registry, sorted(lacking))
    found: dict[tuple[str, WorkId], Finding] = {}
    wanted: dict[str, list[WorkId]] = {}
    elsewhere: dict[WorkId, str] = {}
    for work, finding in agencies.items():
        if finding.agency == registry.name:
            found[registry.name, work] = archive.work_alone(registry, work)
        elif finding.agency in known:
            wanted.setdefault(finding.agency, []).append(work)
            elsewhere[work] = finding.agency
        elif finding.agency:
            elsewhere[work] = finding.agency
        elif finding.failure or finding.unasked:
            found[registry.name, work] = finding
    found |= archive.works(wanted, known)
    _share(cases, found)
    for case in cases:
        case.elsewhere |= {work: elsewhere[work] for work in case.works if work in elsewhere}


def _ask_by_citation(
    cases: Sequence[_Case], registries: Sequence[Registry], archive: Archive
) -> None:
    """Search for what its identifiers did not settle, at one registry after the other."""
    open_ = [case for case in cases if case.reference.title and case.evidence().is_open(registries)]
    for registry in registries:
        wanted = {id(case): citation_of(case.reference) for case in open_}
        findings = archive.search(registry, tuple(dict.fromkeys(wanted.values())))
        for case in open_:
            finding = findings[wanted[id(case)]]
            case.searched[registry.name] = finding
            if finding.asked is None:
                continue
            case.candidates += [
                Candidate(registry.name, finding.asked, record)
                for record in finding.records
                if record.ids and suits(case.reference, record)
            ][:1]
        open_ = [case for case in open_ if not case.candidates]


def citation_of(reference: Reference) -> Citation:
    """What goes out about a reference when it is searched for: title, first author and year."""
    people = [name for name in reference.authors or reference.editors if not name.is_others]
    author = (people[0].family or people[0].literal) if people else ""
    return Citation(plain(reference.title)[:_LONGEST], plain(author)[:_LONGEST], reference.year)
