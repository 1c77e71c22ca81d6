import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.people import OTHERS, PersonName, read_names

# The table of "Tame the BeaST" (section 11, names), and the cases of the BibTeX documentation.
BEAST = [
    ("AA BB", ("AA", "", "BB", "")),
    ("AA", ("", "", "AA", "")),
    ("AA bb", ("AA", "", "bb", "")),
    ("aa", ("", "", "aa", "")),
    ("AA bb CC", ("AA", "bb", "CC", "")),
    ("AA bb CC dd EE", ("AA", "bb CC dd", "EE", "")),
    ("AA 1B cc dd", ("AA 1B", "cc", "dd", "")),
    ("AA 1b cc dd", ("AA", "1b cc", "dd", "")),
    ("AA {b}B cc dd", ("AA bB", "cc", "dd", "")),
    ("AA {b}b cc dd", ("AA", "bb cc", "dd", "")),
    ("AA {bb} cc DD", ("AA bb", "cc", "DD", "")),
    ("AA bb {cc} DD", ("AA", "bb", "cc DD", "")),
    ("AA {bb} CC", ("AA bb", "", "CC", "")),
    ("bb CC, AA", ("AA", "bb", "CC", "")),
    ("bb, AA", ("AA", "", "bb", "")),
    ("bb CC dd EE, AA", ("AA", "bb CC dd", "EE", "")),
    ("CC, AA", ("AA", "", "CC", "")),
    ("bb CC,XX, AA", ("AA", "bb", "CC", "XX")),
    ("bb CC dd EE, XX, AA", ("AA", "bb CC dd", "EE", "XX")),
    ("BB,", ("", "", "BB", "")),
    ("bb CC,", ("", "bb", "CC", "")),
    ("Ludwig van Beethoven", ("Ludwig", "van", "Beethoven", "")),
    ("de la Vallee Poussin, Charles", ("Charles", "de la", "Vallee Poussin", "")),
    ("King, Jr, Martin Luther", ("Martin Luther", "", "King", "Jr")),
    ("Ford, Jr., Henry", ("Henry", "", "Ford", "Jr.")),
    ("Brinch Hansen, Per", ("Per", "", "Brinch Hansen", "")),
    ("Donald~E. Knuth", ("Donald E.", "", "Knuth", "")),
    ("{von Neumann}, John", ("John", "", "von Neumann", "")),
]


@pytest.mark.parametrize(("text", "parts"), BEAST, ids=[text for text, _ in BEAST])
def test_one_name(text: str, parts: tuple[str, str, str, str]) -> None:
    (name,) = read_names(text).names
    assert (name.given, name.particle, name.family, name.suffix) == parts
    assert name.literal == ""


def test_lists() -> None:
    assert read_names("A, B and C, D AND  E F\nand G").names == (
        PersonName("A", "B"),
        PersonName("C", "D"),
        PersonName("F", "E"),
        PersonName("G"),
    )
    assert read_names("A Anderson and B Sandman").names[1].family == "Sandman"


def test_braces_hold_a_body_together() -> None:
    assert read_names("{Barnes and Noble, Inc.} and Smith, J").names == (
        PersonName(literal="Barnes and Noble, Inc."),
        PersonName("Smith", "J"),
    )
    assert read_names("A. {Smith}").names == (PersonName("Smith", "A."),)


def test_others_stand_for_the_rest() -> None:
    assert read_names("Smith, J and others").names[-1] is OTHERS
    assert read_names("Smith, J and et al.").names[-1] is OTHERS
    assert str(OTHERS) == "et al."
    assert OTHERS.is_others


def test_the_extended_form_of_biblatex() -> None:
    names = read_names("family=Berg, given=A., prefix=van den, useprefix=true and Doe, J.").names
    assert names == (PersonName("Berg", "A.", "van den"), PersonName("Doe", "J."))


@pytest.mark.parametrize(
    ("text", "count"),
    [("A, B, C, D", 1), ("A and and B", 2), ("and A", 1), ("Smith, J.; Doe, A.", 2)],
)
def test_what_is_odd_is_said_and_nothing_is_lost(text: str, count: int) -> None:
    reading = read_names(text)
    assert len(reading.names) == count
    assert reading.complaints


@given(st.text(alphabet="aB {}\\,~.&;=é-and ", max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    for name in read_names(text).names:
        assert str(name) or name.literal == ""


@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,8}, [A-Z][a-z]{2,8}", fullmatch=True), min_size=1))
def test_every_plain_name_of_a_list_is_read(names: list[str]) -> None:
    assert [name.sort_name for name in read_names(" and ".join(names)).names] == names
