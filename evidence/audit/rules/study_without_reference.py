"""STU012: a study whose reference is not in the library."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each key that a study names and no bibliography holds."""
    library = assessment.review.library
    for study in assessment.review.studies:
        for key in dict.fromkeys(study.references):
            if key not in library:
                yield Hit(
                    study.place_of("references"),
                    f"{study.id} is reported by {key}, which no bibliography holds",
                    "add the record, or correct the key",
                    subject=study.id,
                )


RULE = Rule(
    code="STU012",
    name="study-without-reference",
    severity=Severity.ERROR,
    summary="A study names a citation key that no bibliography holds.",
    why=(
        "Claims reach study data through the reference that reports them. With an unknown key the "
        "data bear on no claim, and readers cannot find where they come from."
    ),
    bad=example(
        studies="""
        studies:
          - id: guler-2005
            references: [gueler2005]
            design: randomised-trial
        """,
        references="""
        @article{guler2005, author = {Guler, A.}, title = {T}, journal = {J}, year = {2005}}
        """,
    ),
    good=example(
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: randomised-trial
        """,
        references="""
        @article{guler2005, author = {Guler, A.}, title = {T}, journal = {J}, year = {2005}}
        """,
    ),
    check=check,
)
