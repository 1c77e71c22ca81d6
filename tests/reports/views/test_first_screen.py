"""The first screen: in which order claims stand, what limits each, and how far it holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.assessment import ClaimAssessment, assess
from evidence.model.claim import Verdict
from evidence.workspace.load import load_files
from reports.views.grade_views import derived_steps
from reports.views.statement import plain_sentence
from reports.views.summary import assessed_in_order, limit, summary_rows

KEYS = ("one", "two", "three", "cells", "review")
STUDIES = """
studies:
  - {id: one, references: [one], design: randomised-trial, size: 900, quality: high}
  - {id: two, references: [two], design: randomised-trial, size: 900, quality: high}
  - {id: three, references: [three], design: cohort, size: 900, quality: high}
  - {id: cells, references: [cells], design: in-vitro, quality: high}
  - {id: review, references: [review], design: narrative-review, quality: low}
"""
JUDGED = """
    judgement: {{framework: {framework}, certainty: {certainty}, reason: {reason}, by: AB,
                on: 2026-11-01}}
"""


def claim(name: str, kind: str, *links: str, framework: str = "", judged: str = "") -> str:
    evidence = "".join(
        f"\n      - {{reference: {key}, stance: {stance}}}"
        for key, stance in (link.split() for link in links)
    )
    text = f"""
  - id: {name}
    quote: Sentence {name} stands here
    statement: Statement {name}.
    kind: {kind}
    evidence:{evidence or " []"}
"""
    if framework:
        text += f"    framework: {framework}\n"
    if judged:
        certainty, reason = judged.split(": ")
        text += JUDGED.format(
            framework=framework or "grade", certainty=certainty, reason=reason
        ).lstrip("\n")
    return text


def assessed(*claims: str) -> tuple[ClaimAssessment, ...]:
    names = [each.split("id: ", 1)[1].split("\n", 1)[0] for each in claims]
    files = {
        "review.toml": '[review]\ntitle = "T"\narticle = "article.md"\nframework = "grade"\n'
        'references = ["references.bib"]\nclaims = ["claims.yaml"]\nstudies = ["studies.yaml"]\n',
        "article.md": "# T\n\n" + "\n\n".join(f"Sentence {each} stands here." for each in names),
        "references.bib": "\n".join(
            f"@article{{{key}, author = {{A, B.}}, title = {{{key}}}, journal = {{J}}, "
            "year = 2020}"
            for key in KEYS
        ),
        "claims.yaml": "claims:\n" + "".join(claims),
        "studies.yaml": STUDIES,
    }
    review = load_files(files)
    assert review.problems == ()
    return assessed_in_order(assess(review))


def test_treatments_come_first_then_the_surest_then_the_article_order() -> None:
    claims = assessed(
        claim("why", "mechanism", "cells supports", judged="high: seen in cells"),
        claim("harm", "harm", "one supports", "two supports"),
        claim("weak", "therapy", "three supports"),
        claim("early", "therapy", "one supports", "two supports", judged="moderate: so it is"),
        claim("late", "therapy", "one supports", "two supports", judged="high: so it is"),
        claim("bare", "therapy"),
    )
    best = [row.claim_id for row in summary_rows(claims, Verdict.WELL_SUPPORTED)]
    assert best == ["late", "early", "harm", "why"]
    rest = summary_rows(claims, Verdict.NO_EVIDENCE, Verdict.LIMITED)
    assert [row.claim_id for row in rest] == ["weak", "bare"]


def test_where_the_framework_gives_no_level_the_judgement_says_what_limits() -> None:
    (item,) = assessed(
        claim("why", "mechanism", "review supports", judged="low: one review says so")
    )
    assert limit(item) == "One review says so"


def test_where_the_rules_find_nothing_of_their_own_the_judgement_says_what_limits() -> None:
    (item,) = assessed(
        claim(
            "harm",
            "harm",
            "review supports",
            framework="best-evidence-synthesis",
            judged="limited: one review says so",
        )
    )
    assert item.derivation.level is not None
    assert item.derivation.level.id == "none"
    assert limit(item) == "One review says so"


def test_that_a_framework_rates_no_such_claims_limits_no_claim() -> None:
    (item,) = assessed(claim("why", "mechanism", "cells supports"))
    assert limit(item) == "Nobody has judged it yet"
    assert plain_sentence(item).endswith("It is not graded: nobody has judged it yet.")


def test_missing_evidence_does() -> None:
    (item,) = assessed(claim("cure", "therapy", "cells supports"))
    assert limit(item).startswith("No study in people is recorded")


def started(rated: str) -> str:
    """A claim on one trial that a person starts low, with a rating of risk of bias."""
    text = claim("slope", "therapy", "one supports", judged="low: nobody was allotted")
    domains = f"start: low, domains: {{risk-of-bias: {{rating: {rated}}}}}, by: AB"
    return text.replace("by: AB", domains)


def test_where_a_person_starts_elsewhere_the_judgement_says_what_limits() -> None:
    (item,) = assessed(started("not-serious"))
    assert item.derivation.steps[0].rating == "high"
    assert limit(item) == "Nobody was allotted"
    (lower,) = assessed(started("serious"))
    assert limit(lower) == "Risk of bias"


def test_what_the_rules_took_off_where_a_person_did_not_limits_nothing() -> None:
    (item,) = assessed(started("not-serious"))
    steps = tuple(
        replace(step, change=-1) if step.domain == "risk-of-bias" else step
        for step in item.derivation.steps
    )
    lowered = replace(item, derivation=replace(item.derivation, steps=steps))
    assert limit(lowered) == "Nobody was allotted"
    alone = replace(lowered, claim=replace(item.claim, judgement=None))
    assert limit(alone).startswith("Risk of bias: ")


def test_a_reason_for_more_is_not_what_limits() -> None:
    (item,) = assessed(
        claim(
            "harm",
            "harm",
            "three supports",
            framework="ocebm-2011",
            judged="level-3: the count is of this very study",
        )
    )
    assert limit(item) == "Strongest design: 1 cohort study"


@pytest.mark.parametrize(
    ("kind", "links", "framework", "judged", "says"),
    [
        (
            "mechanism",
            ("cells supports",),
            "best-evidence-synthesis",
            "strong: seen again and again",
            "One reference supports it. Rated strong (Best-evidence synthesis): it very likely "
            "holds.",
        ),
        (
            "definition",
            ("review supports",),
            "best-evidence-synthesis",
            "limited: one review",
            "One reference supports it. Rated limited (Best-evidence synthesis): it may hold.",
        ),
        (
            "mechanism",
            ("cells disputes",),
            "best-evidence-synthesis",
            "moderate: a firm result",
            "One reference disputes it. Rated moderate (Best-evidence synthesis): it probably "
            "does not hold.",
        ),
        (
            "mechanism",
            ("cells qualifies",),
            "best-evidence-synthesis",
            "limited: only in part",
            "One reference qualifies it. Rated limited (Best-evidence synthesis): it may hold "
            "only in part.",
        ),
        (
            "mechanism",
            ("cells qualifies",),
            "best-evidence-synthesis",
            "none: nothing on the point",
            "One reference qualifies it. Rated none (Best-evidence synthesis): whether it holds "
            "is very uncertain.",
        ),
        (
            "therapy",
            ("one supports", "two disputes"),
            "",
            "",
            "One reference supports it and one disputes it. Rated low (GRADE): the evidence "
            "disagrees on whether it holds.",
        ),
    ],
)
def test_sentences_without_an_effect_say_how_far_the_claim_holds(
    kind, links, framework, judged, says
) -> None:
    (item,) = assessed(claim("x", kind, *links, framework=framework, judged=judged))
    assert plain_sentence(item) == says


def test_what_is_retracted_is_not_counted_for_or_against() -> None:
    (item,) = assessed(claim("x", "therapy", "one supports", "two disputes", "three disputes"))
    assert limit(item).replace("\u00a0", " ") == "1 reference for, 2 against"
    body = replace(
        item.body,
        retracted=frozenset({"three"}),
        counting=tuple(each for each in item.body.items if each.link.reference != "three"),
    )
    without = replace(item, body=body)
    assert limit(without).replace("\u00a0", " ") == "1 reference for, 1 against"
    assert plain_sentence(without).startswith("One reference supports it and one disputes it.")


def test_no_sentence_on_a_mechanism_speaks_of_trials() -> None:
    for level in ("strong", "moderate", "limited", "none"):
        (item,) = assessed(
            claim(
                "x",
                "mechanism",
                "cells supports",
                framework="best-evidence-synthesis",
                judged=f"{level}: a reason",
            )
        )
        assert "trial" not in plain_sentence(item)


def test_steps_begin_with_a_capital_and_name_designs_in_words() -> None:
    (item,) = assessed(claim("x", "therapy", "one supports", "two supports", "three supports"))
    first = derived_steps(item)[0]
    assert first.reason == (
        "Starts high: 2 randomised trials; 1 cohort study of weaker design not counted in the grade"
    )
    assert all(step.reason[:1] == step.reason[:1].upper() for step in derived_steps(item))
