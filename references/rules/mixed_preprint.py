"""REF049: a record that mixes a preprint with its published version."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.preprint import is_preprint_doi, names_preprint_server
from references.checking.written_fields import label
from references.identifiers import DOI
from references.quotation import quoted
from references.reference import Reference, ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

# Servers whose deposits have DOIs from elsewhere, and repositories that hold both.
_NEUTRAL_DOI = re.compile(r"10\.(?:5281/zenodo|6084/m9|17605/|31222/|31223/|5167/|15252/|14293/)")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each article with a preprint's DOI and each preprint with an article's."""
    for reference in subject.library:
        value = DOI.normalise(reference.doi) if reference.doi else ""
        matter, hint = _matter(reference, value) if value else ("", "")
        if matter:
            yield Hit(
                reference.place_of("doi"),
                f"{label(reference)}: {matter}",
                hint,
                subject=reference.key,
            )


def _matter(reference: Reference, doi: str) -> tuple[str, str]:
    of_server = names_preprint_server(reference.container)
    if is_preprint_doi(doi):
        if (
            reference.kind is ReferenceKind.ARTICLE_JOURNAL
            and reference.container
            and not of_server
        ):
            return (
                f"{doi} is the DOI of a preprint, not of the article in "
                f"{quoted(reference.container)}",
                "give the DOI of the version that you read",
            )
        return "", ""
    if of_server and not _NEUTRAL_DOI.match(doi):
        return (
            f"{quoted(reference.container)} holds preprints, but {doi} is not one of theirs",
            "cite the published version by its journal, or the preprint by its own DOI",
        )
    return "", ""


RULE = Rule(
    code="REF049",
    name="mixed-preprint",
    severity=Severity.WARNING,
    summary="A record names a journal and a preprint's DOI, or a server and an article's DOI.",
    why=(
        "Preprint and article may differ in numbers and conclusions. A record that mixes the "
        "two does not say which was read, and links to the one while naming the other."
    ),
    bad="""
@article{horby2021,
  author  = {{The RECOVERY Collaborative Group}},
  title   = {Dexamethasone in hospitalized patients with {COVID-19}},
  journal = {New England Journal of Medicine},
  year    = {2021},
  doi     = {10.1101/2020.06.22.20137273},
}
""",
    good="""
@article{horby2021,
  author  = {{The RECOVERY Collaborative Group}},
  title   = {Dexamethasone in hospitalized patients with {COVID-19}},
  journal = {New England Journal of Medicine},
  year    = {2021},
  doi     = {10.1056/NEJMoa2021436},
}
""",
    check=check,
)
