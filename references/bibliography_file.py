"""A bibliography as a file that may be read, changed and written back."""

from __future__ import annotations

from dataclasses import dataclass

from references import encoding
from references.format import ReferenceFormat
from references.library import Library
from references.problem import Reading
from references.source import SourceFile


@dataclass(frozen=True, slots=True)
class BibliographyFile:
    """A file as it stands, and the format it is read and edited by."""

    source: SourceFile
    format: ReferenceFormat

    def read(self) -> Reading[Library]:
        """The records of the file."""
        return self.format.read(self.source)

    def encoded(self, text: str) -> bytes:
        """The bytes of another text of this file, in its own encoding.

        A format packed in another (a workbook) is packed again.
        """
        if self.format.decode is encoding.decode:
            return encoding.encode(self.source, text)
        return self.format.encode(text)
