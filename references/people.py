"""Names of people and of bodies that write."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonName:
    """One author or editor, in the parts that BibTeX and CSL tell apart.

    A body that writes (a working group, an institute) has only ``literal``.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    orcid: str = ""

    def __str__(self) -> str:
        if self.literal:
            return self.literal
        parts = (self.given, self.particle, self.family)
        name = " ".join(part for part in parts if part)
        return f"{name}, {self.suffix}" if self.suffix else name

    @property
    def sort_name(self) -> str:
        """Family name first, as an index prints it."""
        if self.literal:
            return self.literal
        family = f"{self.particle} {self.family}".strip()
        return f"{family}, {self.given}" if self.given else family
