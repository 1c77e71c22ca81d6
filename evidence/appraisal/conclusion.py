"""Ways from rated domains to an overall rating that several tools share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from evidence.appraisal.tool import Conclusion

Conclude = Callable[[Mapping[str, str], str], Conclusion]
_MOST_NAMED = 3


def worst_of(order: Sequence[str], given: Mapping[str, str]) -> str:
    """The worst rating given, in an order from best to worst; empty when none is known."""
    ranks = [order.index(rating) for rating in given.values() if rating in order]
    return order[max(ranks)] if ranks else ""


def domains_rated(given: Mapping[str, str], rating: str, labels: Mapping[str, str]) -> str:
    """The domains with a rating by their labels, for a reason."""
    names = [labels.get(each, each).lower() for each, value in given.items() if value == rating]
    if len(names) <= _MOST_NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED} more"


def unsettled(given: Mapping[str, str], order: Sequence[str], labels: Mapping[str, str]) -> str:
    """The domains without a rating that says something, empty when there are none.

    A domain that nobody rated is not one of which nothing is known: they are named apart.
    """
    missing = {each: "" if rating else "open" for each, rating in given.items()}
    silent = {
        each: "open" if rating and rating not in order else "" for each, rating in given.items()
    }
    parts = (
        (f"{words} {domains_rated(found, 'open', labels)}")
        for words, found in (("not rated:", missing), ("no information on", silent))
        if "open" in found.values()
    )
    return "; ".join(parts)


def all_low_any_high(
    labels: Mapping[str, str], *, low: str = "low", middle: str, high: str = "high"
) -> Conclude:
    """Low when every domain is, high when any is, else the middle rating.

    While a domain has no rating only a high one decides. ``labels`` name the domains that count.
    """

    def conclude(domains: Mapping[str, str], _variant: str) -> Conclusion:
        given = {each: domains.get(each, "") for each in labels}
        if high in given.values():
            return Conclusion(high, f"{high} in {domains_rated(given, high, labels)}")
        if not any(given.values()):
            return Conclusion("", "no domain is rated")
        if missing := unsettled(given, (low, middle), labels):
            return Conclusion("", missing)
        if all(rating == low for rating in given.values()):
            return Conclusion(low, f"{low} in every domain")
        open_ = {each: "open" if rating != low else "" for each, rating in given.items()}
        return Conclusion(middle, f"not {low} in {domains_rated(open_, 'open', labels)}")

    return conclude


def by_a_person(reason: str) -> Conclude:
    """No rule: the tool leaves the overall rating to a person, for the reason given."""

    def conclude(_domains: Mapping[str, str], _variant: str) -> Conclusion:
        return Conclusion("", reason)

    return conclude
