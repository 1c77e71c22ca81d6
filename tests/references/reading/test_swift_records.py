"""Objects made without their constructors are equal to those made with them."""

import dataclasses
import gc

from hypothesis import given
from hypothesis import strategies as st

from references.people import PersonName
from references.reading.swift_records import (
    swift_fields,
    swift_location,
    swift_reference,
    swift_span,
    uncollected,
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


def test_collection_goes_on_after_the_work() -> None:

    before = gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled() == before
