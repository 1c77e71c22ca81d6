"""The records of a library made comparable, once for all rules that look for pairs."""

from __future__ import annotations

from references.checking.once import once_per_library
from references.library import Library
from references.matching.similarity import Prepared, prepare


@once_per_library
def prepared_records(library: Library) -> tuple[Prepared, ...]:
    """Records that have a title, with it and the first author made comparable."""
    return prepare(library)
