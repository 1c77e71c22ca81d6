"""Whether the studies answer another question than the claim's.

Reviewers agree least on this domain (doi:10.1186/2046-4053-3-82) and no data of a review settle
it, so that it is always left to a person. Until one rates it, links marked ``indirect`` stand for
their word: a body most of which is indirect is one level off.
"""

from __future__ import annotations

from collections.abc import Sequence

from evidence.grading.bound import Bound
from evidence.grading.domain_rules.concern import Concern
from evidence.grading.framework import Body
from evidence.grading.primary_body import answering_items, marked_indirect
from evidence.model.study import Study

_MOST_NAMED = 3
_MOST = Bound("more than half of the studies: serious until a person rates it")
_NOT_MOST = Bound("half of the studies or fewer: no concern until a person rates it")


def indirectness_concern(body: Body, studies: Sequence[Study]) -> Concern:
    """The cautious reading of how directly these studies bear on the claim."""
    ids = {study.id for study in studies}
    indirect = len(ids & marked_indirect(answering_items(body)))
    hint = _populations(body, studies)
    if not indirect:
        return Concern(0, f"no study is marked indirect{hint}", open=True, bound=_NOT_MOST)
    verb = "is" if indirect == 1 else "are"
    reason = f"{indirect} of {len(ids)} studies {verb} marked indirect{hint}"
    most = 2 * indirect > len(ids)
    return Concern(int(most), reason, open=True, bound=_MOST if most else _NOT_MOST)


def _populations(body: Body, studies: Sequence[Study]) -> str:
    """The people asked about and those studied, side by side for the person who decides."""
    question = body.claim.question
    studied = tuple(dict.fromkeys(study.population for study in studies if study.population))
    if question is None or not question.population or not studied:
        return ""
    shown = "; ".join(studied[:_MOST_NAMED])
    if len(studied) > _MOST_NAMED:
        shown += f"; and {len(studied) - _MOST_NAMED} more"
    return f"; asked about {question.population}, studied in {shown}"
