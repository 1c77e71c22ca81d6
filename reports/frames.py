"""A review as pandas frames: claims, links, studies and findings, with typed columns.

The one module that imports pandas. Commands that do not write tables never load it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas

from evidence.assessment import Assessment, assess
from evidence.audit.runner import audit
from evidence.model.review import Review
from reports.views.build import review_view
from reports.views.identities import Identities
from reports.views.part_rows import change_rows, part_rows, table_rows
from reports.views.review_view import ArmView, ClaimView, FindingView, LinkView, ReviewView

_TEXT = "string"
_NUMBER = "Float64"
_WHOLE = "Int64"
_TRUTH = "boolean"

_CLAIMS = {
    "claim": _TEXT,
    "number": _WHOLE,
    "statement": _TEXT,
    "kind": _TEXT,
    "verdict": _TEXT,
    "certainty": _TEXT,
    "derived": _TEXT,
    "framework": _TEXT,
    "limit": _TEXT,
    "effect": _TEXT,
    "supports": _WHOLE,
    "disputes": _WHOLE,
    "qualifies": _WHOLE,
    "background": _WHOLE,
    "judged_by": _TEXT,
    "judged_on": _TEXT,
    "judged_reason": _TEXT,
    "out_of_date": _TEXT,
    "wording": _TEXT,
    "article_words": _TEXT,
    "anchor": _TEXT,
    "place": _TEXT,
    "note": _TEXT,
}
_LINKS = {
    "claim": _TEXT,
    "reference": _TEXT,
    "citation_number": _WHOLE,
    "short_citation": _TEXT,
    "stance": _TEXT,
    "study": _TEXT,
    "design": _TEXT,
    "participants": _TEXT,
    "effect": _TEXT,
    "locator": _TEXT,
    "quote": _TEXT,
    "note": _TEXT,
    "tool": _TEXT,
    "appraisal": _TEXT,
    "retracted": _TRUTH,
    "unverified": _TEXT,
}
_STUDIES = {
    "study": _TEXT,
    "label": _TEXT,
    "design": _TEXT,
    "blinding": _TEXT,
    "size": _WHOLE,
    "quality": _TEXT,
    "population": _TEXT,
    "references": _TEXT,
    "claims": _TEXT,
    "unverified": _TEXT,
    "note": _TEXT,
    "outcome": _TEXT,
    "outcome_label": _TEXT,
    "direction": _TEXT,
    "arm_role": _TEXT,
    "arm_label": _TEXT,
    "events": _NUMBER,
    "total": _WHOLE,
    "mean": _NUMBER,
    "sd": _NUMBER,
    "percent": _NUMBER,
}
_CHANGES = {
    "claim": _TEXT,
    "kind": _TEXT,
    "event": _TEXT,
    "certainty": _TEXT,
    "verdict": _TEXT,
    "effect": _TEXT,
    "explanation": _TEXT,
}
_PARTS = {
    "claim": _TEXT,
    "part": _TEXT,
    "heading": _TEXT,
    "kind": _TEXT,
    "letter": _TEXT,
    "text": _TEXT,
}
_TABLES = {
    "claim": _TEXT,
    "part": _TEXT,
    "table": _TEXT,
    "row": _WHOLE,
    "column": _TEXT,
    "value": _TEXT,
    "footnotes": _TEXT,
}
_FINDINGS = {
    "code": _TEXT,
    "name": _TEXT,
    "severity": _TEXT,
    "path": _TEXT,
    "line": _WHOLE,
    "column": _WHOLE,
    "subject": _TEXT,
    "message": _TEXT,
    "hint": _TEXT,
}


def review_frames(
    review: Review | Assessment, *, version: str = ""
) -> Mapping[str, pandas.DataFrame]:
    """The frames of a review, by name: see ``view_frames``.

    A review is assessed and audited first.
    """
    assessment = review if isinstance(review, Assessment) else assess(review)
    return view_frames(review_view(assessment, audit(assessment), version=version))


def view_frames(view: ReviewView) -> Mapping[str, pandas.DataFrame]:
    """The same frames from a view that is already there.

    ``claims``, ``links`` and ``findings`` have one row for each; ``studies`` one for each arm of
    each outcome, and one for a study without any; ``changes`` one for each event that would change
    a grade, or that a retraction did. ``parts`` holds what the parts of a claim say, ``tables``
    each cell of their tables and pictures; both name the claim, empty for parts of the whole
    review. Lists within a cell are joined by ``; ``.
    """
    ids = Identities(view)
    return {
        "claims": _frame(_CLAIMS, (_claim(claim, ids) for claim in view.claims)),
        "links": _frame(
            _LINKS, (_link(claim.id, link, ids) for claim in view.claims for link in claim.links)
        ),
        "studies": _frame(_STUDIES, _study_rows(view)),
        "changes": _frame(_CHANGES, change_rows(view)),
        "parts": _frame(_PARTS, part_rows(view)),
        "tables": _frame(_TABLES, table_rows(view)),
        "findings": _frame(_FINDINGS, (_finding(each) for each in view.findings)),
    }


def _frame(columns: Mapping[str, str], rows: Iterable[Mapping[str, object]]) -> pandas.DataFrame:
    listed = list(rows)
    return pandas.DataFrame(
        {
            name: pandas.Series([row.get(name) for row in listed], dtype=kind)
            for name, kind in columns.items()
        }
    )


def _claim(claim: ClaimView, ids: Identities) -> Mapping[str, object]:
    counts = {badge.id: count for badge, count in claim.counts}
    judgement = claim.judgement
    return {
        "claim": claim.id,
        "number": claim.number,
        "statement": claim.statement,
        "kind": ids.kind(claim.kind),
        "verdict": claim.verdict.id,
        "certainty": claim.certainty.id,
        "derived": claim.derived.id,
        "framework": ids.framework(claim.framework),
        "limit": claim.limit,
        "effect": claim.effect,
        **{stance: counts.get(stance, 0) for stance in _stances()},
        "judged_by": judgement.by if judgement else None,
        "judged_on": judgement.on if judgement else None,
        "judged_reason": judgement.reason if judgement else None,
        "out_of_date": _joined(judgement.out_of_date) if judgement else None,
        "wording": claim.wording.outcome if claim.wording else None,
        "article_words": claim.article_words,
        "anchor": claim.anchor_state,
        "place": claim.place,
        "note": claim.note,
    }


def _stances() -> Sequence[str]:
    return ("supports", "disputes", "qualifies", "background")


def _link(claim_id: str, link: LinkView, ids: Identities) -> Mapping[str, object]:
    appraisal = [f"{cell.domain}: {cell.rating}" for cell in link.appraisal]
    return {
        "claim": claim_id,
        "reference": link.reference,
        "citation_number": link.citation_number,
        "short_citation": link.short_citation,
        "stance": link.stance.id,
        "study": ids.study(link.study),
        "design": ids.design(link),
        "participants": link.participants,
        "effect": link.effect,
        "locator": link.locator,
        "quote": link.quote,
        "note": link.note,
        "tool": link.tool,
        "appraisal": _joined(appraisal),
        "retracted": link.retracted,
        "unverified": _joined(link.unverified),
    }


def _study_rows(view: ReviewView) -> Iterable[Mapping[str, object]]:
    for study in view.studies:
        about: dict[str, object] = {
            "study": study.id,
            "label": study.label,
            "design": study.design,
            "blinding": study.blinding,
            "size": study.size,
            "quality": study.quality,
            "population": study.population,
            "references": _joined(study.references),
            "claims": _joined(study.claims),
            "unverified": _joined(study.unverified),
            "note": study.note,
        }
        rows = [
            {
                **about,
                "outcome": outcome.id,
                "outcome_label": outcome.label,
                "direction": outcome.direction,
                **_arm(arm),
            }
            for outcome in study.outcomes
            for arm in outcome.arms or (None,)
        ]
        yield from rows or [about]


def _arm(arm: ArmView | None) -> Mapping[str, object]:
    if arm is None:
        return {}
    return {
        "arm_role": arm.role,
        "arm_label": arm.label,
        "events": arm.events,
        "total": arm.total,
        "mean": arm.mean,
        "sd": arm.sd,
        "percent": arm.percent,
    }


def _finding(finding: FindingView) -> Mapping[str, object]:
    return {name: getattr(finding, name) for name in _FINDINGS}


def _joined(values: Sequence[str]) -> str:
    return "; ".join(values)
