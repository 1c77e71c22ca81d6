"""Whether what a reference gives agrees with what a registry has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """The verdict on one field; ``why`` explains an agreement that is not word for word."""

    agrees: bool
    why: str = ""


SAME = Agreement(True)
DIFFERENT = Agreement(False)
