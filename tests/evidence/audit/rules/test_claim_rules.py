"""CLM rules on what their own examples do not show."""

from __future__ import annotations

import pytest

from evidence.assessment import Assessment, assess
from evidence.audit.example import example
from evidence.audit.registry import rule_named
from evidence.workspace.load import load_files
from references.rule import Hit

REFERENCES = """
@article{guler2005, author = {Guler, A.}, title = {Magnesium before etomidate},
  journal = {J}, year = {2005}}
@article{un2011, author = {Un, B.}, title = {Magnesium and etomidate myoclonus},
  journal = {J}, year = {2021}}
@article{gone2012, author = {Gone, C.}, title = {RETRACTED: Magnesium for all},
  journal = {J}, year = {2012}}
"""
ARTICLE = "Magnesium may reduce myoclonus [@guler2005]. It is cheap to make.\n"


def review(
    *links: str,
    article: str = ARTICLE,
    kind: str = "therapy",
    quote: str = "Magnesium may reduce myoclonus",
    designs: str = "",
    settings: str | None = None,
) -> Assessment:
    claims = f"claims:\n  - {{id: one, quote: {quote!r}, statement: It helps., kind: {kind}"
    claims += f", evidence: [{', '.join(map(_link, links))}]}}\n"
    studies = "studies:\n" + "".join(
        f"  - {{id: study-{key}, references: [{key}], design: {design}}}\n"
        for key, design in (pair.split("=") for pair in designs.split())
    )
    files = example(
        article=article,
        claims=claims,
        references=REFERENCES,
        studies=studies if designs else None,
        settings=settings,
    )
    loaded = load_files(files)
    assert not loaded.problems
    return assess(loaded)


def _link(written: str) -> str:
    key, stance = written.split()
    return f"{{reference: {key}, stance: {stance}}}"


def hits(code: str, assessment: Assessment) -> list[Hit]:
    return list(rule_named(code).check(assessment))


def test_a_gap_in_research_needs_no_evidence() -> None:
    assert not hits("CLM001", review(kind="research-gap"))
    (hit,) = hits("CLM001", review(kind="mechanism"))
    assert hit.subject == "one"


def test_a_lost_anchor_is_shown_where_it_is_quoted() -> None:
    (hit,) = hits("CLM003", review("guler2005 supports", quote="Bananas hold potassium"))
    assert hit.location.path == "claims.yaml"
    assert "Bananas hold potassium" in hit.message


def test_a_dispute_is_shown_by_a_citation_or_by_words() -> None:
    links = ("guler2005 supports", "un2011 disputes")
    assert hits("CLM007", review(*links))
    for article in (
        "Magnesium may reduce myoclonus [@guler2005; @un2011]. It is cheap.\n",
        "Magnesium may reduce myoclonus [@guler2005]. One trial disagrees [@un2011].\n",
        "Magnesium may reduce myoclonus [@guler2005]. Trials gave conflicting results.\n",
    ):
        assert not hits("CLM007", review(*links, article=article))


def test_a_retracted_dispute_need_not_be_mentioned() -> None:
    assert not hits("CLM007", review("guler2005 supports", "gone2012 disputes"))


def test_age_is_counted_from_the_newest_support_and_the_day_of_the_review() -> None:
    (hit,) = hits("CLM009", review("guler2005 supports"))
    assert "2005, 21 years" in hit.message
    assert not hits("CLM009", review("guler2005 supports", "un2011 supports"))
    assert not hits("CLM009", review("guler2005 supports", kind="definition"))
    lenient = "[audit]\nstale-after-years = 30\n"
    assert not hits("CLM009", review("guler2005 supports", settings=lenient))


@pytest.mark.parametrize(
    ("designs", "code"),
    [
        ("guler2005=animal un2011=in-vitro", "CLM010"),
        ("guler2005=narrative-review un2011=guideline", "CLM011"),
    ],
)
def test_one_study_of_the_better_kind_is_enough(designs: str, code: str) -> None:
    links = ("guler2005 supports", "un2011 supports")
    assert hits(code, review(*links, designs=designs))
    assert not hits(code, review(*links, designs="guler2005=animal un2011=cohort"))
    # What is not recorded may be anything, so nothing is said of it.
    assert not hits(code, review(*links, designs=designs.split()[0]))
    assert not hits(code, review(*links, designs=designs, kind="mechanism"))


def test_a_retracted_reference_is_told_once() -> None:
    alone = review("gone2012 supports")
    assert len(hits("CLM012", alone)) == 1
    assert not hits("CLM013", alone)
    beside = review("guler2005 supports", "gone2012 supports")
    assert not hits("CLM012", beside)
    assert [hit.subject for hit in hits("CLM013", beside)] == ["one"]
    assert not hits("CLM013", review("guler2005 supports", "gone2012 background"))


def test_stronger_wording_quotes_the_words_and_proposes_others() -> None:
    article = "There is strong evidence that magnesium reduces myoclonus [@guler2005].\n"
    quote = article.split(" [", maxsplit=1)[0]
    found = review(
        "guler2005 supports", article=article, quote=quote, designs="guler2005=case-series"
    )
    (hit,) = hits("CLM015", found)
    assert hit.location.path == "article.md"
    assert "“strong evidence”, “reduces”" in hit.message
    assert "Very low" in hit.message
    assert "very low-certainty evidence that magnesium may reduce myoclonus" in hit.hint


def test_causal_words_need_more_than_association() -> None:
    article = "Low magnesium causes cramps [@guler2005].\n"
    given = {"article": article, "quote": "Low magnesium causes cramps", "kind": "harm"}
    assert hits("CLM017", review("guler2005 supports", **given, designs="guler2005=cohort"))
    for designs in ("guler2005=randomised-trial", ""):
        assert not hits("CLM017", review("guler2005 supports", **given, designs=designs))


def test_sentences_without_a_claim_are_found_only_in_reviews_that_have_claims() -> None:
    (hit,) = hits("CLM018", review("guler2005 supports", article=ARTICLE + "\nIs it good?\n"))
    assert (hit.location.line, hit.location.column) == (1, 46)
    assert hit.subject == "it is cheap to make."
    bare = assess(load_files(example(article=ARTICLE)))
    assert not hits("CLM018", bare)


def test_overlaps_are_found_between_claims_that_are_not_neighbours() -> None:
    claims = "claims:\n" + "".join(
        f"  - {{id: {name}, quote: {quote!r}, statement: {name}., kind: therapy}}\n"
        for name, quote in (
            ("late", "It is cheap"),
            ("whole", "Magnesium may reduce myoclonus"),
            ("word", "Magnesium"),
            ("other", "reduce myoclonus"),
        )
    )
    found = assess(load_files(example(article=ARTICLE, claims=claims, references=REFERENCES)))
    assert [hit.subject for hit in hits("CLM006", found)] == ["word", "other"]


def test_a_link_says_which_key_was_meant() -> None:
    (hit,) = hits("CLM014", review("GULER2005 supports"))
    assert hit.hint == "write guler2005"
    (hit,) = hits("CLM014", review("nobody1999 supports"))
    assert hit.hint == "add the record, or mend the key"


def test_two_stances_may_stand_where_each_says_why() -> None:
    assert hits("CLM021", review("guler2005 supports", "guler2005 disputes"))
    assert not hits("CLM021", review("guler2005 supports", "guler2005 qualifies"))
