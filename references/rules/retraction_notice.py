"""REF025: a notice of retraction among the references."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.written_fields import label
from references.notice import Relation
from references.retraction import is_retraction_notice
from references.rule import Hit, LibrarySubject, Rule, Severity

_ABOUT = (Relation.RETRACTED_WORK,)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record that is the notice and not the article."""
    for reference in subject.library:
        about = [each.doi for each in reference.related if each.relation in _ABOUT and each.doi]
        if is_retraction_notice(reference) or about:
            of = f" of doi:{about[0]}" if about else ""
            more = f" and {len(about) - 1} more" if len(about) > 1 else ""
            yield Hit(
                reference.place_of("title", "doi"),
                f"{label(reference)} is the notice of a retraction{of}{more}",
                "cite it only where the retraction is the subject; the article it retracts is no "
                "evidence",
                subject=reference.key,
            )


RULE = Rule(
    code="REF025",
    name="retraction-notice",
    severity=Severity.NOTE,
    summary="A record is the notice that retracts an article, not the article.",
    why=(
        "A search for the article often finds the notice first, and its DOI slips into the list "
        "in place of the article's: the claim then rests on a notice that says the contrary."
    ),
    bad="""
@article{editors2010,
  author  = {{The Editors of The Lancet}},
  title   = {Retraction---Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive
             developmental disorder in children},
  journal = {The Lancet},
  year    = {2010},
}
""",
    good="""
@article{budd2016,
  author  = {Budd, J. M.},
  title   = {Retraction of articles in the biomedical literature: causes and effects},
  journal = {Scientometrics},
  year    = {2016},
}
""",
    check=check,
)
