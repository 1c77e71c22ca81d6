"""What the view says of a review: order, sentences, runs, numbers."""

from dataclasses import replace

import pytest

from evidence.assessment import assess
from evidence.workspace.load import load_files
from reports.views import build
from reports.views.review_view import RunKind
from reports.views.statement import plain_sentence
from reports.views.summary import answer, assessed_in_order
from tests.reports.small_review import FILES, view_of


@pytest.fixture(scope="module")
def view():
    return view_of(FILES)


@pytest.fixture(scope="module")
def etomidate():
    return assess(load_files(FILES)).by_id["etomidate"]


def test_claims_come_in_the_order_of_the_article_and_lost_ones_last(view):
    assert [claim.id for claim in view.claims] == [
        "etomidate",
        "long-term",
        "kale_source",
        "citrate over oxide",
        "lost",
    ]
    assert [claim.number for claim in view.claims] == [1, 2, 3, 4, 5]


def test_each_claim_begins_once_in_the_article(view):
    blocks = view.articles[0].blocks
    runs = [run for block in blocks for run in block.runs]
    runs += [run for block in blocks for row in block.rows for cell in row for run in cell]
    begun = [each for run in runs for each in run.starting]
    assert sorted(begun) == ["citrate over oxide", "etomidate", "kale_source", "long-term"]
    assert all((run.kind is RunKind.CLAIM) == bool(run.claim_ids) for run in runs)


def test_overlapping_claims_are_cut_apart_without_losing_a_word():
    extra = """
  - id: inner
    quote: strongly reduces jerks
    statement: Jerks are reduced.
    kind: therapy
"""
    files = dict(FILES) | {"claims.yaml": FILES["claims.yaml"] + extra}
    block = next(b for b in view_of(files).articles[0].blocks if b.kind == "paragraph")
    marked = [
        ("".join(p if isinstance(p, str) else p.text for p in run.pieces), run.claim_ids)
        for run in block.runs
    ]
    assert marked[:3] == [
        ("Magnesium before etomidate ", ("etomidate",)),
        ("strongly reduces jerks", ("etomidate", "inner")),
        (" in adults", ("etomidate",)),
    ]


def test_references_are_numbered_by_first_mention(view):
    assert [(entry.number, entry.key) for entry in view.bibliography] == [
        (1, "guler2005"),
        (2, "rashdi2013"),
        (3, "kale2009"),
        (4, "lind2003"),
    ]


@pytest.mark.parametrize(
    ("certainty", "words"),
    [
        ("high", "magnesium reduces the risk of a jerk compared with saline: RR"),
        ("moderate", "magnesium probably reduces the risk of a jerk"),
        ("low", "magnesium may reduce the risk of a jerk"),
        ("very-low", "the evidence is very uncertain about the effect of magnesium on the risk"),
    ],
)
def test_certainty_chooses_the_verb(etomidate, certainty, words):
    sentence = plain_sentence(replace(etomidate, level=etomidate.framework.level(certainty)))
    assert words in sentence.replace("\u00a0", " ")


def test_a_wide_interval_is_never_called_no_effect(etomidate):
    sentence = plain_sentence(replace(etomidate, level=etomidate.framework.level("low")))
    assert sentence.endswith("the interval also allows no difference and an increase.")
    assert "no effect" not in sentence


def test_an_effect_within_the_threshold_makes_little_or_no_difference(etomidate):
    request = replace(etomidate.claim.synthesis, threshold=0.5)
    claim = replace(etomidate.claim, synthesis=request)
    item = replace(etomidate, claim=claim, level=etomidate.framework.level("moderate"))
    assert "magnesium probably makes little or no difference to the risk" in plain_sentence(item)


def test_several_things_take_the_plural(etomidate):
    question = replace(etomidate.claim.question, intervention="magnesium tablets at night")
    claim = replace(etomidate.claim, question=question)
    item = replace(etomidate, claim=claim, level=etomidate.framework.level("high"))
    assert "magnesium tablets at night reduce the risk" in plain_sentence(item)


def test_the_answer_counts_every_claim_once():
    claims = assessed_in_order(assess(load_files(FILES)))
    assert answer(claims) == (
        "Of 5 claims, none is well supported, 1 conflicting and 4 have no evidence. "
        "One says more than its evidence."
    )
    assert answer(()) == "The review holds no claims yet."


def test_the_methods_name_the_program_and_what_was_used(view):
    text = "\n".join(view.methods).replace("\u00a0", " ")
    assert "evidence-review 0.1.0 from 1 article, 5 claims, 4 references and 2 studies" in text
    assert "DerSimonian and Laird" in text
    assert "GRADE" in text
    assert "not medical advice" in view.disclaimer


def test_plots_of_long_reports_are_not_drawn_again_for_phones(monkeypatch):
    assert all(claim.forest.svg_narrow for claim in view_of(FILES).claims if claim.forest)
    monkeypatch.setattr(build, "MOST_CLAIMS_FOR_PHONES", 4)
    plots = [claim.forest for claim in view_of(FILES).claims if claim.forest]
    assert plots
    assert all(plot.svg and not plot.svg_narrow for plot in plots)


def test_a_long_report_says_what_it_leaves_to_commands(monkeypatch):
    short = view_of(FILES)
    assert any(part.identifier == "choices" for claim in short.claims for part in claim.sections)
    assert not any("left out of a report" in text for text in short.methods)
    monkeypatch.setattr(build, "MOST_CLAIMS_FOR_ANALYSES", 4)
    monkeypatch.setattr(build, "MOST_CLAIMS_FOR_WHAT_IF", 4)
    long = view_of(FILES)
    parts = {part.identifier for claim in long.claims for part in claim.sections}
    assert "findings" in parts
    assert not parts & {"choices", "small-studies", "differences", "steps", "regression"}
    assert any("left out of a report of more than 4 claims" in text for text in long.methods)
    assert any("`grade --what-if` tries them all" in text for text in long.methods)
