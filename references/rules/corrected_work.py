"""REF089: a work that was corrected."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.written_fields import label
from references.notice import NoticeKind
from references.retraction import standing_notice
from references.rule import Hit, LibrarySubject, Rule, Severity
from references.standing import describe


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record whose latest notice is of this kind."""
    for reference in subject.library:
        notice = standing_notice(reference)
        if notice is not None and notice.kind is NoticeKind.CORRECTION:
            yield Hit(
                reference.place_of("doi", "title"),
                f"{label(reference)} was {describe(notice)}",
                "read the correction, and check that what the article says still holds",
                subject=reference.key,
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
    bad={
        "review.toml": """
[review]
title = "A review"
article = "article.md"
references = "references.bib"
retractions = "retractions.index"
""",
        "article.md": "Magnesium was tried before [@guler2005].\n",
        "references.bib": """
@article{guler2005,
  author  = {Guler, A. and Satilmis, T. and Akinci, S. B.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus after etomidate},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  doi     = {10.1213/01.ANE.0000160529.95019.E6},
}
""",
        "retractions.index": """\
!evidence-review retractions 1
d10.1213/01.ane.0000160529.95019.e6\tC\t2006-02-01\t10.1000/notice.1
""",
    },
    good={
        "review.toml": """
[review]
title = "A review"
article = "article.md"
references = "references.bib"
retractions = "retractions.index"
""",
        "article.md": "Magnesium was tried before [@guler2005].\n",
        "references.bib": """
@article{guler2005,
  author  = {Guler, A. and Satilmis, T. and Akinci, S. B.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus after etomidate},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  doi     = {10.1213/01.ANE.0000160529.95019.E6},
}
""",
        "retractions.index": """\
!evidence-review retractions 1
d10.1000/another\tC\t2006-02-01\t10.1000/notice.1
""",
    },
    check=check,
    references=("https://www.niso.org/publications/rp-45-2024-crec",),
)
