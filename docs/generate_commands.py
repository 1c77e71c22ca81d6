"""Write ``docs/commands.md`` from the help of the commands.

Run as ``python docs/generate_commands.py``; a test fails when the page is not fresh.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from reports.cli.main import PROGRAM, program  # noqa: E402

PAGE = ROOT / "docs" / "commands.md"
_HEAD = """\
# Commands

One program, `evidence-review`; `python -m evidence_review` is the same. Each command prints this
with `--help`. This page is written by `docs/generate_commands.py`.
"""


def page() -> str:
    """The page as Markdown."""
    return "\n".join([_HEAD, *_sections(program, PROGRAM, None)])


def _sections(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    settings = {**command.context_settings, "terminal_width": 100, "max_content_width": 100}
    context = click.Context(command, parent=parent, info_name=name, **settings)
    title = context.command_path if parent else "The program"
    yield f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for each in sorted(command.commands):
            yield from _sections(command.commands[each], each, context)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
