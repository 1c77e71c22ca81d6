"""A person's judgement held against its framework's own rules, for those that add and take.

Such a framework starts at a level that the design gives and moves by the sum of its domains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evidence.grading.domain_rules.concern import Concern
from evidence.grading.framework import Derivation, Discrepancy, Domain, Level
from evidence.grading.scales.moves import START, derived_start, level_of, moved, rated
from evidence.model.judgement import Judgement


def discrepancies(
    judgement: Judgement,
    derivation: Derivation,
    *,
    levels: Sequence[Level],
    domains: Sequence[Domain],
    starts: Mapping[str, Level],
) -> Iterator[Discrepancy]:
    """Every way in which a judgement breaks the rules that such frameworks share."""
    yield from vocabulary(judgement, levels, domains, starts)
    yield from _reasons(judgement, domains)
    yield from _arithmetic(judgement, derivation, levels, domains, starts)
    if level_of(levels, judgement.certainty) is not None:
        yield from _differences(judgement, derivation, starts)
    yield from _passed_over(judgement, derivation, domains)


def vocabulary(
    judgement: Judgement,
    levels: Sequence[Level],
    domains: Sequence[Domain],
    starts: Mapping[str, Level],
) -> Iterator[Discrepancy]:
    """Words of a judgement that its framework does not know."""
    if level_of(levels, judgement.certainty) is None:
        known = ", ".join(level.id for level in levels)
        message = f"{judgement.certainty!r} is not a level; levels are {known}"
        yield Discrepancy("unknown-level", message)
    if judgement.start and judgement.start not in starts:
        known = f"starts are {', '.join(starts)}" if starts else "this framework has none to choose"
        message = f"{judgement.start!r} is not a start; {known}"
        yield Discrepancy("unknown-start", message)
    by_id = {domain.id: domain for domain in domains}
    for name, found in judgement.domains.items():
        domain = by_id.get(name)
        if domain is None:
            known = (
                f"domains are {', '.join(by_id)}" if by_id else "this framework has none to rate"
            )
            message = f"{name!r} is not a domain; {known}"
            yield Discrepancy("unknown-domain", message, name)
        elif found.rating not in domain.ratings:
            known = ", ".join(domain.ratings)
            message = f"{domain.label}: {found.rating!r} is not a rating; ratings are {known}"
            yield Discrepancy("unknown-rating", message, name)


def _reasons(judgement: Judgement, domains: Sequence[Domain]) -> Iterator[Discrepancy]:
    for domain in domains:
        found = rated(judgement, domain)
        if found is not None and found[1] != 0 and not found[2].strip():
            message = f"{domain.label} is rated {found[0]} without a reason"
            yield Discrepancy("change-without-reason", message, domain.id)


def _arithmetic(
    judgement: Judgement,
    derivation: Derivation,
    levels: Sequence[Level],
    domains: Sequence[Domain],
    starts: Mapping[str, Level],
) -> Iterator[Discrepancy]:
    start = starts.get(judgement.start or derived_start(derivation))
    given = level_of(levels, judgement.certainty)
    # A rating that is no word of the framework is named by itself; no sum is held against it.
    unread = any(
        domain.id in judgement.domains and rated(judgement, domain) is None for domain in domains
    )
    if start is None or given is None or unread:
        return
    changes = [found[1] for domain in domains if (found := rated(judgement, domain)) is not None]
    expected = moved(levels, start, sum(changes))
    if expected != given:
        message = (
            f"start {start.label.lower()} and changes of {sum(changes):+d} in all give "
            f"{expected.label.lower()}, not {given.label.lower()}"
        ).replace("-", "−")
        yield Discrepancy("arithmetic", message)


def _differences(
    judgement: Judgement, derivation: Derivation, starts: Mapping[str, Level]
) -> Iterator[Discrepancy]:
    if judgement.reason.strip():
        return
    start = derived_start(derivation)
    if judgement.start in starts and start and judgement.start != start:
        message = f"starts {judgement.start}, while the study designs give {start}; say why"
        yield Discrepancy("differs-from-derived", message, START)
    yield from difference(judgement, derivation)


def difference(judgement: Judgement, derivation: Derivation) -> Iterator[Discrepancy]:
    """A certainty other than the derived one, without a word of why."""
    if judgement.reason.strip():
        return
    if derivation.level is None:
        message = (
            f"judged {judgement.certainty}, while the framework gives no level to such evidence; "
            "say why"
        )
        yield Discrepancy("differs-from-derived", message)
    elif judgement.certainty != derivation.level.id:
        message = (
            f"judged {judgement.certainty}, while the rules give {derivation.level.id}; say why"
        )
        yield Discrepancy("differs-from-derived", message)


def _passed_over(
    judgement: Judgement, derivation: Derivation, domains: Sequence[Domain]
) -> Iterator[Discrepancy]:
    """Domains in which the data take levels off and the person fewer, without a word of why.

    Two such differences can cancel out in the sum, so that the level alone does not show them.
    """
    if judgement.reason.strip():
        return
    by_rule = {step.domain: step for step in derivation.steps if step.decided_by == "rule"}
    for domain in domains:
        found, step = rated(judgement, domain), by_rule.get(domain.id)
        if found is None or step is None or found[2].strip():
            continue
        if step.change < min(0, found[1]):
            message = (
                f"{domain.label} is rated {found[0]}, while the data give {step.rating} "
                f"({step.reason}); say why"
            )
            yield Discrepancy("differs-from-derived", message, domain.id)


def ignored_inconsistency(
    judgement: Judgement,
    domain: Domain,
    concern: Concern,
) -> Iterator[Discrepancy]:
    """A judgement that does not mention heterogeneity that the rules count."""
    found = rated(judgement, domain)
    if found is not None and (found[1] != 0 or found[2].strip()):
        return
    if concern.levels:
        message = (
            f"studies disagree ({concern.reason}), and the judgement does not say why that is "
            "no concern"
        )
        yield Discrepancy("ignored-inconsistency", message, domain.id)
