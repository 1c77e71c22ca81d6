"""RevMan's own file: its numbers become studies, and what it cannot say is named at its place."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.model.claim import SynthesisRequest
from evidence.synthesis.synthesise import synthesise
from evidence.workspace.load import load_files
from evidence.workspace.revman.bias_items import domains_of
from evidence.workspace.revman.read_revman import is_revman, read_revman
from evidence.workspace.revman.revman_studies import named_outcomes, named_studies
from evidence.workspace.revman.revman_text import method_of, reports_text, revman_text
from references.formats.ris import FORMAT
from references.source import Location, SourceFile

SORE_THROAT = Path(__file__).resolve().parents[4] / "docs/how-to/from-revman/sore-throat.rm5"
SETTINGS = '[review]\ntitle = "T"\narticle = "article.md"\nstudies = ["studies.yaml"]\n'
STUDIES = "".join(
    f'<STUDY ID="STD-{name}" NAME="{name} 2001" YEAR="2001"/>\n' for name in ("One", "Two")
)


def file_of(analyses: str = "", bias: str = "") -> bytes:
    return (
        "<COCHRANE_REVIEW>\n<INCLUDED_STUDIES>\n"
        f"{STUDIES}</INCLUDED_STUDIES>\n<QUALITY_ITEMS>{bias}</QUALITY_ITEMS>\n"
        f'<COMPARISON NO="1"><NAME>A versus B</NAME>\n{analyses}</COMPARISON>\n'
        "</COCHRANE_REVIEW>"
    ).encode()


def review_of(data: bytes, *wanted: str):
    reading = read_revman("r.rm5", data)
    assert reading.problems == ()
    outcomes = named_outcomes(reading.value, wanted)
    studies = named_studies(reading.value, outcomes)
    text = revman_text(studies, outcomes, "randomised-trial", "r.rm5")
    loaded = load_files({"review.toml": SETTINGS, "article.md": "T.", "studies.yaml": text})
    assert loaded.problems == (), text
    return loaded.studies


def problems_of(data: bytes) -> list[str]:
    return [str(each) for each in read_revman("r.rm5", data).problems]


def outcome(kind: str, rows: str, said: str = "", inside: str = "") -> str:
    return f'<{kind}_OUTCOME NO="1" {said}>\n<NAME>Pain</NAME>{inside}\n{rows}\n</{kind}_OUTCOME>\n'


EVENTS = '<DICH_DATA STUDY_ID="STD-One" EVENTS_1="{}" TOTAL_1="10" EVENTS_2="5" TOTAL_2="12"/>'


def test_the_total_of_a_published_review_comes_out_again():
    """Analysis 1.3 of doi:10.1002/14651858.CD000023.pub4, whose total is in the file."""
    reading = read_revman("r.rm5", SORE_THROAT.read_bytes())
    (outcome,) = named_outcomes(reading.value)
    assert method_of(outcome.analysis) == "MH-DL"
    studies = review_of(SORE_THROAT.read_bytes())
    request = SynthesisRequest(outcome.id, "RR", Location("x"), method_of(outcome.analysis))
    found = synthesise(request, studies)
    assert found.heterogeneity.q == pytest.approx(10.519027988577237, rel=1e-12)
    assert found.heterogeneity.tau_squared == pytest.approx(0.02509529126001107, rel=1e-12)
    pooled = found.pooled
    total = [math.exp(each) for each in (pooled.value, pooled.ci_low, pooled.ci_high)]
    revman = [0.5790673397329521, 0.4807833084947394, 0.6974430643094324]
    assert total == pytest.approx(revman, rel=1e-9)
    usual = synthesise(replace(request, method="DL"), studies).pooled
    assert [math.exp(each) for each in (usual.value, usual.ci_low, usual.ci_high)] == pytest.approx(
        revman, rel=4e-3
    )


def test_risk_of_bias_becomes_appraisals_with_their_reasons():
    brink, *_, denny = review_of(SORE_THROAT.read_bytes())
    assert brink.appraisals[0].tool == "rob1"
    assert dict(brink.appraisals[0].domains) == {
        "sequence-generation": "unclear",
        "concealment": "high",
        "blinding-of-participants": "high",
        "blinding-of-assessors": "high",
    }
    assert denny.appraisals[0].reasons["sequence-generation"] == "By drawing a card"


def test_the_worst_of_several_groups_of_outcomes_counts_and_each_is_named():
    bias = (
        '<QUALITY_ITEM LEVEL="GROUP"><NAME>Incomplete outcome data (attrition bias)</NAME>'
        '<QUALITY_ITEM_DATA_ENTRY_GROUP ID="g1"><NAME>Pain</NAME></QUALITY_ITEM_DATA_ENTRY_GROUP>'
        '<QUALITY_ITEM_DATA_ENTRY_GROUP ID="g2"><NAME>Death</NAME></QUALITY_ITEM_DATA_ENTRY_GROUP>'
        '<QUALITY_ITEM_DATA><QUALITY_ITEM_DATA_ENTRY GROUP_ID="g1" RESULT="NO" STUDY_ID="STD-One">'
        "<DESCRIPTION><P>Many <I>were</I> lost</P></DESCRIPTION></QUALITY_ITEM_DATA_ENTRY>"
        '<QUALITY_ITEM_DATA_ENTRY GROUP_ID="g2" RESULT="YES" STUDY_ID="STD-One"/>'
        "</QUALITY_ITEM_DATA></QUALITY_ITEM>"
    )
    (study,) = review_of(file_of(bias=bias))
    assert study.appraisals[0].domains["incomplete-data"] == "high"
    reason = study.appraisals[0].reasons["incomplete-data"]
    assert reason == "Pain (high): Many were lost; Death (low)"


def test_a_column_of_the_reviews_own_is_named_and_left_out():
    bias = "<QUALITY_ITEM><NAME>Sample size</NAME></QUALITY_ITEM>"
    reading = read_revman("r.rm5", file_of(bias=bias))
    (note,) = reading.value.notes
    assert "'Sample size' is no domain" in note
    sore = read_revman("r.rm5", SORE_THROAT.read_bytes()).value.notes
    assert sore[0].endswith("no column for incomplete-data, selective-reporting, other")


@pytest.mark.parametrize(
    ("name", "domains"),
    [
        ("Adequate sequence generation?", 1),
        ("Allocation concealment?", 1),
        ("Blinding?", 2),
        ("Blinding of participants and personnel (performance bias)", 1),
        ("Blinding of outcome assessment (detection bias)", 1),
        ("Incomplete outcome data addressed?", 1),
        ("Free of selective reporting?", 1),
        ("Selective reporting (reporting bias)", 1),
        ("Free of other bias?", 1),
        ("Baseline imbalance", 0),
    ],
)
def test_columns_are_known_by_their_names_of_2008_and_of_2011(name, domains):
    assert len(domains_of(name)) == domains


def test_arms_of_means_keep_final_zeros():
    row = (
        '<CONT_DATA STUDY_ID="STD-One" MEAN_1="3.50" SD_1="1.2" TOTAL_1="10" '
        'MEAN_2="4" SD_2="1" TOTAL_2="9"/>'
    )
    (study,) = review_of(file_of(outcome("CONT", row, 'EFFECT_MEASURE="MD"')))
    first, second = study.outcome("pain").arms
    assert (first.mean, first.mean.written, first.sd, first.total) == (3.5, "3.50", 1.2, 10)
    assert (second.mean, second.sd, second.total) == (4, 1, 9)


def test_where_revman_counts_those_without_the_event_so_do_the_arms():
    (study,) = review_of(file_of(outcome("DICH", EVENTS.format(4), 'SWAP_EVENTS="YES"')))
    assert [arm.events for arm in study.outcome("pain").arms] == [6, 7]


@pytest.mark.parametrize(
    ("said", "named", "numbers", "expected"),
    [
        ('LOG_DATA="YES"', "Hazard Ratio", 'EFFECT_SIZE="0.5" SE="0.2"', ("HR", 0.5, 0.2)),
        ('LOG_DATA="YES"', "hazard ratio", 'ESTIMATE="-1" SE="0.2"', ("HR", math.exp(-1), 0.2)),
        ('LOG_DATA="NO"', "Mean Difference", 'EFFECT_SIZE="-3" SE="2"', ("MD", -3, 2)),
        ('LOG_DATA="NO"', "Hazard Ratio", 'EFFECT_SIZE="-0.7" SE="2"', ("GEN", -0.7, 2)),
        ('LOG_DATA="YES"', "Ratio of costs", 'EFFECT_SIZE="2" SE="1"', ("GEN", math.log(2), 1)),
    ],
)
def test_generic_effects_keep_their_scale(said, named, numbers, expected):
    row = f'<IV_DATA STUDY_ID="STD-One" {numbers} TOTAL_1="20" TOTAL_2="22"/>'
    inside = f"<EFFECT_MEASURE>{named}</EFFECT_MEASURE>"
    (study,) = review_of(file_of(outcome("IV", row, said, inside)))
    (estimate,) = study.outcome("pain").estimates
    found = estimate.measure, estimate.value, estimate.standard_error
    assert found == (expected[0], pytest.approx(expected[1], rel=1e-14), expected[2])
    assert estimate.total == 42


def test_observed_minus_expected_gives_revmans_hazard_ratio():
    row = '<IPD_DATA STUDY_ID="STD-One" O_E="-4.5" VAR="9"/>'
    inside = "<EFFECT_MEASURE>Hazard Ratio</EFFECT_MEASURE>"
    studies = review_of(file_of(outcome("IPD", row, inside=inside)))
    found = synthesise(SynthesisRequest("pain", "HR", Location("x")), studies)
    assert found.effects[0].value == pytest.approx(-0.5)
    assert found.effects[0].standard_error == pytest.approx(1 / 3)


def subgroups(totals: str, names: tuple[str, ...] = ("Children", "Adults")) -> str:
    rows = "".join(
        f'<DICH_SUBGROUP NO="{number}"><NAME>{name}</NAME>{EVENTS.format(number)}</DICH_SUBGROUP>'
        for number, name in enumerate(names, 1)
    )
    return outcome("DICH", rows, f'TOTALS="{totals}"')


def test_a_study_in_two_subgroups_that_are_added_up_is_two_studies_of_one_cluster():
    first, second = review_of(file_of(subgroups("YES")))
    assert (first.id, second.id) == ("one-2001", "one-2001-adults")
    assert {first.cluster, second.cluster} == {"one-2001"}
    assert first.references == second.references == ("one-2001",)
    assert dict(second.characteristics) == {"subgroup-of-pain": "Adults"}


def test_parts_of_a_study_are_made_only_where_an_analysis_needs_them():
    """Another way to form subgroups, in which the study stands once, makes no third part."""
    once = '<DICH_SUBGROUP NO="1"><NAME>Europe</NAME>' + EVENTS.format(3) + "</DICH_SUBGROUP>"
    later = (
        subgroups("YES", ("Adults", "Children"))
        .replace('NO="1"', 'NO="3"', 1)
        .replace("<NAME>Pain", "<NAME>Rest")
    )
    second = outcome("DICH", once, 'TOTALS="YES"').replace('NO="1"', 'NO="2"', 1)
    second = second.replace("<NAME>Pain", "<NAME>Sleep")
    first, part = review_of(file_of(subgroups("YES") + second + later))
    assert [each.id for each in first.outcomes] == ["pain", "sleep", "rest"]
    assert [each.id for each in part.outcomes] == ["pain", "rest"]
    assert part.characteristics["subgroup-of-rest"] == "Adults"


def test_subgroups_with_subtotals_alone_are_outcomes():
    (study,) = review_of(file_of(subgroups("SUB")))
    assert [each.id for each in study.outcomes] == ["pain-children", "pain-adults"]
    assert study.cluster == ""


def test_analyses_of_one_name_are_told_apart_by_number_and_can_be_chosen():
    two = outcome("DICH", EVENTS.format(4)) + outcome("DICH", EVENTS.format(3)).replace(
        'NO="1"', 'NO="2"', 1
    )
    (study,) = review_of(file_of(two))
    assert [each.id for each in study.outcomes] == ["pain-1-1", "pain-1-2"]
    (study,) = review_of(file_of(two), "1.2")
    assert [each.id for each in study.outcomes] == ["pain-1-2"]


def test_the_size_of_a_study_is_the_most_people_that_were_measured():
    more = outcome("DICH", EVENTS.format(4).replace("12", "15")).replace('NO="1"', 'NO="2"', 1)
    (study,) = review_of(file_of(outcome("DICH", EVENTS.format(4)) + more))
    assert study.size == 25


def test_nobody_measured_is_no_row():
    row = '<DICH_DATA STUDY_ID="STD-One" EVENTS_1="0" TOTAL_1="0" EVENTS_2="0" TOTAL_2="0"/>'
    assert review_of(file_of(outcome("DICH", row))) == ()


def test_reports_can_be_read_back_under_the_keys_that_studies_name():
    reading = read_revman("r.rm5", SORE_THROAT.read_bytes())
    studies = named_studies(reading.value, named_outcomes(reading.value))
    library = FORMAT.read(SourceFile("r.ris", reports_text(studies)))
    assert library.problems == ()
    assert [each.key for each in library.value] == [
        key for each in studies for key in each.references
    ]
    assert library.value.get("de-meyere-1992").issued.year == 1992


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (EVENTS.format("many"), "EVENTS_1 of One 2001 in 1.1: 'many' is not a number"),
        (EVENTS.replace("10", "9.5").format(1), "9.5 is no number of people"),
        (EVENTS.replace("One", "Six").format(1), "has numbers of 'STD-Six', no included study"),
    ],
)
def test_what_cannot_be_read_is_named_at_its_element(row, words):
    (said,) = problems_of(file_of(outcome("DICH", f"  {row}")))
    assert words in said
    assert said.startswith("r.rm5:10:3: ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><COCHRANE_REVIEW>&a;</COCHRANE_REVIEW>', "document type"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><COCHRANE_REVIEW/>', "document type"),
        ("<COCHRANE_REVIEW>" + "<P>" * 200, "nested more than"),
        ("<COCHRANE_REVIEW><STUDY></COCHRANE_REVIEW>", "is no XML: mismatched tag"),
        ("", "is no XML"),
        ("<html/>", "begins with html"),
        ('<COCHRANE_REVIEW TYPE="DIAGNOSTIC"/>', "diagnostic tests"),
        ('<?xml version="1.0" encoding="no-such"?><COCHRANE_REVIEW/>', "is no XML"),
    ],
)
def test_files_that_are_none_are_refused_with_a_reason(text, words):
    (said,) = problems_of(text.encode())
    assert words in said


def test_files_are_known_by_their_content():
    assert is_revman("x.xml", b'<?xml version="1.0"?>\n<COCHRANE_REVIEW ID="1">')
    assert not is_revman("x.csv", b"study,ai,n1i\nX,1,2\n")


@given(st.binary(max_size=200))
def test_any_bytes_give_a_review_or_a_problem_with_its_place(data):
    for each in (data, b"<COCHRANE_REVIEW>" + data + b"</COCHRANE_REVIEW>"):
        reading = read_revman("r.rm5", each)
        assert reading.problems or not reading.value.analyses
        assert all(problem.location.path == "r.rm5" for problem in reading.problems)
