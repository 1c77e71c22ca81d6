"""Arguments and options that several commands share."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from reports.output import STANDARD

REVIEW = click.Path(path_type=Path)
"""A review folder, or a file in one."""

review_argument = click.argument("review", type=REVIEW, default=".", metavar="[REVIEW]")
allow_outside_option = click.option(
    "--allow-outside", is_flag=True, help="Read files that review.toml names outside its folder."
)
retractions_option = click.option(
    "--retractions",
    type=click.Path(path_type=Path),
    metavar="INDEX",
    help="Also hold references against this index; `references retractions update` makes it.",
)
output_option = click.option(
    "--output", default=STANDARD, metavar="FILE", help="Write there; - is standard output."
)
select_option = click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    help="Apply only these rules: codes or beginnings of codes, separated by commas.",
)
ignore_option = click.option(
    "--ignore", multiple=True, metavar="CODES", help="Leave these rules out."
)
json_option = click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)


class Names(click.ParamType):  # type: ignore[type-arg]
    """One or more registered names, separated by commas.

    ``load`` gives the names there are; it is called when a value is checked or completed, so that
    the help of a command imports nothing heavy.
    """

    def __init__(self, what: str, load: Callable[[], Sequence[str]], *, several: bool) -> None:
        self.name = what
        self._load = load
        self._several = several

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """What stands for a value in help."""
        return f"{self.name.upper()}{',…' if self._several else ''}"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The names of a value, each once and in any case; what is unknown is a usage error."""
        if isinstance(value, tuple):
            return value
        known = tuple(self._load())
        parts = str(value).split(",") if self._several else [str(value)]
        names = [part.strip() for part in parts]
        for name in names:
            if name.lower() not in known:
                self.fail(f"{name!r} is not one of {', '.join(known)}.", param, ctx)
        return tuple(dict.fromkeys(name.lower() for name in names))

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """The names that go on from what was typed."""
        done, comma, last = incomplete.rpartition(",") if self._several else ("", "", incomplete)
        return [
            CompletionItem(f"{done}{comma}{name}") for name in self._load() if name.startswith(last)
        ]


def _finding_format_names() -> tuple[str, ...]:
    from reports.findings.finding_format import finding_formats

    return tuple(item.name for item in finding_formats())


findings_option = click.option(
    "--format",
    "format_names",
    type=Names("format", _finding_format_names, several=False),
    default="text",
    show_default=True,
    help="How to print findings: text, json, sarif, junit, github or markdown.",
)


def words(values: Sequence[str]) -> tuple[str, ...]:
    """The words of an option that may be repeated and may hold commas."""
    return tuple(
        word for value in values for word in (part.strip() for part in value.split(",")) if word
    )


class DayType(click.ParamType):  # type: ignore[type-arg]
    """A day as year-month-day."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        """The day of a value; anything else is a usage error."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day as year-month-day, such as 2026-11-22.", param, ctx)


DAY = DayType()
