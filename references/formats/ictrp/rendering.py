"""A reference as the elements of an ICTRP record."""

from __future__ import annotations

from references.formats.ictrp.layout import ORDER, PLAIN
from references.reading.xml_pieces import Piece
from references.reading.xml_writing import element
from references.reference import Reference


def record_name(_: Reference) -> str:
    """The record element, the same for all."""
    return "Trial"


def pieces(reference: Reference) -> list[Piece]:
    """Every element that the reference gives rise to, in the order of the register."""
    date = reference.issued
    whole = date is not None and date.day is not None and date.end is None
    texts = {name: getattr(reference, attribute) for attribute, name in PLAIN.items()}
    texts |= {
        "Scientific_title": reference.title,
        "Public_title": reference.short_title,
        "Date_registration": date.edtf if date is not None and whole else "",
        "Condition": "; ".join(word.replace(";", ",") for word in reference.keywords),
        "Study_type": reference.publication_types[0] if reference.publication_types else "",
    }
    return [Piece(name, element(name, texts[name])) for name in ORDER if texts.get(name)]
