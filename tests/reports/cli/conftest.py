"""A new review folder to stand beside, and the program to run on it."""

import pytest

from evidence.workspace.create import create_review
from reports.cli.main import main


@pytest.fixture
def folder(tmp_path, monkeypatch):
    create_review(tmp_path / "review")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "review"


@pytest.fixture
def run(capsys):
    def call(*arguments):
        status = main([str(each) for each in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call
