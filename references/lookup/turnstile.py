"""Lets requests to one service through no faster than it allows."""

from __future__ import annotations

from threading import Condition

from references.lookup.clock import Clock
from references.registry import Pace


class Turnstile:
    """Gives each request its turn; several threads may stand before it.

    Used as a context around a request. ``slow_down`` takes over a slower pace that the service
    asks for; a faster one is left alone, so that a service is never pressed harder than planned.
    """

    def __init__(self, pace: Pace, clock: Clock) -> None:
        self.pace = pace
        self._clock = clock
        self._free = Condition()
        self._running = 0
        self._next = float("-inf")

    def __enter__(self) -> Turnstile:
        with self._free:
            while self._running >= self.pace.at_once:
                self._free.wait()
            self._running += 1
            now = self._clock.seconds()
            turn = max(now, self._next)
            self._next = turn + 1 / self.pace.per_second
        if turn > now:
            self._clock.sleep(turn - now)
        return self

    def __exit__(self, *_: object) -> None:
        with self._free:
            self._running -= 1
            self._free.notify()

    def slow_down(self, pace: Pace) -> None:
        """Keep to the slower of the present pace and this one."""
        with self._free:
            self.pace = Pace(
                min(self.pace.per_second, pace.per_second), min(self.pace.at_once, pace.at_once)
            )

    def pause(self, seconds: float) -> None:
        """Let nobody through for so long."""
        with self._free:
            self._next = max(self._next, self._clock.seconds() + seconds)
