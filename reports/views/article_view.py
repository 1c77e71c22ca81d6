"""The article itself, cut into runs: claims, factual sentences without one, and the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence.articles.citations import CitedMark
from evidence.claims.factual import looks_factual
from evidence.model.article import Article, Block, BlockKind, MarkStyle
from references.source import Span
from reports.views.review_view import ArticleBlock, ArticleView, CitationLink, Run, RunKind

_TABLE = frozenset({BlockKind.TABLE_CELL, BlockKind.TABLE_HEAD})


@dataclass(frozen=True, slots=True)
class AnchoredClaim:
    """A claim whose words were found: its id and their place in the article's plain text."""

    claim_id: str
    plain: Span


def article_view(
    article: Article,
    claims: Sequence[AnchoredClaim],
    marks: Sequence[CitedMark],
    numbers: Mapping[str, int],
) -> ArticleView:
    """The whole text with every claim marked; page debris is left out unless a claim stands in it.

    ``claims`` are in the order of their start.
    """
    cutter = _Cutter(article, claims, marks, numbers)
    blocks: list[ArticleBlock] = []
    table: list[Block] = []
    for block in article.blocks:
        if table and (block.kind not in _TABLE or block.table != table[0].table):
            blocks.append(_table(table, cutter))
            table = []
        if block.kind in _TABLE:
            table.append(block)
            continue
        runs = cutter.runs(block.plain)
        if block.kind is BlockKind.BOILERPLATE:
            if not any(run.kind is RunKind.CLAIM for run in runs):
                continue
        elif not runs:
            continue
        kind = BlockKind.PARAGRAPH if block.kind is BlockKind.BOILERPLATE else block.kind
        blocks.append(
            ArticleBlock(kind=kind.value, level=block.level, runs=runs, ordered=block.ordered)
        )
    if table:
        blocks.append(_table(table, cutter))
    return ArticleView(path=article.path, title=article.title or article.path, blocks=tuple(blocks))


def _table(cells: Sequence[Block], cutter: _Cutter) -> ArticleBlock:
    """One table from its cells; missing cells stay empty, so that columns keep their places."""
    width = max((cell.column or 0) for cell in cells) + 1
    rows: dict[int, dict[int, Block]] = {}
    for cell in cells:
        rows.setdefault(cell.row or 0, {})[cell.column or 0] = cell
    shown = tuple(
        tuple(cutter.runs(row[column].plain) if column in row else () for column in range(width))
        for _, row in sorted(rows.items())
    )
    heads = {cell.row or 0 for cell in cells if cell.kind is BlockKind.TABLE_HEAD}
    return ArticleBlock(kind="table", level=0, rows=shown, head_rows=len(heads))


class _Cutter:
    """Cuts stretches of one article at claims, unclaimed sentences and citation marks."""

    def __init__(
        self,
        article: Article,
        claims: Sequence[AnchoredClaim],
        marks: Sequence[CitedMark],
        numbers: Mapping[str, int],
    ) -> None:
        self._article = article
        self._claims = claims
        self._starts = [claim.plain.start for claim in claims]
        self._longest = max((len(claim.plain) for claim in claims), default=0)
        self._marks = sorted(marks, key=lambda each: each.mark.plain)
        self._mark_starts = [each.mark.plain.start for each in self._marks]
        self._numbers = numbers
        self._unclaimed = self._find_unclaimed()
        self._unclaimed_starts = [span.start for span in self._unclaimed]
        self._begun: set[str] = set()

    def runs(self, stretch: Span) -> tuple[Run, ...]:
        """The runs of one block or cell, in order, without a gap."""
        claims = self._claims_in(stretch)
        unclaimed = _overlapping(self._unclaimed, self._unclaimed_starts, stretch)
        first = bisect_left(self._mark_starts, stretch.start)
        last = bisect_left(self._mark_starts, stretch.end)
        marks = self._marks[first:last]
        cuts = _cuts(stretch, [*(claim.plain for claim in claims), *unclaimed], marks)
        runs = []
        position = 0
        for start, end in pairwise(cuts):
            here = tuple(c.claim_id for c in claims if c.plain.start < end and start < c.plain.end)
            kind = RunKind.CLAIM if here else RunKind.TEXT
            if not here and any(span.start < end and start < span.end for span in unclaimed):
                kind = RunKind.UNCLAIMED
            inside = []
            while position < len(marks) and marks[position].mark.plain.start < end:
                inside.append(marks[position])
                position += 1
            fresh = tuple(each for each in here if each not in self._begun)
            self._begun.update(fresh)
            runs.append(Run(kind, self._pieces(start, end, inside), here, fresh))
        return tuple(runs)

    def _claims_in(self, stretch: Span) -> list[AnchoredClaim]:
        first = bisect_left(self._starts, stretch.start - self._longest)
        last = bisect_left(self._starts, stretch.end)
        return [claim for claim in self._claims[first:last] if claim.plain.overlaps(stretch)]

    def _find_unclaimed(self) -> list[Span]:
        return [
            sentence.plain
            for sentence in self._article.sentences
            if not self._claims_in(sentence.plain) and looks_factual(sentence, self._article)
        ]

    def _pieces(
        self, start: int, end: int, marks: Iterable[CitedMark]
    ) -> tuple[str | CitationLink, ...]:
        pieces: list[str | CitationLink] = []
        at = start
        for cited in marks:
            place = cited.mark.plain
            pieces.append(self._article.plain[at : place.start])
            pieces.extend(self._citation(cited))
            at = min(max(place.end, at), end)
        pieces.append(self._article.plain[at:end])
        return tuple(piece for piece in pieces if piece != "")

    def _citation(self, cited: CitedMark) -> list[str | CitationLink]:
        """A mark as links, one for each entry; what is unknown stays as the article has it."""
        mark = cited.mark
        text = self._article.plain[mark.plain.start : mark.plain.end]
        known = [key for key in cited.keys if key in self._numbers]
        if not known:
            return [text]
        if mark.style in (MarkStyle.DOI, MarkStyle.PMID) or (len(known) == 1 and mark.numbers):
            return [CitationLink(text, (known[0],))]
        shown = [str(self._numbers[key]) for key in known]
        if mark.numbers and len(mark.numbers) == len(known) and not cited.unknown:
            shown = [str(number) for number in mark.numbers]
        pieces: list[str | CitationLink] = ["["]
        for index, (key, label) in enumerate(zip(known, shown, strict=True)):
            pieces += [", "] if index else []
            pieces.append(CitationLink(label, (key,)))
            locator = mark.locators[index] if index < len(mark.locators) else ""
            pieces += [f", {locator}"] if locator and len(mark.locators) == len(known) else []
        pieces += [f", {each}" for each in cited.unknown]
        pieces.append("]")
        return pieces


def _overlapping(spans: Sequence[Span], starts: Sequence[int], stretch: Span) -> list[Span]:
    first = max(bisect_left(starts, stretch.start) - 1, 0)
    last = bisect_left(starts, stretch.end)
    return [span for span in spans[first:last] if span.overlaps(stretch)]


def _cuts(stretch: Span, spans: Iterable[Span], marks: Sequence[CitedMark]) -> list[int]:
    """Where runs begin and end; a cut inside a citation mark moves to the mark's end."""
    cuts = {stretch.start, stretch.end}
    for span in spans:
        for edge in (span.start, span.end):
            cuts.add(min(max(edge, stretch.start), stretch.end))
    for cited in marks:
        place = cited.mark.plain
        inside = {cut for cut in cuts if place.start < cut < place.end}
        if inside:
            cuts -= inside
            cuts.add(min(place.end, stretch.end))
    cuts |= {stretch.start, stretch.end}
    return sorted(cuts)
