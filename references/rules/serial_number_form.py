"""REF067: an ISSN or ISBN that is right but written oddly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import set_to
from references.checking.written_fields import label, written
from references.identifiers import ISBN, ISSN
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_ISSN_LABEL = re.compile(r"\b(?:[ep]-?)?ISSN\s*[:=]?\s*", re.IGNORECASE)
_ISSN = re.compile(r"(?<![\w-])(\d{4})[ ‐‑‒–—−-]?(\d{3}[\dXx])(?![\w-])")
_ISBN_LABEL = re.compile(r"(?:urn:)?\bISBN(?:-?1[03](?=\s*:))?\s*[:=]?\s*", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,;/]\s*|\s+(?=\()")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each field that is a valid number once its label or blank is mended."""
    for reference in subject.library:
        for field in written(reference, "issn", "isbn"):
            name = field.name.lower()
            plain = _plain_issn(field.value) if name == "issn" else _plain_isbn(field.value)
            if plain != field.value and _is_valid(name, plain):
                yield Hit(
                    field.location,
                    f"{label(reference)}: the {name.upper()} is written {quoted(field.value)}",
                    f"write {plain}",
                    subject=reference.key,
                    edits=set_to(reference, field, plain),
                )


def _plain_issn(value: str) -> str:
    bare = _ISSN_LABEL.sub("", value.strip())
    return _ISSN.sub(lambda match: f"{match[1]}-{match[2].upper()}", bare)


def _plain_isbn(value: str) -> str:
    return _ISBN_LABEL.sub("", value.strip())


def _is_valid(name: str, value: str) -> bool:
    kind = ISSN if name == "issn" else ISBN
    parts = [part for part in _PARTS.split(value) if part and not part.startswith("(")]
    return bool(parts) and all(kind.parse(part) for part in parts)


RULE = Rule(
    code="REF067",
    name="serial-number-form",
    severity=Severity.NOTE,
    summary="An ISSN lacks its hyphen, or an ISSN or ISBN carries its own name.",
    why=(
        "Styles print the name themselves, and programs that compare the numbers as they stand "
        "take one journal or book for two."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  issn    = {ISSN: 00032999},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  issn    = {0003-2999},
}
""",
    check=check,
    fixable=True,
)
