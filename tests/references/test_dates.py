import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.dates import PartialDate, month_number, with_month

PARSED = [
    ("2005", PartialDate(2005)),
    ("2005-03", PartialDate(2005, 3)),
    ("2005-03-12", PartialDate(2005, 3, 12)),
    ("2005-03-12T10:20:30Z", PartialDate(2005, 3, 12)),
    ("2004/2006", PartialDate(2004, end=PartialDate(2006))),
    ("2004-02-01/2004-02-08", PartialDate(2004, 2, 1, end=PartialDate(2004, 2, 8))),
    ("2004/", PartialDate(2004)),
    ("2004/..", PartialDate(2004)),
    ("/2004", PartialDate(2004)),
    ("199X", PartialDate(1990, end=PartialDate(1999))),
    ("2001-21", PartialDate(2001, season=1)),
    ("1990~", PartialDate(1990, approximate=True)),
    ("-0044", PartialDate(-44)),
    ("March 2005", PartialDate(2005, 3)),
    ("12 Mar 2005", PartialDate(2005, 3, 12)),
    ("2005 Mar 12", PartialDate(2005, 3, 12)),
    ("March 12th, 2005", PartialDate(2005, 3, 12)),
    ("Jan-Feb 2003", PartialDate(2003, 1, end=PartialDate(2003, 2))),
    ("Summer 2001", PartialDate(2001, season=2)),
    ("c. 1990", PartialDate(1990, approximate=True)),
    ("1998--1999", PartialDate(1998, end=PartialDate(1999))),
    ("1998-99", PartialDate(1998, end=PartialDate(1999))),
    ("März 2004", PartialDate(2004, 3)),
    ("03/04/2005", PartialDate(2005)),
    ("2012a", PartialDate(2012)),
    ("[1904]", PartialDate(1904)),
    ("2005-02-30", None),
    ("2005-13", None),
    ("in press", None),
    ("", None),
    ("20055", None),
    ("2006/2004", None),
]


@pytest.mark.parametrize(("text", "date"), PARSED, ids=[text or "empty" for text, _ in PARSED])
def test_parse(text: str, date: PartialDate | None) -> None:
    assert PartialDate.parse(text) == date


@pytest.mark.parametrize(
    ("month", "date"),
    [
        ("jan", PartialDate(2000, 1)),
        ("December", PartialDate(2000, 12)),
        ("7", PartialDate(2000, 7)),
        ("June 12", PartialDate(2000, 6, 12)),
        ("12 June", PartialDate(2000, 6, 12)),
        ("June 1-4", PartialDate(2000, 6, 1, end=PartialDate(2000, 6, 4))),
        ("Autumn", PartialDate(2000, season=3)),
        ("JAN-FEB", PartialDate(2000, 1, end=PartialDate(2000, 2))),
        ("13", None),
        ("February 31", None),
        ("soon", None),
    ],
)
def test_a_month_makes_a_year_finer(month: str, date: PartialDate | None) -> None:
    assert with_month(PartialDate(2000), month) == date


def test_month_number() -> None:
    assert [month_number(word) for word in ("Sept.", "12", "0", "13", "mai", "x")] == [
        9, 12, None, None, 5, None,
    ]  # fmt: skip


def test_dates_of_all_precisions_can_be_ordered() -> None:
    dates = [
        PartialDate(2005, 3, 1),
        PartialDate(2005),
        PartialDate(2004, 12),
        PartialDate(2005, 3),
    ]
    assert [str(date) for date in sorted(dates)] == ["2004-12", "2005", "2005-03", "2005-03-01"]


def test_only_a_date_that_must_lie_ahead_is_after() -> None:
    day = datetime.date(2026, 11, 22)
    assert PartialDate(2027).is_after(day)
    assert not PartialDate(2026).is_after(day)
    assert PartialDate(2026, 11, 23).is_after(day)


partial = st.dates(datetime.date(1000, 1, 1), datetime.date(9990, 1, 1)).flatmap(
    lambda day: st.sampled_from(
        [
            PartialDate(day.year),
            PartialDate(day.year, day.month),
            PartialDate(day.year, day.month, day.day),
            PartialDate(day.year, approximate=True),
            PartialDate(day.year, season=1 + day.month % 4),
            PartialDate(day.year, day.month, end=PartialDate(day.year + 1, day.month)),
        ]
    )
)


@given(partial)
def test_what_is_written_is_read_again(date: PartialDate) -> None:
    assert PartialDate.parse(date.edtf) == date


@given(st.text(max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    date = PartialDate.parse(text)
    assert date is None or isinstance(date.year, int)
