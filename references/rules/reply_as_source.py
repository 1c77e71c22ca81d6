"""REF059: a letter, a comment or a reply among the references."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.title_kinds import is_reply
from references.checking.written_fields import label
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record that by title or type is a letter, a comment or a reply."""
    for reference in subject.library:
        if is_reply(reference):
            yield Hit(
                reference.place_of("title"),
                f"{label(reference)} is a letter, a comment or a reply",
                "cite the article itself, unless the opinion is the point",
                subject=reference.key,
            )


RULE = Rule(
    code="REF059",
    name="reply-as-source",
    severity=Severity.NOTE,
    summary="A record is a letter, a comment or a reply.",
    why=(
        "Letters and comments are opinions on another article, and hardly ever peer reviewed. "
        "Their titles repeat that of the article, so that they are easily cited in its place."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Comment on “Magnesium sulfate pretreatment reduces myoclonus”},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Response to magnesium in patients with myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
)
