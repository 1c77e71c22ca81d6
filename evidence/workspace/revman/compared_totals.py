"""RevMan's totals beside those of the imported studies, so that a slip of the import shows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from evidence.model.claim import SynthesisRequest
from evidence.model.study import Study
from evidence.synthesis.synthesise import synthesise
from evidence.workspace.read_studies import read_studies
from evidence.workspace.revman.revman_review import Pooled
from evidence.workspace.revman.revman_studies import NamedOutcome
from evidence.workspace.revman.revman_text import method_of, total_in_words
from references.source import Location, SourceFile

# Q around another mean, another correction of small samples or empty cells: see the how-to page.
_KNOWN = 0.02


def compared_totals(
    outcomes: Sequence[NamedOutcome], text: str
) -> Iterator[tuple[NamedOutcome, str]]:
    """Each outcome with what pooling its studies gives here, in words; ``text`` is the new file."""
    studies = read_studies(SourceFile("studies.yaml", text)).value
    for outcome in outcomes:
        if outcome.analysis.pooled is not None and not outcome.analysis.apart:
            yield outcome, _compared(outcome, outcome.analysis.pooled, studies)


def _compared(outcome: NamedOutcome, revman: Pooled, studies: Sequence[Study]) -> str:
    analysis = outcome.analysis
    request = SynthesisRequest(
        outcome.id,
        analysis.measure,
        Location("studies.yaml"),
        method_of(analysis),
        level=analysis.level,
    )
    found = synthesise(request, studies, details=False)
    if found.pooled is None:
        return f"not pooled ({found.notes[0] if found.notes else 'no study could be used'})"
    numbers = (found.pooled.value, found.pooled.ci_low, found.pooled.ci_high)
    if found.is_ratio:
        numbers = (math.exp(numbers[0]), math.exp(numbers[1]), math.exp(numbers[2]))
    ours = Pooled(*numbers)
    said = total_in_words(ours)
    if not _is_near(ours, revman, is_ratio=found.is_ratio):
        said += f"; more than {_KNOWN:.0%} of the interval's length apart, so compare the data"
    return said


def _is_near(ours: Pooled, theirs: Pooled, *, is_ratio: bool) -> bool:
    pairs = [(ours.value, theirs.value), (ours.low, theirs.low), (ours.high, theirs.high)]
    if is_ratio:
        if min(min(pair) for pair in pairs) <= 0:
            return False
        pairs = [(math.log(one), math.log(other)) for one, other in pairs]
    length = abs(pairs[2][1] - pairs[1][1])
    return max(abs(one - other) for one, other in pairs) <= _KNOWN * max(length, 1e-9)
