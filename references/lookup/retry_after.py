"""How long a service asks to be left alone."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"\s*(\d{1,9})(?:\.\d*)?\s*")


def seconds_to_wait(headers: Mapping[str, str], now: datetime.datetime) -> float | None:
    """What ``Retry-After`` says, in seconds or as an HTTP date; ``None`` when it says nothing."""
    said = headers.get("retry-after", "")
    if (match := _SECONDS.fullmatch(said)) is not None:
        return float(match[1])
    try:
        date = parsedate_to_datetime(said)
    except (TypeError, ValueError, OverflowError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=datetime.UTC)
    return max(0.0, (date - now).total_seconds())
