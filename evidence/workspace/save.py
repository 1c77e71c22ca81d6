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
from evidence.workspace.accepted import Accepted
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
) -> tuple[Accepted, ...]:
    """Stamp the judgements of claims and of their outcomes: who accepted, when, and what they saw.

    A judgement accepted before goes into the history of the one in its place, when its level, its
    reason, its ratings, the person or the evidence is another now. All are stamped or none. Given
    is each judgement with the level accepted before, and each outcome that has no judgement.

    Raises:
        InputError: when the review has problems, claims are unknown or have no judgement, neither
            of their own nor of an outcome, or the name is empty; every such claim is named.
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
    claims = _claims(review, claim_ids)
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
    return tuple(each for claim in claims for each in _accepted(review, claim, who))


def _claims(review: Review, names: Sequence[str]) -> list[Claim]:
    """The claims of those names, or every reason why one is refused."""
    found = [review.claim_by_id.get(name) for name in dict.fromkeys(names)]
    refused = [
        reason
        for name, claim in zip(dict.fromkeys(names), found, strict=True)
        if (reason := _refusal(review, name, claim))
    ]
    if len(refused) == 1:
        raise refused[0]
    if refused:
        raise InputError(f"nothing is stamped: {'; '.join(map(str, refused))}")
    return [claim for claim in found if claim is not None]


def _refusal(review: Review, name: str, claim: Claim | None) -> InputError | None:
    if claim is None:
        close = closest(name, tuple(review.claim_by_id))
        return InputError(f"the review has no claim {name!r}{close}")
    if claim.judgement is None and not any(each.judgement for each in claim.outcomes):
        return InputError(
            f"claim {name!r} has no judgement to accept; write its certainty first", claim.location
        )
    return None


def _accepted(review: Review, claim: Claim, by: str) -> Iterator[Accepted]:
    """What was done with the judgement of a claim, and with each outcome's."""
    path = Path(claim.location.path)
    seen = {place: (judgement, now) for place, judgement, now in _judgements(review, claim)}
    outcomes = [(index, outcome.id) for index, outcome in enumerate(claim.outcomes)]
    own = [(None, "")] if claim.judgement is not None else []
    for index, outcome in [*own, *outcomes]:
        found = seen.get((claim.id, index))
        if found is None:
            yield Accepted(path, claim.id, outcome, "")
            continue
        judgement, now = found
        was = _was(judgement)["certainty"] if judgement.fingerprint else ""
        yield Accepted(
            path, claim.id, outcome, judgement.certainty, was, _is_another(judgement, now, by)
        )


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
    if not _is_another(judgement, seen, by):
        return Stamp(values)
    return Stamp(values, _past(judgement, _was(judgement), own))


def _was(judgement: Judgement) -> Mapping[str, str]:
    """What had been judged when it was accepted; older stamps do not say it."""
    own = as_judged(judgement)
    return {**own, **{key: judgement.seen[key] for key in own if key in judgement.seen}}


def _is_another(judgement: Judgement, seen: Fingerprint, by: str) -> bool:
    """Whether the person, the evidence or the judgement is another than was accepted."""
    now = (by, seen.whole, as_judged(judgement))
    return (judgement.by, judgement.fingerprint, _was(judgement)) != now


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
