"""What of a printed reference's formatting reaches the page."""

from __future__ import annotations

import pytest

from references.citation_style import format_bibliography
from references.reference import Reference, ReferenceKind
from references.source import Location
from reports.documents.formats.html import inline


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<sc>l</sc>-DOPA", "l-DOPA"),
        ("<i>E. coli</i> in H<sub>2</sub>O", "<i>E. coli</i> in H<sub>2</sub>O"),
        ("<span>x</span>", "&lt;span&gt;x&lt;/span&gt;"),
    ],
)
def test_formatting_is_kept_or_left_out_but_never_shown_as_a_tag(title: str, shown: str) -> None:
    item = Reference("k", ReferenceKind.ARTICLE_JOURNAL, Location("x"), title=title)
    (entry,) = format_bibliography([item], "vancouver")
    assert str(inline(entry.html)) == f"{shown}."
