"""Registries behind a cache: what is known, what had to be asked, and what could not be."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from references.lookup.cache import Cache, Entry
from references.lookup.client import Asked, Client
from references.lookup.clock import Clock
from references.registry import Citation, Question, Registry, RegistryRecord, WorkId

_ROUND = 200
"""Identifiers after which answers are kept, so that a run broken off has not asked in vain."""

_SEARCHED = 20
"""Citations after which answers are kept: each is a question of its own."""

_ABSENT_DAYS = 2
"""What is not registered today may be next week; what is registered changes seldom."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of one question: records, none (``absent``), or why nothing is known.

    ``unasked`` says that nothing may go out and the cache has no answer.
    """

    asked: datetime.datetime | None = None
    records: tuple[RegistryRecord, ...] = ()
    agency: str = ""
    failure: str = ""
    unasked: bool = False

    @property
    def absent(self) -> bool:
        """Whether the registry answered that it has nothing."""
        known = self.asked is not None and not self.failure
        return known and not self.records and not self.agency


@dataclass(frozen=True, slots=True)
class Freshness:
    """Which kept answers are good: none when ``refresh``, else those up to so many days old."""

    days: int = 30
    refresh: bool = False


class Archive:
    """Answers questions from the cache and, where there is a client, from the registries."""

    def __init__(
        self,
        cache: Cache,
        client: Client | None,
        clock: Clock,
        freshness: Freshness = Freshness(),
    ) -> None:
        self._cache = cache
        self._client = client
        self._freshness = freshness
        self._now = clock.moment()

    def works(
        self, wanted: Mapping[str, Sequence[WorkId]], registries: Mapping[str, Registry]
    ) -> dict[tuple[str, WorkId], Finding]:
        """What each registry has under each identifier, all registries asked at once."""
        found: dict[tuple[str, WorkId], Finding] = {}
        open_: dict[str, list[WorkId]] = {}
        for name, works in wanted.items():
            for work in dict.fromkeys(works):
                kept = self._kept(registries[name], _key(work))
                if kept is None:
                    open_.setdefault(name, []).append(work)
                else:
                    found[name, work] = kept
        if self._client is None:
            return found | {
                (name, work): Finding(unasked=True)
                for name, works in open_.items()
                for work in works
            }
        longest = max(map(len, open_.values()), default=0)
        for start in range(0, longest, _ROUND):
            part = {name: works[start : start + _ROUND] for name, works in open_.items()}
            found |= self._ask_at_once(
                self._client, {name: works for name, works in part.items() if works}, registries
            )
        return found

    def _ask_at_once(
        self,
        client: Client,
        wanted: Mapping[str, Sequence[WorkId]],
        registries: Mapping[str, Registry],
    ) -> dict[tuple[str, WorkId], Finding]:
        found: dict[tuple[str, WorkId], Finding] = {}
        with ThreadPoolExecutor(len(wanted)) as pool:
            answers = pool.map(
                lambda item: self._ask(client, registries[item[0]], item[1]), wanted.items()
            )
            for name, findings in zip(wanted, answers, strict=True):
                self._keep(name, {_key(work): each for work, each in findings.items()})
                found |= {(name, work): each for work, each in findings.items()}
        return found

    def work_alone(self, registry: Registry, work: WorkId) -> Finding:
        """What a registry has under an identifier that a list of several did not bring back."""
        if self._client is None:
            return Finding(unasked=True)
        finding = self._ask(self._client, registry, (work,))[work]
        self._keep(registry.name, {_key(work): finding})
        return finding

    def agencies(self, registry: Registry, works: Sequence[WorkId]) -> dict[WorkId, Finding]:
        """Who registered each identifier that a registry does not have."""
        if registry.refer is None:
            return {}
        questions = {f"agency {work}": registry.refer(work) for work in works}
        findings = self._answers(registry, questions)
        return {work: findings[f"agency {work}"] for work in works}

    def search(self, registry: Registry, citations: Sequence[Citation]) -> dict[Citation, Finding]:
        """The records that a registry proposes for each citation."""
        questions = {f"citation {each}": registry.search(each) for each in citations}
        findings = self._answers(registry, questions)
        return {each: findings[f"citation {each}"] for each in citations}

    def _answers(self, registry: Registry, questions: Mapping[str, Question]) -> dict[str, Finding]:
        found: dict[str, Finding] = {}
        for key in questions:
            if (kept := self._kept(registry, key)) is not None:
                found[key] = kept
        missing = [key for key in questions if key not in found]
        if self._client is None or not missing:
            return found | dict.fromkeys(missing, Finding(unasked=True))
        for start in range(0, len(missing), _SEARCHED):
            keys = missing[start : start + _SEARCHED]
            asked = self._client.ask(registry, tuple(questions[key] for key in keys))
            new = {
                key: self._followed(self._client, registry, each)
                for key, each in zip(keys, asked, strict=True)
            }
            self._keep(registry.name, new)
            found |= new
        return found

    def _followed(self, client: Client, registry: Registry, asked: Asked) -> Finding:
        """The finding of an answer; works that it only names are asked for."""
        records = list(asked.answer.records)
        if asked.answer.found:
            for each in client.ask(registry, registry.ask(asked.answer.found)):
                if each.failure:
                    return Finding(self._now, failure=each.failure)
                records += each.answer.records
        return Finding(self._now, tuple(records), asked.answer.agency, asked.failure)

    def _ask(
        self, client: Client, registry: Registry, works: Sequence[WorkId]
    ) -> dict[WorkId, Finding]:
        findings: dict[WorkId, Finding] = {}
        named: dict[WorkId, RegistryRecord] = {}
        failures: dict[WorkId, str] = {}
        for asked in client.ask(registry, registry.ask(works)):
            finding = self._followed(client, registry, asked)
            for record in finding.records:
                for work in record.ids:
                    named.setdefault(work, record)
            about = asked.question.about
            # A registry may answer under the DOI of which the asked one is an alias.
            if len(about) == 1 and len(finding.records) == 1:
                named.setdefault(about[0], finding.records[0])
            if finding.failure:
                failures |= dict.fromkeys(about, finding.failure)
        for work in works:
            if work in named:
                findings[work] = Finding(self._now, (named[work],))
            else:
                findings[work] = Finding(self._now, failure=failures.get(work, ""))
        return findings

    def _kept(self, registry: Registry, key: str) -> Finding | None:
        entry = None if self._freshness.refresh else self._cache.get(registry.name, key)
        if entry is None:
            return None
        finding = _unpacked(registry, entry)
        if finding is None:
            return None
        days = min(self._freshness.days, _ABSENT_DAYS) if finding.absent else self._freshness.days
        too_old = self._now - entry.asked > datetime.timedelta(days=days)
        # Without a client an old answer is better than none; its day is told.
        return None if too_old and self._client is not None else finding

    def _keep(self, registry: str, findings: Mapping[str, Finding]) -> None:
        entries = {
            key: Entry(_packed(each), self._now)
            for key, each in findings.items()
            if not each.failure
        }
        if entries:
            self._cache.put(registry, entries)


def _key(work: WorkId) -> str:
    return f"{work.kind} {work.value}"


def _packed(finding: Finding) -> str:
    raws = [record.raw for record in finding.records]
    return json.dumps({"records": raws, "agency": finding.agency}, ensure_ascii=False)


def _unpacked(registry: Registry, entry: Entry) -> Finding | None:
    """A kept finding, its records read anew, so that a newer reader gets more out of them.

    What cannot be read is as good as not kept: it must not pass for "not found".
    """
    try:
        content = json.loads(entry.text)
        raws, agency = content["records"], str(content["agency"])
        records = [record for raw in raws for record in registry.read(str(raw)).records]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if len(records) < len(raws):
        return None
    return Finding(entry.asked, tuple(records), agency)
