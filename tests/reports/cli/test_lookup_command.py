"""``references lookup`` as a person runs it, against a server that plays the registries."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.references.lookup.registry_server import CROSSREF_WORKS, GULER, RegistryServer, Reply

ROOT = Path(__file__).resolve().parents[3]
LIBRARY = """% kept as it is
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus after etomidate},
  journal = {Anesth Analg},
  year    = {2005},
  doi     = {10.1213/01.ANE.0000160529.95019.E6},
}
"""
INVENTED = """
@article{invented,
  author = {Guler, A.},
  title  = {Propofol abolishes pain on injection in the elderly},
  year   = {2005},
  doi    = {10.1213/01.ANE.0000160529.95019.E6},
}
"""


@pytest.fixture
def server():
    with RegistryServer() as running:
        yield running


@pytest.fixture
def lookup(run, server, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    urls = " ".join(f"{name}={url}" for name, url in server.base_urls.items())
    monkeypatch.setenv("EVIDENCE_REVIEW_BASE_URLS", urls)
    monkeypatch.delenv("NCBI_API_KEY", raising=False)

    def call(*arguments, text=LIBRARY):
        (tmp_path / "refs.bib").write_text(text)
        return run("references", "lookup", "refs.bib", *arguments)

    return call


ONLINE = ("--online", "--mailto", "me@example.org")


def test_offline_is_the_rule_and_writes_nothing(lookup, server, tmp_path):
    status, out, err = lookup()
    assert status == 0
    assert server.asked == []
    assert "guler2005  not checked  offline" in out
    assert f"would ask Crossref: DOI {GULER}" in err
    assert "--online puts these 2 questions" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["refs.bib"]


def test_online_verifies_and_keeps_the_answers(lookup, server):
    status, out, err = lookup(*ONLINE)
    assert status == 0
    assert "guler2005  verified  agrees with Crossref, PubMed" in out
    assert "1 reference: 1 verified, 0 mismatch, 0 not found, 0 not checked" in out
    assert err == ""
    asked = len(server.asked)
    status, again, _ = lookup()
    assert again == out
    assert len(server.asked) == asked


def test_a_mismatch_shows_both_values_and_fails(lookup):
    status, out, _ = lookup(*ONLINE, text=LIBRARY + INVENTED)
    assert status == 1
    assert "title: 'Propofol abolishes pain on injection in the elderly' here" in out
    assert f"{CROSSREF_WORKS[GULER]['title'][0]!r} at Crossref" in out
    assert lookup("--fail-on", "never", text=LIBRARY + INVENTED)[0] == 0


@pytest.mark.parametrize(("fail_on", "expected"), [("not-found", 1), ("mismatch,retraction", 0)])
def test_what_fails_can_be_chosen(lookup, fail_on, expected):
    text = LIBRARY.replace("10.1213/01.ANE.0000160529.95019.E6", "10.9999/none")
    status, out, _ = lookup(*ONLINE, "--fail-on", fail_on, text=text)
    assert "not found" in out
    assert status == expected


def test_a_retraction_is_seen_at_once_and_may_fail(lookup):
    work = CROSSREF_WORKS["10.1016/s0140-6736(97)11096-0"]
    text = f"@article{{w, title = {{{work['title'][0]}}}, doi = {{{work['DOI']}}}}}"
    status, out, _ = lookup(*ONLINE, "--fail-on", "retraction", text=text)
    assert "RETRACTED; agrees with Crossref" in out
    assert "RETRACTION: 2010-02-06, DOI 10.1016/s0140-6736(10)60175-4" in out
    assert status == 1


def test_json_holds_everything(lookup):
    _, out, _ = lookup(*ONLINE, "--format", "json", text=LIBRARY + INVENTED)
    content = json.loads(out)
    assert content["schema"] == 1
    assert content["summary"] == {"verified": 1, "mismatch": 1, "not-found": 0, "not-checked": 0}
    first, second = content["references"]
    assert (first["key"], first["path"], first["line"]) == ("guler2005", "refs.bib", 2)
    assert first["records"][0]["registry"] == "crossref"
    assert {"attribute": "volume", "value": "101"}.items() <= first["missing"][0].items()
    differing = [field for field in second["records"][0]["fields"] if not field["agrees"]]
    assert [field["field"] for field in differing] == ["title"]
    assert second["missing"] == []


def test_csv_has_a_row_for_each_difference_and_runs_no_formula(lookup):
    text = INVENTED.replace("{Propofol", "{=HYPERLINK(1) Propofol")
    _, out, _ = lookup(*ONLINE, "--format", "csv", "--services", "crossref", text=text)
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["reference"], row["outcome"], row["field"]) == ("invented", "mismatch", "title")
    assert row["in_reference"].startswith("'=HYPERLINK")
    assert row["in_registry"] == CROSSREF_WORKS[GULER]["title"][0]


def test_fill_adds_fields_and_changes_nothing_else(lookup, tmp_path):
    status, _, err = lookup(*ONLINE, "--fill", text=LIBRARY + INVENTED)
    assert status == 1
    filled = (tmp_path / "refs.bib").read_text()
    added = (
        "  volume  = {101},\n  number  = {3},\n  pages   = {705--709},\n"
        "  pmid    = {16115978},\n  issn    = {0003-2999},\n"
    )
    doi = "  doi     = {10.1213/01.ANE.0000160529.95019.E6},\n"
    assert filled == LIBRARY.replace(doi, doi + added) + INVENTED
    assert "+  volume  = {101}," in err
    assert "refs.bib: filled" in err


def test_fill_to_another_file_leaves_the_first(lookup, tmp_path):
    lookup(*ONLINE, "--fill", "--output", "new.bib")
    assert (tmp_path / "refs.bib").read_text() == LIBRARY
    assert "volume  = {101}" in (tmp_path / "new.bib").read_text()


def test_diff_shows_and_writes_nothing(lookup, tmp_path):
    _, _, err = lookup(*ONLINE, "--fill", "--diff")
    assert "+  volume  = {101}," in err
    assert (tmp_path / "refs.bib").read_text() == LIBRARY


def test_filling_twice_changes_nothing_more(lookup, tmp_path, run):
    lookup(*ONLINE, "--fill")
    once = (tmp_path / "refs.bib").read_text()
    run("references", "lookup", "refs.bib", "--fill")
    assert (tmp_path / "refs.bib").read_text() == once


def test_a_group_author_is_filled_with_its_braces(lookup, server, tmp_path):
    work = CROSSREF_WORKS[GULER] | {"author": [{"name": "Magnesium and Myoclonus Group"}]}
    body = json.dumps({"message": work}).encode()
    server.instead = [Reply(200, body)]
    text = LIBRARY.replace("  author  = {Guler, A.},\n", "")
    lookup(*ONLINE, "--fill", "--services", "crossref", text=text)
    filled = (tmp_path / "refs.bib").read_text()
    assert "author = {{Magnesium and Myoclonus Group}}" in filled
    assert filled.startswith("% kept as it is\n")


def test_csl_json_is_filled_too(lookup, run, tmp_path):
    (tmp_path / "refs.json").write_text(
        json.dumps([{"id": "a", "type": "article-journal", "DOI": GULER, "mine": {"x": 1}}])
    )
    run("references", "lookup", "refs.json", *ONLINE, "--fill")
    (item,) = json.loads((tmp_path / "refs.json").read_text())
    assert item["title"] == CROSSREF_WORKS[GULER]["title"][0]
    assert item["mine"] == {"x": 1}
    assert item["PMID"] == "16115978"


def test_without_an_address_the_run_says_so_once(lookup, server):
    _, _, err = lookup("--online")
    assert err.count("--mailto ADDRESS") == 1
    assert all("mailto" not in each.parameters for each in server.asked)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--refresh",), "needs --online"),
        (("--output", "x.bib"), "give --fill too"),
        (("--fill", "--output", "-"), "name a file"),
        (("--fill", "--output", "x.bib", "other.bib"), "takes one file"),
        (("--services", "scholar"), "is not one of crossref"),
        (("--online", "--mailto", "nobody"), "is not an address"),
        (("--online", "--base-url", "crossref"), "is not REGISTRY=URL"),
        (("--max-age", "-1"), "Invalid value"),
    ],
)
def test_usage_is_checked_before_anything_is_asked(lookup, server, arguments, message):
    status, _, err = lookup(*arguments)
    assert status == 2
    assert message in err
    assert server.asked == []


def test_a_file_that_is_not_there_is_said(lookup, run):
    status, _, err = run("references", "lookup", "missing.bib")
    assert status == 2
    assert "missing.bib: cannot be read" in err


def test_what_a_registry_sends_does_not_steer_the_terminal(lookup, server):
    work = CROSSREF_WORKS[GULER] | {"title": ["\x1b[2J evil\x07 title"]}
    server.instead = [Reply(200, json.dumps({"message": work}).encode())]
    _, out, _ = lookup(*ONLINE, "--services", "crossref", "--fail-on", "never")
    assert "\x1b" not in out
    assert "\x07" not in out


def test_help_and_other_commands_import_no_http():
    script = (
        "import sys; from reports.cli.main import main; main(sys.argv[1:]);"
        "sys.exit(any(name.split('.')[0] in ('httpx', 'httpcore', 'sqlite3') "
        "for name in sys.modules))"
    )
    for arguments in (["references", "lookup", "--help"], ["--help"]):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_a_retraction_that_was_filled_in_is_found_by_later_checks_offline(lookup, run, tmp_path):
    work = CROSSREF_WORKS["10.1016/s0140-6736(97)11096-0"]
    title = work["title"][0].removeprefix("RETRACTED: ")
    text = f"@article{{w,\n  title = {{{title}}},\n  doi = {{{work['DOI']}}},\n}}\n"
    lookup(*ONLINE, "--fill", text=text)
    assert "notices = {retraction|date=2010-02-06" in (tmp_path / "refs.bib").read_text()
    status, out, _ = run("references", "check", "refs.bib", "--select", "REF024")
    assert status == 1
    assert "w was retracted on 2010-02-06" in out
