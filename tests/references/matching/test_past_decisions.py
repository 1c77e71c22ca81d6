"""The file of decisions: written, edited by a person, read again, found again."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.dates import PartialDate
from references.errors import InputError
from references.matching.past_decisions import (
    Answer,
    Identities,
    PastDecision,
    binding,
    decisions_text,
    described,
    identity,
    read_decisions,
)
from references.people import PersonName
from references.reference import Reference, ReferenceKind
from references.source import Location, SourceFile


def record(key: str, title: str = "Magnesium before etomidate", **values) -> Reference:
    kind = ReferenceKind.ARTICLE_JOURNAL
    return Reference(key, kind, Location("a.ris", 1), title=title, **values)


def read(text: str):
    return read_decisions(SourceFile("decisions.csv", text))


names = st.text(min_size=1, max_size=12).map(str.strip).filter(bool)


@given(
    st.lists(
        st.builds(
            PastDecision,
            answer=st.sampled_from([Answer.MERGE, Answer.DISTINCT, Answer.REVIEW]),
            left=names.map("l{}".format),
            right=names.map("r{}".format),
            rule=names,
        ),
        max_size=6,
        unique_by=lambda each: each.pair,
    )
)
def test_what_is_written_is_read(decisions) -> None:
    text = decisions_text(decisions).replace("\r", " ")
    found = {each.pair: (each.answer, each.rule) for each in read(text).value}
    if not any("\r" in f"{each.left}{each.right}{each.rule}" for each in decisions):
        assert found == {each.pair: (each.answer, each.rule) for each in decisions}


def test_a_cell_that_a_spreadsheet_would_run_is_guarded_and_comes_back() -> None:
    text = decisions_text([PastDecision(Answer.MERGE, "=cmd()#1", "b#2", left_record="+1|=2")])
    assert "'=cmd()#1" in text
    assert ",'+1|=2," in text
    (again,) = read(text).value
    assert again.left == "=cmd()#1"


def test_what_waits_for_a_person_stands_first_the_likeliest_on_top() -> None:
    text = decisions_text(
        [
            PastDecision(Answer.MERGE, "a", "b"),
            PastDecision(Answer.REVIEW, "c", "d", score=0.8),
            PastDecision(Answer.REVIEW, "e", "f", score=0.9),
        ]
    )
    assert [line.split(",")[1] for line in text.splitlines()[1:]] == ["e", "c", "a"]


def test_of_two_lines_about_the_same_records_the_later_holds() -> None:
    text = "decision,left,right\nmerge,a,b\ndistinct,b,a\n"
    assert [each.answer for each in read(text).value] == [Answer.DISTINCT]
    assert read(text + "undo,a,b\n").value == ()


def test_only_merge_and_distinct_bind() -> None:
    text = "decision,left,right\nreview,a,b\nMerge,c,d\n distinct ,e,f\n"
    assert [each.left for each in binding(read(text).value)] == ["c", "e"]


def test_lines_that_say_nothing_are_problems_with_their_place() -> None:
    reading = read("decision,left,right\nmaybe,a,b\nmerge,a,\nmerge,a,a\n\nmerge,a,b\n")
    assert [str(each.location) for each in reading.problems] == [
        "decisions.csv:2:1",
        "decisions.csv:3:1",
        "decisions.csv:4:1",
    ]
    assert "merge, distinct, review, undo" in reading.problems[0].message
    assert len(reading.value) == 1


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", "@article{k, title = {T}}\n"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"decisions\.csv:1:1: this is not a file of decisions"):
        read(text)


def test_a_record_is_found_under_a_new_key_and_after_a_correction() -> None:
    old = record("guler2005", authors=(PersonName("Guler", "A"),), issued=PartialDate(2005))
    other = record("un2011", title="Another work altogether")
    renamed = dataclasses.replace(old, key="x17")
    corrected = dataclasses.replace(old, title="Magnesium sulfate before etomidate")
    assert Identities([other, renamed]).find(identity(old)) == 1
    assert Identities([other, corrected]).find(identity(old)) == 1
    assert Identities([other, old]).find("guler2005") == 1
    assert Identities([other]).find(identity(old)) is None


def test_what_may_be_either_of_two_is_neither() -> None:
    one, two = record("a", title="One"), record("a", title="Two")
    assert Identities([one, two]).find("a") is None
    assert Identities([one, two]).find(identity(two)) == 1
    assert Identities([one, one]).find(identity(one)) == 0


def test_details_that_do_not_tell_works_apart_leave_the_identity() -> None:
    one = record("a", title="Magnesium, before Etomidate", note="seen", doi="10.1/X")
    other = record("a", title="magnesium before etomidate", abstract="long", doi="10.1/x")
    assert identity(one) == identity(other)
    assert identity(one) != identity(dataclasses.replace(one, volume="2"))


def test_a_record_in_one_line() -> None:
    line = described(
        record(
            "a",
            authors=(PersonName("Guler", "A"),),
            issued=PartialDate(2005),
            container="Anesth Analg",
            volume="101",
            pages="705-709",
            doi="10.1/x",
        )
    )
    assert line == "A Guler | 2005 | Magnesium before etomidate | Anesth Analg 101 705-709 | 10.1/x"
