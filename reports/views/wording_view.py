"""The wording check in one sentence, and the suggested rewrite as a diff of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from evidence.claims.wording import WordingCheck
from reports.views.review_view import WordingView, WordPart

_TOKEN = re.compile(r"\s+|\w+(?:[’'\-]\w+)*|[^\w\s]")
_MOST_TOKENS = 1500
"""Above this a diff of words costs more than it tells: the whole is shown as replaced."""


def wording_view(check: WordingCheck | None) -> WordingView | None:
    """What the article says against what the evidence allows; nothing where nothing was checked."""
    if check is None or check.outcome == "not-checked":
        return None
    phrases = tuple(dict.fromkeys(phrase.phrase for phrase in (*check.phrases, *check.causal)))
    diff = word_diff(check.text, check.suggestion) if check.suggestion else ()
    return WordingView(check.outcome, _summary(check), phrases, diff)


def word_diff(before: str, after: str) -> tuple[WordPart, ...]:
    """Runs of words that stay, go and come, in reading order; removed before added.

    Joining what stays and goes gives ``before``, what stays and comes gives ``after``.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > _MOST_TOKENS:
        return _parts([("removed", before), ("added", after)])
    runs: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, old_start, old_end, new_start, new_end in _whole_words(matcher.get_opcodes(), old):
        removed, added = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        if removed == added:
            runs.append(("same", removed))
        else:
            runs += [("removed", removed), ("added", added)]
    return _parts(runs)


def _whole_words(
    codes: Sequence[tuple[str, int, int, int, int]], old: list[str]
) -> list[tuple[str, int, int, int, int]]:
    """Changes that only a space keeps apart, joined, so that a phrase is replaced as a phrase."""
    joined: list[tuple[str, int, int, int, int]] = []
    for code in codes:
        tag, old_start, old_end, _, new_end = code
        space = tag == "equal" and "".join(old[old_start:old_end]).isspace()
        if joined and joined[-1][0] != "equal" and (tag != "equal" or space):
            last = joined[-1]
            joined[-1] = ("replace", last[1], old_end, last[3], new_end)
        else:
            joined.append(code)
    return joined


def _parts(runs: list[tuple[str, str]]) -> tuple[WordPart, ...]:
    return tuple(WordPart(text, change) for change, text in runs if text)


def _summary(check: WordingCheck) -> str:
    said = ", ".join(f"“{phrase.phrase}”" for phrase in check.phrases)
    sounds = check.sounds.replace("-", " ")
    allows = check.allows.replace("-", " ")
    if check.unstudied and check.phrases == check.unstudied:
        return f"The article says {said}; no study that could give results is linked."
    if check.outcome == "stronger":
        start = f"The article says {said}, which sounds" if said else "The wording sounds"
        return f"{start} like {sounds} certainty; the evidence allows {allows}."
    if check.outcome == "weaker":
        start = f"The article says {said}, which sounds" if said else "The wording sounds"
        return f"{start} like {sounds} certainty; the evidence would carry {allows}."
    said = f" ({said})" if said else ""
    return f"The wording{said} says no more than the evidence allows."
