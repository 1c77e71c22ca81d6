"""The program as other programs meet it: exit status, streams, and what it does not import."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

import reports.cli.main as main_module
from evidence.audit.example import example
from references.errors import InputError
from reports.cli.command import commands
from reports.cli.main import BROKEN_PIPE, INTERRUPTED, main, program
from reports.version import program_version

ROOT = Path(__file__).parents[3]
HEAVY = (
    "pandas",
    "numpy",
    "scipy",
    "scipy.optimize",
    "pydantic",
    "jinja2",
    "typst",
    "yaml",
    "ruamel",
    "rich",
)


def run(*arguments, folder=ROOT, **settings):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "evidence_review", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **settings,
    )


def imported(*lines, folder=ROOT):
    """The heavy modules that are imported once these command lines have run."""
    code = (
        "import sys; from reports.cli.main import main\n"
        f"for line in {lines!r}: main(line)\n"
        f"print('MODULES', *[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split()[1:])


@pytest.fixture
def folder(tmp_path):
    for name, text in example(article="Words.").items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_help_and_version_import_nothing_heavy():
    lines = [["--help"], ["--version"], *([item.name, "--help"] for item in commands())]
    assert imported(*lines) == set()


def test_audit_does_not_import_what_reports_alone_need(folder):
    assert not {"pandas", "scipy.optimize"} & imported(["audit", "."], folder=folder)


def test_the_module_runs_as_a_program():
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"evidence-review {program_version()}\n")


def test_the_version_is_that_of_the_checkout():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{program_version()}"' in text


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["audit", "--nonsense"], ["accept"], ["init", "a", "b"]]
)
def test_wrong_usage_is_2(arguments, capsys):
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Usage:" in captured.err


def test_input_errors_are_one_line_and_2(tmp_path, capsys):
    assert main(["grade", str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.startswith("evidence-review: ")
    assert "init" in captured.err


def run_with(monkeypatch, error):
    def broken():
        raise error

    monkeypatch.setattr(main_module, "program", click.Command("broken", callback=broken))
    return main([])


def test_defects_are_3_and_ask_for_a_report(monkeypatch, capsys):
    assert run_with(monkeypatch, RuntimeError("oh")) == 3
    captured = capsys.readouterr()
    assert "RuntimeError: oh" in captured.err
    assert "report it" in captured.err
    assert captured.out == ""


@pytest.mark.parametrize(
    ("error", "status"),
    [(KeyboardInterrupt(), INTERRUPTED), (InputError("no"), 2), (click.UsageError("no"), 2)],
)
def test_other_endings(monkeypatch, error, status):
    assert run_with(monkeypatch, error) == status


def test_a_reader_that_leaves_is_no_defect():
    command = f"{sys.executable} -m evidence_review explain | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] in ("0", str(BROKEN_PIPE))
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_an_interrupt_ends_quietly(folder):
    process = subprocess.Popen(
        [sys.executable, "-m", "evidence_review", "references", "check", "-"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Tests that a script runs in the background inherit that interrupts are ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    with process:
        # More than a pipe holds: once it is written, the program has begun to read.
        process.stdin.write("% nothing\n" * 100_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == INTERRUPTED
    assert "Traceback" not in errors


def test_output_that_the_terminal_cannot_show_is_escaped(folder):
    (folder / "claims.yaml").write_text(
        "claims:\n  - {id: schön😀, quote: q, statement: s, kind: harm}\n", encoding="utf-8"
    )
    done = run("grade", folder=folder, env={"PYTHONIOENCODING": "latin-1"}, encoding="latin-1")
    assert done.returncode == 0, done.stderr
    assert "schön\\U0001f600" in done.stdout


def test_every_command_has_help_and_an_example_of_its_kind():
    for command in program.commands.values():
        assert command.help
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{command.name} {parameter.opts}"


def test_the_commands_of_the_contract_are_there():
    assert set(program.commands) >= {
        "init",
        "audit",
        "report",
        "grade",
        "synthesize",
        "accept",
        "claims",
        "references",
        "explain",
    }
    assert set(program.commands["claims"].commands) >= {"locate"}
    assert set(program.commands["references"].commands) >= {"check", "convert", "format"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell, capsys):
    assert main(["completion", shell]) == 0
    assert "_EVIDENCE_REVIEW_COMPLETE" in capsys.readouterr().out


def test_completion_names_commands_and_formats():
    environment = {
        "_EVIDENCE_REVIEW_COMPLETE": "bash_complete",
        "COMP_WORDS": "evidence-review audit --format s",
        "COMP_CWORD": "3",
    }
    done = run(env=environment)
    assert "sarif" in done.stdout
