"""CLM007: disputing evidence that the article passes over."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.articles.citing import Citing
from evidence.assessment import Assessment, ClaimAssessment
from evidence.audit.bearing import sound_links
from evidence.audit.example import GULER, UN, example
from evidence.claims.wording import find_phrases
from evidence.model.claim import Stance
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim with disputing links that its surroundings do not show."""
    cited = {each.article.path: each for each in assessment.citing}
    for item in assessment.claims:
        disputing = sound_links(item, assessment, Stance.DISPUTES)
        here = cited.get(item.anchor.article)
        if not disputing or here is None or not item.anchor.sentences:
            continue
        if _is_shown(item, here, frozenset(link.reference for link in disputing)):
            continue
        keys = ", ".join(dict.fromkeys(link.reference for link in disputing))
        yield Hit(
            item.anchor.location or item.claim.place_of("quote"),
            f"claim {item.claim.id!r} is disputed by {keys}, which the article does not say here",
            "cite the disputing evidence beside the statement, or say that findings differ",
            subject=item.claim.id,
            related=tuple(link.location for link in disputing),
        )


def _is_shown(item: ClaimAssessment, here: Citing, keys: frozenset[str]) -> bool:
    """Whether the sentence, or one next to it, cites a disputing reference or a disagreement."""
    sentences = here.article.sentences
    first, last = min(item.anchor.sentences), max(item.anchor.sentences)
    for index in range(max(0, first - 1), min(len(sentences), last + 2)):
        if here.by_sentence.get(index, frozenset()) & keys:
            return True
        if any(each.family == "inconsistent" for each in find_phrases(sentences[index].text)):
            return True
    return False


RULE = Rule(
    code="CLM007",
    name="unmentioned-dispute",
    severity=Severity.WARNING,
    summary=(
        "References dispute a claim, and the article neither cites them beside it nor says that "
        "findings differ."
    ),
    why=(
        "A reader who is shown one side takes the matter for settled. Leaving out contrary "
        "findings is citation bias, which can build authority for a claim that its evidence "
        "does not have."
    ),
    bad=example(
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
              - {reference: un2011, stance: disputes}
        """,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005]. One trial found no difference [@un2011].
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
              - {reference: un2011, stance: disputes}
        """,
    ),
    check=check,
    references=(
        (
            "Greenberg SA. How citation distortions create unfounded authority. BMJ "
            "2009;339:b2680. doi:10.1136/bmj.b2680"
        ),
    ),
)
