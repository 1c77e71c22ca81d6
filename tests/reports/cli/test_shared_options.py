"""Options of one name mean one thing, in every command on bibliographies."""

from collections import defaultdict

import click
import openpyxl
import pytest

from reports.cli.commands.references.check import check
from reports.cli.commands.references.convert import convert
from reports.cli.commands.references.dedupe import dedupe
from reports.cli.commands.references.fix import fix
from reports.cli.commands.references.format import format_references
from reports.cli.commands.references.lookup import lookup
from reports.cli.exit_code import ExitCode

COMMANDS = (check, convert, dedupe, fix, format_references, lookup)
#: What a command writes, and whether it must be told, differs; where it goes does not.
SAID_ANEW = {"--output", "--to", "--format", "--fail-on", "--keys", "--diff"}

BIBTEX = (
    "@article{guler2005, title = {Over x}, author = {Guler, A.}, year = 2005, pages = {1--9}}\n"
)
TABLE = 'Naam,Jaar,Wie\nOver x,2005,"Guler, A."\nOver y,2006,"Kanbak, M."\n'
COLUMNS = ("--columns", "title=Naam,year=Jaar,authors=Wie")


def options_of(command):
    return {
        name: option
        for option in command.params
        if isinstance(option, click.Option) and not option.hidden
        for name in option.opts
    }


def test_options_of_one_name_are_said_in_one_way():
    wordings = defaultdict(set)
    for command in COMMANDS:
        for name, option in options_of(command).items():
            wordings[name].add((option.help, option.multiple, str(option.metavar)))
    several = {name for name, said in wordings.items() if len(said) > 1}
    assert several <= SAID_ANEW


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_takes_the_format_of_its_input(command):
    options = options_of(command)
    assert "--from" in options
    assert "--output" in options
    assert command is fix or "--columns" in options  # a table cannot be fixed in place


@pytest.mark.parametrize("command", ["check", "dedupe", "format", "lookup"])
def test_columns_are_said_for_the_tables_among_the_files(run, tmp_path, command):
    bibtex, table = tmp_path / "a.bib", tmp_path / "b.csv"
    bibtex.write_text(BIBTEX)
    table.write_text(TABLE)
    status, _, err = run("references", command, bibtex, *COLUMNS)
    assert status == ExitCode.INVALID_INPUT
    assert "--columns is for tables" in err
    _, out, err = run("references", command, bibtex, table, *COLUMNS)
    assert "no row names the columns" not in out + err
    assert "Kanbak" in out or "kanbak2006" in out or "3 records: 0 merged" in err


def test_a_table_is_deduplicated_under_its_own_headings(run, tmp_path):
    table, out = tmp_path / "b.csv", tmp_path / "out.csv"
    table.write_text(TABLE)
    status, _, _ = run("references", "dedupe", table, "--output", out, *COLUMNS)
    assert (status, out.read_text()) == (ExitCode.CLEAN, TABLE)


def test_a_workbook_stays_a_workbook_when_fixed_to_another_file(run, tmp_path):
    bibtex, workbook, out = tmp_path / "a.bib", tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    bibtex.write_text(BIBTEX)
    run("references", "convert", bibtex, "--to", "xlsx", "--output", workbook)
    status, _, err = run("references", "fix", workbook, "--output", out)
    assert status == ExitCode.CLEAN
    assert "cannot be fixed in place" in err
    (sheet,) = openpyxl.load_workbook(out).worksheets
    assert "Over x" in {cell.value for row in sheet.iter_rows() for cell in row}
