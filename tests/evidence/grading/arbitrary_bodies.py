"""Bodies of evidence of every make, for tests of what always holds."""

from __future__ import annotations

from hypothesis import strategies as st

from evidence.appraisal.tool import tools
from evidence.grading.body import build_body
from evidence.model.claim import (
    Anchor,
    Claim,
    ClaimKind,
    Link,
    Stance,
    SynthesisRequest,
)
from evidence.model.study import Appraisal, Arm, ArmRole, Outcome, Study, StudyDesign
from references.source import Location

HERE = Location("claims.yaml")

texts = st.text(max_size=8)
numbers = st.one_of(st.none(), st.integers(-5, 60))
arms = st.builds(
    Arm,
    role=st.sampled_from(ArmRole),
    location=st.just(HERE),
    events=numbers,
    total=numbers,
    mean=st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True)),
    sd=st.one_of(st.none(), st.floats(-1, 5)),
)
outcomes = st.builds(
    Outcome, id=st.just("o"), location=st.just(HERE), arms=st.lists(arms, max_size=3).map(tuple)
)
appraisals = st.builds(
    Appraisal,
    tool=st.sampled_from([*(tool.name for tool in tools()), "unknown"]),
    location=st.just(HERE),
    domains=st.dictionaries(
        st.sampled_from(["randomisation", "confounding", "item-2", "x"]),
        st.sampled_from(["low", "high", "some-concerns", "no", "nonsense"]),
        max_size=3,
    ),
    overall=st.sampled_from(["", "low", "high", "serious", "nonsense"]),
)


def studies(number: int) -> st.SearchStrategy[Study]:
    return st.builds(
        Study,
        id=st.just(f"s{number}"),
        references=st.just((f"r{number}",)),
        design=st.sampled_from(StudyDesign),
        location=st.just(HERE),
        size=st.one_of(st.none(), st.integers(0, 5000)),
        quality=st.sampled_from(["", "high", "low"]),
        outcomes=st.lists(outcomes, max_size=1).map(tuple),
        appraisals=st.lists(appraisals, max_size=2).map(tuple),
    )


requests = st.builds(
    SynthesisRequest,
    outcome=st.just("o"),
    measure=st.sampled_from(["RR", "OR", "RD", "MD", "SMD", "nonsense"]),
    location=st.just(HERE),
    method=st.sampled_from(["REML", "DL", "common", "nonsense"]),
    exclude=st.sampled_from([(), ("s0",)]),
    sensitivity=st.sampled_from([(), ("s1",)]),
    threshold=st.one_of(st.none(), st.sampled_from([0.75, 0.0, -2.0, float("nan")])),
)


@st.composite
def bodies(draw):
    count = draw(st.integers(0, 5))
    links = tuple(
        Link(f"r{draw(st.integers(0, 5))}", draw(st.sampled_from(Stance)), HERE)
        for _ in range(count)
    )
    claim = Claim(
        "c",
        "statement",
        draw(st.sampled_from(ClaimKind)),
        Anchor("quote"),
        HERE,
        links=links,
        synthesis=draw(st.one_of(st.none(), requests)),
    )
    known = {f"r{number}": (draw(studies(number)),) for number in range(4)}
    retracted = frozenset(draw(st.sets(st.sampled_from(["r0", "r1"]), max_size=2)))
    return build_body(claim, known, retracted)
