"""The HTML report of the small review, byte for byte."""

import os
from pathlib import Path

from reports.documents.formats.html import render
from tests.reports.small_review import FILES, view_of

GOLDEN = Path(__file__).with_name("report.html")


def test_the_html_report_is_the_golden_one():
    (document,) = render(view_of(FILES))
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_bytes(document.content)
    expected = GOLDEN.read_text(encoding="utf-8").splitlines()
    # Lines, so that a failure shows the difference and not two pages.
    assert document.content.decode("utf-8").splitlines() == expected
    assert document.content == GOLDEN.read_bytes(), "only line ends differ"
