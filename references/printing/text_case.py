"""Letter case of a tree's words: CSL's seven text cases, across the joints of formatting."""

from __future__ import annotations

import re
from collections.abc import Callable

from references.printing.tree import Node, Span, Text

#: Words that English titles keep small, as CSL 1.0.2 and citeproc-js list them.
_SMALL_WORDS = frozenset(
    {"a", "about", "above", "across", "afore", "after", "against", "al", "along", "alongside",
    "amid", "amidst", "among", "amongst", "an", "and", "anenst", "apropos", "apud", "around",
    "as", "aside", "astride", "at", "athwart", "atop", "barring", "before", "behind", "below",
    "beneath", "beside", "besides", "between", "beyond", "but", "by", "circa", "d", "de",
    "despite", "down", "during", "et", "except", "for", "forenenst", "from", "given", "in",
    "inside", "into", "lest", "like", "modulo", "near", "next", "nor", "notwithstanding", "of",
    "off", "on", "onto", "or", "out", "over", "per", "plus", "pro", "qua", "sans", "since",
    "so", "than", "the", "through", "throughout", "thru", "thruout", "till", "to", "toward",
    "towards", "under", "underneath", "until", "unto", "up", "upon", "v", "van", "versus",
    "via", "vis-à-vis", "von", "vs", "with", "within", "without", "yet"}
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['’`.][^\W_]+)*", re.UNICODE)
# After these a title begins anew, and its first word has a capital.
_BREAKS = re.compile(r"[:?!]\s*[\"“‘'«(\[]*\s*$")
# Formatting within a title that keeps the case its author gave it.
_FIXED = frozenset({("font-variant", "small-caps")})


def cased(node: Node, case: str, language: str) -> Node:
    """The node in a text case; words in ``nocase`` spans stay as they are."""
    if case == "lowercase":
        _each(node, str.lower)
    elif case == "uppercase":
        _each(node, str.upper)
    elif case == "capitalize-first":
        _capitalize_first(node)
    elif case == "capitalize-all":
        _Capitaliser(node, small_words=False).run()
    elif case == "sentence":
        _sentence(node)
    elif case == "title" and language.lower().startswith("en"):
        _Capitaliser(node, small_words=True).run()
    return node


def _free_leaves(node: Node, *, fixed: bool = False) -> list[tuple[Text, bool]]:
    """The leaves with whether their case is fixed."""
    if isinstance(node, Text):
        return [(node, fixed)]
    fixed = fixed or node.fixed_case
    out: list[tuple[Text, bool]] = []
    for child in node.children:
        out.extend(_free_leaves(child, fixed=fixed or _is_script(node)))
    return out


def _is_script(node: Span) -> bool:
    return any(
        (name == "vertical-align" and value != "baseline") or (name, value) in _FIXED
        for name, value in node.format
    )


def _each(node: Node, change: Callable[[str], str]) -> None:
    for leaf, fixed in _free_leaves(node):
        if not fixed:
            leaf.words = change(leaf.words)


def _capitalised(word: str) -> str:
    return word[:1].upper() + word[1:]


def _capitalize_first(node: Node) -> None:
    """The first letter of the first word, unless that word's case is fixed."""
    for leaf, fixed in _free_leaves(node):
        if not leaf.words.strip():
            continue
        match = _WORD.search(leaf.words)
        if match is None:
            continue
        if not fixed:
            at = match.start()
            leaf.words = leaf.words[:at] + _capitalised(leaf.words[at:])
        return


def _sentence(node: Node) -> None:
    """The first word has a capital, others lose theirs; capitals throughout become small."""
    parts = _free_leaves(node)
    everything = "".join(leaf.words for leaf, _ in parts)
    if everything.isupper():
        _each(node, str.lower)
    else:
        _each(node, lambda words: _WORD.sub(_uncapitalised, words))
    _capitalize_first(node)


def _uncapitalised(match: re.Match[str]) -> str:
    word = match[0]
    return word.lower() if word[1:].islower() or len(word) == 1 else word


class _Capitaliser:
    """Goes over the words of a title, one after another, whatever leaf they stand in."""

    def __init__(self, node: Node, *, small_words: bool) -> None:
        self.parts = _free_leaves(node)
        self.small_words = small_words
        self.whole = "".join(leaf.words for leaf, _ in self.parts)

    def run(self) -> None:
        """Give the words their capitals."""
        words = list(_WORD.finditer(self.whole))
        changed = list(self.whole)
        for number, match in enumerate(words):
            changed[match.start() : match.end()] = self._word(match, number, len(words))
        at = 0
        for leaf, fixed in self.parts:
            end = at + len(leaf.words)
            if not fixed:
                leaf.words = "".join(changed[at:end])
            at = end

    def _word(self, match: re.Match[str], number: int, count: int) -> str:
        word = match[0]
        if self.small_words and (not word.islower() or self._stays_small(match, number, count)):
            return word
        changed = _capitalised(word)
        # A capital that takes two characters (ß) would shift the leaves.
        return changed if len(changed) == len(word) else word

    def _stays_small(self, match: re.Match[str], number: int, count: int) -> bool:
        before, after = self.whole[: match.start()], self.whole[match.end() :]
        word = match[0]
        if before[-1:] == "(" and before[-2:-1].isalnum():
            # An ending in brackets: "factor(s)".
            return True
        if len(word) == 1 and (before[-1:] == "-" or after[:1] == "-"):
            # A letter of a compound is a sign: "β-carotene", "07-x".
            return True
        if word not in _SMALL_WORDS or number in (0, count - 1):
            return False
        if after[:1] == "-" and before[-1:] != "-":
            return False
        return _BREAKS.search(before[-4:]) is None
