"""REF024: a work that its own record calls retracted."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.written_fields import label
from references.retraction import retraction_mark
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record whose title, note or status says so."""
    for reference in subject.library:
        if field := retraction_mark(reference):
            yield Hit(
                reference.place_of(field),
                f"{label(reference)} is retracted, by its own {field}",
                "remove it as evidence; when the retraction itself is the subject, say so",
                subject=reference.key,
            )


RULE = Rule(
    code="REF024",
    name="retracted-work",
    severity=Severity.ERROR,
    summary="A record says of itself that the work was retracted or withdrawn.",
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
