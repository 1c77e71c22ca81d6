"""YAML as a positioned tree: text stays text, nothing is constructed, places are exact."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evidence.workspace.positions import MapNode, ScalarNode, node_at, offset_of, plain
from evidence.workspace.yaml_tree import MAX_DEPTH, read_yaml
from references.source import SourceFile


def read(text):
    return read_yaml(SourceFile("f.yaml", text))


def only_problem(text):
    (problem,) = read(text).problems
    return problem


@pytest.mark.parametrize(
    "word", ["no", "NO", "on", "yes", "012", "0x1F", "1:30", "1_000", "2026-11-22", "1e3", "True"]
)
def test_words_that_yaml_1_1_would_change_stay_text(word):
    assert plain(read(f"key: {word}\n").value) == {"key": word}


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_a_key_without_value_is_absent(nothing):
    tree = read(f"a: {nothing}\nb: 1\n").value
    assert plain(tree) == {"b": "1"}
    assert isinstance(tree, MapNode)
    assert list(tree.entries) == ["a", "b"]


def test_quoted_null_is_text():
    assert plain(read("a: '~'\nb: \"null\"\nc: ''\n").value) == {"a": "~", "b": "null", "c": ""}


def test_places_count_characters_not_bytes():
    source = SourceFile("f.yaml", "é: 😀 b\nzz:\n  - {ü: x, k: y}\n")
    tree = read_yaml(source).value
    assert source.location(offset_of(tree, ("é",))).column == 4
    place = source.location(offset_of(tree, ("zz", 0, "k")))
    assert (place.line, place.column) == (3, 15)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_hold_for_every_line_end(newline):
    source = SourceFile("f.yaml", newline.join(["a: 1", "b:", "  c: 2", ""]))
    place = source.location(offset_of(read_yaml(source).value, ("b", "c")))
    assert (place.line, place.column) == (3, 6)


def test_unicode_line_separators_do_not_shift_lines():
    source = SourceFile("f.yaml", 'a: "x\u2028y\x85z"\nb: 1\n')
    place = source.location(offset_of(read_yaml(source).value, ("b",)))
    assert (place.line, place.column) == (2, 4)


def test_ends_of_scalars_are_exact():
    text = "a: plain text   # remark\nb: 'quoted'\nc: {d: [1, 2]}\n"
    tree = read(text).value
    for path, written in ((("a",), "plain text"), (("b",), "'quoted'"), (("c",), "{d: [1, 2]}")):
        node = node_at(tree, path)
        assert text[node.start : node.end] == written


def test_alias_and_anchor_are_refused_and_cost_nothing():
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60)]
    reading = read("\n".join(lines))
    assert all(item.kind == "review/syntax" for item in reading.problems)
    assert len(reading.problems) == 60 + 2 * 59
    assert len(str(plain(reading.value))) < 10_000


def test_merge_keys_are_not_followed():
    reading = read("base: {a: 1}\nuse: {<<: {a: 2}}\n")
    assert plain(reading.value) == {"base": {"a": "1"}, "use": {"<<": {"a": "2"}}}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_stops_early(opening):
    problem = read(opening * 100_000).problems[0]
    assert problem.kind == "review/syntax"
    assert read(opening * (MAX_DEPTH + 1)).problems[0].kind == "review/syntax"


def test_nesting_up_to_the_limit_is_read():
    text = "[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH
    assert not read(text).problems


def test_tags_construct_nothing():
    reading = read("a: !!python/object/apply:os.system ['touch /tmp/owned']\n")
    assert plain(reading.value) == {"a": ["touch /tmp/owned"]}
    assert "tag" in reading.problems[0].message
    assert (reading.problems[0].location.line, reading.problems[0].location.column) == (1, 4)


def test_duplicate_key_keeps_the_first_and_names_its_line():
    reading = read("a: 1\nb: 2\na: 3\n")
    assert plain(reading.value) == {"a": "1", "b": "2"}
    (problem,) = reading.problems
    assert problem.kind == "review/duplicate-key"
    assert str(problem.location) == "f.yaml:3:1"
    assert "line 1" in problem.message


def test_second_document_is_said():
    problem = only_problem("a: 1\n---\nb: 2\n")
    assert (problem.location.line, problem.kind) == (2, "review/syntax")


def test_list_as_key_is_said():
    assert "key" in only_problem("? [a]\n: b\n").message


@pytest.mark.parametrize(
    ("text", "line", "column", "hint"),
    [
        ("a: b: c\n", 1, 5, "quoted"),
        ("a:\n\tb: 1\n", 2, 1, "spaces"),
        ("a:\n  - b\n\t- c\n", 3, 1, "spaces"),
        ("a: [1, 2\n", 2, 1, "bracket"),
        ("a: 'x\n", 2, 1, "quotation mark"),
        ("a: \x07\n", 1, 4, "invisible"),
        ("é: \x07\n", 1, 4, "invisible"),
        ("a: 1\n b: 2\n", 2, 3, "begin 'b' in the same column"),
        ("- a: 1\n  b: 2\n c: 3\n", 3, 2, "same column"),
    ],
)
def test_syntax_errors_have_place_and_advice(text, line, column, hint):
    problem = only_problem(text)
    assert problem.kind == "review/syntax"
    assert (problem.location.line, problem.location.column) == (line, column)
    assert hint in problem.hint


def test_lone_surrogate_is_a_problem():
    assert only_problem("a: \ud800\n").location.column == 4


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_is_read_without_raising(text):
    reading = read(text)
    for problem in reading.problems:
        assert problem.location.line >= 1


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=5),
        st.lists(st.text(max_size=8), max_size=3)
        | st.text(max_size=20)
        | st.dictionaries(st.text(max_size=3), st.text(max_size=5), max_size=3),
        max_size=5,
    ),
    st.booleans(),
)
def test_what_is_dumped_is_read_back(content, flow):
    text = yaml.safe_dump(content, default_flow_style=flow, width=1000)
    reading = read(text)
    assert not reading.problems
    assert plain(reading.value) == content


def test_root_may_be_a_scalar():
    assert isinstance(read("word\n").value, ScalarNode)
