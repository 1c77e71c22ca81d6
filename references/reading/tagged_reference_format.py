"""A format of tagged lines as the registry wants it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from references.format import EVERYTHING, ReferenceFormat
from references.reading.tagged_format import TaggedFormat
from references.reading.tagged_reading import read_tagged, stream_tagged
from references.reading.tagged_writing import edit_tagged, write_tagged, write_tagged_stream


def reference_format(
    fmt: TaggedFormat, suffixes: tuple[str, ...], recognises: Callable[[str], bool]
) -> ReferenceFormat:
    """The format with everything that follows from what it says of its tags."""
    return ReferenceFormat(
        name=fmt.name,
        title=fmt.title,
        suffixes=suffixes,
        read=partial(read_tagged, fmt),
        write=partial(write_tagged, fmt),
        recognises=recognises,
        stream=partial(stream_tagged, fmt),
        write_stream=partial(write_tagged_stream, fmt),
        edit=partial(edit_tagged, fmt),
        carries=EVERYTHING & frozenset(fmt.sources),
    )
