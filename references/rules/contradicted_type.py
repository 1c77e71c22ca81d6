"""REF032: an entry whose fields are those of another type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from references.checking.mending import is_bibtex
from references.checking.written_fields import label
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_IN_PROCEEDINGS = ("inproceedings", "conference", "incollection")
_JOURNAL = ("journal", "journaltitle")
# What a type has no place for, what it needs instead, and what the entry then probably is.
_TELLTALE: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "article": (("booktitle", "school"), _JOURNAL, "@inproceedings, @incollection or @thesis"),
    "book": (_JOURNAL, (), "@article"),
    **dict.fromkeys(_IN_PROCEEDINGS, (_JOURNAL, ("booktitle", "crossref"), "@article")),
    **dict.fromkeys(
        ("phdthesis", "mastersthesis", "thesis"),
        ((*_JOURNAL, "booktitle"), (), "@article or @incollection"),
    ),
    **dict.fromkeys(("techreport", "report"), (_JOURNAL, (), "@article")),
}


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each BibTeX entry that holds another type's container and lacks its own."""
    for reference in subject.library:
        telltale = _TELLTALE.get(reference.entry_type.lower())
        if telltale is None or not is_bibtex(reference):
            continue
        foreign, own, better = telltale
        given = _given(reference)
        found = next((name for name in foreign if name in given), "")
        if found and not given.intersection(own):
            yield Hit(
                reference.place_of(found),
                f"{label(reference)}: @{reference.entry_type} has no use for {found!r}"
                + (f" and lacks {own[0]!r}" if own else ""),
                f"it is probably {better}",
                subject=reference.key,
            )


def _given(reference: Reference) -> set[str]:
    return {field.name.lower() for field in reference.fields if field.value.strip()}


RULE = Rule(
    code="REF032",
    name="contradicted-type",
    severity=Severity.WARNING,
    summary="The fields of an entry are those of another type.",
    why=(
        "BibTeX prints only what the type asks for: the booktitle of an @article and the journal "
        "of an @inproceedings vanish from the list, and the source cannot be found."
    ),
    bad="""
@inproceedings{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@inproceedings{guler2005,
  author    = {Guler, A.},
  title     = {Magnesium sulfate pretreatment reduces myoclonus},
  booktitle = {Annual Meeting of the European Society of Anaesthesiology},
  year      = {2005},
}
""",
    check=check,
)
