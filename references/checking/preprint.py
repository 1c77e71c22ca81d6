"""Whether a record is of a preprint."""

from __future__ import annotations

import re

from references.reference import Reference, ReferenceKind

_SERVERS = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|osf preprints|ssrn|preprints\.org|"
    r"research square|peerj preprints|authorea|techrxiv)\b",
    re.IGNORECASE,
)
_SERVER_DOIS = (
    "10.48550/arxiv.",
    "10.1101/2",
    "10.21203/rs.",
    "10.31234/osf.io",
    "10.20944/preprints",
    "10.2139/ssrn",
    "10.26434/chemrxiv",
)


def is_preprint(reference: Reference) -> bool:
    """Whether the record is of a version on a preprint server."""
    if reference.kind is ReferenceKind.PREPRINT or reference.genre.lower() == "preprint":
        return True
    if reference.doi.lower().startswith(_SERVER_DOIS):
        return True
    return _SERVERS.search(reference.container) is not None
