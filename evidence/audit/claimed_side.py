"""On which side of no effect a statement puts an outcome, where its words leave no doubt."""

from __future__ import annotations

import re

from evidence.model.claim import Claim
from evidence.model.study import Outcome

_LOWERS = re.compile(
    r"\b(?:lowers?|reduc(?:e|es|ed)|decreas(?:e|es|ed)|cuts?|prevents?|lessens?|diminish(?:es)?|"
    r"fewer|protects?\s+(?:against|from))\b",
    re.IGNORECASE,
)
_RAISES = re.compile(
    r"\b(?:rais(?:e|es|ed)|increas(?:e|es|ed)|elevat(?:e|es|ed)|doubles?|more\s+(?:often|likely)|"
    r"higher)\b",
    re.IGNORECASE,
)
# Words that turn an effect round, deny it, compare two of them or speak of its absence.
_DOUBTFUL = re.compile(
    r"\b(?:no|not|never|neither|nor|without|free|lacks?|fail\w*|cannot|unlikely|ineffective|"
    r"little|few|less|than|versus|compared|unless|whether|if|but|although|while|respon\w*|"
    r"reliev\w*|relief|recover\w*|resol\w*|remission|surviv\w*|toleran\w*|resistan\w*)\b|n't\b|-free\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset({"with", "after", "from", "that", "this", "have", "patients", "people", "rate"})
_STEM = 5


def claimed_side(claim: Claim, outcome: Outcome) -> int:
    """-1 where the statement says that the outcome is lowered, 1 where raised, 0 where unsure.

    The statement must name the outcome, in a word that its id or label has too.
    """
    statement = claim.statement
    lowers, raises = bool(_LOWERS.search(statement)), bool(_RAISES.search(statement))
    if lowers == raises or _DOUBTFUL.search(statement):
        return 0
    named = stems(outcome.label) | stems(outcome.id.replace("-", " "))
    if claim.question is not None:
        intervention = stems(claim.question.intervention)
        if intervention and not intervention & stems(statement):
            return 0
    if not named & stems(statement) or _DOUBTFUL.search(outcome.label):
        return 0
    return -1 if lowers else 1


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning, by which inflected forms agree."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in words if word not in _COMMON)
