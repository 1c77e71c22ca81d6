"""REF088: a work under an expression of concern."""

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
        if notice is not None and notice.kind is NoticeKind.EXPRESSION_OF_CONCERN:
            yield Hit(
                reference.place_of("doi", "title"),
                f"{label(reference)} is {describe(notice)}",
                "say in the text that the work is in question, and look for other support",
                subject=reference.key,
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
d10.1213/01.ane.0000160529.95019.e6\tE\t2021-05-04\t10.1000/notice.1
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
d10.1000/another\tE\t2021-05-04\t10.1000/notice.1
""",
    },
    check=check,
    references=("https://www.niso.org/publications/rp-45-2024-crec",),
)
