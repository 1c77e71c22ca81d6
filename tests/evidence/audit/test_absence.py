"""One file that cannot be read gives one finding, not one for everything that leans on it."""

from __future__ import annotations

import pytest

from evidence.assessment import assess
from evidence.audit.absence import _ABSENT_FROM
from evidence.audit.example import example
from evidence.audit.registry import all_rules
from evidence.audit.runner import audit
from evidence.model.review import Part
from evidence.workspace.load import load_files

FILES = example(
    article="""
    # Magnesium

    Magnesium may cut jerks after etomidate [@guler2005].
    """,
    claims="""
    claims:
      - id: etomidate
        quote: Magnesium may cut jerks after etomidate
        statement: Magnesium lowers the incidence of myoclonus after etomidate.
        kind: therapy
        evidence:
          - {reference: guler2005, stance: supports}
    """,
    references="""
    @article{guler2005, author = {Guler, A.}, title = {Magnesium}, journal = {A}, year = {2005}}
    """,
    studies="""
    studies:
      - id: guler-2005
        references: [guler2005]
        design: randomised-trial
    """,
)


def errors(files: dict[str, str]) -> list[str]:
    result = audit(assess(load_files(files)))
    assert result.invalid_input
    return [item.code for item in result.findings if item.severity.value == "error"]


@pytest.mark.parametrize("name", ["article.md", "references.bib", "claims.yaml", "studies.yaml"])
def test_a_missing_file_is_the_only_error(name: str) -> None:
    assert errors({key: text for key, text in FILES.items() if key != name}) == ["INP001"]


@pytest.mark.parametrize(("name", "other"), [("article.md", "a.odt"), ("references.bib", "r.doc")])
def test_a_file_of_no_known_format_is_the_only_error(name: str, other: str) -> None:
    files = {key: text.replace(name, other) for key, text in FILES.items() if key != name}
    # A bibliography is known by what it shows, whatever its name.
    assert errors({**files, other: "Words, and nothing that shows a format."}) == ["INP001"]


def test_a_claim_that_cannot_be_read_leaves_its_citation_in_peace() -> None:
    files = {**FILES, "claims.yaml": FILES["claims.yaml"].replace("therapy", "cure")}
    found = {item.code for item in audit(assess(load_files(files))).findings}
    assert "INP001" in found
    assert not found & {"CIT004", "CLM018", "REF020", "STU013"}


def test_a_relation_into_a_bibliography_that_is_missing_is_left_in_peace() -> None:
    related = FILES["references.bib"].replace("year = {2005}", "year = {2005}, related = {other}")
    whole = {**FILES, "references.bib": related}
    settings = FILES["review.toml"].replace('"references.bib"', '"references.bib", "lost.bib"')
    assert settings != FILES["review.toml"]
    missing = {**whole, "review.toml": settings}
    assert "REF057" in {item.code for item in audit(assess(load_files(whole))).findings}
    assert "REF057" not in {item.code for item in audit(assess(load_files(missing))).findings}


def test_whole_reviews_keep_every_rule() -> None:
    files = {**FILES, "references.bib": "@book{other, title = {Other}, year = {2000}}"}
    review = load_files(files)
    assert review.incomplete == frozenset()
    found = {item.code for item in audit(assess(review)).findings}
    assert {"CIT001", "CLM014", "STU012", "REF020"} <= found


def test_the_codes_are_codes_of_rules() -> None:
    assert set(_ABSENT_FROM) == set(Part)
    assert frozenset().union(*_ABSENT_FROM.values()) <= set(all_rules())
