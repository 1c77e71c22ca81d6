"""REF063: an address that is a DOI."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import add, is_bibtex, remove
from references.checking.written_fields import label, written
from references.edit import FieldEdit
from references.identifiers import DOI
from references.reference import Field, Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_RESOLVER = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/\S+)", re.IGNORECASE)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each address of the DOI resolver."""
    for reference in subject.library:
        for field in written(reference, "url", "ur"):
            found = _RESOLVER.fullmatch(field.value.strip())
            if found is not None and (doi := DOI.normalise(field.value)):
                yield _hit(reference, field, doi, found[1])


def _hit(reference: Reference, field: Field, doi: str, shown: str) -> Hit:
    given = next(written(reference, "doi", "do"), None)
    edits: tuple[FieldEdit, ...] = ()
    if given is None:
        message, hint = "the address is a DOI, which has no field of its own", f"doi = {{{doi}}}"
        if is_bibtex(reference) and not set("%\\?#") & set(shown):
            edits = (*add(reference, "doi", shown), *remove(reference, field))
    elif DOI.normalise(given.value) == doi:
        message, hint = "the address only repeats the DOI", "leave the address out"
        edits = remove(reference, field)
    else:
        message = f"the address leads to another DOI ({doi}) than the record gives"
        hint = "look up which is right"
    return Hit(
        field.location,
        f"{label(reference)}: {message}",
        hint,
        subject=reference.key,
        edits=edits,
    )


RULE = Rule(
    code="REF063",
    name="doi-as-url",
    severity=Severity.NOTE,
    summary="An address leads through the DOI resolver.",
    why=(
        "Styles print DOI and address, so the same thing stands there twice; a DOI that is given "
        "as an address alone is not found by what looks for DOIs."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  doi     = {10.1213/01.ANE.0000160529.95019.E6},
  url     = {https://doi.org/10.1213/01.ANE.0000160529.95019.E6},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  doi     = {10.1213/01.ANE.0000160529.95019.E6},
}
""",
    check=check,
    fixable=True,
)
