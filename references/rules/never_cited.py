"""REF020: a record that nothing cites."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.written_fields import label
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record that no article cites and no claim links.

    Nothing without an article, or when nothing at all is cited: then the marks could not be read,
    which another rule says once instead of this one a thousand times.
    """
    if not subject.cited:
        return
    for reference in subject.library:
        if reference.key and reference.key not in subject.cited:
            yield Hit(
                reference.location,
                f"{label(reference)} is never cited and bears on no claim",
                "cite it, link it to a claim, or remove it",
                subject=reference.key,
            )


RULE = Rule(
    code="REF020",
    name="never-cited",
    severity=Severity.NOTE,
    summary="A record is neither cited by the article nor linked to a claim.",
    why=(
        "A reference list that is longer than the article's use of it suggests support that is "
        "not there."
    ),
    bad="""
% cited: guler2005
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
@book{fawcett1999, author = {Fawcett, W. J.}, title = {Magnesium}, publisher = {Elsevier},
  year = {1999}}
""",
    good="""
% cited: guler2005, fawcett1999
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
@book{fawcett1999, author = {Fawcett, W. J.}, title = {Magnesium}, publisher = {Elsevier},
  year = {1999}}
""",
    check=check,
)
