"""The public CSL test suite: its fixtures read, run through the printing engine, and compared."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from references.printing.positions import Cluster  # noqa: E402
from references.printing.processor import Processor  # noqa: E402
from references.printing.rendering import Cite  # noqa: E402
from references.printing.style import compiled, language_of  # noqa: E402
from references.printing.style_xml import Element, parsed_xml  # noqa: E402
from references.printing.tree import Node, Text  # noqa: E402

_SECTION = re.compile(r">>=+ ([A-Z-]+) =+>>\n?(.*?)<<=+ \1 =+<<", re.DOTALL)
_TAGS = re.compile(r"<[^<>]*>")
_STYLES = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<em>", "</em>"),
    ("font-style", "normal"): ('<span style="font-style:normal;">', "</span>"),
    ("font-variant", "small-caps"): ('<span style="font-variant:small-caps;">', "</span>"),
    ("font-variant", "normal"): ('<span style="font-variant:normal;">', "</span>"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("font-weight", "normal"): ('<span style="font-weight:normal;">', "</span>"),
    ("font-weight", "light"): ('<span style="font-weight:light;">', "</span>"),
    ("text-decoration", "underline"): ('<span style="text-decoration:underline;">', "</span>"),
    ("text-decoration", "none"): ('<span style="text-decoration:none;">', "</span>"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("vertical-align", "baseline"): ('<span style="baseline">', "</span>"),
}
_DISPLAYS = {
    "block": ('\n\n    <div class="csl-block">', "</div>\n"),
    "left-margin": ('\n    <div class="csl-left-margin">', "</div>"),
    "right-inline": ('<div class="csl-right-inline">', "</div>\n  "),
    "indent": ('<div class="csl-indent">', "</div>\n  "),
}


@dataclass(frozen=True)
class Fixture:
    """One case of the suite."""

    name: str
    mode: str
    expected: str
    style: str
    items: list[dict[str, Any]]
    citation_items: list[list[dict[str, Any]]] | None
    citations: list[list[Any]] | None
    #: Tells one state of the case from another.
    digest: str


def suite_folder() -> Path | None:
    """Where the suite lies: named by CSL_TEST_SUITE, beside the repository, or in the cache."""
    candidates = [
        os.environ.get("CSL_TEST_SUITE"),
        str(ROOT.parent / "csl-test-suite"),
        str(Path.home() / ".cache" / "evidence-review" / "csl-test-suite"),
    ]
    for each in candidates:
        if each:
            for folder in (Path(each), Path(each) / "csl", Path(each) / "processor-tests/humans"):
                if any(folder.glob("*_*.txt")):
                    return folder
    return None


def fixtures(folder: Path) -> list[Fixture]:
    """The cases for citations and bibliographies, by name."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        content = path.read_text(encoding="utf-8")
        sections = dict(_SECTION.findall(content))
        mode = sections.get("MODE", "").strip()
        if mode not in ("citation", "bibliography") or "CSL" not in sections:
            continue
        citation_items, citations = (
            json.loads(sections[name]) if sections.get(name, "").strip() else None
            for name in ("CITATION-ITEMS", "CITATIONS")
        )
        found.append(
            Fixture(
                path.stem,
                mode,
                sections["RESULT"].strip("\n"),
                sections["CSL"].strip(),
                json.loads(sections["INPUT"]),
                citation_items,
                citations,
                hashlib.sha256(content.encode()).hexdigest()[:8],
            )
        )
    return found


@cache
def _locale(folder: Path, name: str) -> Element | None:
    for path in (
        # A suite is written against the locales of its day; those it brings come first.
        folder.parent / "locales" / f"{name}.xml",
        folder.parent / "locales" / f"locales-{name}.xml",
        ROOT / "references" / "printing" / "data" / "locales" / f"locales-{name}.xml",
    ):
        if path.is_file():
            return parsed_xml(path.read_bytes(), str(path))
    return None


def rendered(fixture: Fixture, folder: Path) -> str:
    """What the engine makes of a case, in the dialect the suite is written in."""
    root = parsed_xml(fixture.style.encode(), fixture.name)
    style = compiled(root, lambda name: _locale(folder, name), language_of(root), fixture.name)
    if fixture.citations is not None:
        return _session(fixture, style)
    clusters = [
        Cluster(tuple(_cite(each) for each in items))
        for items in fixture.citation_items
        or [[{"id": key} for key in dict.fromkeys(item.get("id", "") for item in fixture.items)]]
    ]
    processor = Processor(style, fixture.items)
    if fixture.mode == "bibliography":
        return _bibliography(processor)
    nodes = processor.citations(clusters, places=False)
    return "\n".join(html(node) or _NOTHING for node in nodes)


def _bibliography(processor: Processor) -> str:
    entries = processor.bibliography()
    body = "".join(f'  <div class="csl-entry">{html(each.tree)}</div>\n' for each in entries)
    return f'<div class="csl-bib-body">\n{body}</div>'


def _session(fixture: Fixture, style: Any) -> str:
    """Citations set into a document one after another; the last step tells which changed."""
    known: dict[str, Cluster] = {}
    before: dict[str, str] = {}
    order: list[str] = []
    after: dict[str, str] = {}
    processor: Processor | None = None
    #: Citations that stand in another note than before the last step.
    moved: set[str] = set()
    steps = fixture.citations or []
    for number, (citation, earlier, later) in enumerate(steps):
        key = citation.get("citationID", f"#{number}")
        notes = {str(name): note for name, note in [*earlier, *later]}
        own_note = int(citation.get("properties", {}).get("noteIndex", 0) or 0)
        known[key] = Cluster(tuple(_cite(each) for each in citation["citationItems"]), own_note)
        order = [*(str(name) for name, _ in earlier), key, *(str(name) for name, _ in later)]
        moved = {
            name
            for name, note in notes.items()
            if name in known and known[name].note != int(note or 0)
        }
        for name, note in notes.items():
            if name in known:
                known[name] = Cluster(known[name].cites, int(note or 0))
        clusters = [known[name] for name in order if name in known]
        cites = [cite for each in clusters for cite in each.cites]
        by_key = {str(item["id"]): item for item in fixture.items}
        wanted = dict.fromkeys(cite.key for cite in cites)
        items = [by_key[name] for name in wanted if name in by_key]
        processor = Processor(style, items)
        before = after
        nodes = processor.citations(clusters)
        after = {
            name: html(node)
            for name, node in zip([n for n in order if n in known], nodes, strict=True)
        }
    if fixture.mode == "bibliography" and processor is not None:
        return _bibliography(processor)
    last = steps[-1][0].get("citationID", f"#{len(steps) - 1}")
    lines = []
    for number, name in enumerate(name for name in order if name in after):
        changed = name == last or before.get(name) != after[name] or name in moved
        lines.append(f"{'>>' if changed else '..'}[{number}] {after[name]}")
    return "\n".join(lines)


def _cite(given: dict[str, Any]) -> Cite:
    return Cite(
        str(given["id"]),
        str(given.get("locator") or "").strip(),
        str(given.get("label") or ""),
        str(given.get("prefix") or ""),
        str(given.get("suffix") or ""),
        bool(given.get("suppress-author")),
        bool(given.get("author-only")),
        int(given.get("position") or 0),
        bool(given.get("near-note")),
        int(given.get("first-reference-note-number") or 0),
    )


def html(node: Node, around: tuple[tuple[str, str], ...] = ()) -> str:
    """The tree in the dialect of the suite; emphasis within emphasis is upright again."""
    if isinstance(node, Text):
        words = node.words.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")
        return "".join([_raised(char) for char in words]) if not words.isascii() else words
    pairs = []
    inner = around
    for name, value in node.format:
        active = next((said for key, said in reversed(inner) if key == name), _NORMAL[name])
        if value == active:
            if value == _NORMAL[name]:
                continue
            value = _NORMAL[name]
        inner = (*inner, (name, value))
        pairs.append((name, value))
    words = "".join([html(child, inner) for child in node.children])
    if not words:
        return ""
    for pair in pairs:
        opening, closing = _STYLES[pair]
        words = f"{opening}{words}{closing}"
    if node.display:
        before, after = _DISPLAYS[node.display]
        words = f"{before}{words}{after}"
    return words


#: What the suite prints for a cite that a style makes nothing of.
_NOTHING = "[CSL STYLE ERROR: reference with no printed form.]"


def _raised(char: str) -> str:
    """Raised characters as the suite writes them, as tags."""
    if unicodedata.decomposition(char).startswith("<super>"):
        return f"<sup>{unicodedata.normalize('NFKC', char)}</sup>"
    return char


_NORMAL = {
    "font-style": "normal",
    "font-variant": "normal",
    "font-weight": "normal",
    "text-decoration": "none",
    "vertical-align": "baseline",
}


def is_exact(fixture: Fixture, got: str) -> bool:
    """Whether a result is the one the suite expects; an ampersand may be escaped either way."""
    return _same_ampersands(got) == _same_ampersands(fixture.expected)


def _same_ampersands(words: str) -> str:
    return words.strip().replace("&amp;", "&#38;")


def bare_text(words: str) -> str:
    """A result with its tags taken off."""
    return " ".join(unescape(_TAGS.sub("", words)).split())
