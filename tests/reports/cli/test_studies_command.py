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


SORE_THROAT = Path(__file__).resolve().parents[3] / "docs/how-to/from-revman/sore-throat.rm5"


def test_a_file_of_revman_needs_no_words(tmp_path):
    path, references = tmp_path / "studies.yaml", tmp_path / "r.ris"
    done = run(str(SORE_THROAT), "--output", str(path), "--references", str(references))
    assert done.exception is None, done.output
    assert "5 studies, 1 analyses" in done.output
    assert "RevMan: 0.5791 (0.4808 to 0.6974)" in done.output
    assert "here:   0.5791 (0.4808 to 0.6974)\n" in done.output
    assert "tool: rob1" in path.read_text(encoding="utf-8")
    assert "ID  - chapple-1956" in references.read_text(encoding="utf-8")


def test_words_that_revman_says_itself_and_analyses_that_are_not_there_are_refused(tmp_path):
    assert "say their columns" in str(run(str(SORE_THROAT), "--measure", "RR").exception)
    assert "no analysis '9.9'; it has 1.3" in str(
        run(str(SORE_THROAT), "--outcome", "9.9").exception
    )
    assert "one outcome" in str(run(str(BCG)).exception)
    assert "for RevMan's files" in str(
        run(str(BCG), "--outcome", "x", "--references", "r").exception
    )


def test_a_total_that_the_data_do_not_give_is_told(tmp_path):
    odd = tmp_path / "odd.rm5"
    text = SORE_THROAT.read_text(encoding="utf-8").replace('EVENTS_1="119"', 'EVENTS_1="191"')
    odd.write_text(text, encoding="utf-8")
    done = run(str(odd), "--output", str(tmp_path / "studies.yaml"))
    assert "2% of the interval's length apart, so compare the data" in done.output


def test_one_bad_number_of_revman_stops_the_whole_import(tmp_path):
    bad, path = tmp_path / "bad.rm5", tmp_path / "studies.yaml"
    text = SORE_THROAT.read_text(encoding="utf-8").replace('EVENTS_1="21"', 'EVENTS_1="few"')
    bad.write_text(text, encoding="utf-8")
    done = run(str(bad), "--output", str(path))
    assert "nothing is written" in str(done.exception)
    assert not path.exists()
