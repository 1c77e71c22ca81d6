"""What is remembered of a frozen object belongs to that object and to no other one."""

from dataclasses import dataclass

import pytest

from evidence.model.remembered import Same, remembered


@dataclass(frozen=True)
class Part:
    words: str


@pytest.fixture
def asked():
    return []


@pytest.fixture
def spelt(asked):
    @remembered
    def spell(part, end="", *, loud=False):
        asked.append((part, end, loud))
        if part.words == "bad":
            raise ValueError("bad")
        return (part.words.upper() if loud else part.words) + end

    return spell


def test_the_same_object_is_worked_out_once_for_each_set_of_arguments(spelt, asked):
    part = Part("a")
    found = [spelt(part), spelt(part), spelt(part, "!"), spelt(part, loud=True)]
    assert found == ["a", "a", "a!", "A"]
    assert len(asked) == 3


def test_an_equal_object_is_another_one(spelt, asked):
    assert spelt(Part("a")) == spelt(Part("a"))
    assert len(asked) == 2
    part = Part("a")
    assert Same(part) == Same(part)
    assert Same(part) != Same(Part("a"))


def test_a_key_keeps_its_object_so_that_no_other_one_takes_its_place(spelt):
    assert [spelt(Part(str(number))) for number in range(10_000)] == [
        str(number) for number in range(10_000)
    ]


def test_an_error_is_raised_each_time(spelt, asked):
    part = Part("bad")
    for _ in range(2):
        with pytest.raises(ValueError, match="bad"):
            spelt(part)
    assert len(asked) == 2
