"""Citation marks in running text: keyed, numbered, raised, and links to a DOI or PMID.

Every pattern is bounded, so that text without marks costs one pass. What looks alike and is not a
mark stays out: e-mail addresses, task boxes, years and intervals in brackets, powers, charges.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidence.model.article import MarkStyle
from references.source import Span


@dataclass(frozen=True, slots=True)
class FoundMark:
    """A citation mark with its place in the text that was searched.

    DOIs in ``identifiers`` are bare and lower case, PMIDs bare digits, PMCIDs keep ``PMC``.
    """

    style: MarkStyle
    span: Span
    keys: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    identifiers: tuple[str, ...] = ()
    locators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkHints:
    """What a reader knows of a text beyond its characters.

    ``raised`` are superscripts that markup made, ``links`` targets of linked words, ``verbatim``
    code, in which nothing is a mark.
    """

    raised: tuple[Span, ...] = ()
    links: tuple[tuple[Span, str], ...] = ()
    verbatim: tuple[Span, ...] = ()


# Pandoc's keys: letters, digits and single inner punctuation; the last character is never
# punctuation, so that a full stop after a key ends the sentence and not the key.
_KEY = r"(?:\{[^{}\n]{1,200}\}|[\w](?:[:.#$%&\-+?<>~/]?\w){0,200})"
_PANDOC_KEY = re.compile(rf"(?<![\w@\\.])-?@({_KEY})")
_BRACKET = re.compile(r"\[([^\[\]]{0,600})\]")
_CROSS_REFERENCE = re.compile(r"(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|exm|exr|def)[-:]")
_LATEX = re.compile(
    r"\\(?!no)(?:[A-Za-z]{0,10}[cC]ite[A-Za-z]{0,12}|citeyearpar)\*?"
    r"((?:(?:\[[^\[\]{}]{0,200}\]){0,2}\{[^{}]{1,2000}\})+)"
)
_LATEX_GROUP = re.compile(r"((?:\[[^\[\]{}]*\])*)\{([^{}]*)\}")
_OPTION = re.compile(r"\[([^\[\]]*)\]")

_NUMBER_LIST = r"\d{1,4}(?:\s?[,;–—‒−-]\s?\d{1,4}){0,60}"
_NUMERIC = re.compile(rf"\[(\s?{_NUMBER_LIST}\s?)\](?![(:])")
_CARET = re.compile(rf"\^(\s?{_NUMBER_LIST}\s?)\^")
_UNICODE_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹](?:[⁰¹²³⁴⁵⁶⁷⁸⁹˒,⁻–-]{0,60}[⁰¹²³⁴⁵⁶⁷⁸⁹])?(?![⁰-⁹⁺⁻ⁿ])")
_LOWER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹˒⁻", "0123456789,-")
_RANGE = re.compile(r"(\d+)(?:\s?[–—‒−-]\s?(\d+))?")
_LONGEST_RANGE = 200

# Before a bracket or a raised number: what makes it a quantity and not a citation.
_QUANTITY_BEFORE = re.compile(
    r"(?:\b(?:CI|CrI|IQR|interval|range|ranges|ranged|from|between|mean|median|SD|equals?)\s*[:,=]?"
    r"|[=<>≤≥±×~≈(\[])\s*$",
    re.IGNORECASE,
)
_UNIT_BEFORE = re.compile(
    r"(?:(?<![^\W_])(?:[A-Za-zχτσηρβω]|[kcdmµμn]m|kg|mg|[µμ]g|mol|mmol|mL|dL|ml|ft|in|inch|sq|sec|min"
    r"|chi|tau|eta|omega|log)|\d)$"
)
_ELEMENT_BEFORE = re.compile(
    r"(?:^|[^A-Za-z])(?:[A-Z]|Mg|Ca|Na|Zn|Fe|Cu|Cl|Mn|Li|Al|Ba|Co|Pb|Hg|SO|PO|HCO|NO|CO|NH)[₀-₉\d]*$"
)

_DOI = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|\bdoi\s?[:=]?\s?|(?<![\w/.@]))"
    r"(10\.\d{4,9}/[^\s\"<>{}|\\^`]{1,300})",
    re.IGNORECASE,
)
_PMID = re.compile(
    r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)(\d{1,9})\b/?"
    r"|\bPMID:?\s?(\d{1,9})\b"
    r"|https?://(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc)/articles/(PMC\d{1,9})\b/?"
    r"|\b(?:PMCID:?\s?)?(PMC\d{4,9})\b",
    re.IGNORECASE,
)


def find_marks(text: str, hints: MarkHints | None = None) -> tuple[FoundMark, ...]:
    """Every citation mark of a text, in order and without overlaps.

    Where two readings meet, the one that begins earlier wins, then the longer.
    """
    hints = hints or MarkHints()
    found = [
        *_linked(text, hints.links),
        *_raised(text, hints.raised),
        *_bracketed(text),
        *_latex(text),
        *_carets(text),
        *_unicode_raised(text),
        *_identifiers(text),
        *_in_text(text),
    ]
    found.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    starts = [span.start for span in hints.verbatim]
    kept: list[FoundMark] = []
    for mark in found:
        if kept and mark.span.start < kept[-1].span.end:
            continue
        if not _within(mark.span, hints.verbatim, starts):
            kept.append(mark)
    return tuple(kept)


def _within(span: Span, areas: Sequence[Span], starts: Sequence[int]) -> bool:
    first = max(bisect_right(starts, span.start) - 1, 0)
    last = bisect_left(starts, span.end)
    return any(area.overlaps(span) for area in areas[first:last])


def _bracketed(text: str) -> Iterator[FoundMark]:
    """``[@key; @key2, p. 3]`` and ``[3–5, 9]``."""
    for match in _BRACKET.finditer(text):
        inner = match.group(1)
        if "@" in inner:
            if mark := _pandoc(inner, match):
                yield mark
        elif (numeric := _NUMERIC.match(text, match.start())) and not _is_quantity(text, match):
            numbers = _numbers(numeric.group(1))
            if numbers:
                yield FoundMark(MarkStyle.NUMERIC, Span(*match.span()), numbers=numbers)


def _pandoc(inner: str, match: re.Match[str]) -> FoundMark | None:
    keys: list[str] = []
    locators: list[str] = []
    for part in inner.split(";"):
        key = _PANDOC_KEY.search(part)
        if key is None or _CROSS_REFERENCE.match(key.group(1)):
            continue
        keys.append(key.group(1).strip("{}"))
        locators.append(part[key.end() :].strip(" ,\n").strip("{}"))
    if not keys:
        return None
    span = Span(*match.span())
    return FoundMark(MarkStyle.PANDOC, span, keys=tuple(keys), locators=tuple(locators))


def _in_text(text: str) -> Iterator[FoundMark]:
    """``@key`` as a word of the sentence."""
    if "@" not in text:
        return
    for match in _PANDOC_KEY.finditer(text):
        key = match.group(1)
        if not _CROSS_REFERENCE.match(key) and not key.isdigit():
            span = Span(*match.span())
            yield FoundMark(MarkStyle.PANDOC, span, keys=(key.strip("{}"),), locators=("",))


def _latex(text: str) -> Iterator[FoundMark]:
    r"""The ``\cite`` family, with optional arguments, of LaTeX, natbib and biblatex."""
    if "\\" not in text:
        return
    for match in _LATEX.finditer(text):
        keys: list[str] = []
        locators: list[str] = []
        for group in _LATEX_GROUP.finditer(match.group(1)):
            names = [name.strip() for name in group.group(2).split(",") if name.strip()]
            options = [option.strip() for option in _OPTION.findall(group.group(1))]
            keys += names
            locators += [""] * (len(names) - 1) + ([options[-1]] if options else [""]) * bool(names)
        if keys:
            span = Span(*match.span())
            yield FoundMark(MarkStyle.LATEX, span, keys=tuple(keys), locators=tuple(locators))


def _carets(text: str) -> Iterator[FoundMark]:
    """``^7,8^``, but not ``cm^2^``."""
    if "^" not in text:
        return
    for match in _CARET.finditer(text):
        if mark := _superscript(text, Span(*match.span()), match.group(1)):
            yield mark


def _raised(text: str, spans: Sequence[Span]) -> Iterator[FoundMark]:
    for area in spans:
        span = _stripped(text, area)
        inner = text[span.start : span.end].strip("[]()")
        if re.fullmatch(_NUMBER_LIST, inner) and (mark := _superscript(text, span, inner)):
            yield mark


def _unicode_raised(text: str) -> Iterator[FoundMark]:
    """``jerks.¹²`` and ``jerks¹,²``, but not ``m²``, ``10³`` or ``Mg²⁺``."""
    for match in _UNICODE_RAISED.finditer(text):
        inner = match.group().translate(_LOWER)
        if mark := _superscript(text, Span(*match.span()), inner):
            yield mark


def _superscript(text: str, span: Span, inner: str) -> FoundMark | None:
    before = text[max(0, span.start - 12) : span.start]
    if not before.strip() or before[-1].isspace():
        return None
    if _UNIT_BEFORE.search(before) or before[-1] in "=<>±×~≈([/*^_⁺⁻":
        return None
    if _ELEMENT_BEFORE.search(before) or text[span.end : span.end + 1] in ("+", "-", "⁺", "⁻"):
        return None
    numbers = _numbers(inner)
    return FoundMark(MarkStyle.SUPERSCRIPT, span, numbers=numbers) if numbers else None


def _is_quantity(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 20) : match.start()]
    return bool(_QUANTITY_BEFORE.search(before))


def _numbers(text: str) -> tuple[int, ...]:
    """Numbers with ranges expanded; nothing when one cannot be a citation number.

    A single number from 1500 on is a year. Zero is an interval's bound or an index.
    """
    found: list[int] = []
    for match in _RANGE.finditer(text):
        first = int(match.group(1))
        last = int(match.group(2) or first)
        if first < 1 or last < first or last >= 1500 or last - first > _LONGEST_RANGE:
            return ()
        found.extend(range(first, last + 1))
    return tuple(dict.fromkeys(found))


def _identifiers(text: str) -> Iterator[FoundMark]:
    for match in _DOI.finditer(text):
        doi = _trimmed(match.group(1))
        span = Span(match.start(), match.start(1) + len(doi))
        yield FoundMark(MarkStyle.DOI, span, identifiers=(doi.lower(),))
    for match in _PMID.finditer(text):
        identifier = next(group for group in match.groups() if group)
        yield FoundMark(MarkStyle.PMID, Span(*match.span()), identifiers=(identifier.upper(),))


def _linked(text: str, links: Sequence[tuple[Span, str]]) -> Iterator[FoundMark]:
    for link, target in links:
        span = _stripped(text, link)
        if not len(span):
            continue
        if mark := next(_identifiers(target), None):
            yield replace(mark, span=span)
            continue
        # A number that leads somewhere is a citation, bracketed or not.
        inner = text[span.start : span.end].strip().strip("[]()")
        if re.fullmatch(_NUMBER_LIST, inner) and (numbers := _numbers(inner)):
            yield FoundMark(MarkStyle.NUMERIC, _with_brackets(text, span), numbers=numbers)


def _stripped(text: str, span: Span) -> Span:
    """A span without the space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _with_brackets(text: str, span: Span) -> Span:
    if text[span.start - 1 : span.start] == "[" and text[span.end : span.end + 1] == "]":
        return Span(span.start - 1, span.end + 1)
    return span


def _trimmed(doi: str) -> str:
    """A DOI without the punctuation of the sentence around it."""
    while doi:
        last = doi[-1]
        unopened = last in ")]" and doi.count(last) > doi.count("(" if last == ")" else "[")
        if not (last in ".,;:!?'’”»" or unopened):
            break
        doi = doi[:-1]
    return doi
