"""REF083: a character that LaTeX takes for a command."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import is_bibtex, set_markup
from references.checking.worded_fields import PRINTED, printed
from references.checking.written_fields import label
from references.formats.bibtex.latex import to_unicode
from references.reference import Field
from references.rule import Hit, LibrarySubject, Rule, Severity

_DOLLAR = re.compile(r"(?<!\\)\$")
_SPECIAL = re.compile(r"[&%#_]")
# What stands in these is not text, or is text in which the characters are meant; a percent sign at
# the end of a line hides the line end.
_LEFT_ALONE = re.compile(
    r"\\(?:url|path|href|nolinkurl|verb|ensuremath|cite\w*|ref|label)\s*\{(?:[^{}]|\{[^{}]*\})*\}"
    r"|\$\$(?:[^$\\]|\\.)*\$\$|\$(?:[^$\\]|\\.)*\$|\\\((?:[^\\]|\\[^)])*\\\)|(?:https?|ftp)://[^\s{}]+|www\.[^\s{}]+"
    r"|%[ \t]*[\r\n]|&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});|\\.",
    re.IGNORECASE | re.DOTALL,
)
_EACH = re.compile(rf"({_LEFT_ALONE.pattern})|([&%#_])", re.IGNORECASE | re.DOTALL)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each printed BibTeX field with such a character outside math and addresses."""
    for reference in subject.library:
        if not is_bibtex(reference):
            continue
        for field in printed(reference, PRINTED):
            if _SPECIAL.search(field.raw) is None or _is_put_together(field):
                continue
            found = [match[2] for match in _EACH.finditer(field.raw) if match[2]]
            if found:
                yield Hit(
                    field.location,
                    f"{label(reference)}: {field.name.lower()} holds {found[0]} without a "
                    "backslash before it",
                    f"write \\{found[0]}",
                    subject=reference.key,
                    # With one sign unpaired nobody can say what is a formula and what is text.
                    edits=set_markup(reference, field, _EACH.sub(_escaped, field.raw))
                    if len(_DOLLAR.findall(field.raw)) % 2 == 0
                    else (),
                )


def _is_put_together(field: Field) -> bool:
    """Whether the value is put together from strings: # joins them, and their names hold _."""
    return to_unicode(field.raw) != field.value


def _escaped(match: re.Match[str]) -> str:
    return match[1] or f"\\{match[2]}"


RULE = Rule(
    code="REF083",
    name="unescaped-character",
    severity=Severity.WARNING,
    summary="A BibTeX value holds &, %, # or _ without a backslash.",
    why=(
        "LaTeX takes % for a comment, so the rest of the reference is lost in silence; it stops "
        "with an error at the others."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus by 50% or more},
  journal = {Anesthesia & Analgesia},
  year    = {2005},
}
""",
    good=r"""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus by 50\% or more},
  journal = {Anesthesia \& Analgesia},
  year    = {2005},
}
""",
    check=check,
    fixable=True,
)
