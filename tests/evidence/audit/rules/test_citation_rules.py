"""CIT and INP rules on what their own examples do not show."""

from __future__ import annotations

from evidence.assessment import assess
from evidence.audit.example import example
from evidence.audit.registry import rule_named
from evidence.workspace.load import load_files
from references.rule import Hit

REFERENCES = """
@article{guler2005, author = {Guler, A.}, title = {Magnesium before etomidate},
  journal = {J}, year = {2005}, doi = {10.1000/guler}}
@article{un2011, author = {Un, B.}, title = {Magnesium and etomidate myoclonus},
  journal = {J}, year = {2011}}
"""
CLAIM = """
claims:
  - id: etomidate
    quote: Magnesium may reduce myoclonus
    statement: Magnesium lowers the incidence of myoclonus.
    kind: therapy
    evidence:
      - {reference: guler2005, stance: supports}
      - {reference: un2011, stance: background}
"""


def hits(code: str, **files: str) -> list[Hit]:
    files.setdefault("references", REFERENCES)
    return list(rule_named(code).check(assess(load_files(example(**files)))))


def test_unknown_key_names_the_one_that_differs_in_case() -> None:
    (hit,) = hits("CIT001", article="Magnesium helps [@Guler2005; @guler2005].\n")
    assert hit.hint == "write guler2005"
    assert (hit.location.line, hit.location.column) == (1, 17)
    assert hit.subject == "Guler2005"


def test_each_unknown_key_is_found_in_latex_marks_too() -> None:
    found = hits("CIT001", article="Magnesium helps \\cite{a2000,guler2005,b2001}.\n")
    assert [hit.subject for hit in found] == ["a2000", "b2001"]


def test_numbers_count_the_library_where_no_list_is_printed() -> None:
    assert not hits("CIT002", article="Magnesium helps [1, 2].\n")
    (hit,) = hits("CIT002", article="Magnesium helps [2–4].\n")
    assert hit.message == "the bibliography has no entry 3, 4 (2 in all)"


def test_empty_entries_give_one_finding_for_the_list() -> None:
    entries = "".join(f"{number}. {number}\n" for number in range(1, 22))
    (hit,) = hits("CIT003", article=f"Magnesium helps.\n\n## References\n\n{entries}")
    assert "21 of the 21 entries" in hit.message
    assert len(hit.related) == 20


def test_a_reference_is_reported_once_however_often_it_is_cited() -> None:
    article = "Magnesium may reduce myoclonus [@un2011]. It is cheap [@un2011].\n"
    claims = CLAIM.replace("      - {reference: un2011, stance: background}\n", "")
    (hit,) = hits("CIT004", article=article, claims=claims)
    assert hit.subject == "un2011"


def test_nothing_is_unlinked_in_a_review_without_claims() -> None:
    assert not hits("CIT004", article="Magnesium helps [@un2011].\n")


def test_linked_and_never_cited_is_silent_without_marks_and_for_background() -> None:
    assert not hits("CIT005", article="Magnesium may reduce myoclonus.\n", claims=CLAIM)
    (hit,) = hits(
        "CIT005", article="Magnesium may reduce myoclonus. It is cheap [@x].\n", claims=CLAIM
    )
    assert hit.subject == "guler2005"


def test_an_article_without_marks_gets_one_finding_if_it_has_claims() -> None:
    (hit,) = hits("CIT011", article="Magnesium may reduce myoclonus.\n", claims=CLAIM)
    assert hit.message == "the article has 1 claim and no citation mark"
    assert not hits("CIT011", article="Magnesium may reduce myoclonus.\n")


def test_a_doi_in_the_text_is_known_by_its_record() -> None:
    assert not hits("CIT007", article="It helps (https://doi.org/10.1000/GULER).\n")
    (hit,) = hits("CIT007", article="It helps (https://doi.org/10.1000/other).\n")
    assert "10.1000/other" in hit.message


def test_a_mark_after_the_full_stop_belongs_to_its_sentence() -> None:
    for article in (
        "Magnesium may reduce myoclonus. [@guler2005] It is cheap.\n",
        "Magnesium may reduce myoclonus [@guler2005]. It is cheap.\n",
    ):
        assert not hits("CIT010", article=article, claims=CLAIM)
    apart = "Magnesium may reduce myoclonus. It is cheap.\n\nIt was tried [@guler2005].\n"
    (hit,) = hits("CIT010", article=apart, claims=CLAIM)
    assert "guler2005" in hit.message


def test_every_problem_of_the_review_files_is_an_inp_finding() -> None:
    claims = CLAIM.replace("kind: therapy", "kind: therapie\n    colour: blue")
    found = hits("INP001", article="Magnesium may reduce myoclonus.\n", claims=claims)
    assert len(found) == 2
    assert all(hit.location.path == "claims.yaml" for hit in found)


def test_a_repeated_claim_id_is_an_inp_finding() -> None:
    claims = CLAIM + CLAIM.replace("\nclaims:\n", "")
    found = hits("INP001", article="Magnesium may reduce myoclonus.\n", claims=claims)
    assert ["is taken" in hit.message for hit in found] == [True]
