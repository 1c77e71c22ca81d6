"""Works by the latest notice of them, and reviews to show such works by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from references.checking.written_fields import label
from references.notice import NoticeKind
from references.retraction import standing_notice
from references.rule import Hit, LibrarySubject
from references.standing import describe


def noticed_works(subject: LibrarySubject, kind: NoticeKind, verb: str, hint: str) -> Iterator[Hit]:
    """One hit for each record whose latest notice is of this kind."""
    for reference in subject.library:
        notice = standing_notice(reference)
        if notice is not None and notice.kind is kind:
            yield Hit(
                reference.place_of("doi", "title"),
                f"{label(reference)} {verb} {describe(notice)}",
                hint,
                subject=reference.key,
            )


def review_with_index(*rows: str) -> Mapping[str, str]:
    """The files of a review whose index of retractions holds these rows."""
    return {
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
        "retractions.index": "\n".join(("!evidence-review retractions 1", *rows)) + "\n",
    }
