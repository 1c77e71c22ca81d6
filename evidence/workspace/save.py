"""Writing into a review folder what a person has decided: the stamp of accepted judgements."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from evidence.grading.fingerprint import (
    Fingerprint,
    as_judged,
    fingerprint,
    outcome_fingerprint,
)
from evidence.model.claim import Claim
from evidence.model.judgement import Judgement
from evidence.model.review import Review
from evidence.workspace.load import load_review
from evidence.workspace.near_words import closest
from evidence.workspace.stamp import JudgementPlace, Stamp, stamped_text
from evidence.workspace.yaml_text import yaml_text
from references.encoding import encode
from references.errors import InputError
from references.writing import write_atomically


def accept_judgement(
    folder: Path,
    claim_ids: Sequence[str],
    by: str,
    on: datetime.date,
    *,
    allow_outside: bool = False,
) -> tuple[Path, ...]:
    """Stamp the judgements of claims and of their outcomes: who accepted, when, and what they saw.

    A judgement accepted before goes into the history of the one in its place, when its level, its
    reason, its ratings, the person or the evidence is another now. All are stamped or none; the
    files written are given.

    Raises:
        InputError: when the review has problems, a claim is unknown or has no judgement, neither
            of its own nor of an outcome, or the name is empty.
    """
    who = " ".join(by.split())
    if not who:
        raise InputError("say who accepts: --by needs a name")
    review = load_review(folder, allow_outside=allow_outside)
    own = [item for item in review.problems if item.kind.startswith("review/")]
    if own:
        raise InputError(
            f"nothing is stamped while the review has problems ({len(own)}; the first: {own[0]}); "
            "`evidence-review audit` lists them"
        )
    claims = [_claim(review, name) for name in dict.fromkeys(claim_ids)]
    texts: dict[str, str] = {}
    for path in dict.fromkeys(claim.location.path for claim in claims):
        source = review.sources[path]
        here = [claim for claim in claims if claim.location.path == path]
        stamps = {
            place: _stamp(judgement, seen, who, on)
            for claim in here
            for place, judgement, seen in _judgements(review, claim)
        }
        texts[path] = stamped_text(source, stamps)
    for path, text in texts.items():
        source = review.sources[path]
        if text != source.text:
            write_atomically(Path(path), encode(source, text))
    return tuple(Path(path) for path in texts)


def _claim(review: Review, name: str) -> Claim:
    claim = review.claim_by_id.get(name)
    if claim is None:
        close = closest(name, tuple(review.claim_by_id))
        raise InputError(f"the review has no claim {name!r}{close}")
    if claim.judgement is None and not any(each.judgement for each in claim.outcomes):
        raise InputError(
            f"claim {name!r} has no judgement to accept; write its certainty first", claim.location
        )
    return claim


def _judgements(
    review: Review, claim: Claim
) -> Iterator[tuple[JudgementPlace, Judgement, Fingerprint]]:
    """The judgements of a claim and of its outcomes, each with what there is to see of it."""
    if claim.judgement is not None:
        yield (claim.id, None), claim.judgement, fingerprint(review, claim)
    for index, outcome in enumerate(claim.outcomes):
        if outcome.judgement is not None:
            seen = outcome_fingerprint(review, claim, outcome)
            yield (claim.id, index), outcome.judgement, seen


def _stamp(judgement: Judgement, seen: Fingerprint, by: str, on: datetime.date) -> Stamp:
    own = as_judged(judgement)
    parts = ", ".join(f"{key}: {yaml_text(value)}" for key, value in {**seen.parts, **own}.items())
    values = {
        "by": yaml_text(by),
        "on": on.isoformat(),
        "fingerprint": yaml_text(seen.whole),
        "seen": f"{{{parts}}}",
    }
    if not judgement.fingerprint:
        return Stamp(values)
    # Stamps of before the history was kept do not say what had been judged.
    was = {**own, **{key: judgement.seen[key] for key in own if key in judgement.seen}}
    if (judgement.by, judgement.fingerprint, was) == (by, seen.whole, own):
        return Stamp(values)
    return Stamp(values, _past(judgement, was, own))


def _past(judgement: Judgement, was: Mapping[str, str], now: Mapping[str, str]) -> str:
    """The judgement that is replaced, as YAML on one line; a reason that was edited is gone."""
    past = {
        "certainty": yaml_text(was["certainty"]),
        "by": yaml_text(judgement.by) if judgement.by else "",
        "on": judgement.on.isoformat() if judgement.on else "",
        "reason": (
            yaml_text(judgement.reason)
            if judgement.reason and was["reason"] == now["reason"]
            else ""
        ),
        "fingerprint": yaml_text(judgement.fingerprint),
    }
    return f"{{{', '.join(f'{key}: {value}' for key, value in past.items() if value)}}}"
