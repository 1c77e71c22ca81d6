"""REF085: a value that stands for none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import remove
from references.checking.written_fields import label
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

# Three of them are the Roman 30.
_NOTHING = re.compile(
    r"\W*(?:n\W?a\W?|null|none|nil|nan|undefined|unknown|not (?:available|applicable|given|known)|"
    r"tbd|tba|todo|fixme|x{4,})\W*|[-–—?.*_\s]+",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(r"\W*(?:s\W{0,2}[ln]|sine (?:loco|nomine))\W*", re.IGNORECASE)
_PLACES = frozenset({"publisher", "address", "location", "pb", "cy", "pp"})
# Other rules speak of titles, people and years; an unknown field may mean its value.
_FIELDS = (
    "subtitle booktitle journal journaltitle shortjournal volume number issue pages month edition "
    "publisher address location series doi url urldate issn isbn pmid pmcid eprint eid abstract "
    "keywords language langid school institution organization chapter editor translator "
    "howpublished jo jf t2 vl is sp ep pb cy do ur sn ab kw la"
)
_NAMES = frozenset(_FIELDS.split(" "))


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each field that an export filled though it knew nothing."""
    for reference in subject.library:
        for field in reference.fields:
            name, value = field.name.lower(), field.value.strip()
            if len(value) > 16 or not value or name not in _NAMES:
                continue
            if _NOTHING.fullmatch(value) or (name in _PLACES and _NO_PLACE.fullmatch(value)):
                yield Hit(
                    field.location,
                    f"{label(reference)}: {name} is {quoted(value)}",
                    "give the value, or leave the field out",
                    subject=reference.key,
                    edits=remove(reference, field),
                )


RULE = Rule(
    code="REF085",
    name="placeholder-value",
    severity=Severity.WARNING,
    summary="A field holds “n/a”, “null”, “-” or another stand-in.",
    why="The stand-in is printed, is taken for a value, and hides that something is missing.",
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  volume  = {101},
  number  = {n/a},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  volume  = {101},
}
""",
    check=check,
    fixable=True,
)
