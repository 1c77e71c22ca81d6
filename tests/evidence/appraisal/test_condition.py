"""Conditions on answers: how they bind, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.appraisal.condition import Condition, ConditionError, condition

ANSWERS = st.fixed_dictionaries(
    {name: st.sampled_from(["y", "n", "ni"]) for name in ("1", "2", "3")}
)


@pytest.mark.parametrize(
    ("text", "answers", "holds"),
    [
        ("", {}, True),
        ("1.1 = y", {"1.1": "y"}, True),
        ("1.1 = y/py", {"1.1": "py"}, True),
        ("1.1 = y", {"1.1": "n"}, False),
        ("1.1 = na", {}, True),
        ("1 = y or 2 = y and 3 = y", {"1": "y", "2": "n", "3": "n"}, True),
        ("(1 = y or 2 = y) and 3 = y", {"1": "y", "2": "n", "3": "n"}, False),
        ("1=y and(2=n)", {"1": "y", "2": "n"}, True),
        ("not-described = not-described", {"not-described": "not-described"}, True),
    ],
)
def test_what_holds(text: str, answers: dict[str, str], holds: bool) -> None:
    assert condition(text).holds(answers) is holds


@given(answers=ANSWERS)
def test_and_binds_closer_than_or(answers) -> None:
    one, two, three = (answers[each] == "y" for each in ("1", "2", "3"))
    assert condition("1 = y or 2 = y and 3 = y").holds(answers) == (one or (two and three))
    assert condition("1 = y and 2 = y or 3 = y").holds(answers) == ((one and two) or three)
    assert condition("1 = y and (2 = y or 3 = y)").holds(answers) == (one and (two or three))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.1", "expected '='"),
        ("= y", "expected a question"),
        ("1.1 =", "expected an answer, found the end"),
        ("1.1 = y/", "expected an answer"),
        ("1.1 = y 2.1 = n", "'2.1'"),
        ("1.1 = y and", "expected a question"),
        ("(1.1 = y", "expected ')'"),
        ("1.1 = y)", "')'"),
        ("1.1 > 2", "cannot read '> 2'"),
        ("and = or", "expected a question"),
        ("(" * 30 + "1 = y" + ")" * 30, "too deep"),
        ("1 = y or " * 400 + "1 = y", "longer than"),
    ],
)
def test_what_is_none_is_told(text: str, words: str) -> None:
    with pytest.raises(ConditionError, match=r".") as caught:
        condition(text)
    assert words in str(caught.value)


@given(text=st.text(alphabet="12.yn()=/ andor-_", max_size=60))
def test_every_text_is_a_condition_or_refused(text: str) -> None:
    try:
        found = condition(text)
    except ConditionError:
        return
    assert isinstance(found, Condition)
    assert found.holds({}) in (True, False)
    assert all(part.question and part.answers for part in found.parts())
