"""The suggested rewrite as a diff of words."""

from hypothesis import given
from hypothesis import strategies as st

from evidence.claims.wording import WordingCheck
from reports.views.review_view import WordPart
from reports.views.wording_view import word_diff, wording_view


def joined(parts, *changes):
    return "".join(part.text for part in parts if part.change in changes)


@given(st.text(alphabet="ab c.,’\n", max_size=60), st.text(alphabet="ab c.,’\n", max_size=60))
def test_a_diff_gives_back_both_texts(before, after):
    parts = word_diff(before, after)
    assert joined(parts, "same", "removed") == before
    assert joined(parts, "same", "added") == after


def test_a_phrase_is_replaced_as_a_phrase():
    parts = word_diff(
        "There is strong clinical evidence that it works.",
        "There is some limited evidence that it works.",
    )
    assert [(part.change, part.text) for part in parts] == [
        ("same", "There is "),
        ("removed", "strong clinical"),
        ("added", "some limited"),
        ("same", " evidence that it works."),
    ]


def test_a_very_long_text_is_replaced_as_a_whole_without_being_compared(monkeypatch):
    monkeypatch.setattr("reports.views.wording_view.SequenceMatcher", None)
    before, after = "a b " * 100_000, "b c " * 100_000
    assert word_diff(before, after) == (WordPart(before, "removed"), WordPart(after, "added"))


def test_the_summary_names_the_phrase_and_both_certainties():
    check = WordingCheck("It may help.", "weaker", "very-low", "moderate", suggestion="It helps.")
    view = wording_view(check)
    assert view.summary == (
        "The wording sounds like very low certainty; the evidence would carry moderate."
    )
    assert joined(view.diff, "same", "added") == "It helps."


def test_what_was_not_checked_has_no_view():
    assert wording_view(None) is None
    assert wording_view(WordingCheck("x", "not-checked", "", "")) is None
