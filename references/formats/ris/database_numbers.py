"""Which database a RIS record was found in, and the numbers it has in databases.

There is no tag for them: EndNote keeps a PubMed number in ``AN``, PubMed Central in ``U1``, Embase
in ``C5``, Cochrane in ``C3``, Zotero in a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from references.reading.tagged_values import pmcid_in, pmid_in

_NOTED = ("N1", "U1", "U2", "C1", "C2", "C3", "C4", "C5", "C6", "C8", "M2", "UR", "L2", "L1", "LK")
NUMBERED = frozenset({"DB", "DP", "AN", *_NOTED})
"""The tags that are looked at; a record without any of them has no such numbers."""

_FROM_PUBMED = re.compile(r"pubmed|medline|nlm|ncbi", re.IGNORECASE)
_DIGITS = re.compile(r"\d{4,8}")
_EMBASE = re.compile(r"L\d{6,12}")


def numbers_in_databases(
    first: Callable[..., str], every: Callable[..., list[str]]
) -> dict[str, str]:
    """Database, accession number, PMID and PMCID as far as the record has them.

    ``first`` gives the first value of the tags named to it, ``every`` all of them.
    """
    provider = first("DP")
    database = first("DB") or provider
    accession = first("AN")
    noted = every(*_NOTED)
    pubmed = _FROM_PUBMED.search(f"{database} {provider}") is not None
    pmid = accession if pubmed and _DIGITS.fullmatch(accession) else ""
    pmid = pmid or next(filter(None, map(pmid_in, noted)), "")
    if not pmid and (pubmed or "embase" in database.lower()):
        pmid = next((text for text in every("C5", "ID") if _DIGITS.fullmatch(text)), "")
    own = first("U2")
    found = {
        "database": database,
        "accession": accession or (own if _EMBASE.fullmatch(own) else ""),
        "pmid": pmid,
        "pmcid": next(filter(None, map(pmcid_in, (accession, *noted))), ""),
    }
    return {attribute: value for attribute, value in found.items() if value}
