"""REF050: an identifier and a web address of two different works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from references.checking.written_fields import label
from references.identifiers import ARXIV, DOI, PMCID, PMID, IdentifierKind
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_ADDRESSES: tuple[tuple[IdentifierKind, re.Pattern[str]], ...] = (
    (DOI, re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/[^?#\s]+)", re.I)),
    (PMID, re.compile(r"https?://pubmed\.ncbi\.nlm\.nih\.gov/(\d+)/?$", re.I)),
    (PMID, re.compile(r"https?://(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed/(\d+)/?$", re.I)),
    (
        PMCID,
        re.compile(
            r"https?://(?:(?:www\.)?ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)"
            r"/articles/(PMC\d+)",
            re.I,
        ),
    ),
    (ARXIV, re.compile(r"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/([^?#\s]+)", re.I)),
)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record whose address holds another identifier than its own field."""
    for reference in subject.library:
        if not reference.url:
            continue
        for kind, pattern in _ADDRESSES:
            found = pattern.match(reference.url.strip())
            if found is None:
                continue
            given = kind.normalise(_own(reference, kind))
            addressed = kind.normalise(unquote(found[1]))
            if given and addressed and given != addressed:
                yield Hit(
                    reference.place_of("url"),
                    f"{label(reference)}: the address leads to {kind.label} {addressed}, "
                    f"the record has {given}",
                    "one of the two is of another work or version",
                    subject=reference.key,
                )
            break


def _own(reference: Reference, kind: IdentifierKind) -> str:
    return {
        DOI.name: reference.doi,
        PMID.name: reference.pmid,
        PMCID.name: reference.pmcid,
        ARXIV.name: reference.arxiv,
    }[kind.name]


RULE = Rule(
    code="REF050",
    name="identifier-against-address",
    severity=Severity.WARNING,
    summary="The web address holds another DOI, PubMed id or arXiv id than the record.",
    why=(
        "Whoever follows the link reads another work than the one that was matched, checked for "
        "retraction and cited."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  pmid    = {16115979},
  url     = {https://pubmed.ncbi.nlm.nih.gov/16115976/},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  pmid    = {16115979},
  url     = {https://pubmed.ncbi.nlm.nih.gov/16115979/},
}
""",
    check=check,
)
