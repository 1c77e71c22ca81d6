"""Whether a record is of a preprint."""

from __future__ import annotations

import re
from functools import lru_cache

from references.reference import Reference, ReferenceKind

_SERVERS = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|osf preprints|ssrn|preprints\.org|"
    r"research square|peerj preprints|authorea|techrxiv)\b",
    re.IGNORECASE,
)
# bioRxiv and medRxiv share 10.1101 with the journals of Cold Spring Harbor (10.1101/gad.…).
_SERVER_DOI = re.compile(
    r"10\.1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}(?:v\d+)?$|10\.48550/arxiv\.|10\.21203/rs\."
    r"|10\.(?:31234|31219|31235)/osf\.io|10\.20944/preprints|10\.26434/chemrxiv|10\.2139/ssrn"
    r"|10\.36227/techrxiv|10\.22541/au\.|10\.7287/peerj\.preprints|10\.64898/\d{4}\."
)


def is_preprint(reference: Reference) -> bool:
    """Whether the record is of a version on a preprint server."""
    if reference.kind is ReferenceKind.PREPRINT or reference.genre.lower() == "preprint":
        return True
    if reference.doi and is_preprint_doi(reference.doi.lower()):
        return True
    return names_preprint_server(reference.container)


def is_preprint_doi(doi: str) -> bool:
    """Whether a DOI in lower case is one that a preprint server gives."""
    return _SERVER_DOI.match(doi) is not None


@lru_cache(maxsize=1 << 14)
def names_preprint_server(container: str) -> bool:
    """Whether what stands for the journal is a preprint server."""
    return _SERVERS.search(container) is not None
