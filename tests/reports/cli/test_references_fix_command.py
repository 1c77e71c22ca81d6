"""``references fix`` at the command line."""

import pytest

BAD = """% kept
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  volume  = {101},
  pages   = {705-709},
  doi     = {https://doi.org/10.1213/01.ANE.0000160529.95019.E6},
}
"""
GOOD = BAD.replace("705-709", "705--709").replace("https://doi.org/", "")


@pytest.fixture
def bib(tmp_path):
    path = tmp_path / "a.bib"
    path.write_text(BAD, encoding="utf-8")
    return path


def test_it_fixes_in_place_and_says_what(run, bib):
    status, out, err = run("references", "fix", bib)
    assert (status, out) == (0, "")
    assert bib.read_text(encoding="utf-8") == GOOD
    assert "1  REF062 doi-form: fixed" in err
    assert "1  REF069 page-range-dash: fixed" in err
    assert "2 findings fixed in 1 file; 0 left" in err
    before = bib.stat().st_mtime_ns
    status, _, err = run("references", "fix", bib)
    assert status == 0
    assert "0 findings fixed in 0 files" in err
    assert bib.stat().st_mtime_ns == before


def test_diff_and_check_write_nothing_and_tell_by_status(run, bib):
    status, out, _ = run("references", "fix", bib, "--diff")
    assert status == 1
    assert f"--- {bib}\n+++ {bib}\n" in out
    assert "-  pages   = {705-709},\n" in out
    assert "+  pages   = {705--709},\n" in out
    assert run("references", "fix", bib, "--check")[0] == 1
    assert bib.read_text(encoding="utf-8") == BAD
    bib.write_text(GOOD, encoding="utf-8")
    assert run("references", "fix", bib, "--check")[:2] == (0, "")


def test_rules_are_selected_and_ignored(run, bib):
    assert run("references", "fix", bib, "--select", "REF069")[0] == 0
    assert bib.read_text(encoding="utf-8") == BAD.replace("705-709", "705--709")
    bib.write_text(BAD, encoding="utf-8")
    assert run("references", "fix", bib, "--ignore", "REF069,REF062", "--check")[0] == 0
    status, _, err = run("references", "fix", bib, "--select", "XYZ")
    assert status == 2
    assert "'XYZ'" in err


def test_output_leaves_the_file_and_takes_one(run, bib, tmp_path):
    target = tmp_path / "new" / "b.bib"
    assert run("references", "fix", bib, "--output", target)[0] == 0
    assert target.read_text(encoding="utf-8") == GOOD
    assert bib.read_text(encoding="utf-8") == BAD
    assert run("references", "fix", bib, "--output", "-")[1] == GOOD
    status, _, err = run("references", "fix", bib, target, "--output", "-")
    assert status == 2
    assert "one file" in err


def test_the_encoding_and_the_line_ends_stay(run, tmp_path):
    path = tmp_path / "latin.bib"
    text = BAD.replace("Guler", "Gülér").replace("\n", "\r\n")
    path.write_bytes(text.encode("latin-1"))
    assert run("references", "fix", path)[0] == 0
    expected = GOOD.replace("Guler", "Gülér").replace("\n", "\r\n")
    assert path.read_bytes() == expected.encode("latin-1")


def test_keys_are_made_and_the_articles_are_mentioned(run, bib):
    pattern = "[auth:lower][year][veryshorttitle:lower]"
    status, _, err = run("references", "fix", bib, "--keys", pattern)
    assert status == 0
    assert bib.read_text(encoding="utf-8") == GOOD
    status, _, err = run("references", "fix", bib, "--keys", pattern, "--all-keys")
    assert status == 0
    assert "guler2005 → guler2005magnesium" in err
    assert "articles and claims that cite the old keys were not touched" in err
    assert bib.read_text(encoding="utf-8") == GOOD.replace("{guler2005,", "{guler2005magnesium,")
    assert run("references", "fix", bib, "--all-keys")[0] == 2
    status, _, err = run("references", "fix", bib, "--keys", "[nothing]")
    assert status == 2
    assert "no part [nothing]" in err


def test_a_file_that_cannot_be_fixed_is_said_and_left(run, tmp_path):
    path = tmp_path / "a.csv"
    text = "title,year,doi\nOne.,2001,https://doi.org/10.1000/1\n"
    path.write_text(text, encoding="utf-8")
    status, _, err = run("references", "fix", path)
    assert (status, path.read_text(encoding="utf-8")) == (0, text)
    assert "cannot be fixed in place" in err


def test_a_diff_does_not_steer_the_terminal(run, tmp_path):
    path = tmp_path / "a.bib"
    path.write_text("@misc{a, note = {\x1b[2J}, number = {null}}\n", encoding="utf-8")
    _, out, _ = run("references", "fix", path, "--diff")
    assert "\x1b" not in out
