"""Several records of one work as one: what is kept, what fills in, and where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.dates import PartialDate
from references.matching.merging import merge_records
from references.people import OTHERS, PersonName
from references.reference import Reference, ReferenceKind
from references.source import Location

GULER = PersonName("Guler", "Aydin")
GULER_CUT = PersonName("Guler", "A")
SATILMIS = PersonName("Satilmis", "T")


def record(key: str = "a", kind: ReferenceKind = ReferenceKind.ARTICLE_JOURNAL, **values):
    return Reference(key, kind, Location(f"{key}.ris", 3), **values)


def merged_value(name: str, own, other):
    """The value of one attribute when the fuller of two records has ``own``."""
    fuller = record("a", doi="10.1000/x", pmid="1", **{name: own})
    poorer = record("b", **{name: other})
    made = merge_records([poorer, fuller])
    assert made.reference.key == "a"
    return getattr(made.reference, name), made.origins.get(name)


@pytest.mark.parametrize(
    ("name", "own", "other", "value", "origin"),
    [
        ("title", "Magnesium in use", "Magnesium In Use", "Magnesium in use", 0),
        ("title", "MAGNESIUM IN USE", "Magnesium in use", "Magnesium in use", 1),
        ("title", "Magnesium in Use.", "Magnesium in Use", "Magnesium in Use", 1),
        ("title", "Magnesium in Use.", "magnesium in use", "Magnesium in Use.", 0),
        (
            "title",
            "Magnesium sulfate before etomidate",
            "Magnesium sulfate before etomidate: a randomised trial",
            "Magnesium sulfate before etomidate: a randomised trial",
            1,
        ),
        ("title", "Magnesium", "Magnesium and more words", "Magnesium", 0),
        ("authors", (GULER_CUT,), (GULER, SATILMIS), (GULER, SATILMIS), 1),
        ("authors", (GULER_CUT, OTHERS), (GULER_CUT, SATILMIS), (GULER_CUT, SATILMIS), 1),
        ("authors", (GULER_CUT,), (GULER,), (GULER,), 1),
        ("authors", (GULER_CUT,), (SATILMIS, GULER), (GULER_CUT,), 0),
        ("pages", "705-9", "705-709", "705-709", 1),
        ("pages", "705", "705-709", "705-709", 1),
        ("pages", "705-709", "705-9", "705-709", 0),
        ("pages", "288-97", "705-709", "288-97", 0),
        ("container", "Anesth Analg", "Anesthesia and Analgesia", "Anesthesia and Analgesia", 1),
        ("container", "ANESTHESIA", "Anesthesia", "Anesthesia", 1),
        ("container", "Anesth Analg", "British Journal of Surgery", "Anesth Analg", 0),
        ("abstract", "Short.", "Much longer than that.", "Much longer than that.", 1),
        ("volume", "101", "102", "101", 0),
        ("volume", "", "102", "102", 1),
    ],
)
def test_the_same_value_told_more_fully_wins(name, own, other, value, origin) -> None:
    assert merged_value(name, own, other) == (value, (origin,))


def test_the_year_of_most_records_and_its_most_exact_date() -> None:
    made = merge_records(
        [
            record("a", doi="10.1/x", pmid="1", abstract="t", issued=PartialDate(2004)),
            record("b", issued=PartialDate(2005)),
            record("c", issued=PartialDate(2005, 9)),
        ]
    )
    assert made.reference.key == "a"
    assert made.reference.issued == PartialDate(2005, 9)
    assert [made.members[n].key for n in made.origins["issued"]] == ["c"]


def test_lists_are_joined_and_every_note_is_kept() -> None:
    made = merge_records(
        [
            record("a", doi="10.1/x", keywords=("Magnesium", "etomidate"), note="read in full"),
            record("b", keywords=("magnesium", "myoclonus"), note="excluded at first"),
            record("c", note="read in full"),
        ]
    )
    assert made.reference.keywords == ("Magnesium", "etomidate", "myoclonus")
    assert made.reference.note == "read in full; excluded at first"
    assert made.origins["keywords"] == (0, 1)
    assert made.origins["note"] == (0, 1)


def test_the_fullest_record_is_kept_and_lends_its_key_and_type() -> None:
    made = merge_records(
        [
            record("poor", title="Magnesium", kind=ReferenceKind.ARTICLE_JOURNAL),
            record("full", title="Magnesium", doi="10.1/x", kind=ReferenceKind.OTHER),
        ]
    )
    assert made.reference.key == "full"
    assert made.reference.kind is ReferenceKind.ARTICLE_JOURNAL
    assert [each.key for each in made.members] == ["full", "poor"]
    assert made.reference.location == Location("full.ris", 3)


def test_of_equal_records_the_first_is_kept() -> None:
    assert merge_records([record("a", title="T"), record("b", title="T")]).reference.key == "a"


def test_nothing_cannot_be_merged() -> None:
    with pytest.raises(ValueError, match="no record"):
        merge_records([])


texts = st.sampled_from(["", "x", "X Y", "Magnesium sulfate before etomidate", "705-9", "705-709"])
records = st.builds(
    record,
    key=st.sampled_from(["a", "b", "c"]),
    title=texts,
    pages=texts,
    container=texts,
    doi=st.sampled_from(["", "10.1000/x"]),
    abstract=texts,
    note=texts,
    keywords=st.lists(st.sampled_from(["k", "K", "l"]), max_size=2).map(tuple),
    authors=st.lists(st.sampled_from([GULER, GULER_CUT, SATILMIS, OTHERS]), max_size=3).map(tuple),
    issued=st.sampled_from([None, PartialDate(2004), PartialDate(2005), PartialDate(2005, 9, 2)]),
)


@given(st.lists(records, min_size=1, max_size=4))
def test_every_value_is_one_that_a_member_gave(members) -> None:
    made = merge_records(members)
    for name in ("title", "pages", "container", "doi", "abstract", "authors", "issued"):
        given_values = [getattr(each, name) for each in made.members]
        value = getattr(made.reference, name)
        assert bool(value) == any(given_values)
        if value:
            (origin,) = made.origins[name]
            assert given_values[origin] == value
    for each in members:
        assert each.note in made.reference.note
        assert {word.lower() for word in each.keywords} <= {
            word.lower() for word in made.reference.keywords
        }


@given(records)
def test_a_record_merged_with_itself_is_itself(one) -> None:
    made = merge_records([one, one]).reference
    assert made.title == one.title
    assert made.authors == one.authors
    assert (made.pages, made.issued, made.note) == (one.pages, one.issued, one.note)


def test_an_accession_number_keeps_its_database() -> None:
    made = merge_records(
        [
            record("a", doi="10.1/x", pmid="1", database="PubMed"),
            record("b", database="Embase", accession="L632123456"),
        ]
    )
    assert (made.reference.database, made.reference.accession) == ("Embase", "L632123456")
    assert made.origins["database"] == made.origins["accession"] == (1,)
