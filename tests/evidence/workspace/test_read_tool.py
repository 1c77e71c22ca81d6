"""Appraisal tools that a review declares: read, refused with places, and used."""

from __future__ import annotations

import pytest

from evidence.appraisal.appraised import appraised
from evidence.appraisal.declared import declared
from evidence.appraisal.risk_of_bias import risk_of_bias
from evidence.workspace.load import load_files
from evidence.workspace.read_tool import read_tool
from references.source import SourceFile

TOOL = """\
[tool]
name = "ward-audit"
title = "Ward audit checklist"
source = "Made for this review; protocol, appendix 2"
designs = ["cohort"]

[[ratings]]
id = "sound"
label = "Sound"
symbol = "+"
risk = 0

[[ratings]]
id = "doubtful"
label = "Doubtful"
symbol = "!"
risk = 0.5

[[ratings]]
id = "flawed"
label = "Flawed"
symbol = "-"
risk = 1

[[domains]]
id = "sampling"
label = "Sampling"

[[domains.questions]]
id = "1.1"
label = "All admissions counted"
answers = ["yes", "no", "unclear"]

[[domains.questions]]
id = "1.2"
label = "Losses explained"
answers = ["yes", "no"]
asked-if = "1.1 = no/unclear"

[[domains.rules]]
rating = "sound"
when = "1.1 = yes"
reason = "every admission was counted"

[[domains.rules]]
rating = "doubtful"
when = "1.2 = yes"
reason = "admissions are missing, with reasons"

[[domains.rules]]
rating = "flawed"
reason = "admissions are missing without reasons"

[[domains]]
id = "measurement"
label = "Measurement"
"""
COUNTS = """
[overall]
rule = "counts"
otherwise = "good"

[[overall.ratings]]
id = "good"
label = "Good"
symbol = "+"
risk = 0

[[overall.ratings]]
id = "poor"
label = "Poor"
symbol = "-"
risk = 1

[[overall.counts]]
rating = "poor"
domains-rated = ["flawed"]
at-least = 1

[[overall.counts]]
rating = "poor"
domains-rated = ["doubtful", "flawed"]
at-least = 2
"""


def read(text):
    return read_tool(SourceFile("my-tool.toml", text))


def the_tool(text):
    reading = read(text)
    assert not reading.problems
    assert reading.value is not None
    return declared(reading.value)


def test_a_tool_is_read_with_its_rules() -> None:
    tool = the_tool(TOOL)
    assert tool.judge("sampling", {"1.1": "yes"}).rating == "sound"
    assert tool.judge("sampling", {"1.1": "no", "1.2": "yes"}).rating == "doubtful"
    judged = tool.judge("sampling", {"1.1": "unclear", "1.2": "no"})
    assert (judged.rating, judged.reason) == ("flawed", "admissions are missing without reasons")
    assert tool.judge("sampling", {"1.1": "no"}).unanswered == ("1.2",)
    assert tool.judge("measurement", {}).rating == ""


def test_the_whole_is_the_worst_domain() -> None:
    tool = the_tool(TOOL)
    assert tool.overall({"sampling": "sound", "measurement": "doubtful"}).rating == "doubtful"
    assert tool.overall({"sampling": "flawed"}).rating == "flawed"
    assert tool.overall({"sampling": "doubtful"}).rating == ""
    assert tool.overall({}).rating == ""


@pytest.mark.parametrize(
    ("sampling", "measurement", "expected"),
    [
        ("sound", "sound", "good"),
        ("doubtful", "sound", "good"),
        ("doubtful", "doubtful", "poor"),
        ("flawed", "sound", "poor"),
        ("flawed", "", "poor"),
        ("sound", "", ""),
    ],
)
def test_the_whole_by_counts(sampling: str, measurement: str, expected: str) -> None:
    given = {"sampling": sampling, "measurement": measurement}
    tool = the_tool(TOOL + COUNTS)
    assert (
        tool.overall({name: rating for name, rating in given.items() if rating}).rating == expected
    )


def test_the_whole_by_a_person() -> None:
    tool = the_tool(TOOL + '\n[overall]\nrule = "manual"\n')
    assert tool.by_person
    assert tool.overall({"sampling": "flawed", "measurement": "flawed"}).rating == ""


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ('name = "ward-audit"', 'name = "rob2"', "2:8", "published tool"),
        ('name = "ward-audit"', 'name = "Ward"', "2:8", "small letters"),
        ('title = "Ward audit checklist"\n', "", "1:1", "'title' is missing"),
        ('designs = ["cohort"]', 'designs = ["kohort"]', "5:12", "did you mean 'cohort'"),
        ('id = "doubtful"', 'id = "sound"', "14:6", "given twice"),
        ("risk = 0.5", "risk = 2", "17:8", "risk"),
        ("risk = 1", "risk = 0.2", "23:8", "less risk"),
        ('symbol = "!"', 'symbol = "!!"', "16:10", "symbol"),
        ('rating = "doubtful"', 'rating = "doubtfull"', "46:10", "did you mean 'doubtful'"),
        ('"1.1 = no/unclear"', '"1.1 no"', "38:12", "not a condition"),
        ('"1.1 = no/unclear"', '"1.3 = no"', "38:12", "'1.3'"),
        ('"1.1 = no/unclear"', '"1.1 = perhaps"', "38:12", "'perhaps'"),
        ('id = "1.2"', 'id = "1.1"', "35:6", "asked twice"),
        ('id = "measurement"', 'id = "sampling"', "55:6", "given twice"),
        ("[[domains.rules]]", "[[domains.rule]]", "40:1", "'rule'"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(old, new, place, words) -> None:
    assert old in TOOL
    reading = read(TOOL.replace(old, new, 1))
    assert reading.value is None
    said = [str(each) for each in reading.problems]
    assert any(each.startswith(f"my-tool.toml:{place}:") and words in each for each in said), said


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('rating = "poor"', 'rating = "bad"', "'bad'"),
        ('["doubtful", "flawed"]', '["dubious"]', "'dubious'"),
        ("at-least = 2", "at-least = 3", "from 1 to 2"),
        ('otherwise = "good"', "", "overall rating ''"),
        ('rule = "counts"', 'rule = "worst"', "leave these out"),
    ],
)
def test_a_rule_for_the_whole_that_cannot_be(old, new, words) -> None:
    reading = read(TOOL + COUNTS.replace(old, new, 1))
    assert reading.value is None
    assert any(words in each.message for each in reading.problems), reading.problems


@pytest.mark.parametrize("text", ["", "tool = 1", "[tool]\n", "[[", "ratings = []", "x" * 9999])
def test_what_is_no_tool_is_refused_in_words(text: str) -> None:
    reading = read(text)
    assert reading.value is None
    assert reading.problems


REVIEW = {
    "review.toml": '[review]\ntitle = "T"\narticle = "a.md"\nstudies = ["studies.yaml"]\n'
    'tools = ["ward-audit.toml"]\n',
    "a.md": "Text.\n",
    "ward-audit.toml": TOOL,
    "studies.yaml": """\
studies:
  - id: one
    references: [a]
    design: cohort
    appraisals:
      - tool: ward-audit
        answers: {1.1: No, 1.2: yes}
        domains: {measurement: sound}
""",
}


def own(problems):
    return [str(each) for each in problems if each.kind.startswith("review/")]


def test_a_review_uses_a_tool_of_its_own() -> None:
    review = load_files(REVIEW)
    assert not own(review.problems)
    study = review.studies[0]
    found = appraised(study.appraisals[0])
    assert found.domains["sampling"].rating.id == "doubtful"
    assert found.overall.rating.label == "Doubtful"
    assert risk_of_bias(study).reason == "doubtful (Ward audit checklist)"
    assert not found.discrepancies


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("measurement: sound", "measurement: sounds", "did you mean 'sound'"),
        ("measurement: sound", "meassurement: sound", "did you mean 'measurement'"),
        ("1.2: yes", "1.2: maybe", "answer to question 1.2"),
        ("1.2: yes", "1.9: yes", "question of ward-audit '1.9'"),
        ("tool: ward-audit", "tool: ward-audits", "did you mean 'ward-audit'"),
        ("tool: ward-audit", "tool: ward-audit\n        variant: x", "variant of ward-audit"),
        ("tool: ward-audit", "tool: ward-audit\n        overall: good", "overall rating"),
    ],
)
def test_words_that_the_tool_does_not_have(old, new, words) -> None:
    files = REVIEW | {"studies.yaml": REVIEW["studies.yaml"].replace(old, new)}
    said = own(load_files(files).problems)
    assert len(said) == 1, said
    assert words in said[0]
    assert said[0].startswith("studies.yaml:")


def test_two_tools_of_one_name() -> None:
    settings = (
        REVIEW["review.toml"]
        .replace("]\n", "]\n")
        .replace('["ward-audit.toml"]', '["ward-audit.toml", "again.toml"]')
    )
    review = load_files(REVIEW | {"review.toml": settings, "again.toml": TOOL})
    assert own(review.problems) == [
        "again.toml:1:1: the appraisal tool 'ward-audit' is declared twice"
    ]


def test_a_missing_file_of_a_tool_is_told_where_it_is_named() -> None:
    files = {name: text for name, text in REVIEW.items() if name != "ward-audit.toml"}
    said = own(load_files(files).problems)
    assert said[0].startswith("review.toml:5:10: there is no file 'ward-audit.toml'")
