"""STU030: signalling questions that are left open, or answered though they are not asked."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.appraisal.appraised import appraised
from evidence.assessment import Assessment
from evidence.audit.example import example
from references.rule import Hit, Rule, Severity

_KINDS = frozenset({"unanswered", "not-asked"})


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each question whose answer is missing, or one too many."""
    for study in assessment.review.studies:
        for appraisal in study.appraisals:
            for each in appraised(appraisal).discrepancies:
                if each.kind in _KINDS:
                    yield Hit(
                        appraisal.location,
                        f"{study.id}, {appraisal.tool}: {each.message}",
                        f"`evidence-review appraisals tools {appraisal.tool}` shows when each "
                        "question is asked",
                        subject=study.id,
                    )


_STUDY = """
studies:
  - id: guler-2005
    references: [guler2005]
    design: randomised-trial
    appraisals:
      - tool: rob2
        answers: {3.1: pn, ANSWERS}
"""

RULE = Rule(
    code="STU030",
    name="appraisal-unfinished",
    severity=Severity.WARNING,
    summary="An appraisal leaves a signalling question open, or answers one that is not asked.",
    why=(
        "A domain whose questions are not all answered has no rating, and the study then counts "
        "as not appraised. An answer to a question that the earlier answers rule out is most "
        "often a slip in one of those."
    ),
    bad=example(studies=_STUDY.replace("ANSWERS", "3.3: y")),
    good=example(studies=_STUDY.replace("ANSWERS", "3.2: n, 3.3: y, 3.4: pn")),
    check=check,
)
