"""A review of RevMan as the text of ``studies.yaml``, and its reports as RIS."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.workspace.add_appraisals import appraisal_lines
from evidence.workspace.revman.revman_review import Analysis, AnalysisKind, Pooled
from evidence.workspace.revman.revman_studies import NamedOutcome, NamedStudy
from evidence.workspace.trials_text import arm_pairs, estimate_pairs
from evidence.workspace.yaml_text import yaml_text

_ROLES = ("intervention", "comparator")


def revman_text(
    studies: Sequence[NamedStudy], outcomes: Sequence[NamedOutcome], design: str, origin: str
) -> str:
    """A whole ``studies.yaml``; what RevMan pooled, and how, stands above the studies."""
    lines = [f"# Made from {' '.join(origin.split())}. Its analyses, to be pooled in claims.yaml:"]
    lines += [f"# {line}" for each in outcomes for line in synthesis_lines(each)]
    lines.append("studies:")
    for study in studies:
        lines += ["", *_study(study, outcomes, design)]
    return "\n".join(lines) + "\n"


def synthesis_lines(outcome: NamedOutcome) -> Iterator[str]:
    """How an analysis is asked for in ``claims.yaml``, and RevMan's own total."""
    analysis = outcome.analysis
    asked = f"outcome: {outcome.id}, measure: {analysis.measure}, method: {method_of(analysis)}"
    if any(row.subgroup for row in outcome.rows) and not analysis.apart:
        asked += f", subgroup: {outcome.characteristic}"
    if analysis.level != 0.95:
        asked += f", level: {analysis.level:g}"
    yield f"{analysis.number} {' '.join(outcome.label.split())}"
    yield f"    synthesis: {{{asked}}}"
    if analysis.pooled is not None:
        yield f"    RevMan: {total_in_words(analysis.pooled)}"


def total_in_words(total: Pooled) -> str:
    """An effect with its interval, to four figures."""
    return f"{total.value:.4g} ({total.low:.4g} to {total.high:.4g})"


def method_of(analysis: Analysis) -> str:
    """The method of pooling that comes nearest to RevMan's; only counts are pooled as counts."""
    counts = analysis.kind is AnalysisKind.EVENTS
    if analysis.is_random:
        return "MH-DL" if counts and analysis.method == "MH" else "DL"
    return analysis.method if counts and analysis.method in ("MH", "Peto") else "common"


def _study(study: NamedStudy, outcomes: Sequence[NamedOutcome], design: str) -> Iterator[str]:
    yield f"  - id: {yaml_text(study.id)}"
    yield f"    references: [{', '.join(yaml_text(each) for each in study.references)}]"
    yield f"    label: {yaml_text(study.label)}"
    yield f"    design: {design}"
    if study.source.year is not None:
        yield f"    year: {study.source.year}"
    if study.size is not None:
        yield f"    size: {study.size:.0f}"
    if study.cluster:
        yield f"    cluster: {yaml_text(study.cluster)}"
    if study.subgroups:
        pairs = (f"{name}: {yaml_text(text)}" for name, text in study.subgroups.items())
        yield f"    characteristics: {{{', '.join(pairs)}}}"
    if study.rows:
        yield "    outcomes:"
    for outcome in outcomes:
        if outcome.id in study.rows:
            yield from _outcome(study, outcome)
    if study.source.appraisal is not None:
        yield "    appraisals:"
        yield from (f"      {line}" for line in appraisal_lines(study.source.appraisal))


def _outcome(study: NamedStudy, outcome: NamedOutcome) -> Iterator[str]:
    row = study.rows[outcome.id]
    yield f"      {yaml_text(outcome.id)}:"
    yield f"        label: {yaml_text(outcome.label)}"
    if row.arms is not None:
        yield "        arms:"
        for role, label, numbers in zip(_ROLES, outcome.analysis.arms, row.arms, strict=True):
            yield f"          - {{{', '.join(arm_pairs(role, label, numbers))}}}"
    if row.estimate:
        yield "        estimates:"
        pairs = estimate_pairs(row.estimate, outcome.analysis.measure)
        yield f"          - {{{', '.join(pairs)}}}"


_RIS = {"TI": "TI", "SO": "JO", "YR": "PY", "VL": "VL", "NO": "IS", "DOI": "DO"}


def reports_text(studies: Sequence[NamedStudy]) -> str:
    """The reports of the studies as RIS, each under the key by which its study names it."""
    lines: list[str] = []
    told: set[str] = set()
    for study in studies:
        reports = [each.parts for each in study.source.reports] or [{}]
        for key, parts in zip(study.references, reports, strict=True):
            if key in told:
                continue
            told.add(key)
            said = dict(parts)
            if not said:
                year = str(study.source.year or "")
                said = {"TI": study.source.label.removesuffix(year).strip(), "YR": year}
            lines += ["TY  - JOUR" if said.get("SO") else "TY  - GEN", f"ID  - {key}"]
            lines += [f"AU  - {name}" for name in _authors(said.get("AU", ""))]
            lines += [f"{tag}  - {said[name]}" for name, tag in _RIS.items() if said.get(name)]
            first, _, last = said.get("PG", "").partition("-")
            lines += [f"{tag}  - {page}" for tag, page in (("SP", first), ("EP", last)) if page]
            lines += ["ER  - ", ""]
    return "\n".join(lines)


def _authors(names: str) -> Iterator[str]:
    """``Brink WR, Denny FW`` one by one, as RIS writes them."""
    for name in (part.strip() for part in names.split(",")):
        family, _, initials = name.rpartition(" ")
        if family and initials.isalpha() and initials.isupper() and len(initials) <= 4:
            yield f"{family}, {'. '.join(initials)}."
        elif name and name.casefold() not in ("et al", "et al."):
            yield name
