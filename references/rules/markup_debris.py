"""REF022: HTML, LaTeX or spoilt characters in the words of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import is_bibtex
from references.checking.text_repair import tags_as_commands, well_decoded, without_entities
from references.checking.written_fields import label
from references.edit import FieldEdit
from references.quotation import quoted
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_TAG = "an HTML or XML tag"
_ENTITY = "an HTML entity"
_WRONGLY_DECODED = "wrongly decoded characters"
_DEBRIS = (
    (
        _TAG,
        re.compile(
            r"</?(?:i|b|u|em|strong|sub|sup|span|p|br|div|font|scp|sc|italic|bold|title|inf|"
            r"(?:jats|mml|m):[a-z]+)(?:\s[^<>]*)?/?>",
            re.IGNORECASE,
        ),
    ),
    (_ENTITY, re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)),
    ("a LaTeX command", re.compile(r"\\(?:[a-zA-Z]{2,}\b|[\"'`^~=.][{a-zA-Z])")),
    # UTF-8 read as Latin-1 or Windows-1252: "Ã©" for "é", "â€™" for an apostrophe.
    (_WRONGLY_DECODED, re.compile(r"Ã[\u0080-\u00bf\u0152-\u0178]|â€[\u0090-\u2122]")),
    ("a character that was lost", re.compile(r"\ufffd")),
    ("an invisible control character", re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")),
)
# Formulas stay in LaTeX on purpose.
_FORMULA = re.compile(r"\$[^$]*\$|\\\(.*?\\\)|\\ensuremath\{[^{}]*\}")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record and field, with the first debris found in it."""
    for reference in subject.library:
        for names, text in _texts(reference):
            bare = _FORMULA.sub(" ", text)
            for what, pattern in _DEBRIS:
                if (match := pattern.search(bare)) is not None:
                    yield Hit(
                        reference.place_of(*names),
                        f"{label(reference)}: the {names[0]} holds {what} ({quoted(match[0])})",
                        "write the character or word itself",
                        subject=reference.key,
                        edits=_edits(reference, names, pattern, what),
                    )
                    break


def _edits(
    reference: Reference, names: tuple[str, ...], pattern: re.Pattern[str], what: str
) -> tuple[FieldEdit, ...]:
    """The field with the character or command that the debris stands for."""
    latex = is_bibtex(reference)
    for name in names:
        field = reference.field(name)
        if field is None or not pattern.search(_FORMULA.sub(" ", field.value)):
            continue
        if field.raw[:1] in "[{" and not latex:
            return ()  # names in parts of their own
        text = field.raw if latex else field.value
        new = _repaired(text, what, latex=latex)
        if new == text:
            return ()
        return (FieldEdit(reference, field, new, markup=new if latex else None),)
    return ()


def _repaired(text: str, what: str, *, latex: bool) -> str:
    if what == _ENTITY:
        return without_entities(text, latex=latex)
    if what == _TAG and latex:
        return tags_as_commands(text)
    return well_decoded(text) if what == _WRONGLY_DECODED else text


def _texts(reference: Reference) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("title",), reference.title
    yield (
        ("journal", "journaltitle", "booktitle", "container-title"),
        reference.container or reference.container_short,
    )
    yield ("author",), "; ".join(map(str, reference.authors))
    yield ("publisher", "institution", "school"), reference.publisher


RULE = Rule(
    code="REF022",
    name="markup-debris",
    severity=Severity.WARNING,
    summary="A title, journal, name or publisher holds HTML, LaTeX or wrongly decoded characters.",
    why="The debris is printed in the reference list and keeps the record from being matched.",
    bad="""
@article{barbagallo2021,
  author  = {Barbagallo, M.},
  title   = {Magnesium in <i>aging</i>, health &amp; diseases},
  journal = {Nutrients},
  year    = {2021},
}
""",
    good=r"""
@article{barbagallo2021,
  author  = {Barbagallo, M. and M{\"u}ller, K.},
  title   = {Magnesium in aging, health \& diseases: {Mg$^{2+}$} < 0.7},
  journal = {Nutrients},
  year    = {2021},
}
""",
    check=check,
    fixable=True,
)
