"""Text as anchoring compares it: without what an editor or a copy changes unawares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.articles.offsets import Offsets, Transcript
from references.source import Span

# One character for one, so that places are kept: quotes, dashes, spaces, the slash of fractions.
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−⁃﹣－", "-"),
        **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009", " "),
        **dict.fromkeys("\u200a\u202f\u205f\u3000\t\n\r\v\f\u2028\u2029\u0085", " "),
        "⁄": "/",
    }
)
# What is dropped: invisible characters, emphasis and bullets; then space that is not alone, or
# stands before closing punctuation, where a citation mark may have been.
_DROPPED = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff*•‣◦▪]+")
_LOOSE_SPACE = re.compile(r" +(?=[.,;:!?)\]]| )")
_DECOMPOSED = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """Folded text and, for each of its characters, the place in the text it was made from."""

    text: str
    offsets: Offsets

    def place(self, span: Span) -> Span:
        """The span of the original text that a span of the normalised text stands for."""
        if span.start == span.end:
            return Span(self.offsets[span.start], self.offsets[span.start])
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)


def normalise(text: str, without: Sequence[Span] = ()) -> NormalisedText:
    """Fold a text: case, quotes, dashes, space, accents' form; ``without`` leaves spans out.

    ``without`` are citation marks, in order.
    """
    kept = Transcript()
    position = 0
    for span in without:
        if span.start >= position:
            kept.append(text[position : span.start], position)
            position = span.end
    kept.append(text[position:], position)
    if unicodedata.is_normalized("NFC", text):
        joined, places = kept.finish(len(text))
    else:
        joined, places = _composed(*kept.finish(len(text)))
    folded = _lower(joined).translate(_FOLDED)
    visible = _left(folded, places, _DROPPED)
    return NormalisedText(*_trimmed(*_left(*visible, _LOOSE_SPACE)))


def _left(text: str, places: Offsets, dropped: re.Pattern[str]) -> tuple[str, Offsets]:
    """What is left of a text without the matches of a pattern."""
    result = Transcript()
    position = 0
    for match in dropped.finditer(text):
        _copy(result, text, places, position, match.start())
        position = match.end()
    _copy(result, text, places, position, len(text))
    return result.finish(places.end)


def _copy(result: Transcript, text: str, places: Offsets, start: int, end: int) -> None:
    for begin, stop, place in places.runs(start, end):
        result.append(text[begin:stop], place)


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := each.lower()) == 1 else each for each in text)


def _composed(text: str, places: Offsets) -> tuple[str, Offsets]:
    """Letters and their combining marks as one character, where Unicode has one."""
    result = Transcript()
    position = 0
    for match in _DECOMPOSED.finditer(text):
        _copy(result, text, places, position, match.start())
        result.append_at_one_place(
            unicodedata.normalize("NFC", match.group()), places[match.start()]
        )
        position = match.end()
    _copy(result, text, places, position, len(text))
    return result.finish(places.end)


def _trimmed(text: str, offsets: Offsets) -> tuple[str, Offsets]:
    """Without space at either end."""
    bare = text.strip(" ")
    if len(bare) == len(text):
        return text, offsets
    start = text.find(bare) if bare else 0
    result = Transcript()
    for begin, stop, place in offsets.runs(start, start + len(bare)):
        result.append(text[begin:stop], place)
    return result.finish(result.next_target)
