"""A study that a synthesis cannot use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why a study cannot be used, in words that fit after its name."""

    reason: str
