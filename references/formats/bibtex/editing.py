"""Single fields of a BibTeX file changed in place; every other byte stays as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from references.edit import FieldEdit
from references.formats.bibtex.block import Block, BlockKind, RawField
from references.formats.bibtex.latex import to_latex, to_unicode
from references.formats.bibtex.mapping import VERBATIM, verbatim
from references.formats.bibtex.respelling import respelled
from references.formats.bibtex.splitting import split
from references.formats.bibtex.values import MONTH_MACROS, is_well_formed, pieces
from references.reference import Field, Reference
from references.source import SourceFile, Span

_BLANKS = re.compile(r"[ \t]*")
_COMMA = re.compile(r"\s*,")
_REST_OF_LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n|$)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_MONTH_OF_NAME = {name.lower(): macro for macro, name in MONTH_MACROS.items()}
_BREAKS_A_KEY = re.compile(r"[\s,{}\"=#%\\@]")


@dataclass(frozen=True, slots=True)
class _Splice:
    span: Span
    text: str


def edit(source: SourceFile, edits: Sequence[FieldEdit]) -> str:
    """The text of the file with the edits in it.

    Comments, order, indentation and delimiters stay. A value put together from strings or parts
    is not replaced, because the change would have to be made where the string is defined.
    """
    if not edits:
        return source.text
    blocks = {block.span: block for block in split(source.text) if block.kind is BlockKind.ENTRY}
    splices: list[_Splice] = []
    removed: dict[Span, list[RawField]] = {}
    for each in edits:
        block = blocks.get(each.reference.span) if each.reference.span else None
        if block is None:
            continue
        if each.field is not None and each.value is None and each.markup is None:
            raw = _raw_field(block, each.reference, each.field)
            removed.setdefault(block.span, []).extend([raw] if raw else [])
        else:
            splices += _splices(source.text, block, each)
    for span, fields in removed.items():
        splices += [
            _Splice(_whole_field(source.text, blocks[span], raw, fields), "") for raw in fields
        ]
    return _spliced(source.text, splices)


def _spliced(text: str, splices: Sequence[_Splice]) -> str:
    """The text with every splice that does not reach into one before it."""
    out: list[str] = []
    position = 0
    for splice in sorted(splices, key=lambda item: item.span):
        start = splice.span.start
        if start < position and splice.text:
            continue
        out += [text[position:start], splice.text] if start >= position else []
        position = max(position, splice.span.end)
    return "".join([*out, text[position:]])


def _splices(text: str, block: Block, edit: FieldEdit) -> Iterator[_Splice]:
    if edit.field is None:
        if edit.name:
            yield from _added(text, block, edit.name, edit.value or "")
        elif edit.value and not _BREAKS_A_KEY.search(edit.value):
            yield _Splice(Span(block.key_start, block.key_start + len(block.key)), edit.value)
        return
    raw = _raw_field(block, edit.reference, edit.field)
    if raw is None:
        return
    expression = _new_expression(raw, edit)
    if expression is not None and expression != raw.expression:
        yield _Splice(Span(raw.value_start, raw.value_end), expression)


def _raw_field(block: Block, reference: Reference, field: Field) -> RawField | None:
    for known, raw in zip(reference.fields, block.fields, strict=False):
        if known is field or known == field:
            return raw
    return None


def _new_expression(raw: RawField, edit: FieldEdit) -> str | None:
    """The right-hand side for the new value in the delimiters of the old, ``None`` to leave it."""
    operands = pieces(raw.expression)
    name = raw.name.lower()
    if operands is None or len(operands) != 1 or operands[0].is_macro:
        return None
    text = edit.markup
    if text is None and name == "month" and (edit.value or "").lower() in _MONTH_OF_NAME:
        return _MONTH_OF_NAME[(edit.value or "").lower()]
    if text is None:
        text = _new_markup(name, operands[0].text, edit.value or "")
    # BibTeX counts a brace behind a backslash like any other.
    if text is None or text.count("{") != text.count("}"):
        return None
    opening = raw.expression[0]
    if opening == '"' and '"' not in text:
        expression = f'"{text}"'
    elif opening.isdecimal() and text.isdecimal():
        expression = text
    else:
        expression = f"{{{text}}}"
    return expression if is_well_formed(expression) else None


def _new_markup(name: str, old: str, value: str) -> str | None:
    readable: Callable[[str], str] = verbatim if name in VERBATIM else to_unicode
    if name in VERBATIM:
        return value.replace("{", "%7B").replace("}", "%7D")
    return respelled(old, readable(old), value, readable)


def _added(text: str, block: Block, name: str, value: str) -> Iterator[_Splice]:
    """A field below the last one, indented and aligned as that is."""
    verbatim_name = name.lower() in VERBATIM
    shown = value.replace("{", "%7B").replace("}", "%7D") if verbatim_name else to_latex(value)
    if not block.fields:
        return
    last = block.fields[-1]
    if last.name[:1].isupper():
        name = name.upper() if last.name.isupper() and len(last.name) > 1 else name.capitalize()
    quotes = last.expression[:1] == '"' and '"' not in shown
    expression = f'"{shown}"' if quotes else f"{{{shown}}}"
    begin = _line_start(text, block, last.name_start)
    own_line = not text[begin : last.name_start].strip()
    lead = _line_end(text, block) + text[begin : last.name_start] if own_line else " "
    equals = text[last.name_start + len(last.name) : last.value_start]
    before, _, after = equals.partition("=")
    width = len(last.name) + len(before)
    # A column of equals signs is kept; a single blank before each is not a column.
    aligned = len({_width(text, field) for field in block.fields}) == 1 and len(block.fields) > 1
    pad = name.ljust(width) if aligned else name + before
    if before and not pad.endswith(" "):
        pad += " "
    field_text = f"{lead}{pad}={after}{expression}"
    comma = _COMMA.match(text, last.value_end, block.span.end)
    if comma is not None:
        yield _Splice(Span(comma.end(), comma.end()), f"{field_text},")
    else:
        yield _Splice(Span(last.value_end, last.value_end), f",{field_text}")


def _width(text: str, field: RawField) -> int:
    equals = text.find("=", field.name_start + len(field.name), field.value_start)
    return equals - field.name_start


def _line_end(text: str, block: Block) -> str:
    found = _LINE_END.search(text, block.span.start) or _LINE_END.search(text)
    return found[0] if found else "\n"


def _line_start(text: str, block: Block, offset: int) -> int:
    """Where the line of an offset begins, or the block: what stands before it is not searched."""
    first = block.span.start
    return max(text.rfind("\n", first, offset), text.rfind("\r", first, offset), first - 1) + 1


def _whole_field(text: str, block: Block, raw: RawField, removed: Sequence[RawField]) -> Span:
    """What goes when a field does: its line where it stands alone, its comma either way."""
    comma = _COMMA.match(text, raw.value_end, block.span.end)
    end = comma.end() if comma else raw.value_end
    start = _line_start(text, block, raw.name_start)
    rest = _REST_OF_LINE.match(text, end)
    if not text[start : raw.name_start].strip() and rest is not None and start > block.span.start:
        return Span(start, rest.end())
    if comma is not None:
        blanks = _BLANKS.match(text, end)
        # The last field of a line keeps the line end, and not the blank before it.
        if rest is not None:
            kept = len(text[block.span.start : raw.name_start].rstrip(" \t"))
            return Span(block.span.start + kept, end)
        return Span(raw.name_start, blanks.end() if blanks else end)
    # The last field without a comma: the comma before it goes along, as nothing follows it.
    first = block.fields.index(raw)
    while first > 0 and block.fields[first - 1] in removed:
        first -= 1
    begin = block.fields[first].name_start
    before = text[block.span.start : begin].rstrip()
    comma_start = block.span.start + len(before) - 1
    start = comma_start if before.endswith(",") and first > 0 else begin
    return Span(start, raw.value_end)
