"""The columns of a table of trials, by the headings that people and other programs give them.

Known are plain words, the arguments of R's metafor (``ai``, ``n1i``, ``m1i`` ...) and meta
(``event.e``, ``n.e``, ``mean.e`` ...), and the columns of metafor's data sets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from evidence.appraisal.rating_words import folded

STUDY, YEAR, REFERENCE, DESIGN = "study", "year", "reference", "design"
_SIDES = (("intervention", "1", "e", "treatment"), ("comparator", "2", "c", "control"))


def _of_sides(
    field: str, plain: Sequence[str], short: Sequence[tuple[str, str]]
) -> dict[str, set[str]]:
    """The headings of one number of both arms, such as ``intervention events`` and ``event.e``."""
    found: dict[str, set[str]] = {}
    for at, (side, digit, letter, other) in enumerate(_SIDES):
        names = {pair[at] for pair in short}
        for word in plain:
            names |= {
                f"{side} {word}", f"{word} {side}", f"{other} {word}", f"{word} {other}",
                f"{word} {digit}", f"{word} {letter}", f"{word}{digit}",
            }  # fmt: skip
        found[f"{side}.{field}"] = {folded(name) for name in names}
    return found


HEADINGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        name: frozenset(headings)
        for name, headings in {
            STUDY: {"study", "author", "authors", "trial", "studlab", "study id"},
            YEAR: {"year", "publication year"},
            REFERENCE: {"reference", "key", "citation key"},
            DESIGN: {"design", "study design"},
            **_of_sides(
                "events", ("events", "event"), (("ai", "ci"), ("tpos", "cpos"), ("x1i", "x2i"))
            ),
            **_of_sides("others", ("non events", "no events"), (("bi", "di"), ("tneg", "cneg"))),
            **_of_sides("total", ("total", "n", "participants"), (("n1i", "n2i"),)),
            **_of_sides("mean", ("mean",), (("m1i", "m2i"),)),
            **_of_sides("sd", ("sd", "standard deviation"), (("sd1i", "sd2i"),)),
            **_of_sides("median", ("median",), ()),
            **_of_sides("q1", ("q1", "lower quartile"), ()),
            **_of_sides("q3", ("q3", "upper quartile"), ()),
            **_of_sides("person-time", ("person time", "time"), (("t1i", "t2i"),)),
            "single.events": {"xi", "events"},
            "single.total": {"ni", "total", "n"},
            "estimate.value": {"yi", "estimate", "effect", "te"},
            "estimate.variance": {"vi", "variance"},
            "estimate.standard-error": {"sei", "se", "standard error", "sete"},
            "estimate.low": {"ci low", "lower", "ci lb", "lower limit"},
            "estimate.high": {"ci high", "upper", "ci ub", "upper limit"},
            "estimate.p": {"p", "p value", "pval"},
            "correlation": {"ri", "r", "correlation"},
        }.items()
    }
)
"""The headings that each column may have, in small letters."""


def columns_of(
    headings: Sequence[str], named: Mapping[str, str]
) -> tuple[Mapping[str, int], tuple[int, ...]]:
    """Where each known column stands, and the others, which are characteristics of the studies.

    ``named`` maps columns to headings that the caller chose, which go before all others.
    """
    found: dict[str, int] = {}
    texts = [folded(heading) for heading in headings]
    for column, heading in named.items():
        if folded(heading) in texts:
            found[column] = texts.index(folded(heading))
    for at, text in enumerate(texts):
        if at in found.values():
            continue
        for column, known in HEADINGS.items():
            if column not in found and text in known and text:
                found[column] = at
                break
    others = tuple(at for at, text in enumerate(texts) if at not in found.values() and text)
    return MappingProxyType(found), others
