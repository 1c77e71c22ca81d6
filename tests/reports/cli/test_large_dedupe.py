"""Deduplicating files that are too large to hold gives what holding them gives."""

from pathlib import Path

import pytest

from reports.cli import record_files

RECORDS = 60


def ris(number: int) -> str:
    work = number % 40
    return (
        f"TY  - JOUR\nID  - key{number}\nTI  - Magnesium sulfate before etomidate, part {work}\n"
        f"AU  - Guler, A.\nPY  - {1960 + work}\nJO  - Anesth Analg\nVL  - {work}\n"
        f"SP  - {700 + work}\nER  - \n\n"
    )


@pytest.mark.parametrize("suffix", [".ris", ".bib"])
def test_both_ways_give_the_same(tmp_path, monkeypatch, run, suffix) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.ris").write_text("".join(ris(number) for number in range(RECORDS)))
    arguments = ("references", "dedupe", "in.ris", "--report", "report.csv")
    arguments += ("--output", f"out{suffix}", "--decisions", "decisions.csv")
    assert run(*arguments)[0] == 0
    whole = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for name in set(whole) - {"in.ris"}:
        Path(name).unlink()
    monkeypatch.setattr(record_files, "LARGE", 1)
    status, _, err = run(*arguments)
    assert status == 0
    assert "20 merged into 20 others, 40 left" in err
    streamed = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert streamed["report.csv"] == whole["report.csv"]
    assert streamed["decisions.csv"] == whole["decisions.csv"]
    (old,), (new,) = ([files[f"out{suffix}"]] for files in (whole, streamed))
    assert new.count(b"key") == old.count(b"key") == 40


def test_problems_are_told_once(tmp_path, monkeypatch, run) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.ris").write_text(ris(1) + "TY  - JOUR\nTI  - Never closed\n" + ris(2) + ris(41))
    monkeypatch.setattr(record_files, "LARGE", 1)
    _, _, err = run("references", "dedupe", "in.ris", "--output", "out.bib")
    assert err.count("in.ris:") == 1
    assert "4 records: 1 merged" in err
