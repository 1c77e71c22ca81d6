"""RevMan's tables of analyses: of RevMan 5 in one file, of RevMan Web in two."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.model.claim import SynthesisRequest
from evidence.synthesis.synthesise import synthesise
from evidence.workspace.load import load_files
from evidence.workspace.revman.compared_totals import compared_totals
from evidence.workspace.revman.read_revman import (
    bias_beside,
    is_revman,
    read_revman,
    settings_beside,
)
from evidence.workspace.revman.revman_studies import named_outcomes, named_studies
from evidence.workspace.revman.revman_text import method_of, revman_text, synthesis_lines
from references.source import Location

FLEISS = Path(__file__).parent / "fleiss1993.csv"
SETTINGS = '[review]\ntitle = "T"\narticle = "article.md"\nstudies = ["studies.yaml"]\n'
FIVE = (
    "Comparison Number,Outcome Number,Subgroup Number,Name,Data Type,Statistical Method,"
    "Effect Measure,Analysis Model,Totals,Swap event and non-event,"
    "Entered data are on log scale (Generic Inverse Variance only),Events 1,Total 1,Events 2,"
    "Total 2,O-E,Var,Effect Estimate,SE,Year of study\n"
    "1,0,0,A versus B\n"
)
WEB = (
    "Analysis group,Analysis number,Analysis name,Subgroup,Study,Study year,GIV Mean,GIV SE,"
    "Experimental mean,Experimental SD,Experimental cases,Experimental N,Control mean,Control SD,"
    "Control cases,Control N,O-E,Variance\n"
)
WEB_SETTINGS = (
    "Analysis group,Analysis group name,Analysis number,Analysis name,Data type,"
    "Statistical method,Effect measure,Analysis model,Log-scale data,Swap event and non-event,"
    "Experimental group label,Control group label,Overall estimates,Subgroup estimates\n"
)


def read(text, settings=None, path="t.csv"):
    said = ("s.csv", settings.encode()) if settings is not None else None
    return read_revman(path, text.encode(), said)


def studies_of(reading):
    assert reading.problems == ()
    outcomes = named_outcomes(reading.value)
    studies = named_studies(reading.value, outcomes)
    text = revman_text(studies, outcomes, "randomised-trial", "t.csv")
    loaded = load_files({"review.toml": SETTINGS, "article.md": "T.", "studies.yaml": text})
    assert loaded.problems == (), text
    return loaded.studies


def test_each_total_of_revman_comes_out_again():
    """To the eight figures that RevMan 5 prints."""
    reading = read(FLEISS.read_text("utf-8"))
    studies = studies_of(reading)
    assert [each.number for each in reading.value.analyses] == ["1.1", "1.2"]
    for outcome in named_outcomes(reading.value):
        analysis, total = outcome.analysis, outcome.analysis.pooled
        request = SynthesisRequest(outcome.id, analysis.measure, Location("x"), method_of(analysis))
        found = synthesise(request, studies).pooled
        back = math.exp if analysis.measure == "OR" else float
        ours = [back(each) for each in (found.value, found.ci_low, found.ci_high)]
        assert ours == pytest.approx([total.value, total.low, total.high], abs=6e-9)


def test_each_total_is_compared_with_what_was_written():
    reading = read(FLEISS.read_text("utf-8"))
    outcomes = named_outcomes(reading.value)
    text = revman_text(named_studies(reading.value, outcomes), outcomes, "randomised-trial", "t")
    said = [told for _, told in compared_totals(outcomes, text)]
    assert said == ["0.8969 (0.8405 to 0.957)", "-0.7094 (-1.258 to -0.1603)"]
    damaged = text.replace("events: 1570", "events: 1750")
    (_, told), *_ = compared_totals(outcomes, damaged)
    assert "so compare the data" in told
    (_, told), *_ = compared_totals(outcomes, "studies: []\n")
    assert told.startswith("not pooled (")


def test_another_level_of_intervals_is_asked_for():
    rows = "1,1,0,Cure,DIC,MH,RR,Fixed,YES,,,,,,,,,,,,99%\n1,1,0,One,,,,,,,,4,10,5,9\n"
    text = FIVE.replace("Year of study", "Year of study,Total Confidence Interval") + rows
    (outcome,) = named_outcomes(read(text).value)
    assert "level: 0.99" in "".join(synthesis_lines(outcome))


def test_years_thousands_and_final_zeros_are_understood():
    studies = studies_of(read(FLEISS.read_text("utf-8")))
    isis = next(each for each in studies if each.id == "isis-2-1988")
    assert (isis.year, isis.outcomes[0].arms[0].events, isis.outcomes[0].arms[1].total) == (
        1988, 1570, 8600,
    )  # fmt: skip
    davis = next(each for each in studies if each.id == "davis-1973")
    assert [arm.sd.written for arm in davis.outcomes[0].arms] == ["4.70", "3.80"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "1,1,0,Death,IV,IV,Hazard Ratio,Random,YES,,YES\n1,1,0,One,,,,,,,,,,,,,,0.5,0.2,2001\n",
            ("HR", 0.5, 0.2),
        ),
        (
            "1,1,0,Cost,IV,IV,Ratio,Random,YES,,YES\n1,1,0,One,,,,,,,,,,,,,,2,0.2,2001\n",
            ("GEN", math.log(2), 0.2),
        ),
        (
            "1,1,0,Cost,IV,IV,Mean Difference,Random,YES,,NO\n1,1,0,One,,,,,,,,,,,,,,-2,0.2,2001\n",
            ("MD", -2, 0.2),
        ),
        (
            "1,1,0,Death,OEV,EXP_O_E_VAR,PETO_OR,Fixed,YES,,\n1,1,0,One,,,,,,,,,,,,-2,4,,,2001\n",
            ("OR", math.exp(-0.5), 0.5),
        ),
    ],
)
def test_effects_of_revman_5(rows, expected):
    (study,) = studies_of(read(FIVE + rows))
    (estimate,) = study.outcomes[0].estimates
    found = estimate.measure, estimate.value, estimate.standard_error
    assert found == (expected[0], pytest.approx(expected[1]), pytest.approx(expected[2]))


def test_subgroups_and_swapped_events_of_revman_5():
    rows = (
        "1,1,0,Cure,DICH,MH,RR,Fixed,YES,YES\n1,1,1,Children,DICH\n"
        "1,1,1,One,,,,,,,,1,10,2,9,,,,,2001\n1,1,2,Adults,DICH\n"
        "1,1,2,Two,,,,,,,,3,10,4,9,,,,,2002\n"
    )
    one, two = studies_of(read(FIVE + rows))
    assert [arm.events for arm in one.outcomes[0].arms] == [9, 7]
    assert [dict(each.characteristics) for each in (one, two)] == [
        {"subgroup-of-cure": "Children"},
        {"subgroup-of-cure": "Adults"},
    ]


def test_revman_webs_rows_and_settings_belong_together():
    rows = WEB + (
        "1,1,Pain,,One,2001,,,3.50,1.2,,10,4,1.1,,12,,\n"
        "1,2,Death,,One,2001,-1,0.25,,,,10,,,,12,,\n"
        "1,3,Cure,Adults,Two,2002,,,,,4,10,,,5,12,,\n"
        "2,1,Time,,Two,2002,,,,,,,,,,,-3,6\n"
    )
    settings = WEB_SETTINGS + (
        "1,A or B,1,Pain,Continuous,IV,Mean difference,Random effect,FALSE,,A,B,TRUE\n"
        "1,A or B,2,Death,Contrast level,IV,Hazard Ratio,Random effect,TRUE,,A,B,TRUE\n"
        "1,A or B,3,Cure,Dichotomous,Mantel-Haenszel,Risk ratio,Fixed effect,,FALSE,A,B,TRUE\n"
        "2,A or C,1,Time,O-E and variance,Exp[(O-E) / Var],Hazard Ratio,Fixed effect,,,A,C,TRUE\n"
    )
    one, two = studies_of(read(rows, settings))
    assert [each.id for each in one.outcomes] == ["pain", "death"]
    assert one.outcomes[0].label == "Pain (A or B)"
    assert [(arm.label, arm.mean, arm.total) for arm in one.outcomes[0].arms] == [
        ("A", 3.5, 10),
        ("B", 4, 12),
    ]
    assert one.outcomes[1].estimates[0].value == pytest.approx(math.exp(-1))
    assert [arm.events for arm in two.outcomes[0].arms] == [4, 5]
    assert dict(two.characteristics) == {"subgroup-of-cure": "Adults"}
    assert two.outcomes[1].estimates[0].observed_minus_expected == -3


@pytest.mark.parametrize(
    ("text", "settings", "words"),
    [
        (FIVE + "1,1,0,One,,,,,,,,1,10,2,9\n", None, "t.csv:3:2: a study stands before"),
        (
            FIVE + "1,1,0,Cure,DIC,MH,RR,Fixed\n1,1,0,One,,,,,,,,one,10,2,9\n",
            None,
            "t.csv:4:12: events 1 of One in 1.1: 'one' is not a number",
        ),
        (
            FIVE + "1,1,0,Cure,DIC,MH,RR,Fixed\n1,1,0,,,,,,,,,1,10,2,9\n",
            None,
            ":4:4: names no study",
        ),
        (WEB + "1,1,Pain,,One\n", None, "settings of the analyses are needed"),
        (WEB + "1,1,Pain,,One\n", "a,b\n1,2\n", "s.csv:1:1: is no table of settings"),
        (
            WEB + "1,1,Pain,,One\n",
            WEB_SETTINGS,
            "t.csv:2:5: analysis 1.1 is not among the settings",
        ),
        ("Analysis group,Analysis number\n1,1\n", WEB_SETTINGS, "is no table of data rows"),
    ],
)
def test_what_cannot_be_read_is_named_at_its_cell(text, settings, words):
    (said,) = [str(each) for each in read(text, settings).problems]
    assert words in said


BIAS = (
    "Study,Domain (judgement): Allocation concealment (selection bias),"
    "Domain (support): Allocation concealment (selection bias),"
    "Domain (judgement): Incomplete outcome data (attrition bias): All outcomes,"
    "Domain (judgement): Sponsor\n"
)


def with_bias(rows):
    settings = WEB_SETTINGS + "1,A or B,1,Cure,Dichotomous,MH,Risk ratio,Fixed effect,,,A,B,TRUE\n"
    text = WEB + "1,1,Cure,,One,2001,,,,,4,10,,,5,12,,\n"
    return read_revman(
        "t.csv", text.encode(), ("s.csv", settings.encode()), ("b.csv", (BIAS + rows).encode())
    )


def test_the_risk_of_bias_of_revman_web_goes_to_its_studies():
    reading = with_bias(
        "One,Low risk,By  telephone,High risk,Low risk\nOther 2002,Unclear risk,,,\n"
    )
    one, other = studies_of(reading)
    assert dict(one.appraisals[0].domains) == {"concealment": "low", "incomplete-data": "high"}
    assert one.appraisals[0].reasons["concealment"] == "By telephone"
    assert (other.id, other.outcomes) == ("other-2002", ())
    own, missing = reading.value.notes
    assert own == "'Sponsor' is no domain of Cochrane's tool and is left out"
    assert missing.endswith(
        "no column for sequence-generation, blinding-of-participants, blinding-of-assessors, "
        "selective-reporting, other"
    )


def test_a_rating_that_is_none_is_named_at_its_cell():
    (said,) = with_bias("One,Rather low,,,\n").problems
    assert str(said).startswith("b.csv:2:2: Allocation concealment (selection bias): 'Rather low'")


def test_settings_stand_beside_their_rows(tmp_path):
    rows = tmp_path / "X-data-rows.csv"
    assert settings_beside(rows) is None
    settings = tmp_path / "X-overall-estimates-and-settings.csv"
    settings.write_text(WEB_SETTINGS, encoding="utf-8")
    assert settings_beside(rows) == settings
    assert settings_beside(tmp_path / "other.csv") is None


def test_a_package_keeps_its_studies_in_another_folder(tmp_path):
    rows = tmp_path / "CD1-analysis-data" / "CD1-data-rows.csv"
    bias = tmp_path / "CD1-study-data" / "CD1-risk-of-bias.csv"
    bias.parent.mkdir()
    bias.write_text(BIAS, encoding="utf-8")
    assert bias_beside(rows) == bias


def test_tables_of_others_are_not_revmans():
    assert is_revman("t.csv", FIVE.encode())
    assert not is_revman("t.csv", b"study,events 1,total 1\nX,1,2\n")
    assert not is_revman("t.csv", b"study,analysis group,ai,n1i\nX,intention to treat,1,2\n")


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_raises(text, settings):
    read(FIVE + text)
    read(WEB + text, WEB_SETTINGS + settings)
    with_bias(text)
