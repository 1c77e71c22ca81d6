"""The how-to pages that show commands, run line by line as a reader would."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.references.lookup.registry_server import RegistryServer

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "how-to"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHOWN = sorted(
    path for path in PAGES.glob("*.md") if BLOCK.search(path.read_text(encoding="utf-8"))
)


def steps_of(page: Path) -> list[tuple[str, int, list[str]]]:
    """Each command of a page, the exit status the text gives it, and the lines it shows."""
    steps: list[tuple[str, int, list[str]]] = []
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                command, _, status = line[2:].partition("  # exits ")
                steps.append((command, int(status or 0), []))
            elif line.strip() and line.strip() != "...":
                steps[-1][2].append(line)
    return steps


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_there_are_pages_that_show_commands() -> None:
    assert "keep-retractions-out.md" in {page.name for page in SHOWN}


@pytest.fixture
def registries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Registries on this machine in the place of the real ones, for pages that ask them."""
    with RegistryServer() as server:
        urls = " ".join(f"{name}={url}" for name, url in server.base_urls.items())
        monkeypatch.setenv("EVIDENCE_REVIEW_BASE_URLS", urls)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        yield


@pytest.mark.usefixtures("registries")
@pytest.mark.slow
@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.stem)
def test_every_command_does_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    files = page.with_suffix("")
    if files.is_dir():
        shutil.copytree(files, tmp_path, dirs_exist_ok=True)
    for command, status, shown in steps_of(page):
        words = shlex.split(command)
        assert words[0] in ("evidence-review", "cat"), command
        program = [sys.executable, "-m", "evidence_review"]
        done = subprocess.run(
            [*program, *words[1:]] if words[0] == "evidence-review" else words,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "120"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        printed = squeezed(done.stdout + done.stderr)
        assert done.returncode == status, f"{command}: {printed[-2000:]}"
        for line in shown:
            assert squeezed(line) in printed, f"{command} did not print {line!r} but {printed}"
