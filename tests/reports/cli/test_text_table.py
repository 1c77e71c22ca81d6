"""Tables for terminals and for pipes."""

from reports.cli.text_table import text_table

ROWS = [("a", "three words here that go on and on and on"), ("bb", "short"), ("c", "")]


def test_a_row_is_one_line_where_nobody_names_a_width():
    assert text_table(("id", "reason"), ROWS).splitlines() == [
        "id  reason",
        "--  " + "-" * 41,
        "a   three words here that go on and on and on",
        "bb  short",
        "c",
    ]


def test_the_last_column_is_broken_to_fit_a_terminal():
    assert text_table(("id", "reason"), ROWS, width=36).splitlines() == [
        "id  reason",
        "--  " + "-" * 32,
        "a   three words here that go on and",
        "    on and on",
        "bb  short",
        "c",
    ]


def test_a_table_that_fits_is_the_same():
    assert text_table(("id", "reason"), ROWS, width=80) == text_table(("id", "reason"), ROWS)
