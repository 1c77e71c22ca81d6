"""REF088: a work under an expression of concern."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.noticed_works import noticed_works, review_with_index
from references.notice import NoticeKind
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record whose latest notice is of this kind."""
    return noticed_works(
        subject,
        NoticeKind.EXPRESSION_OF_CONCERN,
        "is",
        "say in the text that the work is in question, and look for other support",
    )


RULE = Rule(
    code="REF088",
    name="expression-of-concern",
    severity=Severity.WARNING,
    summary="A journal has published an expression of concern about a work.",
    why=(
        "The editors doubt the work and are looking into it. Until they have decided, a claim "
        "should not rest on it alone, and readers should be told."
    ),
    bad=review_with_index(
        "d10.1213/01.ane.0000160529.95019.e6\tE\t2021-05-04\t10.1000/notice.1",
    ),
    good=review_with_index(
        "d10.1000/another\tE\t2021-05-04\t10.1000/notice.1",
    ),
    check=check,
    references=("https://www.niso.org/publications/rp-45-2024-crec",),
)
