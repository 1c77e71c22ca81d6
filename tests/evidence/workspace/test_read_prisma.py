"""The CSV of the PRISMA2020 package: read whole, with its sums checked at their places."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.model.prisma import ExclusionReason, PrismaCounts, imbalances
from evidence.workspace.read_prisma import read_prisma
from references.source import SourceFile

HEAD = "data,node,box,description,boxtext,tooltips,url,n\n"
NUMBERS = {
    "previous_studies": "8",
    "previous_reports": "9",
    "database_results": "1,204",
    "register_results": "31",
    "website_results": "3",
    "organisation_results": "0",
    "citations_results": "12",
    "duplicates": "310",
    "excluded_automatic": "0",
    "excluded_other": "0",
    "records_screened": "925",
    "records_excluded": "800",
    "dbr_sought_reports": "125",
    "dbr_notretrieved_reports": "5",
    "dbr_assessed": "120",
    "dbr_excluded": "Wrong outcome, 60; No comparison group, or none usable, 35; Not in people, 10",
    "other_sought_reports": "15",
    "other_notretrieved_reports": "1",
    "other_assessed": "14",
    "other_excluded": "Wrong population, 12",
    "new_studies": "14",
    "new_reports": "17",
    "total_studies": "22",
    "total_reports": "26",
}


def file_of(numbers, head=HEAD):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["NA", "node4", "prevstud", "Grey title box", "Previous", "NA", "x.html", "0"])
    for name, number in numbers.items():
        writer.writerow([name, "NA", "box", "What it is", "Text", "NA", "x.html", number])
    writer.writerow(["identification", "node1", "identification", "Blue", "I", "NA", "i.html", "0"])
    return SourceFile("prisma.csv", head + out.getvalue())


def kinds(reading):
    return [problem.kind for problem in reading.problems]


def test_every_box_is_read():
    reading = read_prisma(file_of(NUMBERS))
    assert reading.problems == ()
    counts = reading.value
    assert counts.databases == 1204
    assert counts.reports_excluded == (
        ExclusionReason("Wrong outcome", 60),
        ExclusionReason("No comparison group, or none usable", 35),
        ExclusionReason("Not in people", 10),
    )
    assert all(getattr(counts, name) not in (None, ()) for name in PrismaCounts.__slots__)


def test_what_was_not_given_is_not_none():
    counts = read_prisma(file_of({"database_results": "NA", "register_results": "0"})).value
    assert counts.databases is None
    assert counts.registers == 0


@pytest.mark.parametrize(
    ("name", "number", "message"),
    [
        ("records_screened", "924", "leaves 925"),
        ("dbr_sought_reports", "126", "925 (records screened) − 800 (records excluded) leaves 125"),
        ("dbr_assessed", "119", "leaves 120"),
        ("other_assessed", "15", "leaves 14"),
        ("other_sought_reports", "16", "are more than 15 records identified by them"),
        ("new_reports", "18", "leaves 17"),
        ("new_studies", "18", "are more than 17 their reports"),
        ("total_studies", "23", "makes 22"),
        ("total_reports", "25", "makes 26"),
    ],
)
def test_a_sum_that_does_not_come_out_is_a_problem_at_its_count(name, number, message):
    reading = read_prisma(file_of({**NUMBERS, name: number}))
    found = [problem for problem in reading.problems if message in problem.message]
    assert found
    line = 3 + list(NUMBERS).index(name)
    assert found[0].kind == "prisma/arithmetic"
    assert found[0].location.line == line
    assert found[0].location.column > 20


def test_numbers_that_are_none_and_boxes_that_are_not_known():
    reading = read_prisma(
        file_of(
            {
                "database_results": "many",
                "records_screened": "-3",
                "records_exclude": "3",
                "dbr_excluded": "Reason1, xxx; Reason2, 3",
            }
        )
    )
    assert kinds(reading) == [
        "prisma/not-a-count", "prisma/not-a-count", "prisma/unknown-row", "prisma/not-a-count",
    ]  # fmt: skip
    assert reading.value.databases is None
    assert reading.value.reports_excluded == (
        ExclusionReason("Reason1", None),
        ExclusionReason("Reason2", 3),
    )


def test_a_box_given_twice_keeps_its_first_count():
    source = file_of({"database_results": "5"})
    text = source.text + "database_results,NA,box2,,,,,7\n"
    reading = read_prisma(SourceFile("p.csv", text))
    assert kinds(reading) == ["prisma/repeated-row"]
    assert reading.value.databases == 5


@pytest.mark.parametrize("text", ["", "\n", "a,b,c\n1,2,3\n", "data,node\nx,y\n"])
def test_a_file_of_another_kind_is_one_problem(text):
    assert kinds(read_prisma(SourceFile("p.csv", text))) == ["prisma/missing-column"]


@given(st.text(alphabet='",;\n\r ab1\u00e9', max_size=200))
def test_no_text_stops_the_reader(text):
    read_prisma(SourceFile("p.csv", HEAD + text))
    read_prisma(SourceFile("p.csv", text))


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=4), max_size=5))
def test_cells_are_those_of_the_csv_module(rows):
    out = io.StringIO()
    csv.writer(out).writerows([["data", "n"], *(["new_studies", "3", *row] for row in rows)])
    reading = read_prisma(SourceFile("p.csv", out.getvalue()))
    assert reading.value.new_studies == (3 if rows else None)


def test_parts_that_are_not_given_count_as_none_between_a_start_and_an_end():
    counts = PrismaCounts(databases=10, records_screened=8, duplicates=2)
    assert imbalances(counts) == ()
    assert len(imbalances(PrismaCounts(databases=10, records_screened=8))) == 1
    assert imbalances(PrismaCounts(databases=10, duplicates=3)) == ()
