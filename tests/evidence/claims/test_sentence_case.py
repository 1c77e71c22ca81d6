"""Labels of tables inside sentences: small first letters, but never of names."""

import pytest

from evidence.claims.sentence_case import within_sentence


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Tuberculosis", "tuberculosis"),
        ("Any myoclonus", "any myoclonus"),
        ("Death/stroke", "death/stroke"),
        ("Œdema", "œdema"),
        ("tuberculosis", "tuberculosis"),
        ("HbA1c", "HbA1c"),
        ("FEV1", "FEV1"),
        ("COPD exacerbations", "COPD exacerbations"),
        ("Crohn’s disease", "Crohn’s disease"),
        ("Alzheimer's disease", "Alzheimer's disease"),
        ("A fall", "A fall"),
        ("", ""),
        ("5-year survival", "5-year survival"),
    ],
)
def test_only_ordinary_words_get_a_small_letter(label, expected):
    assert within_sentence(label) == expected


def test_a_word_that_its_texts_write_with_a_capital_keeps_it():
    texts = ("Levodopa slows the course of Parkinson disease.",)
    assert within_sentence("Parkinson disease", texts) == "Parkinson disease"
    assert within_sentence("Levodopa response", texts) == "levodopa response"
