"""Tables of ratings: those of robvis and of the RoB 2 spreadsheet, whole and damaged."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.appraisal.appraised import appraised
from evidence.appraisal.exporting import exported
from evidence.appraisal.importing import read_appraisals
from evidence.appraisal.rating_words import rating_meant
from evidence.appraisal.tool import tool_named, tools
from evidence.model.study import Appraisal, Study, StudyDesign
from references.source import Location

ROB2 = tool_named("rob2")
ROBVIS = """\
Study,D1,D2,D3,D4,D5,Overall,Weight
Study 1,Low,Low,Low,Low,Low,Low,33.3
Study 2,Some concerns,Low,Low,Low,Low,Some concerns,12.5
Study 3,No information,Low,Some concerns,Low,Low,Some concerns,1
"Study 4, arm B",Low,Low,High,Low,Some concerns,High,9.1
"""


def read(text: str, tool=ROB2):
    return read_appraisals("rob.csv", text.encode(), tool)


def test_a_table_of_robvis() -> None:
    reading = read(ROBVIS)
    assert not reading.problems
    assert [each.study for each in reading.value] == [
        "Study 1",
        "Study 2",
        "Study 3",
        "Study 4, arm B",
    ]
    last = reading.value[3].appraisal
    assert dict(last.domains) == {
        "randomisation": "low",
        "deviations": "low",
        "missing": "high",
        "measurement": "low",
        "selection": "some-concerns",
    }
    assert last.overall == "high"
    assert str(last.location) == "rob.csv:5:1"
    assert not appraised(last).discrepancies


def test_there_and_back_again() -> None:
    reading = read(ROBVIS)
    studies = [
        Study(
            f"s{n}",
            (),
            StudyDesign.RANDOMISED_TRIAL,
            Location("x"),
            each.study,
            appraisals=(each.appraisal,),
        )
        for n, each in enumerate(reading.value)
    ]
    table = exported(studies, ROB2)
    assert not table.left_out
    without_weight = "\n".join(line.rsplit(",", 1)[0] for line in ROBVIS.splitlines()) + "\n"
    assert table.csv() == without_weight


def test_columns_go_by_their_names_not_by_their_places() -> None:
    text = "Overall;Domain 5;D2;D1: Randomisation process;Missing outcome data;measurement;Study\n"
    reading = read(text + "High;high risk;LOW;Some concerns;low;Low risk of bias;Lee 2001\n")
    assert not reading.problems
    assert dict(reading.value[0].appraisal.domains) == {
        "selection": "high",
        "deviations": "low",
        "randomisation": "some-concerns",
        "missing": "low",
        "measurement": "low",
    }


@pytest.mark.parametrize(
    "heads",
    [
        "Bias arising from the randomization process,Bias due to deviations from intended "
        "interventions,Bias due to missing outcome data,Bias in measurement of the outcome,"
        "Bias in selection of the reported result,Overall risk of bias",
        "D1: Randomization process,D2: Deviations from the intended interventions,"
        "D3: Missing outcome data,D4: Measurement of the outcome,"
        "D5: Selection of the reported result,Overall Bias",
    ],
)
def test_the_names_that_the_published_form_gives_domains(heads: str) -> None:
    (found,) = read(f"Study,{heads}\nOne,Low,High,Low,Low,Some concerns,High\n").value
    assert list(found.appraisal.domains.values()) == ["low", "high", "low", "low", "some-concerns"]
    assert found.appraisal.overall == "high"


@pytest.mark.parametrize(
    ("word", "cell"),
    [
        ("Lacking information", "C4"),
        ("Large concerns", "C4"),
        ("Hardly any", "C4"),
        ("Serious", "C4"),
        ("probably low", "C4"),
        ("L", "C4"),
        ("", "C4"),
    ],
)
def test_words_are_whole_or_the_cell_is_named(word: str, cell: str) -> None:
    text = ROBVIS.replace("No information,Low", f"No information,{word}")
    reading = read(text)
    assert len(reading.problems) == 1
    problem = reading.problems[0]
    assert f"cell {cell} (Study 3)" in problem.message
    assert str(problem.location) == "rob.csv:4:3"
    assert "deviations" not in reading.value[2].appraisal.domains


@pytest.mark.parametrize(
    ("tool", "heads", "words"),
    [
        ("robins-i", "Study,D1,D2,D3,D4,D5,D6,Overall", "7 domains; there is no column for"),
        ("rob2", "Study,D1,D2,D3,D4,Overall", "there is no column for selection"),
        ("rob2", "Study,D1,D2,D3,D4,D5,D6,Overall", "'D6' is no domain of RoB 2"),
        ("rob2", "Study,D1,D2,D3,D4,D5,D5,Overall", "a second time"),
        ("rob2", "Study,D1,D2: Missing outcome data,D3,D4,D5", "is no domain of RoB 2"),
        ("rob2", "Study,D1,D2,D3,D4,D5,Colour", "'Colour' is no domain of RoB 2"),
        ("rob2", "Trial,D1,D2,D3,D4,D5", "no row of headings"),
    ],
)
def test_headings_that_do_not_fit_give_nothing(tool: str, heads: str, words: str) -> None:
    row = ",".join(["Low"] * (heads.count(",") + 1))
    reading = read(f"{heads}\n{row}\n", tool_named(tool))
    assert not reading.value
    assert any(words in each.message for each in reading.problems), reading.problems


def test_the_older_tool_by_the_names_of_its_domains() -> None:
    heads = (
        "Study,Random.sequence.generation,Allocation.concealment,"
        "Blinding.of.participants.and.personnel,Blinding.of.outcome.assessment,"
        "Incomplete.outcome.data,Selective.reporting,Other.sources.of.bias,Overall"
    )
    reading = read(heads + "\nA,Low,Unclear,Low,High,Low,Low,Low,High\n", tool_named("rob1"))
    assert not reading.problems
    assert reading.value[0].appraisal.domains["blinding-of-assessors"] == "high"


HEADS = [
    "Unique ID", "Study ID", "Experimental", "Comparator", "Outcome", "Results", "Aim", "Weight",
    1.1, 1.2, 1.3, "Note for 1.1&1.2", "Note for 1.3", "1.0 Algorithm result",
    "1.0 Assessor's Judgement",
    2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7, "2.0 Algorithm result", "2.0 Assessor's Judgement",
    3.1, 3.2, 3.3, 3.4, "3.0 Algorithm result", "3.0 Assessor's judgement",
    4.1, 4.2, 4.3, 4.4, 4.5, "4.0 Algorithm result", "4.0 Assessor's Judgement",
    5.1, 5.2, 5.3, "5.0 Algorithm result", "5.0 Assessor's Judgement",
    "Algorithm's overall Judgement", "Assessor's overall Judgement",
]  # fmt: skip
ROW = [
    "NCT1", "Lee 2001", "drug", "placebo", "pain", "", "assignment to intervention "
    "(the 'intention-to-treat' effect)", 1,
    "Y", "PY", "N", "central\ntelephone", "balanced", "Low", "Some concerns",
    "N", "N", "NA", "NA", "NA", "Y", "NA", "Low", "Low",
    "Y", "NA", "NA", "NA", "Low", "Low",
    "N", "N", "PN", "NA", "NA", "Low", "Low",
    "NI", "N", "N", "Some concerns", "Some concerns",
    "Some concerns", "High",
]  # fmt: skip


def workbook(*rows) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Intro"
    book.active.append(["RoB 2 tool"])
    sheet = book.create_sheet("Results")
    for row in (["Assessments"], HEADS, *rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_spreadsheet_of_rob_2() -> None:
    reading = read_appraisals("rob.xlsx", workbook(ROW), ROB2)
    assert not reading.problems
    appraisal = reading.value[0].appraisal
    assert reading.value[0].study == "Lee 2001"
    assert appraisal.variant == "assignment"
    assert appraisal.answers["1.2"] == "py"
    assert "2.3" not in appraisal.answers
    # What the assessor decided against the algorithm is kept, with the notes as the reason.
    assert dict(appraisal.domains) == {"randomisation": "some-concerns"}
    assert appraisal.reasons["randomisation"] == "central telephone; balanced"
    found = appraised(appraisal)
    assert [each.rating.id for each in found.domains.values()] == [
        "some-concerns", "low", "low", "low", "some-concerns",
    ]  # fmt: skip
    assert found.overall.rating.id == "high"
    assert [each.kind for each in found.discrepancies] == ["override-without-reason"]


def test_another_result_of_the_algorithm_is_told() -> None:
    row = list(ROW)
    row[HEADS.index("3.0 Algorithm result")] = "High"
    row[HEADS.index(5.1)] = "maybe"
    reading = read_appraisals("rob.xlsx", workbook(row), ROB2)
    said = [each.message for each in reading.problems]
    assert len(said) == 2
    assert any("not what the answers give for missing: low" in each for each in said)
    assert any("'maybe' is no answer to 5.1" in each for each in said)


def test_the_effect_of_adhering_has_other_questions() -> None:
    row = list(ROW)
    row[HEADS.index("Aim")] = "adhering to intervention (the 'per-protocol' effect)"
    for question, answer in ((2.4, "Y"), (2.5, "N"), (2.6, "N")):
        row[HEADS.index(question)] = answer
    row[HEADS.index("2.0 Algorithm result")] = "High"
    row[HEADS.index("2.0 Assessor's Judgement")] = "High"
    reading = read_appraisals("rob.xlsx", workbook(row), ROB2)
    assert not reading.problems
    assert reading.value[0].appraisal.variant == "adherence"
    assert appraised(reading.value[0].appraisal).domains["deviations"].rating.id == "high"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\xff\xfe\x00", b'"', b"\0" * 50])
def test_what_is_no_table_is_a_problem(data: bytes) -> None:
    reading = read_appraisals("x", data, ROB2)
    assert not reading.value
    assert reading.problems


@given(text=st.text(alphabet=st.sampled_from('StudyD12345,;\t\n"LowHigh .1\r'), max_size=200))
def test_any_text_gives_known_ratings_and_problems_with_their_place(text: str) -> None:
    for name in ("rob2", "newcastle-ottawa", "quadas2"):
        tool = tool_named(name)
        reading = read_appraisals("x.csv", ("Study," + text).encode(), tool)
        assert all(problem.location.path == "x.csv" for problem in reading.problems)
        for row in reading.value:
            for domain, rating in row.appraisal.domains.items():
                assert rating in {each.id for each in tool.ratings_of(domain)}


@pytest.mark.parametrize("tool", tools(), ids=lambda tool: tool.name)
def test_every_word_of_every_tool_means_itself(tool) -> None:
    scales = [tool.overall_ratings, *(tool.ratings_of(each.id) for each in tool.domains)]
    for scale in scales:
        for rating in scale:
            assert rating_meant(rating.id, scale) == rating.id
            assert rating_meant(rating.label.upper(), scale) == rating.id
            assert rating_meant(rating.id.replace("-", " ").capitalize(), scale) == rating.id


@pytest.mark.parametrize("tool", tools(), ids=lambda tool: tool.name)
def test_every_tool_is_written_and_read_again(tool) -> None:
    variant = tool.variants[0].id if tool.variants else ""
    domains = {
        each.id: tool.ratings_of(each.id)[0].id
        for each in tool.domains_of(variant)
        if not each.beside
    }
    appraisal = Appraisal(
        tool.name,
        Location("x"),
        domains=domains,
        overall=tool.overall_ratings[0].id,
        overall_reason="said",
    )
    study = Study("s", (), tool.designs[0], Location("x"), "=Lee", appraisals=(appraisal,))
    table = exported([study], tool)
    assert "'=Lee" in table.csv(), "no spreadsheet takes it for a formula"
    reading = read_appraisals("x.csv", table.csv().encode(), tool)
    assert not reading.problems
    assert dict(reading.value[0].appraisal.domains) == domains
    assert reading.value[0].appraisal.overall == appraisal.overall


def test_studies_without_such_an_appraisal_are_told() -> None:
    study = Study("s", (), StudyDesign.RANDOMISED_TRIAL, Location("x"))
    table = exported([study], ROB2)
    assert len(table.rows) == 1
    assert table.left_out == (("s", "not appraised with RoB 2"),)
