"""Records that stand for nothing: a number, a note to oneself, an empty form."""

from __future__ import annotations

import re

from references.reference import Reference

# What exports and forms put where a title is missing.
_NO_TITLE = re.compile(
    r"\W*(?:no title(?: available| given)?|untitled|title|titel|n\W?a|none|null|unknown(?: title)?"
    r"|tbd|todo|fixme|x{2,}|lorem ipsum.*|insert title.*|citation needed|reference|\d{1,3})?\W*",
    re.IGNORECASE,
)


def is_placeholder(reference: Reference) -> bool:
    """Whether the record names no work: no usable title, nor anything else to find one by.

    Works called "Untitled" or "300" exist; a record that says where the work appeared, or gives
    an identifier or an address, is not a placeholder.
    """
    if _NO_TITLE.fullmatch(reference.title) is None:
        return False
    return not any(
        (
            reference.doi,
            reference.pmid,
            reference.pmcid,
            reference.arxiv,
            reference.isbn,
            reference.url,
            reference.container or reference.container_short,
            reference.publisher,
        )
    )
