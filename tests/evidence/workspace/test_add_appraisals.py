"""Appraisals put into files of studies: whatever they hold, wherever they go."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.appraisal.importing import ImportedAppraisal
from evidence.appraisal.tool import tool_named
from evidence.model.study import Appraisal
from evidence.workspace.add_appraisals import add_appraisals, appraisals_file
from evidence.workspace.load import load_review
from evidence.workspace.read_studies import read_studies
from references.errors import InputError
from references.source import Location, SourceFile

HERE = Location("x")
ROB2 = tool_named("rob2")
TEXT = st.text(max_size=30).map(lambda text: " ".join(text.split()))


def full(**more) -> Appraisal:
    given = {
        "domains": {"missing": "high", "selection": "low"},
        "answers": {"1.1": "y", "1.2": "ni", "1.3": "n"},
        "reasons": {"missing": "a third: lost, {mostly} #1"},
        "overall": "high",
        "overall_reason": "yes",
        "by": "no",
        "variant": "assignment",
        "outcome": "pain",
    }
    return Appraisal("rob2", HERE, **(given | more))


def again(text: str) -> Appraisal:
    """The first appraisal of a file to copy from, read as a review would."""
    lines = text.replace("    label:", "    references: [a]\n    design: cohort\n    label:")
    reading = read_studies(SourceFile("s.yaml", lines))
    assert not [each for each in reading.problems if each.kind != "review/bad-value"]
    return reading.value[0].appraisals[0]


def same(one: Appraisal, other: Appraisal) -> bool:
    names = ("tool", "overall", "by", "note", "overall_reason", "variant", "outcome", "consensus")
    maps = ("domains", "answers", "reasons")
    return all(getattr(one, each) == getattr(other, each) for each in names) and all(
        dict(getattr(one, each)) == dict(getattr(other, each)) for each in maps
    )


def test_everything_of_an_appraisal_is_written() -> None:
    for appraisal in (full(), full(by="", consensus=True), full(answers={}, note="as printed")):
        text = appraisals_file([ImportedAppraisal("Lee 2001", appraisal)], "rob.csv")
        assert same(again(text), appraisal)


@given(reason=TEXT, who=TEXT, study=TEXT, why=TEXT)
@settings(deadline=None)
def test_any_words_come_back_as_they_were(reason, who, study, why) -> None:
    printable = all(letter.isprintable() for letter in reason + who + study + why)
    if not printable or not study:
        return
    reasons = {"missing": reason} if reason else {}
    appraisal = full(reasons=reasons, by=who, overall_reason=why)
    text = appraisals_file([ImportedAppraisal(study, appraisal)], "a\nb")
    assert same(again(text), appraisal)


HEAD = "studies:\n"
LEE = "  - id: lee\n    label: Lee 2001\n    references: [a]\n    design: cohort\n"
ROE = "  - id: roe\n    references: [b]\n    design: cohort\n"
OLD = "    appraisals:\n      - {tool: jadad, overall: 3}\n"
SHAPES = {
    "alone": HEAD + LEE,
    "between": HEAD + LEE + ROE,
    "last": HEAD + ROE + LEE,
    "without a line end": (HEAD + LEE).rstrip("\n"),
    "windows": (HEAD + LEE + ROE).replace("\n", "\r\n"),
    "with others": HEAD + LEE + OLD + ROE,
    "others first": HEAD + LEE.replace("    design", OLD + "    design") + ROE,
    "text block last": HEAD + LEE + "    note: |\n      one\n      two\n\n" + ROE,
    "folded text last": HEAD + LEE + "    note: one\n      two\n" + ROE,
    "comments": HEAD + "  # a\n" + LEE + "    # b\n" + ROE + "# c\n",
    "not indented": (HEAD + LEE + ROE).replace("\n  ", "\n"),
    "outcomes last": HEAD + LEE + "    outcomes:\n      pain:\n        label: Pain\n" + ROE,
}


def folder(tmp_path, text: str):
    (tmp_path / "review.toml").write_text(
        '[review]\ntitle = "T"\narticle = "a.md"\nstudies = ["studies.yaml"]\n', encoding="utf-8"
    )
    (tmp_path / "a.md").write_text("Text.\n", encoding="utf-8")
    (tmp_path / "studies.yaml").write_bytes(text.encode())
    return load_review(tmp_path)


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_added_in_every_way_of_writing(tmp_path, shape: str) -> None:
    text = SHAPES[shape]
    review = folder(tmp_path, text)
    new = [ImportedAppraisal("Lee 2001", full())]
    add_appraisals(review, new)
    written = (tmp_path / "studies.yaml").read_bytes().decode()
    kept = iter(written.splitlines())
    assert all(line in kept for line in text.splitlines()), "every old line, in its order"
    if shape == "windows":
        assert written.count("\n") == written.count("\r\n")
    again_read = load_review(tmp_path)
    assert not [each for each in again_read.problems if each.kind.startswith("review/")]
    assert same(again_read.study_by_id["lee"].appraisals[-1], full())


def test_all_are_added_or_none(tmp_path) -> None:
    review = folder(tmp_path, SHAPES["between"])
    new = [ImportedAppraisal("lee", full()), ImportedAppraisal("nobody", full())]
    with pytest.raises(InputError, match="no study 'nobody'"):
        add_appraisals(review, new)
    twice = [ImportedAppraisal("lee", full()), ImportedAppraisal("Lee 2001", full())]
    with pytest.raises(InputError, match="twice"):
        add_appraisals(review, twice)
    assert (tmp_path / "studies.yaml").read_bytes() == SHAPES["between"].encode()


def test_frozen_appraisals_are_left_as_they_are(tmp_path) -> None:
    appraisal = full(domains=MappingProxyType({"missing": "low"}))
    add_appraisals(folder(tmp_path, SHAPES["alone"]), [ImportedAppraisal("lee", appraisal)])
    assert dict(appraisal.domains) == {"missing": "low"}
