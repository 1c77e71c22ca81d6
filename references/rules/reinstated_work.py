"""REF090: a work that was reinstated."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.noticed_works import noticed_works, review_with_index
from references.notice import NoticeKind
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record whose latest notice is of this kind."""
    return noticed_works(
        subject,
        NoticeKind.REINSTATEMENT,
        "was",
        "keep it, and say so in the text where readers may know the retraction alone",
    )


RULE = Rule(
    code="REF090",
    name="reinstated-work",
    severity=Severity.NOTE,
    summary="A work was retracted or doubted and then reinstated.",
    why=(
        "Databases and older copies of the record go on calling it retracted. It stands, but "
        "readers who know the first notice only will object."
    ),
    bad=review_with_index(
        "d10.1213/01.ane.0000160529.95019.e6\tR\t2010-02-01\t10.1000/notice.1",
        "d10.1213/01.ane.0000160529.95019.e6\tS\t2012-03-01\t10.1000/notice.2",
    ),
    good=review_with_index(
        "d10.1000/another\tS\t2012-03-01\t10.1000/notice.2",
    ),
    check=check,
    references=("https://www.niso.org/publications/rp-45-2024-crec",),
)
