"""What accepting did with one judgement: the level it stood at before and stands at now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Accepted:
    """One judgement of a claim, or of its ``outcome``, and whether it was stamped.

    ``certainty`` is empty where there is no judgement to accept. ``was`` is the level accepted
    before, empty where none was; ``anew`` says that something of what is judged is another now.
    """

    path: Path
    claim: str
    outcome: str
    certainty: str
    was: str = ""
    anew: bool = True

    def told(self, by: str, on: str) -> str:
        """One line for the person who accepts."""
        what = f"{self.claim}, outcome {self.outcome}" if self.outcome else self.claim
        if not self.certainty:
            return f"{what}: nothing to accept, because nobody has judged it"
        if not self.was:
            return f"{what}: {self.certainty}, accepted for the first time by {by} on {on}"
        if self.was != self.certainty:
            return f"{what}: {self.was} → {self.certainty}, accepted by {by} on {on}"
        if self.anew:
            return f"{what}: {self.certainty} as before, accepted anew by {by} on {on}"
        return f"{what}: {self.certainty} as before, nothing changed, stamped {on}"
