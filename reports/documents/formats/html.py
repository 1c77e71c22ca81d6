"""HTML: one self-contained file that asks nothing of a network and works without its script."""

from __future__ import annotations

import html
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from hashlib import sha256
from itertools import islice
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup, escape

from reports.documents.document_format import Document, DocumentFormat
from reports.documents.listed_findings import listed_findings
from reports.plots.svg import identifier, within_page
from reports.views.review_view import (
    AppraisalCell,
    ArticleBlock,
    Badge,
    BibliographyEntry,
    ClaimView,
    ReviewView,
    Run,
)

_PIECES_IN_A_BLOCK = 10_000
_HOME = Path(__file__).resolve().parents[2]
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_INLINE_TAG = re.compile(r"(</?(?:i|b|sup|sub)>)")
# Small capitals would need a style of their own; the words stay.
_SMALL_CAPITALS = re.compile(r'<span style="font-variant:small-caps">|</span>')
_SPECIAL = re.compile(f"{_UNPRINTABLE.pattern}|{_DIRECTION.pattern}")
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")


#: Beyond this many claims a browser paints only those near the window: it opens the page sooner,
#: at the price of jumps that may land a little off.
PAINTED_AT_ONCE = 500


def render(view: ReviewView) -> tuple[Document, ...]:
    """The report as ``report.html``; the same view gives the same bytes."""
    style, script = _asset("report.css"), _asset("report.js")
    addresses = Addresses(view)
    pieces = (
        _environment()
        .get_template("report.html.j2")
        .generate(
            view=view,
            language=view.language if _LANGUAGE.match(view.language) else "en",
            style=Markup(style),  # noqa: S704 - a file of the package
            script=Markup(script),  # noqa: S704 - a file of the package
            policy=content_policy(style, script),
            at=addresses,
            is_first_mention=_first_mentions(),
            cited=_cited_numbers(view),
            findings=listed_findings(view),
            is_long=len(view.claims) > PAINTED_AT_ONCE,
        )
    )
    return (Document("report.html", _encoded(pieces)),)


def _encoded(pieces: Iterator[str]) -> bytes:
    """The page as bytes; at no time do all its pieces stand beside it."""
    blocks = []
    while block := "".join(islice(pieces, _PIECES_IN_A_BLOCK)):
        blocks.append(block.encode("utf-8"))
    return b"".join(blocks)


def content_policy(style: str, script: str) -> str:
    """A policy that lets the page's own style and script run, and nothing else at all."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


class Addresses:
    """Where things stand in the page: ids that are unique even when claim ids are repeated."""

    def __init__(self, view: ReviewView) -> None:
        self._claims: dict[str, ClaimView] = {}
        for claim in view.claims:
            self._claims.setdefault(claim.id, claim)
        self._entries = {entry.key: entry for entry in view.bibliography}

    def knows(self, claim_id: str) -> bool:
        """Whether there is a claim of that id."""
        return claim_id in self._claims

    def claim(self, claim_id: str) -> ClaimView:
        """The claim of that id, the first where it is repeated."""
        return self._claims[claim_id]

    def claims(self, claim_ids: Iterable[str]) -> list[ClaimView]:
        """The claims of these ids in the order of the report."""
        return sorted((self.claim(each) for each in claim_ids), key=lambda claim: claim.number)

    def entry(self, key: str) -> BibliographyEntry | None:
        """The bibliography's entry of that key."""
        return self._entries.get(key)

    def of_claim(self, claim: ClaimView) -> str:
        """The id of a claim's section."""
        name = f"claim-{identifier(claim.id)}"
        return name if self._claims[claim.id] is claim else f"{name}_{claim.number}"

    def in_text(self, claim: ClaimView) -> str:
        """The id of a claim's first words in the article."""
        return f"in-{identifier(claim.id)}"


def _cited_numbers(view: ReviewView) -> frozenset[int]:
    """Numbers of the references that an article's text mentions."""
    numbers = {entry.key: entry.number for entry in view.bibliography}
    return frozenset(
        numbers[piece.targets[0]]
        for article in view.articles
        for block in article.blocks
        for run in _all_runs(block)
        for piece in run.pieces
        if not isinstance(piece, str) and piece.targets[0] in numbers
    )


def _all_runs(block: ArticleBlock) -> Iterator[Run]:
    yield from block.runs
    for row in block.rows:
        for cell in row:
            yield from cell


def _first_mentions() -> Callable[[int], bool]:
    """Says of a reference's number whether it is asked for the first time."""
    seen: set[int] = set()

    def is_first(number: int) -> bool:
        fresh = number not in seen
        seen.add(number)
        return fresh

    return is_first


def printable(value: object) -> object:
    """Text as a page may show it: control characters replaced, direction overrides made visible.

    An override could make an address or a number read backwards; shown by its code point, it is
    neither lost nor obeyed.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    if value.isascii() and value.isprintable():
        return value
    if not _SPECIAL.search(value):
        return value
    text = _UNPRINTABLE.sub("\ufffd", value)
    return _DIRECTION.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)


def inline(markup: str) -> Markup:
    """Italics, bold and raised characters of a printed reference; everything else as text."""
    parts = _INLINE_TAG.split(_SMALL_CAPITALS.sub("", markup))
    open_tags: list[str] = []
    out: list[Markup] = []
    for part in parts:
        name = part.strip("</>")
        if not _INLINE_TAG.fullmatch(part):
            out.append(escape(printable(html.unescape(part))))
        elif not part.startswith("</"):
            open_tags.append(name)
            out.append(Markup(part))  # noqa: S704 - one of eight known tags
        elif open_tags and open_tags[-1] == name:
            open_tags.pop()
            out.append(Markup(part))  # noqa: S704 - one of eight known tags
    out += [Markup(f"</{name}>") for name in reversed(open_tags)]  # noqa: S704 - as opened
    return Markup("").join(out)


def reference(entry: BibliographyEntry) -> Markup:
    """A printed reference whose DOI or address is a link; it is added where the text has none."""
    text = inline(entry.html) if entry.html else escape(printable(entry.text))
    if not entry.url:
        return text
    url = escape(entry.url)
    for shown in (escape(f"doi:{entry.url.removeprefix('https://doi.org/')}"), url):
        before, found, after = str(text).partition(str(shown))
        if found:
            return Markup(before) + _link(url, shown) + Markup(after)  # noqa: S704 - escaped above
    return text + Markup(" ") + _link(url, url)


def _drawing(svg: str) -> Markup:
    return Markup(within_page(svg))  # noqa: S704 - of our own making, escaped where it is drawn


def _link(url: Markup, shown: Markup) -> Markup:
    return Markup('<a class="address" href="{}" rel="noreferrer noopener">{}</a>').format(
        url, shown
    )


class _Unindented(Extension):
    """Leaves the indentation of templates out of the page: one space separates as well as ten."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        del name, filename
        return _INDENTATION.sub(" ", source)


@lru_cache(maxsize=1024)
def _drawn_alike(macro: str, value: Badge | AppraisalCell) -> Markup:
    """A badge or a cell by its macro; a report has few different ones and many of each."""
    module = _environment().get_template("macros.html.j2").module
    markup: Markup = getattr(module, macro)(value)
    return markup


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HOME / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=printable,
        extensions=[_Unindented],
    )
    environment.filters["reference"] = reference
    environment.filters["drawing"] = _drawing
    environment.filters["identifier"] = identifier
    for macro in ("verdict", "certainty", "stance", "cell"):
        environment.filters[macro] = partial(_drawn_alike, macro)
    return environment


@cache
def _asset(name: str) -> str:
    return (_HOME / "static" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


FORMAT = DocumentFormat(name="html", title="HTML, one self-contained file", render=render)
