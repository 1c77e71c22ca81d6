"""The whole corpus of real and broken bibliographies: nothing raised, nothing lost in silence."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT.parent / "shared" / "data" / "bib-corpus"
sys.path.insert(0, str(ROOT / "benchmarks"))

import count_corpus  # noqa: E402


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the repository")
def test_nothing_is_raised_and_nothing_lost_in_silence() -> None:
    counts = count_corpus.count_corpus(CORPUS)
    assert sum(count.entries for count in counts.values()) > 15_000
    assert [line for count in counts.values() for line in count.exceptions] == []
    assert [line for count in counts.values() for line in count.losses] == []


def test_a_loss_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ris"
    path.write_text("TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - B\nER  - \n", encoding="utf-8")
    whole = count_corpus.count_file(path, "a.ris")
    assert (whole.files, whole.entries, whole.problems, whole.losses) == (1, 2, 0, [])
    monkeypatch.setitem(count_corpus._COUNTS, "ris", count_corpus.re.compile("^(?:TI|TY)", 8))
    assert count_corpus.count_file(path, "a.ris").losses == ["a.ris: 2 of 4 (ris)"]


def test_entries_within_a_comment_are_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(
        "@comment{\n@book{a,\n title={x}}\n}\n@book{b,\n title={y}}\n", encoding="utf-8"
    )
    count = count_corpus.count_file(path, "a.bib")
    assert (count.entries, count.losses) == (1, [])
