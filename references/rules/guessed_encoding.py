"""REF005: an encoding that was guessed."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.reader_problems import problem_hits
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """What the reader reported."""
    return problem_hits(subject, "REF005")


RULE = Rule(
    code="REF005",
    name="guessed-encoding",
    severity=Severity.NOTE,
    summary="The character encoding of a bibliography was guessed.",
    why=(
        "A file that is not valid UTF-8 can be read in several ways; a wrong guess spoils names "
        "and titles without a sign."
    ),
    bad="@book{muller1999, author = {Müller, A.}, title = {Magnesium}, year = {1999}}\n".encode(
        "latin-1"
    ),
    good=(
        "@book{muller1999, author = {Müller, A.}, title = {Magnesium}, publisher = {Thieme}, "
        "year = {1999}}\n"
    ).encode(),
    check=check,
)
