"""Time as an argument: what a look-up may know of it, and how it waits."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment, seconds that only ever rise, and sleep."""

    moment: Callable[[], datetime.datetime]
    seconds: Callable[[], float]
    sleep: Callable[[float], None]
