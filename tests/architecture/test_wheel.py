"""The built wheel holds what it should, and works away from the checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from evidence.workspace.create import EXAMPLES

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("references", "evidence", "reports")
pytestmark = pytest.mark.slow


def run(*command, cwd, **environment):
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    done = run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The script of an environment that holds the wheel and its dependencies alone."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    # Without --no-compile a third of the time goes to modules of dependencies that nothing imports.
    quiet = ("--quiet", "--no-compile", "--disable-pip-version-check")
    done = run(python, "-m", "pip", "install", *quiet, wheel, cwd=home)
    assert done.returncode == 0, done.stderr
    return home / "bin" / "evidence-review"


def test_the_wheel_holds_packages_front_door_and_data_and_no_tests(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {*PACKAGES, "evidence_review.py"}
    for package in PACKAGES:
        assert f"{package}/py.typed" in names
    missing = [
        relative
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
        for relative in [path.relative_to(ROOT).as_posix()]
        if relative not in names
    ]
    assert not missing
    for example in EXAMPLES:
        assert f"evidence/workspace/examples/{example}/review.toml" in names


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_installed_script_reports_on_a_worked_example_elsewhere(installed, example, tmp_path):
    done = run(installed, "init", "copy", "--example", "--named", example, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    done = run(installed, "audit", "copy", "--fail-on", "never", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    done = run(installed, "report", "copy", "--output", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "report.html").read_bytes().startswith(b"<!doctype html>")
    assert (tmp_path / "out" / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_called_reports_does_not_disturb_the_script(installed, tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "__init__.py").write_text("raise RuntimeError('not ours')\n")
    done = run(installed, "--version", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "0.1.0" in done.stdout


def test_a_package_that_hides_ours_is_named_in_one_line(installed, tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "__init__.py").write_text("")
    done = run(installed, "--version", cwd=tmp_path, PYTHONPATH=".")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "'reports'" in done.stderr
    assert str(tmp_path / "reports") in done.stderr


def test_gitignore_never_names_a_package():
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line.strip("/* ") in PACKAGES]
