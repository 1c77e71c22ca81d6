"""REF008: a record that names no work."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.placeholder import is_placeholder
from references.checking.written_fields import label
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record without a usable title, container, identifier or address."""
    for reference in subject.library:
        if is_placeholder(reference):
            has = f"has only the title {quoted(reference.title)}" if reference.title else "is empty"
            yield Hit(
                reference.place_of("title"),
                f"{label(reference)} {has} and names no work",
                "fill in the source, or remove the record and what cites it",
                subject=reference.key,
            )


RULE = Rule(
    code="REF008",
    name="placeholder-record",
    severity=Severity.ERROR,
    summary="A record names no work: it is empty or a placeholder.",
    why=(
        "A number or “[No title]” in a reference list looks like a source and is none. What it is "
        "cited for has no evidence."
    ),
    bad="""
@misc{ref1, title = {1}}
@misc{ref2, title = {[No title]}, year = {2020}}
""",
    good="""
@misc{untitled1952,
  author    = {Kelly, Ellsworth},
  title     = {Untitled},
  publisher = {Galerie Maeght},
  year      = {1952},
}
""",
    check=check,
)
