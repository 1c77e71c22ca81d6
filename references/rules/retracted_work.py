"""REF024: a retracted work."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.written_fields import label
from references.notice import NoticeKind
from references.retraction import is_retracted, retraction_mark, standing_notice
from references.rule import Hit, LibrarySubject, Rule, Severity
from references.standing import describe


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record that a notice or its own title, note or status calls retracted."""
    for reference in subject.library:
        if not is_retracted(reference):
            continue
        notice, field = standing_notice(reference), retraction_mark(reference)
        if notice is not None and notice.kind is NoticeKind.RETRACTION:
            told = f"was {describe(notice)}"
        else:
            told = f"is retracted, by its own {field}"
        yield Hit(
            reference.place_of(*([field] if field else ["title", "doi"])),
            f"{label(reference)} {told}",
            "remove it as evidence; when the retraction itself is the subject, say so",
            subject=reference.key,
        )


RULE = Rule(
    code="REF024",
    name="retracted-work",
    severity=Severity.ERROR,
    summary="A work was retracted or withdrawn, by a notice of it or by its own record.",
    why=(
        "Retracted work goes on being cited as if it stood. A retracted source supports nothing, "
        "and leaving it in can change what a body of evidence says."
    ),
    bad="""
@article{wakefield1998,
  author  = {Wakefield, A. J. and others},
  title   = {RETRACTED: Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive
             developmental disorder in children},
  journal = {The Lancet},
  year    = {1998},
}
""",
    good="""
@article{budd2016,
  author  = {Budd, J. M. and Coble, Z. and Abritis, A.},
  title   = {An investigation of retracted articles in the biomedical literature},
  journal = {Proceedings of the Association for Information Science and Technology},
  year    = {2016},
}
""",
    check=check,
    references=(
        "https://publicationethics.org/guidance/guideline/retraction-guidelines",
        "https://www.niso.org/publications/rp-45-2024-crec",
    ),
)
