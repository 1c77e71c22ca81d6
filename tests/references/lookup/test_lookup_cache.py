"""The cache keeps what it was given, whole, whoever else is writing."""

import datetime
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from references.errors import InputError
from references.lookup.cache import Cache, Entry
from tests.references.lookup.conftest import NOON

ROOT = Path(__file__).resolve().parents[3]

WRITER = """
import datetime, sys
from pathlib import Path
from references.lookup.cache import Cache, Entry
moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
with Cache(Path(sys.argv[1])) as cache:
    for number in range(60):
        cache.put("crossref", {f"{sys.argv[2]} {number} {part}": Entry("x" * 500, moment)
                               for part in range(3)})
"""


def test_what_is_kept_comes_back_with_its_day(tmp_path):
    with Cache(tmp_path / "new" / "folder") as cache:
        cache.put("crossref", {"doi 10.1/a": Entry("é", NOON), "doi 10.1/b": Entry("", NOON)})
    with Cache(tmp_path / "new" / "folder") as cache:
        assert cache.get("crossref", "doi 10.1/a") == Entry("é", NOON)
        assert cache.get("crossref", "doi 10.1/b") == Entry("", NOON)
        assert cache.get("pubmed", "doi 10.1/a") is None


def test_a_newer_answer_takes_the_place_of_an_older(tmp_path):
    later = NOON + datetime.timedelta(days=1)
    with Cache(tmp_path) as cache:
        cache.put("crossref", {"a": Entry("old", NOON)})
        cache.put("crossref", {"a": Entry("new", later)})
        assert cache.get("crossref", "a") == Entry("new", later)


def test_without_a_folder_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Cache(None) as cache:
        cache.put("crossref", {"a": Entry("text", NOON)})
        assert cache.get("crossref", "a") == Entry("text", NOON)
    assert list(tmp_path.iterdir()) == []


def test_two_processes_write_at_once(tmp_path):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name], cwd=ROOT)
        for name in ("one", "two")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    with Cache(tmp_path) as cache:
        for name in ("one", "two"):
            for number in range(60):
                for part in range(3):
                    entry = cache.get("crossref", f"{name} {number} {part}")
                    assert entry is not None
                    assert len(entry.text) == 500


def test_answers_are_written_together_or_not_at_all(tmp_path):
    with Cache(tmp_path) as cache:
        broken = {"a": Entry("whole", NOON), "b": Entry(None, NOON)}
        with pytest.raises(InputError):
            cache.put("crossref", broken)
    with Cache(tmp_path) as cache:
        assert cache.get("crossref", "a") is None


def test_a_file_that_is_no_cache_is_named(tmp_path):
    (tmp_path / "lookup.sqlite3").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(InputError, match=r"lookup\.sqlite3: the cache of look-ups cannot be used"):
        Cache(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be used"):
        Cache(tmp_path / "file" / "folder")


def test_a_day_that_cannot_be_read_is_as_good_as_no_answer(tmp_path):
    with Cache(tmp_path) as cache:
        cache.put("crossref", {"a": Entry("text", NOON)})
    connection = sqlite3.connect(tmp_path / "lookup.sqlite3")
    connection.execute("UPDATE answers SET asked = 'yesterday'")
    connection.commit()
    connection.close()
    with Cache(tmp_path) as cache:
        assert cache.get("crossref", "a") is None
