"""The README's five-minute tour, run line by line as a reader would."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def tour_steps():
    """Each command of the tour, the exit code the text gives it, and the output shown."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    tour = text[text.index("## A tour in five minutes") :]
    tour = tour[: tour.index("\n## ", 3)]
    steps = []
    for block in BLOCK.findall(tour):
        for line in block.splitlines():
            if line.startswith("$ "):
                command, _, comment = line[2:].partition("  # exits ")
                steps.append((command, int(comment or 0), []))
            elif line.strip() and line.strip() != "...":
                steps[-1][2].append(line.strip())
    return steps


def test_the_library_snippet_runs(tmp_path):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (snippet,) = re.findall(r"^## As a library\n.*?^```python\n(.*?)^```", text, re.M | re.S)
    done = subprocess.run(
        [sys.executable, "-c", snippet],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    message, heading, *verdicts = done.stdout.splitlines()
    assert message
    assert heading == "verdict"
    assert len(verdicts) >= 3


def squeezed(text):
    return re.sub(r"\s+", " ", text)


def test_every_command_of_the_tour_does_what_the_readme_shows(tmp_path):
    steps = tour_steps()
    assert len(steps) >= 6
    for command, status, shown in steps:
        words = shlex.split(command)
        assert words[0] == "evidence-review", command
        done = subprocess.run(
            [sys.executable, "-m", "evidence_review", *words[1:]],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "100"},
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
