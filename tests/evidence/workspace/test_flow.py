"""The flow of records that a review names in its settings."""

from evidence.workspace.load import load_files

SETTINGS = '[review]\ntitle = "T"\narticle = "article.md"\nflow = "flow.csv"\n'
HEAD = "data,node,box,description,boxtext,tooltips,url,n\n"
ROWS = (
    "database_results,node4,box2,,Databases,,,120\n"
    "duplicates,node6,box4,,Duplicates,,,20\n"
    "records_screened,node8,box5,,Records screened,,,100\n"
    "records_excluded,node9,box6,,Records excluded,,,70\n"
    "dbr_sought_reports,node10,box7,,Reports sought,,,30\n"
)


def review(flow):
    files = {"review.toml": SETTINGS, "article.md": "Text."}
    return load_files(files | ({} if flow is None else {"flow.csv": flow}))


def test_the_counts_become_part_of_the_review():
    loaded = review(HEAD + ROWS)
    assert loaded.flow.databases == 120
    assert (loaded.flow.records_screened, loaded.flow.reports_sought) == (100, 30)


def test_a_sum_that_does_not_fit_is_a_problem_at_its_cell():
    problems = review(HEAD + ROWS.replace(",,,30\n", ",,,31\n")).problems
    assert [each.location.path for each in problems] == ["flow.csv"]
    assert problems[0].location.line == 6


def test_a_missing_file_is_named_where_the_settings_name_it():
    loaded = review(None)
    assert loaded.flow is None
    assert (loaded.problems[0].location.line, loaded.problems[0].kind) == (4, "review/missing-file")
