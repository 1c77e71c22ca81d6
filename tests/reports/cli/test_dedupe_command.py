"""`references dedupe`: files in, one library out, every record accounted for."""

import csv
import json
from pathlib import Path

import pytest

PUBMED = """@article{guler2005,
  author = {Guler, Aydin and Satilmis, Tulin and Akinci, Seda Banu},
  title = {Magnesium sulfate pretreatment reduces myoclonus after etomidate},
  journal = {Anesthesia and Analgesia},
  year = {2005},
  volume = {101},
  number = {3},
  pages = {705--709},
  doi = {10.1213/01.ANE.0000160529.95019.E6},
}
@article{un2011,
  author = {Un, Bilal},
  title = {Effects of magnesium on etomidate-induced myoclonus in children},
  journal = {Journal of Research in Medical Sciences},
  year = {2011},
  volume = {16},
  pages = {1493--1494},
}
"""
SCOPUS = """@article{Guler2005705,
  author = {Guler, A. and Satilmis, T. and Akinci, S.B.},
  title = {Magnesium sulfate pretreatment reduces myoclonus after etomidate},
  journal = {Anesth Analg},
  year = {2005},
  volume = {101},
  pages = {705-9},
  keywords = {etomidate},
}
"""


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("pubmed.bib").write_text(PUBMED)
    Path("scopus.bib").write_text(SCOPUS)
    return tmp_path


def report(path: str = "report.csv") -> dict[str, dict[str, str]]:
    with open(path, newline="") as lines:
        return {row["record_id"]: row for row in csv.DictReader(lines)}


COMMAND = ("references", "dedupe", "pubmed.bib", "scopus.bib")
ALL = ("--output", "clean.bib", "--decisions", "decisions.csv", "--report", "report.csv")


def test_one_row_a_record_and_one_cluster_a_work(files, run) -> None:
    status, out, err = run(*COMMAND, *ALL)
    assert (status, out) == (0, "")
    assert "3 records: 1 merged into 1 others, 2 left" in err
    rows = report()
    assert list(rows) == ["guler2005", "un2011", "Guler2005705"]
    assert rows["guler2005"]["cluster_id"] == rows["Guler2005705"]["cluster_id"]
    assert rows["un2011"]["cluster_id"] != rows["guler2005"]["cluster_id"]
    assert [row["outcome"] for row in rows.values()] == ["merge", "distinct", "merge"]
    assert rows["guler2005"]["rule"]


def test_the_output_holds_the_fuller_record_and_what_the_other_adds(files, run) -> None:
    run(*COMMAND, *ALL)
    text = Path("clean.bib").read_text()
    assert text.count("@article") == 2
    assert "705--709" in text
    assert "10.1213/01.ANE.0000160529.95019.E6" in text
    assert "etomidate}" in text.split("keywords")[1][:40]
    assert "@article{un2011,\n  author = {Un, Bilal},\n" in text
    assert Path("pubmed.bib").read_text() == PUBMED


def test_the_json_report_says_where_each_value_came_from(files, run) -> None:
    run(*COMMAND, "--report", "report.json")
    content = json.loads(Path("report.json").read_text())
    assert content["schema"] == "evidence-review/deduplication/1"
    (merged,) = content["merged"]
    assert [each["record_id"] for each in merged["members"]] == ["guler2005", "Guler2005705"]
    assert merged["members"][1]["path"] == "scopus.bib"
    assert merged["origins"]["keywords"] == ["Guler2005705"]
    assert merged["origins"]["pages"] == ["guler2005"]
    assert [row["line"] for row in content["records"]] == [1, 11, 1]


def test_a_decision_holds_until_it_is_undone(files, run) -> None:
    run(*COMMAND, *ALL)
    first = report()
    run(*COMMAND, *ALL, "--distinct", "guler2005", "Guler2005705")
    assert report()["guler2005"]["cluster_id"] != report()["Guler2005705"]["cluster_id"]
    assert Path("clean.bib").read_text().count("@article") == 3
    run(*COMMAND, *ALL)
    assert report()["guler2005"]["cluster_id"] != report()["Guler2005705"]["cluster_id"]
    run(*COMMAND, *ALL, "--undo", "guler2005", "Guler2005705")
    assert report() == first


def test_what_the_rules_keep_apart_can_be_merged_by_hand(files, run) -> None:
    run(*COMMAND, *ALL, "--merge", "un2011", "guler2005")
    rows = report()
    assert len({row["cluster_id"] for row in rows.values()}) == 1
    assert "decided-before" in rows["un2011"]["rule"]


def test_a_line_edited_by_hand_is_applied(files, run) -> None:
    run(*COMMAND, *ALL)
    path = Path("decisions.csv")
    path.write_text(path.read_text().replace("\nmerge,", "\ndistinct,"))
    run(*COMMAND, *ALL)
    assert len({row["cluster_id"] for row in report().values()}) == 3


def test_importing_one_file_twice_gives_it_once(files, run) -> None:
    Path("again.bib").write_text(PUBMED)
    run("references", "dedupe", "pubmed.bib", "again.bib", "--output", "clean.bib")
    assert Path("clean.bib").read_text().count("@article") == 2


def test_running_on_the_output_finds_nothing_more(files, run) -> None:
    run(*COMMAND, *ALL)
    _, _, err = run("references", "dedupe", "clean.bib", "--output", "again.bib")
    assert "0 merged" in err
    assert Path("again.bib").read_bytes() == Path("clean.bib").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--merge", "un2011", "guler2005"), "--decisions"),
        (("--decisions", "d.csv", "--merge", "un2011", "nobody"), "'nobody' is no record"),
        (("--decisions", "d.csv", "--undo", "un2011", "guler2005"), "nothing was decided"),
        (("--decisions", "pubmed.bib"), "is one of the files to read"),
        (("--output", "clean.unknown"), "no bibliographic format"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(files, run, arguments, words) -> None:
    status, _, err = run(*COMMAND, *arguments)
    assert status == 2
    assert words in err
    assert sorted(path.name for path in files.iterdir()) == ["pubmed.bib", "scopus.bib"]
    assert Path("pubmed.bib").read_text() == PUBMED


def test_two_works_of_two_files_under_one_key_are_told_apart(files, run) -> None:
    Path("other.bib").write_text(
        PUBMED.split("@article{un2011")[1].join(["@article{guler2005", ""])
    )
    run("references", "dedupe", "pubmed.bib", "other.bib", "scopus.bib", "--output", "clean.bib")
    text = Path("clean.bib").read_text()
    assert text.count("@article") == 2
    Path("third.bib").write_text(PUBMED.replace("un2011", "guler2005"))
    run("references", "dedupe", "third.bib", "--output", "clean.bib")
    text = Path("clean.bib").read_text()
    assert "@article{guler2005," in text
    assert "@article{guler2005a," in text


def test_keys_can_be_made_by_a_pattern(files, run) -> None:
    run(*COMMAND, *ALL, "--keys", "[auth:lower][year]x")
    text = Path("clean.bib").read_text()
    assert "{guler2005x," in text
    assert "{un2011x," in text
    assert set(report()) == {"guler2005", "un2011", "Guler2005705"}


def test_a_file_of_which_nothing_can_be_read_is_refused(files, run) -> None:
    Path("export.bib").write_bytes(b"%PDF-1.4 \0\0")
    status, _, err = run(
        "references", "dedupe", "pubmed.bib", "export.bib", "--output", "clean.bib"
    )
    assert status == 2
    assert "no record could be read in export.bib" in err
    assert not Path("clean.bib").exists()


def test_an_empty_export_is_told_and_passed(files, run) -> None:
    Path("empty.ris").write_text("")
    status, _, err = run("references", "dedupe", "pubmed.bib", "empty.ris", "--output", "clean.bib")
    assert status == 0
    assert "empty.ris: holds no record" in err


@pytest.mark.parametrize("option", ["--output", "--report", "--decisions"])
def test_an_input_is_never_written_over(files, run, option) -> None:
    status, _, err = run(*COMMAND, option, "./pubmed.bib")
    assert status == 2
    assert "is one of the files to read" in err
    assert Path("pubmed.bib").read_text() == PUBMED


def test_related_works_show_in_the_table(files, run) -> None:
    erratum = PUBMED.replace("{Magnesium sulfate", "{Erratum: Magnesium sulfate").replace(
        "705--709", "901"
    )
    Path("more.bib").write_text(erratum.replace("guler2005", "erratum2005").split("@article{un")[0])
    run("references", "dedupe", "pubmed.bib", "more.bib", "--report", "report.csv")
    assert report()["erratum2005"]["outcome"] == "distinct"
    assert report()["erratum2005"]["rule"].startswith("related:")


def test_another_file_is_no_file_of_decisions(files, run) -> None:
    Path("other.csv").write_text("a,b\n1,2\n")
    status, _, err = run(*COMMAND, "--decisions", "other.csv")
    assert status == 2
    assert "not a file of decisions" in err
    assert Path("other.csv").read_text() == "a,b\n1,2\n"
