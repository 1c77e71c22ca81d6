"""From what the registries answered to what is said of a reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from references.identifiers import DOI, PMID
from references.lookup.archive import Finding
from references.lookup.compare import compare
from references.lookup.fill import fillings
from references.lookup.outcome import Candidate, Consulted, LookedUp, Outcome
from references.notice import Notice, RelatedWork
from references.reference import Reference
from references.registry import Citation, Registry, RegistryRecord, WorkId

_DECIDING = ("title", "first author", "year")


def suits(reference: Reference, record: RegistryRecord) -> bool:
    """Whether a record may be proposed for a reference: title, first author and year agree."""
    found = {each.field: each.agrees for each in compare(reference, record)}
    return found.get("title", False) and all(found.get(name, True) for name in _DECIDING)


def consult(
    reference: Reference, findings: Mapping[tuple[str, WorkId], Finding]
) -> tuple[Consulted, ...]:
    """The records of the reference's own identifiers, each compared with it."""
    return tuple(
        Consulted(name, work, finding.asked, record, compare(reference, record))
        for (name, work), finding in findings.items()
        if finding.asked is not None
        for record in finding.records[:1]
    )


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was found about one reference.

    ``elsewhere`` are the agencies of identifiers that the asked registry lacks; ``searched``
    what each registry answered to the citation.
    """

    reference: Reference
    works: tuple[WorkId, ...]
    findings: Mapping[tuple[str, WorkId], Finding]
    consulted: tuple[Consulted, ...]
    elsewhere: Mapping[WorkId, str]
    citation: Citation
    searched: Mapping[str, Finding]
    candidates: tuple[Candidate, ...]

    def missing(self, registries: Iterable[Registry]) -> tuple[tuple[str, WorkId], ...]:
        """The identifiers that a registry which gives out such identifiers does not have."""
        registers = {registry.name: registry.registers for registry in registries}
        return tuple(
            (name, work)
            for (name, work), finding in self.findings.items()
            if finding.absent
            and work.kind in registers[name]
            and self.elsewhere.get(work, name) == name
        )

    def is_open(self, registries: Sequence[Registry]) -> bool:
        """Whether the identifiers did not settle what the reference is, so that it is searched."""
        if any(each.field == "title" for one in self.consulted for each in one.differences):
            return True
        if not self.works or self.missing(registries):
            return True
        asked = [finding for finding in self.findings.values() if finding.asked is not None]
        return bool(asked) and all(finding.absent for finding in asked) and not self.elsewhere


def assess(evidence: Evidence, known: Mapping[str, Registry]) -> LookedUp:
    """What is said of a reference: the outcome, why, and everything it rests on."""
    consulted = evidence.consulted
    outcome, reason = _outcome(evidence, consulted, known)
    notices = _notices(consulted)
    unasked = [
        f"{known[name].title}: {work}"
        for (name, work), finding in evidence.findings.items()
        if finding.unasked
    ]
    unasked += [
        f"{known[name].title}: {evidence.citation}"
        for name, finding in evidence.searched.items()
        if finding.unasked
    ]
    return LookedUp(
        evidence.reference,
        outcome,
        reason,
        consulted,
        evidence.candidates,
        fillings(evidence.reference, consulted, notices),
        notices,
        _related(consulted),
        _remarks(evidence, consulted, known),
        tuple(unasked),
    )


def _outcome(
    evidence: Evidence, consulted: Sequence[Consulted], known: Mapping[str, Registry]
) -> tuple[Outcome, str]:
    differing = [each for each in consulted if each.differences]
    if differing:
        parts = (
            f"{', '.join(field.field for field in each.differences)} "
            f"not as at {known[each.registry].title} under {each.work}"
            for each in differing
        )
        return Outcome.MISMATCH, "; ".join(parts)
    if missing := evidence.missing(known.values()):
        parts = (f"{work} is not found at {known[name].title}" for name, work in missing)
        return Outcome.NOT_FOUND, "; ".join(parts)
    if any(each.field == "title" for one in consulted for each in one.comparisons):
        names = dict.fromkeys(known[each.registry].title for each in consulted)
        return Outcome.VERIFIED, f"agrees with {', '.join(names)}"
    if consulted:
        return Outcome.NOT_CHECKED, "the reference has no title to hold against its record"
    if evidence.works:
        return _without_record(evidence, known)
    return _without_identifier(evidence, known)


def _without_record(evidence: Evidence, known: Mapping[str, Registry]) -> tuple[Outcome, str]:
    """The outcome where an identifier brought no record and nothing says that there is none."""
    reasons = [finding.failure for finding in evidence.findings.values() if finding.failure]
    if any(finding.unasked for finding in evidence.findings.values()):
        reasons.append("offline")
    reasons += [
        f"{work} is registered at {agency}, which was not asked"
        for work, agency in evidence.elsewhere.items()
        if agency not in known
    ]
    absent = [(name, work) for (name, work), each in evidence.findings.items() if each.absent]
    if reasons or not absent:
        unknown = "no chosen registry knows its identifiers"
        return Outcome.NOT_CHECKED, "; ".join(dict.fromkeys(reasons)) or unknown
    parts = (f"{work} is not found at {known[name].title}" for name, work in absent)
    return Outcome.NOT_FOUND, "; ".join(parts)


def _without_identifier(evidence: Evidence, known: Mapping[str, Registry]) -> tuple[Outcome, str]:
    lead = "it has no identifier"
    for kind, given in ((DOI, evidence.reference.doi), (PMID, evidence.reference.pmid)):
        if given:
            lead = f"its {kind.label} {kind.parse(given).reason}"
    if evidence.candidates:
        return Outcome.NOT_CHECKED, f"{lead}; a candidate is proposed"
    if not evidence.searched:
        return Outcome.NOT_CHECKED, f"{lead} and no title"
    failures = [finding.failure for finding in evidence.searched.values() if finding.failure]
    if failures:
        return Outcome.NOT_CHECKED, f"{lead}; " + "; ".join(dict.fromkeys(failures))
    if any(finding.unasked for finding in evidence.searched.values()):
        return Outcome.NOT_CHECKED, f"{lead}; offline"
    names = ", ".join(known[name].title for name in evidence.searched)
    return Outcome.NOT_FOUND, f"{lead}, and no record of its title is found at {names}"


def _remarks(
    evidence: Evidence, consulted: Sequence[Consulted], known: Mapping[str, Registry]
) -> tuple[str, ...]:
    remarks = [
        f"{each.field} agrees with {known[one.registry].title} {each.why}"
        if each.why.startswith(("but for", "with", "as"))
        else f"{each.field}: {each.why} ({known[one.registry].title})"
        for one in consulted
        for each in one.comparisons
        if each.agrees and each.why
    ]
    if consulted:
        remarks += [each.failure for each in evidence.findings.values() if each.failure]
    remarks += [
        f"{each.work} is now {record.doi}"
        for each in consulted
        if (record := each.record.reference).doi
        and each.work.kind == "doi"
        and record.doi != each.work.value
    ]
    return tuple(dict.fromkeys(remarks))


def _notices(consulted: Sequence[Consulted]) -> tuple[Notice, ...]:
    """The notices of all records, each once: what two registries know of one is put together."""
    out: list[Notice] = []
    for notice in (notice for each in consulted for notice in each.record.reference.notices):
        for place, known in enumerate(out):
            if _is_same_notice(known, notice):
                out[place] = _joined(known, notice)
                break
        else:
            out.append(notice)
    return tuple(out)


def _is_same_notice(one: Notice, other: Notice) -> bool:
    if one.kind is not other.kind:
        return False
    if one.doi and other.doi:
        return one.doi == other.doi
    if one.pmid and other.pmid:
        return one.pmid == other.pmid
    # A flag without day or identifier (OpenAlex) adds nothing to a notice that is known.
    bare = [each for each in (one, other) if not (each.doi or each.pmid or each.date)]
    return bool(bare) or (one.date is not None and one.date == other.date)


def _joined(one: Notice, other: Notice) -> Notice:
    sources = dict.fromkeys((*one.source.split(", "), *other.source.split(", ")))
    return replace(
        one,
        date=one.date or other.date,
        doi=one.doi or other.doi,
        pmid=one.pmid or other.pmid,
        source=", ".join(source for source in sources if source),
        reasons=tuple(dict.fromkeys(one.reasons + other.reasons)),
        citation=one.citation or other.citation,
    )


def _related(consulted: Sequence[Consulted]) -> tuple[RelatedWork, ...]:
    every = (work for each in consulted for work in each.record.reference.related)
    return tuple(dict.fromkeys(every))
