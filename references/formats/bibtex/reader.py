"""Reads a BibTeX or biblatex file into a library, losing nothing and raising never."""

from __future__ import annotations

import re
from collections.abc import Mapping

from references.formats.bibtex.block import Block, BlockKind, Complaint
from references.formats.bibtex.inheritance import Heir, inherit
from references.formats.bibtex.latex import to_unicode
from references.formats.bibtex.mapping import VERBATIM, EntryMapping, verbatim
from references.formats.bibtex.splitting import split
from references.formats.bibtex.values import (
    MAXIMUM_EXPANSION,
    MONTH_MACROS,
    expand,
    in_plain_braces,
)
from references.library import Library
from references.problem import Problem, Reading
from references.reference import Field, Reference, ReferenceKind
from references.source import Location, SourceFile

_NOT_A_REFERENCE = frozenset({"xdata", "set"})
_WORDS = re.compile(r"^[ \t]*(?!%)(?=\S)", re.MULTILINE)
"""Where the first line begins that is neither empty nor a ``%`` comment."""
_OTHERS = (
    ("TY  -", "RIS"),
    ("PMID-", "PubMed (.nbib)"),
    ("<", "XML or a web page"),
    ("[", "CSL-JSON, whose suffix is .json"),
    ("{", "JSON"),
)
MAXIMUM_TOTAL_EXPANSION = 64 * MAXIMUM_EXPANSION
"""Characters that macros may add in one file; a bibliography needs a thousandth of it."""


def read(source: SourceFile) -> Reading[Library]:
    """The references of a BibTeX file, and everything that was wrong with it, by place."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.problems: list[tuple[int, str, str, str]] = []
        self.macros: dict[str, str] = dict(MONTH_MACROS)
        self.grown = 0
        self.first_spelling: dict[str, str] = {}
        """Keys by their case-folded form: BibTeX compares keys without case."""

    def read(self) -> Reading[Library]:
        blocks = split(self.source.text)
        if not blocks:
            self._report_other_text()
        entries: list[tuple[Block, tuple[Field, ...], dict[str, str]]] = []
        for block in blocks:
            self._report(block.complaints)
            if block.kind is BlockKind.STRING:
                self._define(block)
            elif block.kind is BlockKind.ENTRY:
                entries.append((block, *self._fields(block)))
        heirs: dict[str, Heir] = {}
        for block, _, values in entries:
            heirs.setdefault(block.key, Heir(block.entry_type, values))
        self._repeated_keys([block for block, _, _ in entries])
        references = tuple(
            self._reference(block, fields, values, heirs)
            for block, fields, values in entries
            if block.entry_type not in _NOT_A_REFERENCE
        )
        problems = tuple(
            Problem(kind, message, self.source.location(offset), hint)
            for offset, kind, message, hint in sorted(self.problems)
        )
        return Reading(Library(references, (self.source,)), problems)

    def _report_other_text(self) -> None:
        """Say that a file without a single block holds something else, and what it looks like.

        Text between entries is a comment, so that an export in another format under a wrong
        suffix would otherwise be an empty bibliography.
        """
        words = _WORDS.search(self.source.text)
        if words is None:
            return
        start = words.end()
        found = (
            name for beginning, name in _OTHERS if self.source.text.startswith(beginning, start)
        )
        name = next(found, "")
        message = "this file holds no record" + (f"; it looks like {name}" if name else "")
        hint = "export BibTeX or CSL-JSON (.json) from the reference manager"
        self._problem("library/no-record", message, start, hint)

    def _problem(self, kind: str, message: str, offset: int, hint: str = "") -> None:
        self.problems.append((offset, kind, message, hint))

    def _report(self, complaints: tuple[Complaint, ...]) -> None:
        for complaint in complaints:
            self._problem(complaint.kind, complaint.message, complaint.offset)

    def _define(self, block: Block) -> None:
        for field in block.fields:
            name = field.name.lower()
            if name in self.macros and name not in MONTH_MACROS:
                self._problem(
                    "library/duplicate-string",
                    f"the string {field.name!r} is defined again; the later text holds from here",
                    field.name_start,
                )
            self.macros[name] = self._expanded(field.expression, field.value_start)

    def _expanded(self, expression: str, offset: int) -> str:
        """The text of a value; what macros cannot give is a problem and stays as it stands."""
        result = expand(expression, self.macros)
        for name in result.undefined:
            self._problem(
                "library/undefined-string",
                f"the string {name!r} is defined nowhere before its use",
                offset,
                f"define it with @string, or write {{{name}}} in braces",
            )
        if len(result.text) > len(expression):
            self.grown += len(result.text)
        if result.too_long or self.grown > MAXIMUM_TOTAL_EXPANSION:
            message = "strings put together here grow beyond all measure; they were left as written"
            self._problem("library/string-too-long", message, offset)
            return expression
        return result.text

    def _fields(self, block: Block) -> tuple[tuple[Field, ...], dict[str, str]]:
        """The fields of an entry as they stand, and their expanded values by name."""
        fields: list[Field] = []
        values: dict[str, str] = {}
        location = self.source.location
        for raw in block.fields:
            name = raw.name.lower()
            expression = raw.expression
            if stands := in_plain_braces(expression):
                text = expression[1:-1]
            else:
                text = self._expanded(expression, raw.value_start)
                stands = expression[:1] in ("{", '"') and text in expression
            if name in values:
                self._problem(
                    "library/duplicate-field",
                    f"the field {name!r} appears again in {block.key!r}; the first one holds",
                    raw.name_start,
                )
            else:
                values[name] = text
            readable = verbatim(text) if name in VERBATIM else to_unicode(text)
            place = location(raw.name_start)
            fields.append(Field(raw.name, text if stands else expression, readable, place))
        return tuple(fields), values

    def _repeated_keys(self, blocks: list[Block]) -> None:
        first: dict[str, Location] = {}
        folded = self.first_spelling
        for block in blocks:
            if not block.key:
                self._problem(
                    "library/missing-key", "the entry has no citation key", block.span.start,
                    "give it a key, or it cannot be cited",
                )  # fmt: skip
                continue
            if block.key in first:
                self._problem(
                    "library/duplicate-key",
                    f"the key {block.key!r} is taken at {first[block.key]}; both were kept",
                    block.key_start,
                )
            elif block.key.casefold() in folded:
                self._problem(
                    "library/duplicate-key",
                    f"the key {block.key!r} differs from {folded[block.key.casefold()]!r} "
                    "by case alone, which BibTeX takes for the same key",
                    block.key_start,
                )
            first.setdefault(block.key, self.source.location(block.key_start))
            folded.setdefault(block.key.casefold(), block.key)

    def _reference(
        self,
        block: Block,
        fields: tuple[Field, ...],
        values: Mapping[str, str],
        heirs: Mapping[str, Heir],
    ) -> Reference:
        inherited = inherit(
            Heir(block.entry_type, values),
            lambda key: heirs.get(key) or heirs.get(self.first_spelling.get(key.casefold(), key)),
        )
        starts = {raw.name.lower(): raw.name_start for raw in reversed(block.fields)}
        for name, key in inherited.missing:
            self._problem(
                "library/unresolved-crossref",
                f"{name} names {key!r}, which is not in this file",
                starts.get(name, block.span.start),
            )
        known = {field.name.lower(): field.value for field in reversed(fields)}
        mapping = EntryMapping(block.entry_type, inherited.values, known)
        typed = mapping.values()
        for kind, message, names in mapping.complaints:
            place = next((starts[name] for name in names if name in starts), None)
            if place is not None:  # what a parent hands down is reported once, at the parent
                self._problem(kind, message, place)
        return Reference(
            key=block.key,
            kind=typed.pop("kind", ReferenceKind.OTHER),
            location=self.source.location(block.span.start),
            entry_type=block.entry_type,
            fields=fields,
            span=block.span,
            source_format="bibtex",
            **typed,
        )
