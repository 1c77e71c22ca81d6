"""Small bodies of evidence to grade: trials and cohorts of given tables and risk of bias."""

from __future__ import annotations

from evidence.grading.body import build_body
from evidence.grading.framework import Body, Derivation, framework_named
from evidence.model.claim import (
    Anchor,
    Claim,
    ClaimKind,
    Link,
    Magnitudes,
    Question,
    Stance,
    SynthesisRequest,
)
from evidence.model.judgement import Judgement
from evidence.model.study import Appraisal, Arm, ArmRole, Outcome, Study, StudyDesign
from references.source import Location

HERE = Location("x")
GRADE, CORE = framework_named("grade"), framework_named("core-grade-2025")
SIZES = Magnitudes(20, 50, 100)


def study(
    name: str,
    table: tuple[float, ...],
    risk: str = "low",
    design: str = "randomised-trial",
    **given,
) -> Study:
    a, n1, c, n2 = table
    arms = (
        Arm(ArmRole.INTERVENTION, HERE, events=a, total=int(n1)),
        Arm(ArmRole.COMPARATOR, HERE, events=c, total=int(n2)),
    )
    tool = "rob2" if design == "randomised-trial" else "robins-i"
    given.setdefault("appraisals", (Appraisal(tool, HERE, overall=risk),) if risk else ())
    return Study(
        name,
        (name,),
        StudyDesign(design),
        HERE,
        size=int(n1 + n2),
        outcomes=(Outcome("o", HERE, arms=arms),),
        **given,
    )


def body_of(*studies: Study, stances: str = "", kind: str = "therapy", **request) -> Body:
    request.setdefault("measure", "RR")
    signs = stances or "+" * len(studies)
    links = tuple(
        Link(each.id, Stance.SUPPORTS if sign == "+" else Stance.DISPUTES, HERE)
        for each, sign in zip(studies, signs, strict=True)
    )
    claim = Claim(
        "c",
        "s",
        ClaimKind(kind),
        Anchor("q"),
        HERE,
        question=Question(population="adults"),
        links=links,
        synthesis=SynthesisRequest("o", location=HERE, **request),
    )
    return build_body(claim, {each.id: (each,) for each in studies}, frozenset())


def graded(body: Body, framework=GRADE, judgement: Judgement | None = None) -> Derivation:
    return framework.derive(body, judgement)


def level(body: Body, framework=GRADE) -> str:
    found = graded(body, framework).level
    assert found is not None
    return found.id


def change(body: Body, domain: str, framework=GRADE) -> int:
    steps = graded(body, framework).steps
    return next(step.change for step in steps if step.domain == domain)


HALVED = (150, 1000, 300, 1000)
HALVED_TOO = (160, 1000, 310, 1000)
NO_EFFECT = (300, 1000, 300, 1000)
SMALL = (15, 100, 30, 100)
TINY = (3, 20, 9, 20)
DOUBLED = (600, 1000, 300, 1000)


def trials(*tables: tuple[float, ...], risks: str = "") -> list[Study]:
    words = {"l": "low", "s": "some-concerns", "h": "high", "-": ""}
    given = [words[each] for each in risks] if risks else ["low"] * len(tables)
    return [
        study(f"t{number}", table, risk)
        for number, (table, risk) in enumerate(zip(tables, given, strict=True))
    ]


def cohorts(*tables: tuple[float, ...], risk: str = "serious", appraised: bool = True):
    given = {} if appraised else {"appraisals": (), "quality": "high"}
    return [
        study(f"c{number}", table, risk, design="cohort", **given)
        for number, table in enumerate(tables)
    ]


ABSOLUTE = {"baseline_risk": 0.30, "magnitudes": SIZES}
