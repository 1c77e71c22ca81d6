"""What sentences sound like, against what their evidence allows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.claims.lexicon import LEVELS
from evidence.claims.wording import check_wording, find_phrases
from tests.counted_work import calls_during

# Sentence, and the certainty of evidence it sounds like; empty where nothing in it says.
SOUNDS = [
    # Plain statements of an effect
    ("Magnesium reduces myoclonus.", "high"),
    ("Statins reduce mortality.", "high"),
    ("This reduces the number of patients who jerk.", "high"),
    ("Magnesium sulfate leads to fewer jerks.", "high"),
    ("Low magnesium results in irritable nerves.", "high"),
    ("Aspirin protects against a second stroke.", "high"),
    ("Magnesium is effective for a diagnosed deficiency.", "high"),
    ("Large doses are dangerous in kidney disease.", "high"),
    ("Myoclonus is caused by a shortage of magnesium.", "high"),
    ("Calcium lowers the threshold, and magnesium raises it.", "high"),
    ("It helps control the influx of calcium.", "high"),
    ("Magnesium prevents jerks; a warm blanket does not.", "high"),
    ("Midazolam and remifentanil also prevent jerks.", "high"),
    ("They correct a mild shortage.", "high"),
    ("It protects nerve cells from calcium.", "high"),
    # Denied effects are as plain as stated ones
    ("Magnesium does not reduce chronic myoclonus.", "high"),
    ("Magnesium doesn’t cure epilepsy.", "high"),
    ("Magnesium cannot cure epilepsy.", "high"),
    ("Magnesium never causes drowsiness.", "high"),
    ("Magnesium is not effective for chronic myoclonus.", "high"),
    # Boosters
    ("There is strong evidence that magnesium reduces myoclonus.", "high"),
    ("These trials give compelling evidence of benefit.", "high"),
    ("Treatment with magnesium can be highly effective.", "high"),
    ("Clearly, magnesium reduces cramps.", "high"),
    ("Magnesium has been shown to reduce myoclonus.", "high"),
    ("Magnesium is known to relax muscles.", "high"),
    ("Studies show that magnesium reduces jerks.", "high"),
    ("Clinical studies have shown magnesium can reduce myoclonus.", "high"),
    ("Research has repeatedly demonstrated that magnesium works.", "high"),
    ("Magnesium is a clinically proven remedy.", "high"),
    ("Magnesium will prevent jerks.", "high"),
    ("The evidence is overwhelming.", "high"),
    ("There is no doubt that magnesium prevents jerks.", "high"),
    ("Magnesium is the most effective drug against jerks.", "high"),
    # Moderate
    ("Magnesium probably reduces myoclonus.", "moderate"),
    ("Magnesium likely results in fewer jerks.", "moderate"),
    ("Magnesium is likely to reduce myoclonus.", "moderate"),
    ("Magnesium is unlikely to reduce pain.", "moderate"),
    ("Magnesium almost certainly reduces myoclonus.", "moderate"),
    ("Moderate-certainty evidence shows that magnesium reduces jerks.", "moderate"),
    ("Deficiency can cause myoclonus.", "moderate"),
    ("Several studies have found that magnesium reduces jerks.", "moderate"),
    ("According to one institute, deficiency causes myoclonus.", "moderate"),
    # Low
    ("Magnesium may reduce myoclonus.", "low"),
    ("Magnesium might help some people.", "low"),
    ("Magnesium could prevent jerks.", "low"),
    ("Magnesium may relax muscles and reduce pain.", "low"),
    ("Magnesium may, in some people, prevent jerks.", "low"),
    ("The evidence suggests that magnesium reduces jerks.", "low"),
    ("Low-certainty evidence suggests that magnesium reduces jerks.", "low"),
    ("Possibly, magnesium reduces jerks.", "low"),
    ("Magnesium appears to reduce myoclonus.", "low"),
    ("Magnesium is thought to prevent jerks.", "low"),
    ("Magnesium has shown promise in reducing jerks.", "low"),
    ("Magnesium does not always prevent jerks.", "low"),
    ("The jerks are not necessarily due to a deficiency.", "low"),
    ("Magnesium reduces myoclonus, but the evidence is limited.", "low"),
    ("One small trial showed that magnesium reduces jerks.", "low"),
    ("Magnesium may offer limited benefit.", "low"),
    # Inconsistent
    ("Magnesium has yielded mixed or limited results.", "low"),
    ("Trials of magnesium gave conflicting results.", "low"),
    ("The evidence is more limited or inconsistent.", "low"),
    ("Findings are mixed.", "low"),
    # Very low and untested
    ("The evidence is very uncertain about the effect of magnesium on myoclonus.", "very-low"),
    ("Magnesium may reduce jerks, but the evidence is very uncertain.", "very-low"),
    ("It is unclear whether magnesium reduces cramps.", "very-low"),
    ("Very low-certainty evidence suggests that magnesium reduces jerks.", "very-low"),
    ("There is little evidence that magnesium helps.", "very-low"),
    ("There is no evidence that magnesium reduces chronic myoclonus.", "very-low"),
    ("There is no strong evidence that magnesium reduces myoclonus.", "very-low"),
    ("Magnesium has not been shown to reduce chronic myoclonus.", "very-low"),
    ("Magnesium is not proven to help.", "very-low"),
    ("Magnesium has not been studied in chronic myoclonus.", "very-low"),
    ("No randomised trials have tested magnesium in chronic myoclonus.", "very-low"),
    ("Whether it helps is not known.", "very-low"),
    ("Trials have not yet shown that it prevents jerks.", "very-low"),
    ("Nobody knows whether it prevents jerks.", "very-low"),
    # Association
    ("Low magnesium is associated with cramps.", "low"),
    ("Poor sleep has been linked to low magnesium.", "low"),
    # No word of certainty, or one that nothing is stated with
    ("Myoclonus is a sudden, brief twitching of a muscle.", ""),
    ("The common causes of myoclonus include drugs.", ""),
    ("Jerks caused by etomidate are common.", ""),
    ("Drugs that cause myoclonus are numerous.", ""),
    ("Does magnesium reduce myoclonus?", ""),
    ("Doctors use magnesium to prevent jerks.", ""),
    ("To be safe, ask a doctor.", ""),
    ("Absorption can vary by the form of supplement.", ""),
    ("Symptoms and causes differ between people.", ""),
    ("In the trial, magnesium reduced jerks from 72% to 24%.", ""),
    ("The study was done in May 2005.", ""),
    ("An increase in dose was planned.", ""),
    ("Calcium levels are reduced in many patients.", ""),
    ("Most patients are treated at home.", ""),
    ("Side effects and harm were rare.", ""),
    ("Check that the doses are correct.", ""),
    ("Ask your doctor if magnesium prevents jerks.", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "sounds"), SOUNDS, ids=[text[:40] for text, _ in SOUNDS])
def test_a_sentence_sounds_as_certain_as_its_words(text: str, sounds: str) -> None:
    assert check_wording(text, "moderate").sounds == sounds


REWRITES = [
    ("Magnesium reduces myoclonus.", "moderate", "Magnesium probably reduces myoclonus."),
    ("Magnesium reduces myoclonus.", "low", "Magnesium may reduce myoclonus."),
    (
        "Magnesium reduces myoclonus.",
        "very-low",
        "Magnesium may reduce myoclonus, but the evidence is very uncertain.",
    ),
    ("Magnesium does not reduce pain.", "moderate", "Magnesium probably does not reduce pain."),
    ("Magnesium does not reduce pain.", "low", "Magnesium may not reduce pain."),
    ("Magnesium cannot cure epilepsy.", "low", "Magnesium may not cure epilepsy."),
    ("Magnesium is not effective.", "low", "Magnesium may not be effective."),
    ("Treatment can be highly effective.", "low", "Treatment may be effective."),
    ("Treatment is highly effective.", "moderate", "Treatment is probably effective."),
    ("Myoclonus is caused by drugs.", "low", "Myoclonus may be caused by drugs."),
    ("Myoclonus is caused by drugs.", "moderate", "Myoclonus is probably caused by drugs."),
    ("Magnesium will prevent jerks.", "moderate", "Magnesium will probably prevent jerks."),
    ("Magnesium probably reduces jerks.", "low", "Magnesium may reduce jerks."),
    ("Magnesium clearly reduces jerks.", "low", "Magnesium may reduce jerks."),
    ("Clearly, magnesium reduces jerks.", "low", "Magnesium may reduce jerks."),
    (
        "Magnesium has been shown to reduce jerks.",
        "moderate",
        "Magnesium is likely to reduce jerks.",
    ),
    ("Supplements have been shown to reduce jerks.", "low", "Supplements may reduce jerks."),
    ("Magnesium is unlikely to reduce pain.", "low", "Magnesium may not reduce pain."),
    (
        "This provides strong evidence for magnesium's effectiveness.",
        "low",
        "This provides low-certainty evidence for magnesium's effectiveness.",
    ),
    (
        "Studies have shown that magnesium can reduce jerks.",
        "low",
        "Studies suggest that magnesium may reduce jerks.",
    ),
    (
        "Magnesium significantly reduces cramps and prevents seizures.",
        "low",
        "Magnesium may significantly reduce cramps and may prevent seizures.",
    ),
    ("Zinc always shortens colds.", "low", "Zinc may shorten colds."),
    ("It completely eliminates pain.", "moderate", "It probably eliminates pain."),
    (
        "Although it may reduce pain, it causes nausea.",
        "low",
        "Although it may reduce pain, it may cause nausea.",
    ),
    # Nothing is better than something clumsy.
    ("A highly effective treatment exists.", "low", ""),
    ("Magnesium reduces jerks, but the evidence is limited.", "very-low", ""),
]


@pytest.mark.parametrize(("text", "allows", "expected"), REWRITES)
def test_calibrated_words_are_proposed(text: str, allows: str, expected: str) -> None:
    check = check_wording(text, allows)
    assert check.outcome == "stronger"
    assert check.suggestion == expected


@pytest.mark.parametrize(
    ("text", "allows", "outcome"),
    [
        ("Magnesium may reduce myoclonus.", "high", "weaker"),
        ("Magnesium may reduce myoclonus.", "moderate", "fits"),
        ("Magnesium may reduce myoclonus.", "low", "fits"),
        ("Magnesium probably reduces myoclonus.", "high", "fits"),
        ("Magnesium reduces myoclonus.", "high", "fits"),
        ("Magnesium has not been studied in people.", "moderate", "weaker"),
        ("Low magnesium is associated with cramps.", "high", "fits"),
        ("Low magnesium is associated with cramps.", "very-low", "fits"),
        ("Magnesium reduces myoclonus.", None, "not-checked"),
        ("Magnesium reduces myoclonus.", "splendid", "not-checked"),
        ("Myoclonus is a jerk.", "low", "not-checked"),
    ],
)
def test_outcome_compares_words_with_evidence(text: str, allows: str, outcome: str) -> None:
    check = check_wording(text, allows)
    assert check.outcome == outcome
    assert check.suggestion == ""


def test_can_needs_less_evidence_of_harm_than_of_benefit() -> None:
    text = "Large doses can cause diarrhoea."
    assert check_wording(text, "low", kind="therapy").outcome == "stronger"
    assert check_wording(text, "low", kind="harm").outcome == "fits"


def test_definitions_and_advice_state_no_effect() -> None:
    text = "Physiological myoclonus causes no harm."
    assert check_wording(text, "low", kind="therapy").outcome == "stronger"
    for kind in ("definition", "advice", "research-gap"):
        assert check_wording(text, "low", kind=kind).outcome == "not-checked"


def test_causal_words_are_named_unless_hedged() -> None:
    assert [each.phrase for each in check_wording("X causes Y.", "low").causal] == ["causes"]
    assert [each.phrase for each in check_wording("X can cause Y.", "low").causal] == ["can cause"]
    for text in ("X may cause Y.", "X does not cause Y.", "X is linked to Y.", "X is harmful."):
        assert check_wording(text, "low").causal == ()


def test_a_modal_and_its_verb_are_shown_as_one_phrase() -> None:
    check = check_wording("Magnesium may significantly reduce jerks.", "high")
    assert [each.phrase for each in check.phrases] == ["may significantly reduce"]


def test_negation_is_told() -> None:
    found = {each.phrase: each.negated for each in find_phrases("It does not reduce jerks.")}
    assert found == {"reduce": True}
    # "not only" denies nothing
    assert not any(each.negated for each in find_phrases("It not only reduces jerks."))


_WORDS = st.sampled_from(
    [
        "magnesium",
        "reduces",
        "reduce",
        "may",
        "can",
        "not",
        "strong",
        "evidence",
        "is",
        "are",
        "highly",
        "effective",
        "clearly",
        "no",
        "that",
        "studies",
        "have",
        "shown",
        "to",
        "and",
        "but",
        ",",
        ".",
        ";",
        "?",
        "if",
        "jerks",
        "cause",
        "causes",
        "likely",
        "probably",
        "been",
        "never",
        "will",
        "(",
        ")",
        "—",
        "the",
        "very",
        "uncertain",
        "May’s",
        "n't",
        "5",
        "only",
    ]
)
_TEXTS = st.one_of(st.lists(_WORDS, max_size=24).map(" ".join), st.text(max_size=80))


@given(_TEXTS)
def test_spans_slice_back_to_the_phrase_and_do_not_overlap(text: str) -> None:
    end = 0
    for phrase in find_phrases(text):
        assert text[phrase.span.start : phrase.span.end] == phrase.phrase
        assert phrase.span.start >= end
        assert phrase.level in LEVELS
        end = phrase.span.end


@given(_TEXTS, st.sampled_from([*LEVELS, None]))
def test_a_check_never_raises_and_its_suggestion_is_not_stronger(
    text: str, allows: str | None
) -> None:
    check = check_wording(text, allows)
    assert check.outcome in {"stronger", "weaker", "fits", "not-checked"}
    for phrase in (*check.phrases, *check.causal):
        assert text[phrase.span.start : phrase.span.end] == phrase.phrase
    if check.suggestion:
        assert check.outcome == "stronger"
        assert check_wording(check.suggestion, allows).outcome != "stronger"


@pytest.mark.parametrize(
    "run",
    [
        "magnesium may not clearly reduce jerks and ",
        "clearly ",
        "highly ",
        "no not if ",
        "has been shown to reduce ",
        "drugs cause jerks, ",
    ],
)
def test_work_grows_with_a_text_and_not_with_its_square(run: str) -> None:
    def calls(length: int) -> int:
        return calls_during(lambda: check_wording(run * (length // len(run)), "low"))

    calls(100)  # the lexicon is read once
    assert calls(8_000) < 5 * calls(2_000)


MIXED = "In chronic disease, supplements have given mixed results"


def test_mixed_results_where_nothing_was_studied_say_more_than_the_evidence() -> None:
    check = check_wording(MIXED, "very-low", kind="therapy", studied=False)
    assert check.outcome == "stronger"
    assert [each.phrase for each in check.unstudied] == ["mixed results"]
    assert check.phrases == check.unstudied
    assert check.suggestion == ""


def test_they_do_so_without_any_level() -> None:
    assert check_wording(MIXED, None, studied=False).outcome == "stronger"


@pytest.mark.parametrize(
    "text",
    [
        "Magnesium may reduce jerks",
        "No study of magnesium in chronic disease was found",
        "There are no conflicting results",
        "Whether trials disagree is not known",
    ],
)
def test_words_that_report_no_disagreement_need_no_studies(text: str) -> None:
    assert check_wording(text, "low", kind="therapy", studied=False).unstudied == ()


def test_mixed_results_fit_where_there_are_studies() -> None:
    check = check_wording(MIXED, "very-low", kind="therapy")
    assert (check.outcome, check.unstudied) == ("fits", ())


def test_a_plea_for_research_reports_no_results() -> None:
    check = check_wording(MIXED, "very-low", kind="research-gap", studied=False)
    assert (check.outcome, check.unstudied) == ("not-checked", ())


def test_a_bold_word_still_decides_beside_them() -> None:
    text = "Results are mixed, yet magnesium clearly cures chronic myoclonus"
    check = check_wording(text, "very-low", kind="therapy", studied=False)
    assert check.outcome == "stronger"
    assert check.phrases != check.unstudied
    assert check.unstudied
