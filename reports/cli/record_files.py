"""The records of bibliographies too large to hold: read anew whenever they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reports.cli.bibliographies import (
    read_bibliographies,
    refuse_idle_columns,
    tell_problems,
    with_columns,
)
from reports.cli.terminal import say
from reports.output import STANDARD

if TYPE_CHECKING:
    from references.format import ReferenceFormat
    from references.library import Library
    from references.reference import Reference

LARGE = 32 * 1024 * 1024
"""Bytes in all from which records are not held: each takes some two kilobytes when read."""


class RecordFiles:
    """Records of files in their order, as often as they are wanted.

    ``library`` holds them when the files are small enough; otherwise it is ``None``, and every
    pass reads the files again, so that memory does not grow with them. What the readers met is
    said in the first pass alone.
    """

    def __init__(
        self,
        files: Sequence[str],
        from_names: tuple[str, ...] | None,
        columns: Sequence[str] = (),
    ) -> None:
        self._files = tuple(dict.fromkeys(files))
        self._formats = _streamed(self._files, from_names, columns)
        self._told = False
        self.library: Library | None = None
        if not self._formats:
            read = read_bibliographies(files, from_names, columns)
            tell_problems(read)
            self.library = read.library

    def __iter__(self) -> Iterator[Reference]:
        if self.library is not None:
            return iter(self.library)
        return self._stream()

    def _stream(self) -> Iterator[Reference]:
        from references.problem import Problem

        told, self._told = self._told, True
        for name, item in zip(self._files, self._formats, strict=True):
            assert item.stream is not None  # noqa: S101 - only such formats are kept
            for record in item.stream(Path(name)):
                if isinstance(record, Problem):
                    if not told:
                        say(str(record))
                else:
                    yield record


def _streamed(
    files: Sequence[str], from_names: tuple[str, ...] | None, columns: Sequence[str]
) -> tuple[ReferenceFormat, ...]:
    """The formats of the files if they are large and can all be streamed; otherwise none."""
    from references.format import HEAD, open_bibliography

    paths = [Path(name) for name in files]
    if STANDARD in files or not all(path.is_file() for path in paths):
        return ()
    if sum(path.stat().st_size for path in paths) < LARGE:
        return ()
    formats = []
    for path in paths:
        with path.open("rb") as data:
            head = data.read(4 * HEAD)
        item, _ = open_bibliography(str(path), head, from_names[0] if from_names else "")
        if item.stream is None:
            return ()
        formats.append(with_columns(item, columns))
    refuse_idle_columns(formats, columns)
    return tuple(formats)
