"""TOML as a positioned tree: the values of tomllib, with places."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.workspace.positions import key_offset_of, offset_of, plain
from evidence.workspace.toml_tree import read_toml
from references.source import SourceFile

EVERYTHING = '''\
# comment with [brackets] and = signs
top = "a # not a comment"
dotted.key . "quoted.part" = 'literal'

[review]
title = """
multi = "line"
[not.a.table]"""
article = [  # a list
  "one.md", 'two.md',
  "three.md",
]
nested = [[1, 2], [3, {a = 4, b.c = [5]}]]
date = 2026-11-22
empty = []
table = {}
raw = \'\'\'it's ''quoted''\'\'\'

[audit.severity]
CLM001 = "note"

[[audit.suppress]]
code = "A"
[[audit.suppress]]
code = "B"
[audit.suppress.inner]
x = 1
'''


def place(text, *path, key=False):
    source = SourceFile("f.toml", text)
    tree = read_toml(source).value
    location = source.location((key_offset_of if key else offset_of)(tree, path))
    return (location.line, location.column)


def test_values_are_those_of_tomllib():
    assert plain(read_toml(SourceFile("f", EVERYTHING)).value) == tomllib.loads(EVERYTHING)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("top",), (2, 7)),
        (("dotted", "key", "quoted.part"), (3, 30)),
        (("review", "title"), (6, 9)),
        (("review", "article"), (9, 11)),
        (("review", "article", 0), (10, 3)),
        (("review", "article", 1), (10, 13)),
        (("review", "article", 2), (11, 3)),
        (("review", "nested", 1, 1, "b", "c", 0), (13, 38)),
        (("review", "date"), (14, 8)),
        (("review", "raw"), (17, 7)),
        (("audit", "severity", "CLM001"), (20, 10)),
        (("audit", "suppress", 0, "code"), (23, 8)),
        (("audit", "suppress", 1, "code"), (25, 8)),
        (("audit", "suppress", 1, "inner", "x"), (27, 5)),
        (("review",), (5, 1)),
        (("audit", "suppress", 1), (24, 1)),
    ],
)
def test_places(path, expected):
    assert place(EVERYTHING, *path) == expected


def test_place_of_a_key():
    assert place(EVERYTHING, "review", "date", key=True) == (14, 1)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('[review]\ntitle = "x\n', 2, 11),
        ("a = \n", 1, 5),
        ("a = 1\na = 2\n", 2, 6),
        ("\r\na = 2026-13-01\r\n", 2, 9),
        ("[a", 1, 3),
    ],
)
def test_syntax_errors_have_places(text, line, column):
    source = SourceFile("f.toml", text)
    reading = read_toml(source)
    assert reading.value is None
    (problem,) = reading.problems
    assert problem.kind == "review/syntax"
    assert (problem.location.line, problem.location.column) == (line, column)
    assert "(at " not in problem.message


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("title = My review", "quotation marks"),
        ("title = “My review”", "quotation marks"),
        ("date = 22.11.2026", "2026-11-22"),
        ("title: x", "followed by ="),
        ('a = ["x"', "closing ]"),
        ('a = "x\nb = 1', "not closed"),
        ('a = "x', "not closed"),
        (r'a = "C:\jo"', "with /"),
        (r'a = "C:\Users"', "with /"),
        ("a = 1\na = 2", "twice"),
        ("[a]\n[a]", "twice"),
    ],
)
def test_syntax_errors_have_advice(text, advice):
    (problem,) = read_toml(SourceFile("f.toml", text)).problems
    assert advice in problem.hint


def test_deep_nesting_is_a_problem():
    (problem,) = read_toml(SourceFile("f", "a = " + "[" * 5000 + "]" * 5000)).problems
    assert "deep" in problem.message


@given(st.text(alphabet=st.sampled_from("ab.=[]{}'\"\\#,\n\r\t 12-:T"), max_size=40))
def test_whatever_tomllib_reads_keeps_its_values(text):
    source = SourceFile("f", text)
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert read_toml(source).problems
        return
    assert plain(read_toml(source).value) == expected


@given(st.text(max_size=60))
def test_any_text_is_read_without_raising(text):
    source = SourceFile("f", text)
    for problem in read_toml(source).problems:
        assert problem.message
        assert 1 <= problem.location.line <= len(source.line_starts)
