"""Every mistake in a review file is told at its place, and costs only itself."""

import pytest

from evidence.audit.example import example
from evidence.workspace.load import load_files
from tests.evidence.workspace.whole_review import CLAIM, STUDY


def problems(**files):
    return load_files(example(**files)).problems


def found(**files):
    """Kind and place of every problem that is not about the article."""
    return [(item.kind, str(item.location)) for item in problems(**files)]


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
        (
            "claim: []\n",
            [("review/unknown-key", "claims.yaml:1:1"), ("review/missing-key", "claims.yaml:1:1")],
        ),
        ("claims: [\n", [("review/syntax", "claims.yaml:2:1")]),
        ("claims:\n  -\n", [("review/wrong-type", "claims.yaml:2:4")]),
    ],
)
def test_the_frame_of_a_file(text, expected):
    files = {**example(), "claims.yaml": text}
    assert [(item.kind, str(item.location)) for item in load_files(files).problems] == expected


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


def test_repeated_ids_are_told_and_kept():
    claims = "claims:\n" + "  - {id: a, quote: q, statement: s, kind: harm}\n" * 2
    review = load_files(example(claims=claims))
    assert len(review.claims) == 2
    (problem,) = review.problems
    assert (problem.kind, str(problem.location)) == ("review/duplicate-id", "claims.yaml:3:10")
    assert "claims.yaml:2:10" in problem.message


def test_a_link_to_an_unknown_reference_is_no_problem_of_the_file():
    assert found(claims=CLAIM, studies=STUDY) == []


def test_a_long_line_within_the_limit_is_refused_by_its_length():
    claims = "claims: [{id: a, quote: " + "a" * 1_000_000 + ", statement: s, kind: harm}]"
    review = load_files({**example(), "claims.yaml": claims})
    (problem,) = review.problems
    assert problem.kind == "review/bad-value"
    assert len(problem.message) < 300
