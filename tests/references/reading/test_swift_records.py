"""Objects made without their constructors are equal to those made with them."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.people import PersonName
from references.reading.swift_records import (
    setters,
    swift_cell,
    swift_fields,
    swift_location,
    swift_reference,
    swift_span,
)
from references.reference import Field, Reference, ReferenceKind
from references.source import Location, Span


@given(st.lists(st.tuples(st.text(), st.text(), st.integers(1, 9)), min_size=1))
def test_fields_are_those_of_the_constructor(lines: list[tuple[str, str, int]]) -> None:
    values = [raw.upper() for _, raw, _ in lines]
    wanted = [Field(tag, raw, raw.upper(), Location("p", line)) for tag, raw, line in lines]
    found = swift_fields(lines, values, "p")
    assert found == wanted
    assert [hash(each) for each in found] == [hash(each) for each in wanted]


def test_a_reference_has_every_attribute() -> None:
    given_values = {
        "key": "k",
        "kind": ReferenceKind.BOOK,
        "location": swift_location("p", 3),
        "title": "T",
        "authors": (PersonName("A"),),
        "span": swift_span(1, 5),
    }
    found = swift_reference(given_values)
    wanted = Reference(
        "k", ReferenceKind.BOOK, Location("p", 3), title="T", authors=(PersonName("A"),),
        span=Span(1, 5),
    )  # fmt: skip
    assert found == wanted
    assert repr(found) == repr(wanted)
    assert dataclasses.replace(found, title="U") == dataclasses.replace(wanted, title="U")


def test_every_attribute_has_a_default_that_many_records_may_share() -> None:
    needed = {
        field.name
        for field in dataclasses.fields(Reference)
        if field.default is dataclasses.MISSING
    }
    assert needed == {"key", "kind", "location"}
    assert not hasattr(Reference, "__post_init__")


def test_a_field_that_nobody_sets_is_told_at_once() -> None:
    with pytest.raises(TypeError, match="Location is made here"):
        setters(Location, "path", "line")


@given(st.text(), st.text(), st.text(), st.integers(1, 9), st.integers(1, 9))
def test_a_cell_is_that_of_the_constructor(
    name: str, raw: str, value: str, line: int, column: int
) -> None:
    found = swift_cell(name, raw, value, "p", line, column)
    assert found == Field(name, raw, value, Location("p", line, column))
