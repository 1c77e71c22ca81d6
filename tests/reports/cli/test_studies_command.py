"""`studies import`: a table becomes a file of studies, or nothing is written."""

from pathlib import Path

from click.testing import CliRunner

from references.errors import InputError
from reports.cli.main import program

BCG = Path(__file__).resolve().parents[2] / "alignment" / "metafor" / "inputs" / "bcg.csv"


def run(*arguments):
    return CliRunner().invoke(program, ["studies", "import", *arguments], standalone_mode=False)


def test_a_table_is_written_as_studies(tmp_path):
    path = tmp_path / "studies.yaml"
    done = run(str(BCG), "--outcome", "tb", "--arms", "BCG", "none", "--output", str(path))
    assert done.exception is None, done.output
    assert "13 studies" in done.output
    text = path.read_text(encoding="utf-8")
    assert "id: tpt-madras-1980" in text
    assert "{role: intervention, label: BCG, events: 505, total: 88391}" in text
    assert 'characteristics: {trial: "8", ablat: "13", alloc: random}' in text


def test_a_bad_cell_leaves_no_file_behind(tmp_path):
    table, path = tmp_path / "t.csv", tmp_path / "studies.yaml"
    table.write_text("study,ai,n1i,ci,n2i\nX,few,10,2,10\n", encoding="utf-8")
    done = run(str(table), "--outcome", "tb", "--output", str(path))
    assert isinstance(done.exception, InputError)
    assert "nothing is written" in str(done.exception)
    assert not path.exists()


def test_a_table_without_known_numbers_says_so(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("study,colour\nX,red\n", encoding="utf-8")
    done = run(str(table), "--outcome", "tb")
    assert "no row has numbers" in str(done.exception)


def test_a_missing_file_a_wrong_design_and_a_column_without_heading_are_refused(tmp_path):
    assert "cannot be read" in str(run(str(tmp_path / "no.csv"), "--outcome", "x").exception)
    assert "no study design" in str(run(str(BCG), "--outcome", "x", "--design", "rct").exception)
    assert "NAME=HEADING" in str(run(str(BCG), "--outcome", "x", "--column", "events").exception)
