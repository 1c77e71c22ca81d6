"""What a trial of the ICTRP says, as values of a ``Reference``."""

from __future__ import annotations

import re

from lxml import etree

from references.dates import PartialDate
from references.formats.ictrp.layout import PLAIN
from references.reading import tagged_values
from references.reading.xml_dialect import Values
from references.reading.xml_values import text_at
from references.reference import ReferenceKind

_PLAIN_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_PART = re.compile(r"\s*;\s*")


def values(root: etree._Element) -> Values:
    """Keyword arguments of a ``Reference``.

    The scientific title is that of the protocol, by which registers are compared; the public one
    is what people are told. A trial has a sponsor, and no authors.
    """
    scientific, public = text_at(root, "Scientific_title"), text_at(root, "Public_title")
    short = public if scientific and public != scientific else text_at(root, "Acronym")
    out: Values = {
        "key": text_at(root, "TrialID"),
        "kind": ReferenceKind.DATASET,
        "title": scientific or public,
        "short_title": short,
        "issued": _day(text_at(root, "Date_registration3"))
        or _day(text_at(root, "Date_registration")),
        "keywords": tuple(
            dict.fromkeys(
                word
                for name in ("Condition", "Intervention")
                for part in _PART.split(text_at(root, name))
                if (word := part.strip())
            )
        ),
        "publication_types": tuple(filter(None, (text_at(root, "Study_type"),))),
        **{attribute: text_at(root, name) for attribute, name in PLAIN.items()},
    }
    return {attribute: value for attribute, value in out.items() if value}


def _day(text: str) -> PartialDate | None:
    """A day as ``20260501``, ``2026-05-01`` or ``01/05/2026``, whose day comes first."""
    if (match := _PLAIN_DAY.fullmatch(text)) is not None:
        text = f"{match[1]}/{match[2]}/{match[3]}"
    elif (match := _DAY_FIRST.fullmatch(text)) is not None:
        text = f"{match[3]}/{match[2]}/{match[1]}"
    return tagged_values.date(text) if text else None
