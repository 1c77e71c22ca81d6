"""Bodies of evidence put together in one line, for the tests of frameworks."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.grading.body import build_body
from evidence.grading.framework import Body
from evidence.model.claim import Anchor, Claim, ClaimKind, Link, Stance
from evidence.model.judgement import DomainRating, Judgement
from evidence.model.study import Appraisal, Study, StudyDesign
from references.source import Location

HERE = Location("x")
#: What ``rob2`` says overall of studies of each quality.
_OVERALL = {"good": "low", "fair": "some-concerns", "poor": "high"}


def studies_of(*words: str) -> tuple[Study, ...]:
    """Studies written as ``3 randomised-trial good``; the quality may be left out."""
    found: list[Study] = []
    for word in words:
        number, design, *quality = word.split()
        for _ in range(int(number)):
            name = f"s{len(found)}"
            appraisals = tuple(Appraisal("rob2", HERE, overall=_OVERALL[each]) for each in quality)
            found.append(
                Study(name, (name,), StudyDesign(design), HERE, size=1000, appraisals=appraisals)
            )
    return tuple(found)


def body_of(*words: str, kind: str = "therapy", against: int = 0, directness: str = "") -> Body:
    """A body of such studies, the last ``against`` of which dispute the claim."""
    studies = studies_of(*words)
    stances = [Stance.SUPPORTS] * (len(studies) - against) + [Stance.DISPUTES] * against
    links = tuple(
        Link(study.id, stance, HERE, directness=directness)
        for study, stance in zip(studies, stances, strict=True)
    )
    claim = Claim("c", "s", ClaimKind(kind), Anchor("q"), HERE, links=links)
    return build_body(claim, {study.id: (study,) for study in studies}, frozenset())


def judged(framework: str, certainty: str = "", /, **ratings: str) -> Judgement:
    """A judgement with these ratings, each with a reason."""
    domains: Mapping[str, DomainRating] = {
        name.replace("_", "-"): DomainRating(rating, "as published")
        for name, rating in ratings.items()
    }
    return Judgement(framework, certainty, HERE, domains=domains)
