"""SYN001: one group of people that enters a synthesis more than once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.same_arms import same_numbers
from evidence.audit.syntheses import Pooled, pooled_syntheses
from evidence.model.study import Arm, ArmRole, Outcome, Study
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each pooled pair of studies from one reference that shares an arm."""
    for pooled in pooled_syntheses(assessment):
        told: set[tuple[str, str]] = set()
        for members in _by_reference(pooled).values():
            for (one, first), (other, second) in combinations(members, 2):
                arm = _shared(first, second)
                if arm is not None and (one.id, other.id) not in told:
                    told.add((one.id, other.id))
                    yield _hit(pooled, one, other, arm)


def _by_reference(pooled: Pooled) -> Mapping[str, Sequence[tuple[Study, Outcome]]]:
    found: dict[str, list[tuple[Study, Outcome]]] = {}
    for study, outcome in pooled.members:
        for key in study.references:
            found.setdefault(key, []).append((study, outcome))
    return found


def _shared(one: Outcome, other: Outcome) -> Arm | None:
    """An arm that both outcomes have in the same role; sharing all arms is another finding."""
    pairs = [
        (arm, known)
        for arm in other.arms
        for known in one.arms
        if arm.role is known.role is not ArmRole.OTHER and _is_same(arm, known)
    ]
    return pairs[0][0] if len(pairs) == 1 else None


def _is_same(arm: Arm, known: Arm) -> bool:
    named_apart = arm.label and known.label and arm.label.casefold() != known.label.casefold()
    return same_numbers(arm, known) and not named_apart


def _hit(pooled: Pooled, one: Study, other: Study, arm: Arm) -> Hit:
    name = f"{arm.role.value} arm" + (f" ({arm.label})" if arm.label else "")
    return Hit(
        pooled.request.location,
        f"{pooled.name}: {one.id} and {other.id} share their {name} of {arm.total} people, who "
        "are counted twice",
        "record both comparisons as arms of one study, which are then combined, or split the "
        "shared arm",
        subject=pooled.claim.id,
        related=(one.location, other.location),
    )


_CLAIMS = """
claims:
  - id: etomidate
    quote: Magnesium cuts jerks after etomidate
    statement: Magnesium lowers the incidence of myoclonus after etomidate.
    kind: therapy
    evidence:
      - {reference: guler2005, stance: supports}
    synthesis: {outcome: any-myoclonus, measure: RR}
"""
_REFERENCES = """
@article{guler2005,
  author = {Guler, A.}, title = {Magnesium sulphate before etomidate},
  journal = {Anesthesia and Analgesia}, year = {2005},
}
"""

RULE = Rule(
    code="SYN001",
    name="comparator-counted-twice",
    severity=Severity.WARNING,
    summary="Studies that are pooled share an arm, so that its people count more than once.",
    why=(
        "A trial of two doses against one placebo group gives two comparisons that are not "
        "independent. Entered as two studies they count the placebo group twice, and the pooled "
        "interval becomes too narrow (Cochrane Handbook 23.3.4)."
    ),
    bad=example(
        article="Magnesium cuts jerks after etomidate [@guler2005].\n",
        claims=_CLAIMS,
        references=_REFERENCES,
        studies="""
        studies:
          - id: guler-low-dose
            references: [guler2005]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, label: magnesium 1.24 mmol, events: 9, total: 25}
                  - {role: comparator, label: saline, events: 18, total: 25}
          - id: guler-high-dose
            references: [guler2005]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, label: magnesium 2.48 mmol, events: 6, total: 25}
                  - {role: comparator, label: saline, events: 18, total: 25}
        """,
    ),
    good=example(
        article="Magnesium cuts jerks after etomidate [@guler2005].\n",
        claims=_CLAIMS,
        references=_REFERENCES,
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, label: magnesium 1.24 mmol, events: 9, total: 25}
                  - {role: intervention, label: magnesium 2.48 mmol, events: 6, total: 25}
                  - {role: comparator, label: saline, events: 18, total: 25}
        """,
    ),
    check=check,
    references=("https://doi.org/10.1002/9781119536604.ch23",),
)
