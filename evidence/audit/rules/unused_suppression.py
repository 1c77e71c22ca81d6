"""CFG001: a suppression that hides nothing."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.assessment import Assessment
from evidence.audit.example import example
from references.rule import Hit, Rule, Severity


def check(_: Assessment) -> Iterable[Hit]:
    """Nothing: only the runner, which has seen what every rule found, can know."""
    return ()


RULE = Rule(
    code="CFG001",
    name="unused-suppression",
    severity=Severity.WARNING,
    summary="A suppression in review.toml hides no finding.",
    why=(
        "A suppression is a person's word that a finding is acceptable. When the finding is gone, "
        "the word stays behind and would hide the next one without anybody having looked."
    ),
    bad=example(
        settings="""
        [[audit.suppress]]
        code = "CLM001"
        where = "no-such-claim"
        reason = "Agreed with the editor."
        """
    ),
    good=example(),
    check=check,
)
