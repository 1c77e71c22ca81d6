"""Clusters hold nothing that contradicts itself, whatever the order of the records."""

import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from references.dates import PartialDate
from references.matching import Outcome, find_duplicates
from references.people import PersonName
from references.reference import Reference, ReferenceKind
from references.source import Location
from tests.references.matching_records import record

TITLE = "Magnesium and the neuromuscular junction in adults under anaesthesia"
PLACELESS = {"volume": "", "issue": "", "pages": ""}


def members(found):
    return [cluster.members for cluster in found.clusters]


def test_no_records_and_one_record_give_nothing():
    assert find_duplicates([]).size == 0
    assert not find_duplicates([record()]).clusters


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": ""},
        {"title": "Editorial", "authors": (), "container": "", "year": None, **PLACELESS},
        {"title": "", "authors": (), **PLACELESS},
        {"doi": "10.1000/a", "title": ""},
    ],
)
def test_a_file_read_twice_collapses(changes):
    twice = [record(key=key, location=Location(f"{key}.bib"), **changes) for key in "ab"]
    found = find_duplicates(twice)
    assert members(found) == [(0, 1)]
    assert found.explain(0, 1).rule == "identical-record"


def test_records_with_nothing_in_them_are_not_one_work():
    blank = Reference("", ReferenceKind.OTHER, Location("a.bib"))
    assert not find_duplicates([blank, replace(blank, key="b")]).clusters


def test_an_incomplete_record_joins_the_one_cluster_it_fits():
    complete = [record(key="a", title=TITLE), record(key="b", title=TITLE.upper(), pages="705-9")]
    loose = record(key="c", title=TITLE, **PLACELESS)
    assert members(find_duplicates([*complete, loose])) == [(0, 1, 2)]


def test_an_incomplete_record_that_fits_two_clusters_joins_none_and_is_asked_about():
    """The chain that joins a whole issue begins with one record that fits everything."""
    one = record(key="a", title=TITLE, volume="101", issue="3", pages="705-709")
    two = record(key="b", title=TITLE, volume="101", issue="4", pages="950-962")
    loose = record(key="c", title=TITLE, **PLACELESS)
    for order in ([one, two, loose], [loose, two, one], [two, loose, one]):
        found = find_duplicates(order)
        assert not found.clusters
        asked = {(order[pair.left].key, order[pair.right].key) for pair in found.review}
        assert {frozenset(pair) for pair in asked} >= {frozenset("ac"), frozenset("bc")}


def test_a_chain_of_incomplete_records_joins_no_two_complete_ones():
    one = record(key="a", title=TITLE, pages="705-709", container="Chest")
    two = record(key="b", title=TITLE, volume="7", pages="12-19", container="Lancet")
    chain = [
        record(key="c", title=TITLE, container="Chest", **PLACELESS),
        record(key="d", title=TITLE, container="", **PLACELESS),
        record(key="e", title=TITLE, container="Lancet", **PLACELESS),
    ]
    found = find_duplicates([one, two, *chain])
    assert members(found) == [(0, 2), (1, 4)]


def test_one_doi_in_a_cluster_even_through_a_record_without():
    records = [
        record(key="a", doi="10.1000/a"),
        record(key="b", issue=""),
        record(key="c", doi="10.1000/c"),
    ]
    found = find_duplicates(records)
    assert all(len(cluster.members) < 3 for cluster in found.clusters)
    for cluster in found.clusters:
        assert len({records[each].doi for each in cluster.members} - {""}) <= 1
    assert found.review


def test_a_running_number_is_no_issue():
    """Tables hold the number of the row in a column that is read as the issue."""
    works = [
        record(key=f"{number}", title=f"{TITLE} {number}", issue=str(number), pages=str(9 * number))
        for number in range(1, 80)
    ]
    copies = [replace(work, key=f"copy{work.key}", issue=f"9{work.key}") for work in works]
    found = find_duplicates(works + copies)
    assert members(found) == [(place, place + 79) for place in range(79)]


def test_a_heading_is_no_title():
    editorials = [
        record(key=str(number), title="Editorial", authors="Ost, E.", pages="", issue=str(number))
        for number in range(5)
    ]
    found = find_duplicates(editorials)
    assert not found.clusters


def test_one_title_under_many_writers_is_a_heading():
    title = "Selected highlights from the annual meeting of the society"
    names = ("Ost, E.", "West, W.", "Nord, N.", "Sud, S.")
    reports = [record(key=name, title=title, authors=name, pages="") for name in names]
    again = record(key="again", title=title, authors="Ost, E.", volume="", issue="", pages="")
    assert not find_duplicates([*reports, again]).clusters


words = st.sampled_from(
    ("magnesium", "myoclonus", "etomidate", "adults", "part 1", "part 2", "trial", "review", "")
)
people = st.sampled_from(
    (
        (),
        (PersonName("Guler", "Aydin"), PersonName("Akinci", "Suna")),
        (PersonName("Guler", "A."),),
        (PersonName("Ost", "Eva"), PersonName("West", "Will")),
    )
)


@st.composite
def odd_records(draw):
    """Records of few values, so that many agree in some fields and differ in others."""
    return Reference(
        key=str(draw(st.integers(0, 99))),
        kind=ReferenceKind.ARTICLE_JOURNAL,
        location=Location("a.bib"),
        title=" ".join(["A study of the long course of", *draw(st.lists(words, max_size=3))]),
        authors=draw(people),
        container=draw(st.sampled_from(("", "Chest", "Anesthesia and Analgesia", "Anesth Analg"))),
        issued=draw(st.sampled_from((None, PartialDate(2004), PartialDate(2005)))),
        volume=draw(st.sampled_from(("", "7", "8"))),
        issue=draw(st.sampled_from(("", "1", "2"))),
        pages=draw(st.sampled_from(("", "7-19", "7", "20-29", "e12345"))),
        doi=draw(st.sampled_from(("", "", "", "10.1000/a", "10.1000/b"))),
    )


libraries = st.lists(odd_records(), min_size=2, max_size=14)


@given(libraries)
@settings(max_examples=60, deadline=None)
def test_a_cluster_holds_one_doi_and_no_two_places(library):
    for cluster in find_duplicates(library).clusters:
        held = [library[each] for each in cluster.members]
        assert len({each.doi for each in held} - {""}) <= 1
        for one, other in combinations(held, 2):
            volumes = {one.volume, other.volume} - {""}
            pages = {each.pages.partition("-")[0] for each in (one, other)} - {""}
            assert len(volumes) < 2 or len(pages) < 2


@given(libraries, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_records_changes_nothing(library, rng):
    """Which of several equal records stands where cannot be told, so contents are compared."""
    shuffled = list(library)
    rng.shuffle(shuffled)
    results = []
    for given_order in (library, shuffled):
        found = find_duplicates(given_order)
        results.append(
            sorted(
                sorted(repr(replace(given_order[each], key="")) for each in cluster.members)
                for cluster in found.clusters
            )
        )
    assert results[0] == results[1]


@given(libraries)
@settings(max_examples=40, deadline=None)
def test_identical_records_end_in_one_cluster(library):
    found = find_duplicates([*library, *library])
    home = {each: cluster for cluster in found.clusters for each in cluster.members}
    size = len(library)
    assert all(home[each] is home[each + size] for each in range(size))


@given(odd_records(), odd_records())
@settings(max_examples=80, deadline=None)
def test_comparing_is_symmetric(one, other):
    there, back = find_duplicates([one, other]), find_duplicates([other, one])
    assert members(there) == members(back)
    first, second = there.explain(0, 1), back.explain(0, 1)
    assert (first.outcome, first.rule, first.score) == (second.outcome, second.rule, second.score)
    assert (first.relation is None) is (second.relation is None)
    if one.doi and other.doi and one.doi != other.doi:
        assert first.outcome is not Outcome.MERGE


@pytest.mark.parametrize("workers", [2, 3])
def test_the_number_of_processes_changes_nothing(workers, monkeypatch):
    rng = random.Random(4)
    library = [
        record(
            key=str(number),
            title=f"{TITLE} {rng.randint(1, 40)}",
            pages=str(rng.randint(1, 9)),
            volume=rng.choice(("", "7")),
        )
        for number in range(150)
    ]
    monkeypatch.setattr("references.matching.workers.CHUNK", 200)
    alone, several = (find_duplicates(library, workers=count) for count in (1, workers))
    assert alone.clusters
    assert (alone.clusters, alone.review, alone.related) == (
        several.clusters,
        several.review,
        several.related,
    )


def test_progress_names_each_stage_once_it_is_done():
    told = []
    find_duplicates([record(), record(key="b", issue="")], progress=lambda *each: told.append(each))
    done = {stage: (count, total) for stage, count, total in told}
    assert list(done) == ["prepare", "block", "compare", "cluster"]
    assert all(count == total for count, total in done.values())


def test_a_stream_will_do_and_can_still_be_explained():
    found = find_duplicates(record(key=key, issue=issue) for key, issue in (("a", "3"), ("b", "")))
    assert members(found) == [(0, 1)]
    assert found.explain(0, 1).similarities["title"] == 1.0


def test_records_are_explained_by_position_and_by_key() -> None:
    found = find_duplicates([record(), record(key="other"), record(key="other", title="Else")])
    assert found.keys == ["guler2005", "other", "other"]
    assert found.explain("guler2005", "other") == found.explain(0, 1) == found.explain(1, 0)
    assert found.explain("other", 2) == found.explain(1, 2)
    assert [list(cluster) for cluster in found.clusters] == [[0, 1]]
    with pytest.raises(KeyError):
        found.explain("guler2005", "nobody")
