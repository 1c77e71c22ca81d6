"""Asks registries over HTTP: patient with what passes, short with what does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from types import TracebackType
from urllib.parse import urlsplit

import httpx

from references import encoding
from references.lookup.clock import Clock
from references.lookup.retry_after import seconds_to_wait
from references.lookup.turnstile import Turnstile
from references.registry import Answer, Caller, Question, Registry

_PASSES = frozenset({408, 425, 429, 500, 502, 503, 504})
_ABSENT = frozenset({404, 410})
_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """How much patience a client has.

    ``attempts`` a question; ``wait`` seconds before the second, doubled for each further one;
    ``longest_wait`` that a service may ask for; ``silence`` seconds between two pieces of an
    answer and ``whole`` for all of it; ``size`` of an answer in bytes; ``failures`` of a service
    in a row after which it is asked no more.
    """

    attempts: int = 4
    wait: float = 1.0
    longest_wait: float = 120.0
    silence: float = 20.0
    whole: float = 120.0
    size: int = 32 * 1024 * 1024
    failures: int = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a question: an answer, or why there is none.

    ``absent`` says that the service answered that it has no such record.
    """

    question: Question
    answer: Answer = field(default_factory=Answer)
    absent: bool = False
    failure: str = ""


class _PassingTroubleError(Exception):
    """What may be better next time, with the seconds that the service asks for."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class _LastingTroubleError(Exception):
    """What no second attempt will mend."""


@dataclass
class _Service:
    """One registry as this client sees it."""

    url: str
    turnstile: Turnstile
    failures: int = 0


class Client:
    """Questions to registries, each answered or explained; it never raises for what comes back.

    ``base_urls`` stand in for the registries' own, for mirrors and tests. ``tell`` hears how many
    questions are being put. Used as a context, so that connections are closed.
    """

    def __init__(
        self,
        caller: Caller,
        clock: Clock,
        base_urls: Mapping[str, str] | None = None,
        limits: Limits = Limits(),
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self._caller = caller
        self._clock = clock
        self._base_urls = base_urls or {}
        self._limits = limits
        self._tell = tell
        self._services: dict[str, _Service] = {}
        self._lock = Lock()
        self._http = httpx.Client(
            headers={"User-Agent": caller.user_agent, "Accept-Encoding": "gzip"},
            timeout=httpx.Timeout(limits.silence),
            follow_redirects=False,
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._http.close()

    def ask(self, registry: Registry, questions: tuple[Question, ...]) -> tuple[Asked, ...]:
        """What came of each question, in their order; as many at once as the registry allows."""
        service = self._service(registry)
        if self._tell is not None and questions:
            number = "1 question" if len(questions) == 1 else f"{len(questions)} questions"
            self._tell(f"asking {registry.title}: {number}")
        if len(questions) < 2 or service.turnstile.pace.at_once < 2:
            return tuple(self._one(registry, service, question) for question in questions)
        with ThreadPoolExecutor(service.turnstile.pace.at_once) as pool:
            return tuple(
                pool.map(lambda question: self._one(registry, service, question), questions)
            )

    def _service(self, registry: Registry) -> _Service:
        with self._lock:
            if registry.name not in self._services:
                url = self._base_urls.get(registry.name, registry.base_url).rstrip("/")
                turnstile = Turnstile(registry.pace(self._caller), self._clock)
                self._services[registry.name] = _Service(url, turnstile)
            return self._services[registry.name]

    def _one(self, registry: Registry, service: _Service, question: Question) -> Asked:
        if service.failures >= self._limits.failures:
            failure = f"{registry.title} failed {service.failures} times in a row and was left"
            return Asked(question, failure=failure)
        try:
            asked = self._patiently(registry, service, question)
        except (_PassingTroubleError, _LastingTroubleError) as error:
            with self._lock:
                service.failures += 1
            return Asked(question, failure=f"{registry.title}: {error}")
        with self._lock:
            service.failures = 0
        return asked

    def _patiently(self, registry: Registry, service: _Service, question: Question) -> Asked:
        limits = self._limits
        for attempt in range(1, limits.attempts + 1):
            try:
                with service.turnstile:
                    return self._once(registry, service, question)
            except _PassingTroubleError as error:
                wait = limits.wait * 2 ** (attempt - 1) if error.wait is None else error.wait
                if attempt == limits.attempts:
                    raise
                if wait > limits.longest_wait:
                    raise _LastingTroubleError(f"{error}; it asks to wait {wait:.0f} s") from error
                service.turnstile.pause(wait)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, registry: Registry, service: _Service, question: Question) -> Asked:
        status, headers, body = self._exchange(registry, service, question)
        told = registry.pace_told(headers) if registry.pace_told else None
        if told is not None:
            service.turnstile.slow_down(told)
        if status in _PASSES | registry.busy:
            wait = seconds_to_wait(headers, self._clock.moment())
            raise _PassingTroubleError(f"answered {status}", wait)
        text = encoding.decode(registry.name, body).value.text
        if status in _ABSENT and text.lstrip("\ufeff \t\r\n")[:1] != "<":
            return Asked(question, absent=True)
        if status != 200:
            raise _LastingTroubleError(f"answered {status}")
        answer = registry.read(text)
        if answer.trouble:
            raise _PassingTroubleError(answer.trouble)
        return Asked(question, answer)

    def _exchange(
        self, registry: Registry, service: _Service, question: Question
    ) -> tuple[int, Mapping[str, str], bytes]:
        signed = registry.signed(self._caller)
        request = self._http.build_request(
            "POST" if question.form else "GET",
            f"{service.url}/{question.path}",
            params=question.parameters + (() if question.form else signed) or None,
            data=dict(question.form + signed) if question.form else None,
        )
        for _ in range(_REDIRECTS + 1):
            try:
                status, headers, body, following = self._send(request)
            except httpx.TimeoutException as error:
                raise _PassingTroubleError("did not answer in time") from error
            except httpx.RemoteProtocolError as error:
                raise _PassingTroubleError("broke its answer off") from error
            except httpx.DecodingError as error:
                raise _PassingTroubleError("sent an answer that cannot be unpacked") from error
            except httpx.TransportError as error:
                raise _PassingTroubleError(f"cannot be reached ({type(error).__name__})") from error
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise _LastingTroubleError(f"cannot be asked ({type(error).__name__})") from error
            if following is None:
                return status, headers, body
            # A key or an address must not follow to a place that the person did not choose.
            if urlsplit(str(following.url)).hostname != urlsplit(service.url).hostname:
                raise _LastingTroubleError(f"redirects elsewhere, to {following.url.host}")
            request = following
        raise _LastingTroubleError(f"redirects more than {_REDIRECTS} times")

    def _send(
        self, request: httpx.Request
    ) -> tuple[int, Mapping[str, str], bytes, httpx.Request | None]:
        started = self._clock.seconds()
        response = self._http.send(request, stream=True)
        try:
            if response.next_request is not None:
                return response.status_code, response.headers, b"", response.next_request
            pieces: list[bytes] = []
            size = 0
            for piece in response.iter_bytes():
                pieces.append(piece)
                size += len(piece)
                if size > self._limits.size:
                    raise _LastingTroubleError(
                        f"sent more than {self._limits.size:,} bytes and was cut off"
                    )
                if self._clock.seconds() - started > self._limits.whole:
                    raise _PassingTroubleError("did not finish its answer in time")
            return response.status_code, response.headers, b"".join(pieces), None
        finally:
            response.close()
