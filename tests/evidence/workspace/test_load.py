"""A review as files: every value, every problem with its place, and no way out of the folder."""

import datetime
import os
import socket
import time
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.audit.example import example
from evidence.model.claim import ClaimKind, Stance
from evidence.model.study import ArmRole, StudyDesign
from evidence.workspace.layout import LIMITS, review_folder
from evidence.workspace.load import load_files, load_review
from evidence.workspace.schema_review import ReviewTable
from references.citation_style import citation_styles
from references.errors import InputError
from references.rule import Severity

CLAIM = """
claims:
  - id: etomidate
    quote: magnesium helps
    prefix: 'that '
    statement: Magnesium helps.
    kind: therapy
    question: {population: adults, outcome: myoclonus}
    evidence:
      - {reference: guler2005, stance: supports, locator: 705}
      - reference: rashdi
        stance: disputes
        note: no
    synthesis: {outcome: any, measure: RR, exclude: [rashdi-2010], threshold: .75}
    judgement:
      framework: grade
      start: high
      domains:
        imprecision: {rating: serious, reason: few}
      certainty: moderate
      by: RN
      on: 2026-11-22
      seen: {links: "12e4"}
"""
STUDY = """
studies:
  - id: rashdi-2010
    references: [rashdi]
    design: quasi-randomised-trial
    size: 50
    outcomes:
      any:
        arms:
          - {role: intervention, events: 16, total: 25}
          - {role: comparator, events: -15, total: 25, percent: 60.0}
        estimates:
          - {measure: RR, value: 1.07, ci: [0.69, 1.65], p: <0.01, standard-error: 1.e-1}
    appraisals:
      - {tool: rob2, domains: {randomisation: high}}
"""


def problems(**files):
    return load_files(example(**files)).problems


def found(**files):
    """Kind and place of every problem that is not about the article."""
    return [(item.kind, str(item.location)) for item in problems(**files)]


def write(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_a_whole_claim():
    review = load_files(example(claims=CLAIM, studies=STUDY, article="x"))
    assert review.problems == ()
    (claim,) = review.claims
    assert (claim.id, claim.kind, claim.anchor.prefix) == ("etomidate", ClaimKind.THERAPY, "that ")
    assert str(claim.location) == "claims.yaml:2:5"
    assert [(link.reference, link.stance) for link in claim.links] == [
        ("guler2005", Stance.SUPPORTS),
        ("rashdi", Stance.DISPUTES),
    ]
    assert claim.links[0].locator == "705"
    assert claim.links[1].note == "no"
    assert [str(link.location) for link in claim.links] == [
        "claims.yaml:9:21",
        "claims.yaml:10:20",
    ]
    assert claim.question.population == "adults"
    assert claim.synthesis.exclude == ("rashdi-2010",)
    assert (claim.synthesis.threshold, claim.synthesis.method) == (0.75, "REML")
    judgement = claim.judgement
    assert (judgement.on, judgement.by) == (datetime.date(2026, 11, 22), "RN")
    assert judgement.domains["imprecision"].reason == "few"
    assert str(judgement.domains["imprecision"].location) == "claims.yaml:18:22"
    assert dict(judgement.seen) == {"links": "12e4"}
    assert str(claim.place_of("judgement.certainty")) == "claims.yaml:19:18"
    assert str(claim.place_of("judgement.domains.imprecision.rating")) == "claims.yaml:18:31"
    assert str(claim.place_of("judgement")) == "claims.yaml:14:5"
    assert str(claim.place_of("nowhere")) == "claims.yaml:2:5"


def test_a_whole_study():
    (study,) = load_files(example(studies=STUDY)).studies
    assert (study.design, study.size) == (StudyDesign.QUASI_RANDOMISED_TRIAL, 50)
    outcome = study.outcome("any")
    assert [(arm.role, arm.events, arm.total) for arm in outcome.arms] == [
        (ArmRole.INTERVENTION, 16.0, 25),
        (ArmRole.COMPARATOR, -15.0, 25),
    ]
    (estimate,) = outcome.estimates
    assert (estimate.ci_low, estimate.ci_high, estimate.standard_error) == (0.69, 1.65, 0.1)
    assert (estimate.p_relation, estimate.p_value) == ("<", 0.01)
    assert str(outcome.arms[1].location) == "studies.yaml:10:13"
    assert str(study.appraisals[0].location) == "studies.yaml:14:9"


def test_settings_are_read():
    review = load_files(
        {
            "review.toml": """
[review]
title = "T"
article = "article.md"
framework = "ocebm-2011"
date = 2026-01-02
language = "en-GB"
authors = "A. Writer"
[audit]
fail-on = "never"
select = ["CLM", "GRD001"]
stale-after-years = 5
severity = {CLM001 = "note"}
[[audit.suppress]]
code = "CLM002"
where = "x"
reason = "known"
""",
            "article.md": "text",
        }
    )
    assert review.problems == ()
    assert (review.framework, review.language, review.authors) == (
        "ocebm-2011",
        "en-GB",
        ("A. Writer",),
    )
    assert review.date == datetime.date(2026, 1, 2)
    audit = review.audit
    assert (audit.fail_on, audit.select, audit.stale_after_years) == (None, ("CLM", "GRD001"), 5)
    assert audit.severity == {"CLM001": Severity.NOTE}
    (suppression,) = audit.suppressions
    assert (suppression.code, suppression.where, str(suppression.location)) == (
        "CLM002",
        "x",
        "review.toml:14:1",
    )


@pytest.mark.parametrize(
    ("line", "kind", "column", "words"),
    [
        ("kind: theraphy", "bad-value", 11, ["did you mean 'therapy'", "research-gap"]),
        ("kid: therapy", "unknown-key", 5, ["did you mean 'kind'", "allowed here are"]),
        ("synthesis: {measure: RR}", "missing-key", 16, ["'outcome'", "in synthesis"]),
        ("synthesis: {outcome: o, measure: R}", "bad-value", 38, ["'R'", "SMD"]),
        ("synthesis: {outcome: o, measure: RR, threshold: 1,2}", "unknown-key", 55, ["'2'"]),
        ("synthesis: {outcome: o, measure: RR, threshold: x}", "bad-number", 53, ["'x'"]),
        ("synthesis: {outcome: o, measure: RR, threshold: 1e999}", "bad-number", 53, ["size"]),
        ("synthesis: {outcome: o, measure: RR, exclude: [zz]}", "unknown-id", 51, ["'zz'"]),
        ("judgement: {certainty: low, on: 22.11.2026}", "bad-date", 37, ["year-month-day"]),
        ("judgement: {certainty: low, on: 2026-02-30}", "bad-date", 37, ["exists"]),
        ("judgement: {certainty: low, framework: grad}", "unknown-id", 44, ["'grade'"]),
        ("judgement: low", "wrong-type", 16, ["a mapping of keys to values", "'low'"]),
        ("judgement: {certainty: [low]}", "wrong-type", 28, ["a text", "a list"]),
        ("framework: x", "unknown-id", 16, ["known are"]),
        ("evidence: {reference: a, stance: supports}", "wrong-type", 15, ["a list"]),
        ("article: other.md", "unknown-id", 14, ["article.md"]),
        ("note: [a]", "wrong-type", 11, ["a text"]),
    ],
)
def test_one_wrong_line_of_a_claim(line, kind, column, words):
    claims = f"""
claims:
  - id: a
    quote: q
    statement: s
    kind: harm
    {line}
""".replace("    kind: harm\n", "" if line.startswith("kind") else "    kind: harm\n")
    wanted = 5 if line.startswith("kind") else 6
    (problem,) = problems(claims=claims)
    assert problem.kind == f"review/{kind}"
    assert str(problem.location) == f"claims.yaml:{wanted}:{column}"
    for word in words:
        assert word in f"{problem.message} {problem.hint}"


@pytest.mark.parametrize(
    ("arm", "kind", "column"),
    [
        ("events: six", "bad-number", 45),
        ("events: no", "bad-number", 45),
        ("events: 1:30", "bad-number", 45),
        ("total: 25.5", "bad-number", 44),
        ('total: "1,200"', "bad-number", 44),
        ("evnts: 6", "unknown-key", 37),
    ],
)
def test_wrong_numbers_cost_only_themselves(arm, kind, column):
    studies = f"""
studies:
  - id: s
    references: [a]
    design: cohort
    outcomes: {{o: {{arms: [
      {{role: intervention, mean: 1, {arm}}}]}}}}
"""
    review = load_files(example(studies=studies))
    (problem,) = review.problems
    assert (problem.kind, str(problem.location)) == (
        f"review/{kind}",
        f"studies.yaml:6:{column}",
    )
    ((outcome,),) = [study.outcomes for study in review.studies]
    assert outcome.arms[0].mean == 1


def test_a_bad_link_leaves_the_good_ones():
    review = load_files(
        example(
            claims="""
claims:
  - id: a
    quote: q
    statement: s
    kind: harm
    evidence:
      - {reference: one, stance: supports}
      - {reference: two, stance: approves}
      - three
      - {reference: four, stance: disputes, page: 3}
      - {stance: disputes}
      - {reference: five, stance: qualifies}
"""
        )
    )
    references = [link.reference for link in review.claims[0].links]
    assert references == ["one", "four", "five"]
    assert [(item.kind, item.location.line) for item in review.problems] == [
        ("review/bad-value", 8),
        ("review/wrong-type", 9),
        ("review/unknown-key", 10),
        ("review/missing-key", 11),
    ]


def test_all_problems_of_all_files_come_in_one_run():
    kinds = {
        (item.location.path, item.kind)
        for item in problems(
            claims="claims:\n  - {id: a, quote: q, statement: s, kind: no}\n  - {id: b}\n",
            studies="studies:\n  - {id: s, references: [], design: cohort}\nother: 1\n",
            settings='[audit]\nfail-on = "sometimes"\nfoo = 1\n',
        )
    }
    assert kinds == {
        ("claims.yaml", "review/bad-value"),
        ("claims.yaml", "review/missing-key"),
        ("studies.yaml", "review/bad-value"),
        ("studies.yaml", "review/unknown-key"),
        ("review.toml", "review/bad-value"),
        ("review.toml", "review/unknown-key"),
    }


def test_repeated_ids_are_told_and_kept():
    claims = "claims:\n" + "  - {id: a, quote: q, statement: s, kind: harm}\n" * 2
    review = load_files(example(claims=claims))
    assert len(review.claims) == 2
    (problem,) = review.problems
    assert (problem.kind, str(problem.location)) == ("review/duplicate-id", "claims.yaml:3:10")
    assert "claims.yaml:2:10" in problem.message


def test_a_link_to_an_unknown_reference_is_no_problem_of_the_file():
    assert found(claims=CLAIM, studies=STUDY) == []


@pytest.mark.parametrize(
    ("appraisal", "kind", "column"),
    [
        ("{tool: rob3}", "unknown-id", 16),
        ("{tool: rob2, domains: {randomization: low}}", "unknown-key", 47),
        ("{tool: rob2, domains: {randomisation: bad}}", "bad-value", 47),
        ("{tool: rob2, overall: bad}", "bad-value", 31),
    ],
)
def test_words_of_appraisal_tools(appraisal, kind, column):
    studies = (
        "studies:\n  - id: s\n    references: [a]\n    design: cohort\n    appraisals:\n"
        f"      - {appraisal}\n"
    )
    assert found(studies=studies) == [(f"review/{kind}", f"studies.yaml:6:{column}")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# nothing but a remark\n", []),
        ("claims:\n", []),
        ("claims: []\n", []),
        ("- a\n", [("review/wrong-type", "claims.yaml:1:1")]),
        ("word\n", [("review/wrong-type", "claims.yaml:1:1")]),
        ("claims: {a: b}\n", [("review/wrong-type", "claims.yaml:1:9")]),
        ("claim: []\n", [("review/unknown-key", "claims.yaml:1:1"), ("review/missing-key",) * 2]),
        ("claims: [\n", [("review/syntax", "claims.yaml:2:1")]),
        ("claims:\n  -\n", [("review/wrong-type", "claims.yaml:2:4")]),
    ],
)
def test_the_frame_of_a_file(text, expected):
    files = {**example(), "claims.yaml": text}
    got = [(item.kind, str(item.location)) for item in load_files(files).problems]
    if len(expected) == 2:
        assert [kind for kind, _ in got] == ["review/unknown-key", "review/missing-key"]
    else:
        assert got == expected


@pytest.mark.parametrize(
    ("settings_", "kind", "line"),
    [
        ("", "missing-key", 1),
        ("[review]\n", "missing-key", 1),
        ('[review]\ntitle = "x"\narticle = 3\n', "wrong-type", 3),
        ('[review]\ntitle = "x"\narticle = []\ndate = "soon"\n', "bad-date", 4),
        ('[review]\ntitle = "x"\narticle = []\ndate = 2026-01-01T00:00:00\n', "bad-date", 4),
        ('[review]\ntitle = "x"\narticle = []\nlanguage = "<b>"\n', "bad-value", 4),
        ('[review]\ntitle = "x"\narticle = []\nframework = "x"\n', "unknown-id", 4),
        ('[review]\ntitle = "x"\narticle = []\n[audit]\nseverity = {A = "bad"}', "bad-value", 5),
        ('[review]\ntitle = "x"\narticle = []\n[audit]\nstale-after-years = 1.5', "bad-number", 5),
        ('[review]\ntitle = "x"\narticle = []\n[[audit.suppress]]\ncode = "A"', "missing-key", 4),
        ('[review]\ntitle = "x"\narticle = ["a.xyz"]\n', "bad-value", 3),
        ('[review]\ntitle = "x"\narticle = []\ncitation-style = "x"\n', "bad-value", 4),
        ('review = "x"\n', "wrong-type", 1),
        ("title\n", "syntax", 1),
    ],
)
def test_wrong_settings(settings_, kind, line):
    first = load_files({"review.toml": settings_}).problems[0]
    assert (first.kind, first.location.line) == (f"review/{kind}", line)


def test_the_citation_styles_of_the_settings_are_those_there_are():
    style = ReviewTable.model_fields["citation_style"]
    assert get_args(style.annotation) == citation_styles()


def test_a_review_without_title_still_loads_the_rest():
    files = {**example(claims=CLAIM, studies=STUDY)}
    files["review.toml"] = files["review.toml"].replace("title =", "titel =")
    review = load_files(files)
    assert len(review.claims) == 1
    assert {item.kind for item in review.problems} == {"review/unknown-key", "review/missing-key"}


@pytest.mark.parametrize(
    "path", ["../secret.bib", "/etc/passwd.bib", "a/../../secret.bib", "C:\\x.bib", "..\\x.bib"]
)
def test_paths_that_leave_the_folder_are_refused(tmp_path, path):
    files = dict(example())
    files["review.toml"] = files["review.toml"].replace('"references.bib"', f"'{path}'")
    (tmp_path / "secret.bib").write_text("@book{secret, title={Secret}}")
    folder = write(tmp_path / "review", files)
    for review in (load_files(files), load_review(folder)):
        (problem,) = review.problems
        assert problem.kind == "review/outside-folder"
        assert problem.location.line == 4
        assert len(review.library) == 0


def test_outside_files_are_read_when_allowed(tmp_path):
    files = dict(example())
    files["review.toml"] = files["review.toml"].replace('"references.bib"', "'../shared.bib'")
    (tmp_path / "shared.bib").write_text("@book{shared, title={Shared}}")
    folder = write(tmp_path / "review", files)
    assert "shared" in load_review(folder, allow_outside=True).library


def test_symbolic_links_out_of_the_folder_are_refused(tmp_path):
    (tmp_path / "secret.md").write_text("secret words")
    folder = write(tmp_path / "review", example())
    (folder / "article.md").unlink()
    (folder / "article.md").symlink_to(tmp_path / "secret.md")
    review = load_review(folder)
    assert [item.kind for item in review.problems] == ["review/outside-folder"]
    assert not any("secret" in source.text for source in review.sources.values())
    assert load_review(folder, allow_outside=True).problems == ()


def test_symbolic_links_within_the_folder_are_followed(tmp_path):
    folder = write(tmp_path / "review", example(article="words"))
    (folder / "article.md").rename(folder / "real.md")
    (folder / "article.md").symlink_to("real.md")
    assert load_review(folder).problems == ()


def test_files_that_are_no_files(tmp_path):
    folder = write(tmp_path / "review", example())
    for name in ("article.md", "references.bib", "claims.yaml", "studies.yaml"):
        (folder / name).unlink()
    (folder / "article.md").mkdir()
    os.mkfifo(folder / "references.bib")
    (folder / "claims.yaml").symlink_to("claims.yaml")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(folder / "studies.yaml"))
    review = load_review(folder)
    assert [item.kind for item in review.problems] == ["review/missing-file"] * 4
    assert [item.location.line for item in review.problems] == [3, 4, 5, 6]


def test_missing_files_are_told_where_they_are_named(tmp_path):
    folder = write(tmp_path / "review", {"review.toml": example()["review.toml"]})
    shown = [str(item.location).removeprefix(str(folder)) for item in load_review(folder).problems]
    assert shown == [
        "/review.toml:3:11",
        "/review.toml:4:15",
        "/review.toml:5:11",
        "/review.toml:6:12",
    ]


def test_paths_are_shown_as_a_person_would_type_them(tmp_path, monkeypatch):
    write(tmp_path / "review", example(claims="claims: 3\n"))
    monkeypatch.chdir(tmp_path)
    (problem,) = load_review(Path("review")).problems
    assert str(problem.location) == "review/claims.yaml:1:9"
    monkeypatch.chdir(tmp_path / "review")
    (problem,) = load_review(Path()).problems
    assert str(problem.location) == "claims.yaml:1:9"


def test_a_file_named_twice_is_read_once():
    files = dict(example(claims=CLAIM, studies=STUDY))
    files["review.toml"] = files["review.toml"].replace(
        '["claims.yaml"]', '["claims.yaml", "./claims.yaml"]'
    )
    review = load_files(files)
    assert len(review.claims) == 1
    assert [item.kind for item in review.problems] == ["review/bad-value"]


def test_several_files_of_claims_share_their_ids():
    files = dict(example(claims=CLAIM, studies=STUDY))
    files["more.yaml"] = files["claims.yaml"]
    files["review.toml"] = files["review.toml"].replace(
        '["claims.yaml"]', '["claims.yaml", "more.yaml"]'
    )
    review = load_files(files)
    (problem,) = review.problems
    assert (problem.kind, problem.location.path) == ("review/duplicate-id", "more.yaml")


def test_the_article_of_a_claim_is_named_as_it_is_shown(tmp_path):
    claims = "claims:\n  - {id: a, quote: q, statement: s, kind: harm, article: ./article.md}\n"
    folder = write(tmp_path / "review", example(claims=claims))
    review = load_review(folder)
    assert review.problems == ()
    assert review.claims[0].anchor.article == review.articles[0].path


@pytest.mark.parametrize(
    ("encode", "expected"),
    [
        (lambda text: text.encode("utf-8-sig"), True),
        (lambda text: text.encode("utf-16"), True),
        (lambda text: text.encode("latin-1"), True),
        (lambda text: text.replace("\n", "\r\n").encode(), True),
    ],
)
def test_encodings(tmp_path, encode, expected):
    text = "claims:\n  - {id: ä, quote: é, statement: ü, kind: harm}\n"
    folder = write(tmp_path / "review", {**example(), "claims.yaml": encode(text)})
    (claim,) = load_review(folder).claims
    assert (claim.id, claim.anchor.quote) == ("ä", "é")
    assert str(claim.place_of("kind")).endswith(":2:43")


@pytest.mark.parametrize("name", ["review.toml", "claims.yaml", "article.md", "references.bib"])
def test_binary_files_give_problems(tmp_path, name):
    garbage = bytes(range(256)) * 40
    folder = write(tmp_path / "review", {**example(), name: garbage})
    assert load_review(folder).problems


@pytest.mark.parametrize(
    ("name", "what"),
    [("claims.yaml", "yaml"), ("article.md", "article"), ("references.bib", "library")],
)
def test_huge_files_are_refused_unread(tmp_path, name, what):
    folder = write(tmp_path / "review", example())
    with (folder / name).open("wb") as stream:
        stream.truncate(LIMITS[what] + 1)
    before = time.perf_counter()
    (problem,) = load_review(folder).problems
    assert time.perf_counter() - before < 2
    assert problem.kind == "review/too-large"
    assert "KiB" in problem.message


def test_a_line_of_fifty_million_characters(tmp_path):
    line = "claims: [{id: " + "a" * 50_000_000 + "}]"
    folder = write(tmp_path / "review", {**example(), "claims.yaml": line})
    (problem,) = load_review(folder).problems
    assert problem.kind == "review/too-large"


def test_a_long_line_within_the_limit_is_refused_by_its_length():
    claims = "claims: [{id: a, quote: " + "a" * 1_000_000 + ", statement: s, kind: harm}]"
    review = load_files({**example(), "claims.yaml": claims})
    (problem,) = review.problems
    assert problem.kind == "review/bad-value"
    assert len(problem.message) < 300


def test_no_settings_is_the_one_error_that_is_raised(tmp_path):
    with pytest.raises(InputError, match=r"review\.toml"):
        load_review(tmp_path)
    with pytest.raises(InputError, match=r"review\.toml"):
        load_files({})
    with pytest.raises(InputError, match="no such"):
        load_review(tmp_path / "nowhere")


def test_a_file_in_the_folder_means_the_folder(tmp_path):
    folder = write(tmp_path / "review", example())
    (folder / "texts").mkdir()
    (folder / "texts" / "a.md").write_text("x")
    assert review_folder(folder / "texts" / "a.md") == folder
    assert review_folder(folder / "review.toml") == folder
    (tmp_path / "x.md").write_text("x")
    with pytest.raises(InputError, match="beside or above"):
        review_folder(tmp_path / "x.md")


_NAMES = ("review.toml", "claims.yaml", "studies.yaml", "references.bib", "article.md")
_SNIPPETS = st.sampled_from(
    [
        "claims:",
        "studies:",
        "- id: a",
        "  quote: q",
        "kind: harm",
        "[review]",
        "title = 'x'",
        "{",
        "}",
        "[",
        "]",
        "article = 'article.md'",
        "@article{a,",
        "\x00",
        "é",
        "# T",
        "&a *a",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(_NAMES),
    st.lists(_SNIPPETS, max_size=8).map("\n".join) | st.text(max_size=80) | st.binary(max_size=80),
)
def test_no_content_of_any_file_makes_loading_raise(name, content):
    review = load_files({**example(claims=CLAIM, studies=STUDY), name: content})
    for problem in review.problems:
        assert problem.location.line >= 1
        assert problem.location.column >= 1


def test_five_thousand_claims_load_in_seconds():
    claim = CLAIM.split("\n", 2)[2].rstrip("\n").replace("rashdi-2010", "s1")
    claims = "claims:\n" + "\n".join(claim.replace("etomidate", f"c{i}") for i in range(5000))
    studies = "studies:\n  - {id: s1, references: [x], design: cohort}\n"
    before = time.process_time()
    review = load_files({**example(), "claims.yaml": claims, "studies.yaml": studies})
    assert time.process_time() - before < 15  # measured: 2
    assert len(review.claims) == 5000
    assert review.problems == ()
