"""``references convert``: every format in and out, by the command itself."""

import itertools
from pathlib import Path

import pytest

from references.format import reference_formats
from reports.cli.exit_code import ExitCode

FORMATS = reference_formats()
EXAMPLE = Path(__file__).resolve().parents[3] / "examples/magnesium-myoclonus/references.bib"


@pytest.mark.parametrize("fmt", FORMATS, ids=[fmt.name for fmt in FORMATS])
def test_every_format_is_written_and_read_again(fmt, run, tmp_path):
    there, back, same = (tmp_path / name for name in (f"a{fmt.suffixes[0]}", "b.bib", "c"))
    convert = ("references", "convert")
    assert run(*convert, EXAMPLE, "--to", fmt.name, "--output", there) == (0, "", "")
    status, _, err = run(*convert, there, "--to", "bibtex", "--output", back, "--from", fmt.name)
    assert (status, err) == (0, "")
    if "title" in fmt.carries:
        entries = back.read_text(encoding="utf-8")
        assert entries.count("\n@") + entries.startswith("@") == 69
    assert run(*convert, there, "--to", fmt.name, "--output", same, "--from", fmt.name)[0] == 0
    assert same.read_bytes() == there.read_bytes()


def test_a_stream_writes_what_reading_whole_writes(run, tmp_path, monkeypatch):
    ris = tmp_path / "a.ris"
    run("references", "convert", EXAMPLE, "--to", "ris", "--output", ris)
    streaming = [fmt for fmt in FORMATS if fmt.write_stream is not None and fmt.name != "ris"]
    assert len(streaming) > 5
    for fmt in streaming:
        outputs = []
        for files in ((ris,), (ris, tmp_path / "empty.ris")):
            (tmp_path / "empty.ris").write_text("")
            out = tmp_path / f"{fmt.name}.{len(files)}"
            run("references", "convert", *files, "--to", fmt.name, "--output", out)
            outputs.append(out.read_bytes())
        assert outputs[0] == outputs[1], fmt.name


def test_columns_are_said_for_tables_alone(run, tmp_path):
    table = tmp_path / "a.csv"
    table.write_text("Naam,Jaar\nOver x,2005\n")
    columns = ("--columns", "title=Naam,year=Jaar")
    status, out, err = run("references", "convert", table, "--to", "ris", *columns)
    assert (status, err) == (ExitCode.CLEAN, "")
    assert "TI  - Over x" in out
    status, out, err = run("references", "convert", table, "--to", "ris")
    assert (status, out) == (ExitCode.INVALID_INPUT, "")
    assert "a.csv:1:1: no row names the columns" in err
    status, _, err = run("references", "convert", EXAMPLE, "--to", "ris", *columns)
    assert status == ExitCode.INVALID_INPUT
    assert "--columns is for tables" in err


def test_problems_are_told_while_the_rest_is_written(run, tmp_path):
    table = tmp_path / "a.csv"
    table.write_text("title,year\na,2001\nb,2002,more\n")
    status, out, err = run("references", "convert", table, "--to", "ris")
    assert (status, out.count("TY  - ")) == (ExitCode.CLEAN, 2)
    assert "a.csv:3:1: the row has 3 cells where the header has 2" in err


def test_nothing_is_written_when_nothing_could_be_read(run, tmp_path):
    out = tmp_path / "out.ris"
    for name, content in itertools.product(("a.csv", "a.xlsx"), (b"1,2\n", b"\0\1\2")):
        (tmp_path / name).write_bytes(content)
        arguments = ("references", "convert", tmp_path / name, "--to", "ris", "--output", out)
        assert run(*arguments)[0] == ExitCode.INVALID_INPUT
        assert not out.exists()


def test_the_suffix_of_the_output_names_the_format(tmp_path, monkeypatch, run) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.ris").write_text("TY  - JOUR\nID  - k\nTI  - Magnesium\nER  - \n")
    assert run("references", "convert", "in.ris", "--output", "out.bib")[0] == 0
    assert Path("out.bib").read_text().startswith("@article{k,")
    assert run("references", "convert", "in.ris")[0] == 2


def test_a_wrong_suffix_does_not_keep_the_text_from_being_converted(
    tmp_path, monkeypatch, run
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("wrong.bib").write_text("TY  - JOUR\nID  - k\nTI  - Magnesium\nER  - \n")
    _, out, _ = run("references", "convert", "wrong.bib", "--to", "bibtex")
    assert out.startswith("@article{k,")
    status, _, err = run(
        "references", "convert", "wrong.bib", "--to", "ris", "--output", "wrong.bib"
    )
    assert status == 2
    assert "is one of the files to read" in err
