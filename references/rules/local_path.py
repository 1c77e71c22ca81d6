"""REF087: files of one computer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.written_fields import label, written
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_FIELDS = ("file", "pdf", "local-url", "localfile", "l1", "l2", "l4")
_ADDRESSES = ("url", "ur")
_FILE = re.compile(r"^file:\S*|^[A-Za-z]:\\\S*", re.IGNORECASE)
_PATH = re.compile(
    r"(?:file://+|(?<![A-Za-z])[A-Za-z]\\?:(?:\\|/(?!/))|/(?:Users|home|Volumes|mnt|media)/|"
    r":(?:Users|home)/|~/)[^\s;]*",
)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for the first such path of each file; a library that has one has hundreds."""
    told: dict[str, int] = {}
    first: dict[str, Hit] = {}
    for reference in subject.library:
        for field in written(reference, *_FIELDS, *_ADDRESSES):
            address = field.name.lower() in _ADDRESSES
            # A web server may well have a folder called "home".
            found = (_FILE if address else _PATH).search(field.value)
            if found is None:
                continue
            path = field.location.path
            told[path] = told.get(path, 0) + 1
            first.setdefault(
                path,
                Hit(
                    field.location,
                    f"{label(reference)}: {field.name.lower()} names a file of one computer "
                    f"({quoted(found[0])})",
                    "leave such fields out of a bibliography that is shared",
                    subject=reference.key,
                ),
            )
            break
    for path, hit in first.items():
        others = told[path] - 1
        more = f", and so do {others} other records" if others else ""
        yield Hit(hit.location, hit.message + more, hit.hint, hit.subject)


RULE = Rule(
    code="REF087",
    name="local-path",
    severity=Severity.NOTE,
    summary="A record names a file on somebody's computer.",
    why=(
        "Nobody else can open it, and the path shows user and folder names to everyone whom the "
        "bibliography is shared with."
    ),
    bad=r"""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  file    = {:C\:\\Users\\ann\\papers\\guler.pdf:PDF},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  file    = {papers/guler2005.pdf},
}
""",
    check=check,
)
