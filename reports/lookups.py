"""What a look-up found, as text for people and as JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from references.lookup.compare import FieldComparison
from references.lookup.outcome import Candidate, Consulted, Filling, LookedUp, Outcome
from references.notice import Notice
from references.reference import Reference
from references.registry import registries
from references.spreadsheet import guarded

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ORDER = (Outcome.VERIFIED, Outcome.MISMATCH, Outcome.NOT_FOUND, Outcome.NOT_CHECKED)
_HEADS = (
    *("reference", "path", "line", "outcome", "reason", "registry", "identifier", "asked"),
    *("field", "in_reference", "in_registry", "notices", "proposed", "remarks"),
)


def counts(looked_up: Sequence[LookedUp]) -> dict[str, int]:
    """How many references have each outcome."""
    found = Counter(each.outcome for each in looked_up)
    return {outcome.value: found[outcome] for outcome in _ORDER}


def summary(looked_up: Sequence[LookedUp]) -> str:
    """The counts in one line."""
    parts = [f"{number} {name.replace('-', ' ')}" for name, number in counts(looked_up).items()]
    references = "1 reference" if len(looked_up) == 1 else f"{len(looked_up)} references"
    return f"{references}: {', '.join(parts)}"


def rows(looked_up: Sequence[LookedUp]) -> list[tuple[str, str, str]]:
    """Key, outcome and reason of each reference."""
    return [
        (_safe(_name(each.reference)), each.outcome.replace("-", " "), _safe(_why(each)))
        for each in looked_up
    ]


def _why(each: LookedUp) -> str:
    """The reason; a reference that agrees in all and is retracted must not look sound."""
    return f"RETRACTED; {each.reason}" if each.retracted else each.reason


def details(looked_up: Sequence[LookedUp]) -> str:
    """What a person must look at: differences, notices, candidates and missing values."""
    return "".join(
        "\n".join([_safe(f"{_name(each.reference)} ({each.reference.location})"), *lines]) + "\n"
        for each in looked_up
        if (lines := [f"  {_safe(line)}" for line in _lines(each)])
    )


def _lines(each: LookedUp) -> Iterator[str]:
    for one in each.consulted:
        for field in one.differences:
            yield f"{field.field}: {field.ours!r} here, {field.theirs!r} {_at(one)}"
    for notice in each.notices:
        yield _notice(notice)
    for candidate in each.candidates:
        record = candidate.record.reference
        author = str(record.authors[0]) if record.authors else ""
        said = ", ".join(part for part in (author, str(record.year or ""), record.title) if part)
        place = f"{_title(candidate.registry)}, asked {candidate.asked:%Y-%m-%d}"
        yield f"proposed: {candidate.identifier}: {said} ({place})"
    for filling in each.fillings:
        yield f"missing {filling.attribute.replace('_', ' ')}: {filling.shown} ({_source(filling)})"
    yield from (f"note: {remark}" for remark in each.remarks)


def _at(one: Consulted) -> str:
    return f"at {_title(one.registry)} ({one.work}, asked {one.asked:%Y-%m-%d})"


def _source(filling: Filling) -> str:
    return f"{_title(filling.registry)}, {filling.work}, asked {filling.asked:%Y-%m-%d}"


def _notice(notice: Notice) -> str:
    parts = [str(notice.date or ""), f"DOI {notice.doi}" if notice.doi else ""]
    parts += [f"PMID {notice.pmid}" if notice.pmid else "", notice.citation, *notice.reasons]
    said = ", ".join(part for part in parts if part)
    kind = notice.kind.value.replace("-", " ").upper()
    return f"{kind}: {said} ({notice.source})" if said else f"{kind} ({notice.source})"


def _name(reference: Reference) -> str:
    return reference.key or "(no key)"


def _title(name: str) -> str:
    return next((item.title for item in registries() if item.name == name), name)


def _safe(text: str) -> str:
    """Without what would steer a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\n", " "))


def as_objects(looked_up: Sequence[LookedUp]) -> dict[str, Any]:
    """Everything that was found, for JSON."""
    return {"summary": counts(looked_up), "references": [_object(each) for each in looked_up]}


def _object(each: LookedUp) -> dict[str, Any]:
    location = each.reference.location
    return {
        "key": each.reference.key,
        "path": location.path,
        "line": location.line,
        "column": location.column,
        "outcome": each.outcome.value,
        "reason": each.reason,
        "retracted": each.retracted,
        "records": [_record(one) for one in each.consulted],
        "notices": [_notice_object(notice) for notice in each.notices],
        "related": [
            {"relation": work.relation.value, "doi": work.doi, "pmid": work.pmid}
            for work in each.related
        ],
        "candidates": [_candidate(one) for one in each.candidates],
        "missing": [
            {
                "attribute": one.attribute,
                "value": one.shown,
                "registry": one.registry,
                "identifier": str(one.work),
                "asked": one.asked.isoformat(),
            }
            for one in each.fillings
        ],
        "remarks": list(each.remarks),
        "would_ask": list(each.unasked),
    }


def _record(one: Consulted) -> dict[str, Any]:
    return {
        "registry": one.registry,
        "identifier": str(one.work),
        "asked": one.asked.isoformat(),
        "fields": [_field(field) for field in one.comparisons],
    }


def _field(field: FieldComparison) -> dict[str, Any]:
    return {
        "field": field.field,
        "in_reference": field.ours,
        "in_registry": field.theirs,
        "agrees": field.agrees,
        "why": field.why,
    }


def _candidate(one: Candidate) -> dict[str, Any]:
    record = one.record.reference
    return {
        "registry": one.registry,
        "asked": one.asked.isoformat(),
        "doi": record.doi,
        "pmid": record.pmid,
        "title": record.title,
        "authors": [str(name) for name in record.authors],
        "year": record.year,
    }


def _notice_object(notice: Notice) -> dict[str, Any]:
    return {
        "kind": notice.kind.value,
        "date": str(notice.date) if notice.date else "",
        "doi": notice.doi,
        "pmid": notice.pmid,
        "source": notice.source,
        "reasons": list(notice.reasons),
        "citation": notice.citation,
    }


def as_csv(looked_up: Sequence[LookedUp]) -> str:
    """One row a reference, or one for each field that differs; safe to open in a spreadsheet."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_HEADS)
    for each in looked_up:
        location = each.reference.location
        start = [each.reference.key, location.path, str(location.line)]
        start += [each.outcome.value, each.reason]
        end = ["; ".join(_notice(notice) for notice in each.notices)]
        end += ["; ".join(one.identifier for one in each.candidates), "; ".join(each.remarks)]
        for middle in _differences(each):
            writer.writerow([guarded(_safe(cell)) for cell in (*start, *middle, *end)])
    return stream.getvalue()


def _differences(each: LookedUp) -> list[list[str]]:
    found = [
        [one.registry, str(one.work), one.asked.isoformat(), field.field, field.ours, field.theirs]
        for one in each.consulted
        for field in one.differences
    ]
    if found:
        return found
    if each.consulted:
        first = each.consulted[0]
        return [[first.registry, str(first.work), first.asked.isoformat(), "", "", ""]]
    return [[""] * 6]
