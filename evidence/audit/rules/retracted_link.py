"""CLM013: a retracted reference among a claim's evidence."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, UN, example
from evidence.model.claim import Stance
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each link to a retracted reference that is more than background."""
    for item in assessment.claims:
        supporting = item.claim.links_with(Stance.SUPPORTS)
        nothing_left = bool(supporting) and all(
            link.reference in assessment.retracted for link in supporting
        )
        for link in item.claim.links:
            if link.stance is Stance.BACKGROUND or link.reference not in assessment.retracted:
                continue
            if nothing_left and link.stance is Stance.SUPPORTS:
                continue  # support-retracted speaks of these together
            yield Hit(
                link.location,
                f"claim {item.claim.id!r}: {link.reference}, which {link.stance} it, is retracted",
                "remove the link, or make it background and say in the text that it is retracted",
                subject=item.claim.id,
            )


RULE = Rule(
    code="CLM013",
    name="retracted-link",
    severity=Severity.WARNING,
    summary="A claim is linked to a retracted reference beside others that stand.",
    why=(
        "The grade leaves it out, but the article may still cite it as if it stood. Where it "
        "must be spoken of, background is the right stance."
    ),
    bad=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
        """,
        references="""
        @article{guler2005,
          author = {Guler, A.}, title = {Magnesium sulphate before etomidate},
          journal = {Anesthesia and Analgesia}, year = {2005},
        }
        @article{un2011,
          author = {Un, B.}, title = {Retracted: Magnesium and etomidate myoclonus},
          journal = {Journal of Research in Medical Sciences}, year = {2011},
        }
        """,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
              - {reference: un2011, stance: supports}
        """,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
        """,
        references=GULER + UN,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
              - {reference: un2011, stance: supports}
        """,
    ),
    check=check,
)
