"""Writes tagged formats, giving back to the byte whatever was not changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from references.edit import FieldEdit
from references.errors import InputError
from references.format import HEAD, format_of
from references.library import Library
from references.reading.tagged_format import TaggedFormat
from references.reading.tagged_lines import blocks
from references.reading.tagged_reading import read_tagged
from references.reading.tagged_rendering import (
    changed_record,
    edited_value,
    from_fields,
    new_record,
    reread,
    typed,
)
from references.reference import Reference
from references.source import SourceFile, Span

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK_LINE_END = re.compile(r"[ \t]*(?:\r\n|\r|\n)?(?:[ \t]*(?:\r\n|\r|\n))?")


def write_tagged(fmt: TaggedFormat, library: Library) -> str:
    """The library as text of this format: the same text for the same library."""
    remaining = {id(reference): reference for reference in library.references}
    parts: list[str] = []
    for source in library.sources:
        claimed = [ref for ref in remaining.values() if ref.location.path == source.path]
        if not _is_own(fmt, source, claimed):
            continue
        originals = {ref.span: ref for ref in read_tagged(fmt, source).value if ref.span}
        own: dict[Span, Reference] = {}
        for reference in claimed:
            span = reference.span
            if span in originals and span not in own and reference.source_format == fmt.name:
                own[span] = remaining.pop(id(reference))
        parts.append(_rewritten(fmt, source, originals, own))
    line_end = _line_end(library.sources) if parts else "\n"
    new = [record_text(fmt, reference, line_end) for reference in remaining.values()]
    return _with_new(fmt, parts, new, line_end)


def _is_own(fmt: TaggedFormat, source: SourceFile, claimed: Sequence[Reference]) -> bool:
    """Whether a source is text of this format; one whose records are all gone shows it itself."""
    if claimed:
        return any(reference.source_format == fmt.name for reference in claimed)
    try:
        heads = ("", source.text[:HEAD])
        return any(format_of(source.path, head).name == fmt.name for head in heads)
    except InputError:
        return False


def _line_end(sources: Iterable[SourceFile]) -> str:
    """The line end of the first file that has one."""
    for source in sources:
        if (match := _LINE_END.search(source.text)) is not None:
            return match[0]
    return "\n"


def _with_new(fmt: TaggedFormat, parts: list[str], new: Sequence[str], line_end: str) -> str:
    """The texts of files with new records behind them, before what ends the last file."""
    if not parts:
        body = line_end.join(new)
        return fmt.head + body + fmt.tail if new or fmt.head else body
    text = parts[0]
    for part in parts[1:]:
        text = _joined(fmt, text, part, line_end)
    for record in new:
        text = _joined(fmt, text, record, line_end)
    return text


def _joined(fmt: TaggedFormat, text: str, part: str, line_end: str) -> str:
    """Two texts with a blank line between, the first one's tail behind both."""
    if not part or not text:
        return text + part
    tail = fmt.tail.strip()
    end = ""
    if tail and text.rstrip().endswith(("\n" + tail, "\r" + tail)):
        cut = len(text.rstrip()) - len(tail)
        text, end = text[:cut], text[cut:]
        end = end if end.endswith(("\n", "\r")) else end + line_end
        if fmt.head.strip() and part.startswith(fmt.head.split("\n", 1)[0]):
            part = part[part.find("\nPT ") + 1 :] if "\nPT " in part else part
            return text + part if part.rstrip().endswith(tail) else text + part + end
        return text + part + line_end + end
    stripped = text.rstrip("\r\n")
    missing = max(0, 2 - len(_LINE_END.findall(text[len(stripped) :])))
    return text + line_end * missing + part


def _rewritten(
    fmt: TaggedFormat,
    source: SourceFile,
    originals: Mapping[Span, Reference],
    own: Mapping[Span, Reference],
) -> str:
    """The text of a file with its changed records replaced and its missing ones taken out."""
    line_end = _line_end([source])
    in_order = list(own) == sorted(own)
    if (
        in_order
        and len(own) == len(originals)
        and all(originals[span] == reference for span, reference in own.items())
    ):
        return source.text
    texts = {
        span: source.slice(span)
        if originals[span] == reference
        else changed_record(fmt, source.slice(span), originals[span], reference, line_end)
        for span, reference in own.items()
    }
    waiting = iter(texts.values())
    out: list[str] = []
    position = 0
    for span in sorted(originals):
        out.append(source.text[position : span.start])
        position = span.end
        if span in own:
            # Records in another order take the places of those that stood here.
            out.append(texts[span] if in_order else next(waiting))
        elif (blank := _BLANK_LINE_END.match(source.text, position)) is not None:
            position = blank.end()
    out.append(source.text[position:])
    return "".join(out)


def record_text(fmt: TaggedFormat, reference: Reference, line_end: str) -> str:
    """A record whose file is not at hand: from its fields as far as they say what it says."""
    if reference.source_format != fmt.name or not reference.fields:
        return new_record(fmt, reference, line_end)
    text = from_fields(fmt, reference, line_end)
    again = reread(fmt, text)
    if again is None:
        return new_record(fmt, reference, line_end)
    if typed(again) == typed(reference):
        return text
    body = changed_record(fmt, text.rstrip("\r\n"), again, reference, line_end)
    return body + line_end


def write_tagged_stream(fmt: TaggedFormat, references: Iterable[Reference]) -> Iterator[str]:
    """The text of records that come one by one."""
    if fmt.head:
        yield fmt.head
    first = True
    for reference in references:
        text = record_text(fmt, reference, "\n")
        yield text if first else "\n" + text
        first = False
    if fmt.tail:
        yield fmt.tail


def edit_tagged(fmt: TaggedFormat, source: SourceFile, edits: Sequence[FieldEdit]) -> str:
    """The text of a file with single fields changed and every other byte as it was."""
    line_end = _line_end([source])
    changes: list[tuple[int, int, str]] = []
    by_span: dict[Span, list[FieldEdit]] = {}
    for edit in edits:
        if edit.reference.span is not None:
            by_span.setdefault(edit.reference.span, []).append(edit)
    for span, group in by_span.items():
        block = next(blocks(fmt.grammar, source.slice(span), offset=span.start), None)
        if block is None:
            continue
        for edit in group:
            changes += _changes(fmt, edit, block.lines, line_end)
    out: list[str] = []
    position = 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        if start < position:
            continue  # a second edit of what was changed already
        out += [source.text[position:start], new]
        position = end
    return "".join([*out, source.text[position:]])


def _changes(
    fmt: TaggedFormat, edit: FieldEdit, lines: Sequence[tuple[str, str, int, int, int]],
    line_end: str,
) -> Iterator[tuple[int, int, str]]:  # fmt: skip
    """Where one edit replaces what by what."""
    _, last_raw, _, _, last_value = lines[-1]
    stop = last_value + len(last_raw.rstrip())
    if edit.field is None:
        if edit.value is not None:
            tag = edit.name.upper()
            new = fmt.separator(tag) + edited_value(fmt, tag, edit.value, line_end)
            yield stop, stop, line_end + new
        return
    fields = edit.reference.fields
    index = next(
        (number for number, field in enumerate(fields) if field is edit.field),
        fields.index(edit.field) if edit.field in fields else -1,
    )
    if not 0 <= index < len(lines):
        return
    tag, raw, _, start, value_start = lines[index]
    if edit.value is None:
        if index + 1 < len(lines):
            yield start, lines[index + 1][3], ""
        elif index:
            before = lines[index - 1]
            yield before[4] + len(before[1].rstrip()), stop, ""
    else:
        new = edited_value(fmt, tag, edit.value, line_end)
        yield value_start, value_start + len(raw.rstrip()), new
