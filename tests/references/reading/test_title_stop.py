"""The full stop behind PubMed's titles is taken off and put back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.reading.title_stop import with_stop, without_stop


@given(st.text())
def test_what_is_written_is_read(title: str) -> None:
    assert without_stop(with_stop(title)) == title


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Magnesium and myoclonus.", "Magnesium and myoclonus"),
        ("What's in a name?", "What's in a name?"),
        ("Myoclonus ...", "Myoclonus .."),
        (".", "."),
        ("", ""),
    ],
)
def test_one_full_stop_goes_and_nothing_else(printed: str, title: str) -> None:
    assert without_stop(printed) == title
