"""Keys for records that bring none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.dates import PartialDate
from references.keys.author_year import key_for
from references.keys.unique import UniqueKeys
from references.people import PersonName

GULER = (PersonName("Guler", "A."), PersonName("Kanbak", "M."))


@pytest.mark.parametrize(
    ("authors", "year", "title", "key"),
    [
        (GULER, 2005, "Magnesium sulfate", "guler2005"),
        ((PersonName("Łøß-Ünal", "A."),), 2011, "", "lossunal2011"),
        ((PersonName("Laecke", "S.", "Van"),), 2023, "An Update", "laecke2023"),
        ((), 1997, "The Dietary Reference Intakes", "dietary1997"),
        (GULER, None, "On magnesium", "gulermagnesium"),
        ((PersonName(literal="National Institute of Health"),), 2022, "", "national2022"),
        ((), None, "", "record"),
        ((PersonName("张", "康"),), 2022, "", "2022"),
    ],
)
def test_a_key_is_first_author_and_year(
    authors: tuple[PersonName, ...], year: int | None, title: str, key: str
) -> None:
    assert key_for(authors, PartialDate(year) if year else None, title) == key


def test_keys_of_a_file_are_unique() -> None:
    keys = UniqueKeys()
    assert [keys.make("x") for _ in range(29)] == [
        "x", *(f"x{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"), "xaa", "xab",
    ]  # fmt: skip
    assert keys.take("y")
    assert not keys.take("y")
    assert keys.make("y") == "ya"


@given(st.lists(st.sampled_from(["a", "b", "aa", "ab"]), max_size=80))
def test_no_key_is_made_twice_and_the_same_are_made_again(wanted: list[str]) -> None:
    first, second = UniqueKeys(), UniqueKeys()
    made = [first.make(key) for key in wanted]
    assert len(set(made)) == len(made)
    assert made == [second.make(key) for key in wanted]
