"""Signalling questions, and the rules that lead from their answers to a rating."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.appraisal.condition import condition


@dataclass(frozen=True, slots=True)
class Question:
    """One signalling question; ``label`` is ours, the tool's wording stands where it is published.

    ``answers`` are the words allowed, from the most to the least favourable reading where there is
    such an order. ``asked_if`` is a condition on earlier answers, empty when it is always asked.
    ``points`` are what each answer earns, in tools that count. ``variants`` are those it belongs
    to, empty for all.
    """

    id: str
    label: str
    answers: tuple[str, ...]
    asked_if: str = ""
    points: tuple[tuple[str, int], ...] = ()
    variants: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        condition(self.asked_if)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rating that follows from answers; an empty ``rating`` leaves the decision to a person."""

    rating: str
    when: str
    reason: str
    variants: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        condition(self.when)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a tool's algorithm makes of the answers in one domain.

    ``rating`` is empty when they do not decide; ``reason`` then says why. ``path`` are the
    questions that were asked, with their answers; ``unanswered`` those that still are to be.
    """

    rating: str
    reason: str
    path: tuple[tuple[str, str], ...] = ()
    unanswered: tuple[str, ...] = ()
