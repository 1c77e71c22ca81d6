"""What a person saw when they judged a claim or an outcome, as hashes that tell when it changed.

Each part is hashed apart, so that the audit can say what changed. Only content counts: the order
of links, studies and arms, spacing, line positions and the way a number is written do not.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeGuard

from evidence.grading.outcomes import outcome_claim
from evidence.model.claim import Claim, ClaimOutcome, SynthesisRequest
from evidence.model.judgement import Judgement
from evidence.model.review import Review
from evidence.model.study import Study
from references.retraction import is_retracted
from references.source import Location

_LENGTH = 12
# Where something stands is not what it says.
_NOT_SEEN = frozenset({"location", "places"})


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One short hash of everything seen, and one for each part of it.

    The parts are ``statement``, ``links``, ``studies``, ``synthesis``, ``framework`` and
    ``retractions``.
    """

    whole: str
    parts: Mapping[str, str]


def fingerprint(review: Review, claim: Claim) -> Fingerprint:
    """Hash what a person sees of a claim and its evidence."""
    return _seen(
        review,
        claim,
        studies=review.studies_of(claim),
        synthesis=_requests(claim),
        framework=framework_name(review, claim),
    )


def outcome_fingerprint(review: Review, claim: Claim, outcome: ClaimOutcome) -> Fingerprint:
    """Hash what a person sees of one outcome of a claim: what the studies found on others is not.

    The links are those whose studies report the outcome, as its body of evidence has them.
    """
    narrowed = outcome_claim(claim, outcome, review.studies_by_reference)
    found = (_reporting(study, outcome.id) for study in review.studies_of(narrowed))
    return _seen(
        review,
        narrowed,
        studies=[study for study in found if study is not None],
        synthesis=[outcome.id, _request(outcome.synthesis)],
        framework=_outcome_framework(review, claim, outcome),
    )


def _seen(
    review: Review, claim: Claim, *, studies: Iterable[Study], synthesis: Any, framework: str
) -> Fingerprint:
    keys = sorted({link.reference for link in claim.links})
    retracted = [key for key in keys if (found := review.library.get(key)) and is_retracted(found)]
    seen = {
        "statement": [claim.statement, claim.kind, claim.question],
        "links": _sorted(claim.links),
        "studies": _sorted(_study(study) for study in studies),
        "synthesis": synthesis,
        "framework": _rules_of(review, framework),
        "retractions": retracted,
    }
    parts = {name: _hash(value) for name, value in seen.items()}
    return Fingerprint(_hash(parts), MappingProxyType(parts))


def _reporting(study: Study, outcome: str) -> Study | None:
    """A study with what it says of one outcome, and the appraisals that may count for it."""
    found = study.outcome(outcome)
    if found is None:
        return None
    return dataclasses.replace(
        study,
        outcomes=(found,),
        appraisals=tuple(each for each in study.appraisals if each.outcome in ("", outcome)),
    )


def as_judged(judgement: Judgement) -> Mapping[str, str]:
    """What a person decided, kept beside what they saw, so that a later change of it is noticed.

    The ``certainty`` is kept as it is, because an edit of the file takes the old one away; the
    ``reason`` and the ``ratings`` as hashes.
    """
    return MappingProxyType(
        {
            "certainty": judgement.certainty,
            "reason": _hash(judgement.reason),
            "ratings": _hash([judgement.start, judgement.domains]),
        }
    )


def changed_parts(review: Review, claim: Claim) -> tuple[str, ...]:
    """The parts that changed since a claim's judgement was accepted.

    Empty when nothing changed or nothing was accepted; ``evidence`` when the judgement does not
    say what its parts were.
    """
    if not _was_accepted(claim.judgement):
        return ()
    return _changed(claim.judgement, fingerprint(review, claim))


def outcome_changed_parts(review: Review, claim: Claim, outcome: ClaimOutcome) -> tuple[str, ...]:
    """The parts that changed since the judgement of one outcome was accepted."""
    if not _was_accepted(outcome.judgement):
        return ()
    return _changed(outcome.judgement, outcome_fingerprint(review, claim, outcome))


def _was_accepted(judgement: Judgement | None) -> TypeGuard[Judgement]:
    return judgement is not None and bool(judgement.fingerprint or judgement.seen)


def _changed(judgement: Judgement, now: Fingerprint) -> tuple[str, ...]:
    if judgement.fingerprint == now.whole:
        return ()
    changed = tuple(
        name for name, value in now.parts.items() if judgement.seen.get(name, value) != value
    )
    if changed or not judgement.fingerprint:
        return changed
    return ("evidence",)


def _rules_of(review: Review, framework: str) -> Any:
    """The framework's name, and the rules of one that the review declares."""
    own = next((each for each in review.frameworks if each.name == framework), None)
    return [framework, own] if own else framework


def framework_name(review: Review, claim: Claim) -> str:
    """The framework a claim is graded in: its judgement's, its own, or the review's."""
    judged = claim.judgement.framework if claim.judgement else ""
    return judged or claim.framework or review.framework


def _outcome_framework(review: Review, claim: Claim, outcome: ClaimOutcome) -> str:
    judged = outcome.judgement.framework if outcome.judgement else ""
    return judged or framework_name(review, claim)


def _requests(claim: Claim) -> Any:
    """What is pooled; of several outcomes, each with its weight, whatever was judged of it."""
    own = _request(claim.synthesis)
    if not claim.outcomes:
        return own
    return [
        own,
        *(
            [each.id, each.label, each.importance, _request(each.synthesis)]
            for each in claim.outcomes
        ),
    ]


def _request(request: SynthesisRequest | None) -> Any:
    plain = _plain(request)
    for name in ("exclude", "sensitivity"):
        if plain and name in plain:
            plain[name] = sorted(plain[name])
    return plain


def _study(study: Study) -> Any:
    plain = _plain(study)
    for outcome in plain.get("outcomes", ()):
        for name in ("arms", "estimates"):
            if name in outcome:
                outcome[name] = _sorted(outcome[name])
    for name in ("references", "unverified", "outcomes", "appraisals", "baseline"):
        if name in plain:
            plain[name] = _sorted(plain[name])
    return plain


def _sorted(values: Iterable[Any]) -> list[Any]:
    return sorted((_plain(value) for value in values), key=_canonical)


def _plain(value: Any) -> Any:
    """A value as plain data: places left out, numbers as floats, spacing made even."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split())
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, (type, Location)):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.name not in _NOT_SEEN and not _says_nothing(value, field)
        }
    if isinstance(value, Iterable):
        return [_plain(each) for each in value]
    return str(value)


def _says_nothing(value: Any, field: dataclasses.Field[Any]) -> bool:
    """Whether a part holds its default: then a later version with more parts hashes the same."""
    default = field.default
    if field.default_factory is not dataclasses.MISSING:
        default = field.default_factory()
    return default is not dataclasses.MISSING and bool(getattr(value, field.name) == default)


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _hash(value: Any) -> str:
    return hashlib.sha256(_canonical(_plain(value)).encode()).hexdigest()[:_LENGTH]
