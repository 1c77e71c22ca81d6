"""A label, written with a capital for a table, as it stands inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ORDINARY = re.compile(r"[^\W\d_][^\W\d_A-Z]*\Z")
_POSSESSIVE = re.compile(r"['’]s\Z|s['’]\Z")


def within_sentence(label: str, texts: Iterable[str] = ()) -> str:
    """The label with a small first letter, unless its first word is written with a capital anyway.

    Such are abbreviations (``HbA1c``, ``FEV1``), single letters, names in the possessive
    (``Crohn’s disease``), and words that ``texts`` have with a capital inside a sentence.
    """
    first = re.split(r"[\s,;:/–-]", label, maxsplit=1)[0]
    if len(first) < 2 or not first[0].isupper() or not _ORDINARY.match(first):
        return label
    if first[1:] != first[1:].lower() or _POSSESSIVE.search(first):
        return label
    inside = re.compile(rf"[^\W\d_][,;]?\s+{re.escape(first)}\b")
    if any(inside.search(text) for text in texts):
        return label
    return label[0].lower() + label[1:]
