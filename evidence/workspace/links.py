"""What the parts of a review say of one another: ids that must exist, and exist once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from evidence.model.claim import Anchor, Claim
from evidence.model.study import Study
from evidence.workspace.near_words import closest
from references.problem import Problem, Reading
from references.source import Location

Named: TypeAlias = Claim | Study


def check_links(
    claims: tuple[Claim, ...], studies: tuple[Study, ...], articles: Mapping[str, str]
) -> Reading[tuple[Claim, ...]]:
    """The claims, their articles named as they are shown; ids that are unknown or repeated.

    ``articles`` maps shown paths to those of ``review.toml``. A link to an unknown reference is
    an opinion of the audit, not a problem of the file.
    """
    problems = [*_repeated("claim", claims), *_repeated("study", studies)]
    known = tuple(study.id for study in studies)
    ids = frozenset(known)
    for claim in claims:
        problems += _unknown_studies(claim, ids, known)
    shown_of = {written: shown for shown, written in articles.items()}
    placed = []
    for claim in claims:
        anchor = claim.anchor
        path = anchor.article.removeprefix("./")
        if path and path not in shown_of:
            message = f"claim {claim.id!r}: the review has no article {path!r}"
            hint = f"review.toml names {', '.join(shown_of)}" if shown_of else ""
            place = claim.place_of("article")
            problems.append(Problem("review/unknown-id", message, place, hint))
        article = shown_of.get(path, "")
        if article == anchor.article:
            placed.append(claim)
            continue
        anchor = Anchor(anchor.quote, anchor.prefix, anchor.suffix, article)
        placed.append(replace(claim, anchor=anchor))
    return Reading(tuple(placed), tuple(problems))


def _repeated(what: str, items: Sequence[Named]) -> list[Problem]:
    first: dict[str, Location] = {}
    problems = []
    for item in items:
        if item.id in first:
            message = f"the {what} id {item.id!r} is taken; the first is at {first[item.id]}"
            problems.append(Problem("review/duplicate-id", message, item.place_of("id")))
        else:
            first[item.id] = item.place_of("id")
    return problems


def _unknown_studies(claim: Claim, ids: frozenset[str], known: tuple[str, ...]) -> list[Problem]:
    asked = [("outcomes.synthesis", each.synthesis) for each in claim.outcomes]
    if not any(claim.synthesis is request for _, request in asked):
        asked.append(("synthesis", claim.synthesis))
    return [
        Problem(
            "review/unknown-id",
            f"claim {claim.id!r}: {where}.{key} names an unknown study {name!r}"
            f"{closest(name, known)}",
            claim.place_of(f"synthesis.{key}") if where == "synthesis" else request.location,
        )
        for where, request in asked
        if request is not None
        for key, names in (("exclude", request.exclude), ("sensitivity", request.sensitivity))
        for name in names
        if name not in ids
    ]
