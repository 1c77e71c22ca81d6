"""REF090: a work that was reinstated."""

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
        if notice is not None and notice.kind is NoticeKind.REINSTATEMENT:
            yield Hit(
                reference.place_of("doi", "title"),
                f"{label(reference)} was {describe(notice)}",
                "keep it, and say so in the text where readers may know the retraction alone",
                subject=reference.key,
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
d10.1213/01.ane.0000160529.95019.e6\tR\t2010-02-01\t10.1000/notice.1
d10.1213/01.ane.0000160529.95019.e6\tS\t2012-03-01\t10.1000/notice.2
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
d10.1000/another\tS\t2012-03-01\t10.1000/notice.2
""",
    },
    check=check,
    references=("https://www.niso.org/publications/rp-45-2024-crec",),
)
