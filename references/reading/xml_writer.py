"""Writes a library as an XML bibliography, giving back as it stood whatever was not changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from references.keys.unique import UniqueKeys
from references.library import Library
from references.reading.xml_dialect import Dialect, Values
from references.reading.xml_extra import ATTRIBUTES, TARGET, extra_piece, extra_values
from references.reading.xml_pieces import Piece, is_element, record_text
from references.reading.xml_reader import made_key, read
from references.reading.xml_tree import is_well_formed, mended, parse
from references.reading.xml_writing import comment
from references.reference import Reference, ReferenceKind
from references.source import SourceFile, Span

_BLANK_BEFORE = re.compile(r"[ \t]*(?:\r\n|\r|\n)?[ \t]*\Z")


def write(dialect: Dialect, library: Library) -> str:
    """The library in one file: the text of its only source where that can be kept."""
    if len(library.sources) == 1 and not library.references:
        source = library.sources[0]
        begins = source.text.lstrip("\ufeff \t\r\n").startswith("<")
        if begins and not read(dialect, source).value.references:
            return source.text
    own = [each for each in library.sources if _is_own(dialect, each)]
    if len(own) == 1 and len(library.sources) == 1:
        kept = _rewritten(dialect, own[0], library.references)
        if kept is not None:
            return kept
    texts = {source.path: source for source in own}
    originals: dict[str, dict[Span | None, Reference]] = {
        path: {ref.span: ref for ref in read(dialect, source).value if ref.span}
        for path, source in texts.items()
    }
    return "".join(_file(dialect, library.references, texts, originals))


def write_stream(dialect: Dialect, references: Iterable[Reference]) -> Iterator[str]:
    """The same record by record; no file is at hand, so that every record is laid out anew."""
    yield from _file(dialect, references, {}, {})


def _is_own(dialect: Dialect, source: SourceFile) -> bool:
    return any(f"<{name}" in source.text for name in dialect.records)


def _file(
    dialect: Dialect,
    references: Iterable[Reference],
    sources: Mapping[str, SourceFile],
    originals: Mapping[str, Mapping[Span | None, Reference]],
) -> Iterator[str]:
    yield dialect.prolog
    keys = _Keys()
    for reference in references:
        source = sources.get(reference.location.path)
        if source is not None and originals[source.path].get(reference.span) == reference:
            text = source.slice(reference.span or Span(0, 0))
            whole = text.startswith(f"<{dialect.record_name(reference)}")
            if (
                whole
                and is_well_formed(text)
                and keys.comes_back(reference.key, _values(dialect, text))
            ):
                yield f"{'  ' * dialect.indent}{text}\n"
                continue
        yield _record(dialect, reference, keys) + "\n"
    yield dialect.epilog


class _Keys:
    """The keys that a reader will give to the records written so far."""

    def __init__(self) -> None:
        self.given = UniqueKeys()

    def comes_back(self, key: str, values: Values) -> bool:
        """Whether a record with these values is read with that key, which is taken from now on."""
        expected = values.get("key", "") or self.given.free(made_key(values))
        self.given.take(key)
        return expected == key

    def comes_back_from(
        self, dialect: Dialect, reference: Reference, text: str, whole: bool
    ) -> bool:
        """The same for a record that stays as it stands, alone or with others in its element."""
        if whole:
            return self.comes_back(reference.key, _values(dialect, text))
        self.given.take(reference.key)
        return True


def _rewritten(
    dialect: Dialect, source: SourceFile, references: tuple[Reference, ...]
) -> str | None:
    """The file with changed records replaced, missing ones taken out and new ones put at the end.

    ``None`` when the order of the records is another, or when there is none to go by.
    """
    originals = {ref.span: ref for ref in read(dialect, source).value if ref.span}
    own: dict[Span, Reference] = {}
    new: list[Reference] = []
    for reference in references:
        span = reference.span
        if span in originals and span not in own and reference.location.path == source.path:
            if new:
                return None
            own[span] = reference
        else:
            new.append(reference)
    if list(own) != sorted(own) or (new and not own):
        return None if references or originals else source.text
    starts = tuple(f"<{name}" for name in dialect.records)
    for span, original in originals.items():
        # One of several in a record element can neither be replaced nor taken out alone.
        if not source.text.startswith(starts, span.start) and own.get(span) != original:
            return None
    return _stitched(dialect, source, originals, own, new)


def _stitched(
    dialect: Dialect,
    source: SourceFile,
    originals: Mapping[Span, Reference],
    own: Mapping[Span, Reference],
    new: Iterable[Reference],
) -> str:
    keys = _Keys()
    last = max(own, default=None)
    out: list[str] = []
    position = 0
    for span in sorted(originals):
        before = source.text[position : span.start]
        position = span.end
        if span not in own:
            out.append(_BLANK_BEFORE.sub("", before))
            continue
        out.append(before)
        text = source.slice(span)
        whole = text.startswith(f"<{dialect.record_name(own[span])}")
        if originals[span] == own[span] and keys.comes_back_from(dialect, own[span], text, whole):
            out.append(text)
        else:
            out.append(_record(dialect, own[span], keys).lstrip(" "))
        if span == last:
            out.extend("\n" + _record(dialect, each, keys) for each in new)
    return "".join(out) + source.text[position:]


def _record(dialect: Dialect, reference: Reference, keys: _Keys) -> str:
    if reference.source_format == dialect.name and reference.fields:
        pieces = _changed(dialect, reference)
    else:
        pieces = dialect.pieces(reference)
    name = dialect.record_name(reference)
    values = _values(dialect, record_text(name, pieces, dialect.indent))
    missing = {
        attribute
        for attribute in ATTRIBUTES
        if attribute != "key" and not _same(values.get(attribute), getattr(reference, attribute))
    }
    if not keys.comes_back(reference.key, values):
        missing.add("key")
    if missing:
        pieces = [extra_piece(reference, missing), *pieces]
    return record_text(name, pieces, dialect.indent)


def _values(dialect: Dialect, text: str) -> Values:
    root = parse(text).root
    if root is None:
        return {}
    values = dialect.values(root)
    values.update(extra_values(root, text))
    values.setdefault("kind", ReferenceKind.OTHER)
    return values


def _same(found: object, wanted: object) -> bool:
    """Whether two values are one, blanks aside; nothing is the same as nothing."""
    if isinstance(found, str) or isinstance(wanted, str):
        return " ".join(str(found or "").split()) == " ".join(str(wanted or "").split())
    return (found or None) == (wanted or None)


def _changed(dialect: Dialect, reference: Reference) -> list[Piece]:
    """The pieces of a record: those of changed values rendered anew, all others as they were."""
    old = [_sound(Piece(field.name, field.raw)) for field in reference.fields]
    values = _values(dialect, record_text(dialect.record_name(reference), old, dialect.indent))
    old = [piece for piece in old if piece.path != f"?{TARGET}"]
    changed = {
        attribute
        for attribute in dialect.sources
        if not _same(values.get(attribute), getattr(reference, attribute))
    }
    if not changed:
        return old
    paths = tuple({path for attribute in changed for path in dialect.sources[attribute]})
    new: dict[str, list[Piece]] = {}
    for piece in dialect.pieces(reference):
        if _is_of(piece.path, paths):
            new.setdefault(piece.path, []).append(piece)
    pieces: list[Piece] = []
    for piece in old:
        if _is_of(piece.path, paths):
            pieces.extend(new.pop(piece.path, ()))
        else:
            pieces.append(piece)
    for added in new.values():
        place = _place_of(dialect, pieces, added[0].path)
        pieces[place:place] = added
    return pieces


def _is_of(path: str, paths: tuple[str, ...]) -> bool:
    return any(path == each or path.startswith(f"{each}/") for each in paths)


def _place_of(dialect: Dialect, pieces: list[Piece], path: str) -> int:
    """Where a new piece goes: among those of its parent, behind all that the format puts before."""
    shared = [_shared(piece.path, path) for piece in pieces]
    most = max(shared, default=0)
    block = [index for index, length in enumerate(shared) if length == most]
    if not block:
        return 0
    rank = _rank(dialect, path)
    place, current = block[0], -1
    for index in range(block[0], block[-1] + 1):
        own = _rank(dialect, pieces[index].path)
        current = own if own >= 0 else current
        if current <= rank:
            place = index + 1
    return place


def _shared(first: str, second: str) -> int:
    """How many steps from the record down two paths have in common."""
    steps = zip(first.split("/")[:-1], second.split("/")[:-1], strict=False)
    count = 0
    for one, other in steps:
        if one != other:
            break
        count += 1
    return count


def _rank(dialect: Dialect, path: str) -> int:
    return dialect.order.index(path) if path in dialect.order else -1


def _sound(piece: Piece) -> Piece:
    """The piece as a parser takes it; what is beyond mending stays readable in a comment."""
    if not is_element(piece) or is_well_formed(piece.raw):
        return piece
    better = mended(piece.raw)
    if is_well_formed(better):
        return piece._replace(raw=better)
    return piece._replace(path=f"{piece.path}#broken", raw=comment(piece.raw))
