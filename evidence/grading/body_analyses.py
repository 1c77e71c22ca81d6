"""What the synthesis of a body is asked beyond its pooled effect.

Apart from the body itself, because an audit never asks and these analyses load much.
"""

from __future__ import annotations

from evidence.grading.body import studies_to_pool
from evidence.grading.framework import Body
from evidence.synthesis.analyses import Analyses, analyse


def analyses_of(body: Body) -> Analyses | None:
    """All analyses of the studies of a body; ``None`` where nothing is to be pooled."""
    request = body.claim.synthesis
    if request is None or body.synthesis is None:
        return None
    return analyse(request, studies_to_pool(body.claim, body.items, body.retracted))
