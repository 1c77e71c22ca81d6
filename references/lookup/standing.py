"""What its notices make of a work."""

from __future__ import annotations

from collections.abc import Sequence

from references.dates import PartialDate
from references.notice import Notice, NoticeKind

_NEVER = PartialDate(0)


def retraction_in_force(notices: Sequence[Notice]) -> Notice | None:
    """The latest retraction that no reinstatement of the same or a later day lifts."""
    retractions = [each for each in notices if each.kind is NoticeKind.RETRACTION]
    lifted = [each.date or _NEVER for each in notices if each.kind is NoticeKind.REINSTATEMENT]
    standing = [
        each
        for each in retractions
        if not lifted or (each.date is not None and each.date > max(lifted))
    ]
    return max(standing, key=lambda each: each.date or _NEVER, default=None)
