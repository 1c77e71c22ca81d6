"""STU030: domains not rated, and signalling questions left open or answered though not asked."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.appraisal.appraised import appraised
from evidence.assessment import Assessment
from evidence.audit.example import example
from references.rule import Hit, Rule, Severity

_ASKED = "when each question is asked"
_SHOWS = {"unanswered": _ASKED, "not-asked": _ASKED, "unrated": "its domains and their ratings"}


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for the domains of an appraisal without a rating, and for each question amiss."""
    for study in assessment.review.studies:
        for appraisal in study.appraisals:
            for each in appraised(appraisal).discrepancies:
                if each.kind in _SHOWS:
                    yield Hit(
                        appraisal.location,
                        f"{study.id}, {appraisal.tool}: {each.message}",
                        f"`evidence-review appraisals tools {appraisal.tool}` shows "
                        f"{_SHOWS[each.kind]}",
                        subject=study.id,
                    )


_STUDY = """
studies:
  - id: guler-2005
    references: [guler2005]
    design: randomised-trial
    appraisals:
      - tool: rob2
        domains: {randomisation: low, deviations: low, measurement: low, selection: low}
        answers: {3.1: pn, ANSWERS}
"""

RULE = Rule(
    code="STU030",
    name="appraisal-unfinished",
    severity=Severity.WARNING,
    summary=(
        "An appraisal leaves a domain without a rating or a signalling question open, or answers "
        "one that is not asked."
    ),
    why=(
        "A domain that nobody rated, or whose questions are not all answered, may be the one at "
        "high risk. So no overall rating follows unless another domain decides it, and the risk "
        "counts as not known. An answer to a question that the earlier answers rule out is most "
        "often a slip in one of those."
    ),
    bad=example(studies=_STUDY.replace("ANSWERS", "3.3: y")),
    good=example(studies=_STUDY.replace("ANSWERS", "3.2: n, 3.3: y, 3.4: pn")),
    check=check,
)
