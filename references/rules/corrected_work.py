"""REF089: a work that was corrected."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.noticed_works import noticed_works, review_with_index
from references.notice import NoticeKind
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record whose latest notice is of this kind."""
    return noticed_works(
        subject,
        NoticeKind.CORRECTION,
        "was",
        "read the correction, and check that what the article says still holds",
    )


RULE = Rule(
    code="REF089",
    name="corrected-work",
    severity=Severity.NOTE,
    summary="A correction of a work has been published.",
    why=(
        "A correction may touch the very number that a claim rests on. It takes nothing back by "
        "itself, but whoever cites the work should have read it."
    ),
    bad=review_with_index(
        "d10.1213/01.ane.0000160529.95019.e6\tC\t2006-02-01\t10.1000/notice.1",
    ),
    good=review_with_index(
        "d10.1000/another\tC\t2006-02-01\t10.1000/notice.1",
    ),
    check=check,
    references=("https://www.niso.org/publications/rp-45-2024-crec",),
)
