"""Letters are made plain in one way wherever text is compared."""

import pytest

from references.keys.transliteration import to_ascii
from references.letters import GREEK, LATIN, without_marks, words_alone
from references.lookup import folding as lookup_folding
from references.matching import folding as matching_folding
from references.matching.similarity import comparable


def test_marks_go_and_letters_stay():
    assert without_marks("Güler, Šimić é e\u0301 ﬁ") == "Guler, Simic e e fi"
    assert words_alone("  A--b_c (d) ") == "A b c d"


def test_the_tables_hold_only_what_unicode_leaves_whole():
    assert [letter for letter in (*LATIN, *GREEK) if without_marks(letter) != letter] == []
    assert all(name.isascii() and name.isalpha() for name in (*LATIN.values(), *GREEK.values()))
    assert GREEK["ω"] == "omega"


@pytest.mark.parametrize("letter", sorted(LATIN))
def test_comparison_and_keys_spell_a_letter_alike(letter):
    plain = LATIN[letter]
    assert matching_folding.fold(letter) == lookup_folding.fold(letter) == to_ascii(letter) == plain


def test_comparable_text_has_no_case_marks_or_punctuation():
    assert comparable("  Effët — of_Magnesium! ") == "effet of magnesium"
