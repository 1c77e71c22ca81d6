"""Labels made of names and a year, for styles that cite by them: ``Doe65``, ``RoNo78``."""

from __future__ import annotations

from references.printing.item import Item

#: How many letters of each name, by the number of names.
_LETTERS = ((4,), (2, 2), (2, 1, 1), (1, 1, 1, 1))


def default_label(item: Item) -> str:
    """The label of an item that has none of its own, empty when it has neither names nor year."""
    names = next((found for each in _VARIABLES if (found := item.names(each))), ())
    letters = _LETTERS[min(len(names), len(_LETTERS)) - 1] if names else ()
    words = "".join(
        "".join(char for char in (name.family or name.literal) if char.isalnum())[:count]
        for name, count in zip(names, letters, strict=False)
    )
    date = item.date("issued")
    year = f"{abs(date.start[0]) % 100:02d}" if date is not None and date.start[0] else ""
    return words + year


_VARIABLES = ("author", "editor", "translator")
