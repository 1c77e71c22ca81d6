"""CLM023: results that disagree, where no result is known."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit, at the words, for each claim of mixed results to which no study is linked."""
    for item in assessment.claims:
        if item.wording is None or not item.wording.unstudied:
            continue
        phrases = ", ".join(f"“{each.phrase}”" for each in item.wording.unstudied)
        linked = "only background is linked" if item.claim.links else "nothing is linked"
        yield Hit(
            item.anchor.location or item.claim.place_of("quote"),
            f"claim {item.claim.id!r}: {phrases} reports results that disagree, and {linked}",
            "say that it has not been studied, or link the studies that disagree",
            subject=item.claim.id,
        )


RULE = Rule(
    code="CLM023",
    name="mixed-results-without-studies",
    severity=Severity.WARNING,
    summary="A claim speaks of mixed or conflicting results, and no study of it is linked.",
    why=(
        "Mixed results need results: at least two studies that disagree. Where nobody has looked, "
        "the words lend a treatment trials that it never had, and absence of evidence reads as "
        "half a proof."
    ),
    bad=example(
        article="""
        In chronic myoclonus, magnesium has given mixed results [@garrison2020].
        """,
        references="""
        @article{garrison2020,
          author = {Garrison, S.}, title = {Magnesium for muscle cramps},
          journal = {Cochrane Database of Systematic Reviews}, year = {2020},
        }
        """,
        claims="""
        claims:
          - id: chronic
            quote: In chronic myoclonus, magnesium has given mixed results
            statement: Magnesium helps in some studies of chronic myoclonus and not in others.
            kind: therapy
            evidence:
              - {reference: garrison2020, stance: background, note: Cramps and not myoclonus.}
        """,
    ),
    good=example(
        article="""
        In muscle cramps, magnesium has given mixed results [@garrison2020; @lee2015].
        """,
        references="""
        @article{garrison2020,
          author = {Garrison, S.}, title = {Magnesium for muscle cramps},
          journal = {Cochrane Database of Systematic Reviews}, year = {2020},
        }
        @article{lee2015,
          author = {Lee, K.}, title = {Magnesium for cramps at night},
          journal = {Journal of Cramps}, year = {2015},
        }
        """,
        claims="""
        claims:
          - id: cramps
            quote: In muscle cramps, magnesium has given mixed results
            statement: Magnesium helps in some studies of muscle cramps and not in others.
            kind: therapy
            evidence:
              - {reference: garrison2020, stance: disputes}
              - {reference: lee2015, stance: supports}
        """,
    ),
    check=check,
)
