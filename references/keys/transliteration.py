"""Names and titles in the letters that a citation key may hold."""

from __future__ import annotations

import re
import unicodedata

from references.letters import LATIN

_LETTERS = {
    **{letter.upper(): latin.capitalize() for letter, latin in LATIN.items()},
    **LATIN,  # some of them have no capital
    "ß": "ss",
    "ẞ": "SS",
}
# Cyrillic after BGN/PCGN without its marks, Greek after ISO 843 type 2, letter by letter; the hard
# and the soft sign go.
_CYRILLIC = (
    "а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh "
    "ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya ё e є ye і i ї yi ґ g ў u ј j љ lj њ nj "
    "ћ c џ dz ђ dj"
)
_GREEK = (
    "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch "
    "ψ ps ω o"
)
_PAIRS = f"{_CYRILLIC} {_GREEK}".split(" ")
_OTHER_SCRIPTS = {
    letter: latin.strip("-") for letter, latin in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)
}
_NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9]+")


def to_ascii(text: str) -> str:
    """The text in ASCII: base letters without their marks, ``ß`` as ``ss``, ``я`` as ``ya``.

    Marks go in every language alike, ``ü`` to ``u``: the same letter is written ``ue`` in German
    and ``u`` in Turkish, and a name does not say which it is. Letters of scripts that have no
    table here go.
    """
    if text.isascii():
        return text
    out: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        latin = _LETTERS.get(letter) or _OTHER_SCRIPTS.get(letter)
        if latin is None and (latin := _OTHER_SCRIPTS.get(letter.lower())) is not None:
            latin = latin.capitalize()
        if latin is not None:
            out.append(latin)
            continue
        for base in unicodedata.normalize("NFKD", letter):
            other = _OTHER_SCRIPTS.get(base.lower())
            if base.isascii():
                out.append(base)
            elif other is not None:
                out.append(other.capitalize() if base.isupper() else other)
    return "".join(out)


def bare(text: str) -> str:
    """Only the letters and digits of the text, in ASCII."""
    return _NOT_IN_A_KEY.sub("", to_ascii(text))
