"""The bound of a rule: the threshold that decided, and who set it."""

from __future__ import annotations

from dataclasses import dataclass

OURS = "evidence-review's own"


@dataclass(frozen=True, slots=True)
class Bound:
    """The threshold of a rule and what follows from it.

    ``source`` is the publication that gives it. ``ours`` names what of it this program sets
    itself; without a source that is all of it.
    """

    rule: str
    source: str = ""
    ours: str = ""

    @property
    def is_published(self) -> bool:
        """Whether a publication gives all of it."""
        return bool(self.source) and not self.ours

    def __str__(self) -> str:
        if not self.source:
            return f"{self.rule} ({OURS})"
        own = f"; {self.ours}: {OURS}" if self.ours else ""
        return f"{self.rule} ({self.source}{own})"


LEFT_OPEN = Bound("no figure decides: nothing changes until a person rates it")
