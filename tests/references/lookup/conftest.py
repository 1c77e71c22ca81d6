"""A server that plays the registries, and a clock that stands still until someone sleeps."""

import datetime
from threading import Lock

import pytest

from references.lookup.clock import Clock
from tests.references.lookup.registry_server import RegistryServer

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


class StoppedClock:
    """Moves only by sleeping; ``slept`` holds every sleep."""

    def __init__(self):
        self.slept = []
        self.now = 0.0
        self._lock = Lock()

    def sleep(self, seconds):
        with self._lock:
            self.slept.append(seconds)
            self.now += seconds

    @property
    def clock(self):
        return Clock(
            lambda: NOON + datetime.timedelta(seconds=self.now), lambda: self.now, self.sleep
        )


@pytest.fixture
def time():
    return StoppedClock()


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with RegistryServer() as running:
        yield running
