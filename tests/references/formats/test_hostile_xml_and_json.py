"""XML and CSL-JSON made to break readers: linear work, bounded memory, and nothing lost."""

import dataclasses
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from references.format import format_named
from references.library import Library
from references.source import SourceFile
from tests.counted_work import calls_during

ROOT = Path(__file__).parents[3]
SAMPLES = Path(__file__).parent / "samples"
PARTS = {
    "pubmed-xml": (
        "<PubmedArticleSet>",
        "<PubmedArticle><MedlineCitation><Article><ArticleTitle>",
        "</ArticleTitle></Article></MedlineCitation></PubmedArticle>",
        "</PubmedArticleSet>",
    ),
    "endnote-xml": (
        "<xml><records>",
        "<record><titles><title>",
        "</title></titles></record>",
        "</records></xml>",
    ),
    "jats": (
        "<ref-list>",
        "<ref><element-citation><article-title>",
        "</article-title></element-citation></ref>",
        "</ref-list>",
    ),
}
"""What stands before all records, before and behind a title, and behind all records."""

SHAPES = {
    "unclosed records": lambda before, _, n: f"{before}T" * n,
    "unclosed elements": lambda before, behind, n: before + "<a>" * n + behind,
    "deep": lambda before, behind, n: before + "<a>" * n + "T" + "</a>" * n + behind,
    "siblings": lambda before, behind, n: before + "<a>b</a>" * n + behind,
    "attributes": lambda before, behind, n: (
        before[:-1] + "".join(f' a{i}="1"' for i in range(n)) + ">T" + behind
    ),
    "one attribute": lambda before, behind, n: before[:-1] + ' a="1"' * n + ">T" + behind,
    "ampersands": lambda before, behind, n: before + "&" * n + behind,
    "unknown entities": lambda before, behind, n: before + "&e;" * n + behind,
    "less than": lambda before, behind, n: before + "<" * n + behind,
    "unclosed comments": lambda before, behind, n: before + "<!--" * n + behind,
    "comments": lambda before, behind, n: before + "<!---->" * n + behind,
    "unclosed quotes": lambda before, behind, n: before + "<a b='" * n + behind,
    "NUL": lambda before, behind, n: before + "\0" * n + behind,
    "document types": lambda before, behind, n: "<!DOCTYPE a " * n + before + behind,
    "letters": lambda before, behind, n: before + "word " * n + behind,
}
each_xml = pytest.mark.parametrize("name", PARTS)


@each_xml
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_four_times_the_file_is_four_times_the_work(name, shape):
    fmt = format_named(name)
    start, before, behind, end = PARTS[name]

    def work(size):
        text = start + shape(before, behind, size) + before + "Last" + behind + end
        reading = fmt.read(SourceFile("a.xml", text))
        assert reading.value.references[-1].title == "Last"

    small, large = (calls_during(lambda size=size: work(size)) for size in (150, 600))
    assert large < 4.5 * small + 2_000


@each_xml
def test_what_is_nested_too_deeply_is_told_and_kept(name):
    fmt = format_named(name)
    start, before, behind, end = PARTS[name]
    text = start + before + "<a>" * 3000 + "T" + "</a>" * 3000 + behind + end
    reading = fmt.read(SourceFile("a.xml", text))
    told = [each for each in reading.problems if each.kind == "library/broken-xml"]
    assert [each.location.line for each in told] == [1]
    assert "depth" in told[0].message
    assert "XML_PARSE" not in told[0].message
    assert any("<a><a><a>" in field.raw for field in reading.value.references[0].fields)
    assert fmt.write(reading.value) == text


@each_xml
def test_a_sample_cut_anywhere_loses_no_record_before_the_cut(name):
    fmt = format_named(name)
    path = next((SAMPLES / name).iterdir())
    whole = fmt.read(fmt.decode(str(path), path.read_bytes()).value).value.references
    data = path.read_bytes()
    for cut in range(97, len(data), 1000 if len(data) > 20_000 else 97):
        source = fmt.decode(str(path), data[:cut]).value
        reading = fmt.read(source)
        closed = max((match.end() for match in RECORD_END.finditer(source.text)), default=0)
        complete = [each for each in whole if each.span.end <= closed]
        assert reading.value.references[: len(complete)] == tuple(complete)
        assert fmt.write(reading.value) == source.text


RECORD_END = re.compile("</(?:PubmedArticle|PubmedBookArticle|record|ref)>")
GOOD = '{"id": "good", "title": "Good"}'


def json_read(inner):
    text = f'[{{"id": "a", "title": "T", {inner}}}, {GOOD}]'
    source = SourceFile("a.json", text)
    fmt = format_named("csl-json")
    reading = fmt.read(source)
    assert reading.value.references[-1].title == "Good"
    assert fmt.write(reading.value) == text
    return fmt, source, reading


@pytest.mark.parametrize(
    ("volume", "said"),
    [
        ("1e999999", "1e999999"),
        ("-1e999999", "-1e999999"),
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("1.10", "1.10"),
        ("9" * 100_000, "9" * 100_000),
        ("0." + "9" * 100_000, "0." + "9" * 100_000),
        ("12", "12"),
    ],
    ids=lambda text: text[:12],
)
def test_numbers_that_no_program_holds_keep_their_digits(volume, said):
    fmt, source, reading = json_read(f'"volume": {volume}')
    first = reading.value.references[0]
    assert (first.title, first.volume) == ("T", said)
    changed = Library((dataclasses.replace(first, title="U"),), (source,))

    def refused(constant):
        raise AssertionError(constant)

    (item,) = json.loads(fmt.write(changed), parse_constant=refused, parse_int=str)
    assert item["title"] == "U"
    assert item["volume"] == said


def test_a_name_that_stands_twice_is_told():
    _, _, reading = json_read('"title": "second", "author": [{"family": "A", "family": "B"}]')
    assert [(each.kind, each.location.column) for each in reading.problems] == [
        ("library/duplicate-field", 2)
    ]
    assert "'family', 'title'" in reading.problems[0].message
    assert reading.value.references[0].title == "second"


def test_half_a_surrogate_pair_is_written_as_it_was_read():
    fmt, source, reading = json_read('"note": "a\\ud800b", "custom-x": "\\udc00"')
    first = reading.value.references[0]
    assert first.note == "a\ufffdb"
    changed = Library((dataclasses.replace(first, title="U"),), (source,))
    (item,) = json.loads(fmt.encode(fmt.write(changed)))
    assert item["custom-x"] == "\udc00"


@pytest.mark.parametrize("depth", [150, 250, 900, 990, 100_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_deep_nesting_is_kept_or_told(depth, opening, closing):
    fmt, source, reading = json_read(f'"x": {opening * depth}1{closing * depth}')
    if depth < 200:
        first = reading.value.references[0]
        changed = Library((dataclasses.replace(first, title="U"),), (source,))
        assert json.loads(fmt.write(changed))[0]["x"]
    else:
        assert [str(each).rpartition(": ")[2] for each in reading.problems] == [
            "it is nested too deeply"
        ]


@pytest.mark.parametrize(
    "piece", ['{"id": "a" "b"}, ', "1, ", "[", '{"a":', '"', "{", ",", '{"id": "a"}, ']
)
def test_json_that_is_none_takes_work_that_grows_with_it(piece):
    fmt = format_named("csl-json")

    def work(size):
        return calls_during(lambda: fmt.read(SourceFile("a.json", "[" + piece * size)))

    assert work(2_000) < 4.5 * work(500) + 2_000


MEASURED = """
import resource, sys
from pathlib import Path
from references.format import format_named
from references.problem import Problem
records = list(format_named(sys.argv[1]).stream(Path(sys.argv[2])))
print([each.kind if isinstance(each, Problem) else len(each.title) for each in records])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", [*PARTS, "csl-json"])
@pytest.mark.parametrize("millions", [12, 100])
def test_one_line_of_many_megabytes_is_read_or_told_of_in_bounded_memory(name, millions, tmp_path):
    parts = PARTS.get(name, ("[", '{"id":"a","title":"', '"},', GOOD + "]"))
    start, before, behind, end = parts
    path = tmp_path / "long"
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{start}{before}Good{behind}{before}")
        for _ in range(millions):
            file.write("x" * 1_000_000)
        file.write(f"{behind}{before}Last{behind}{end}")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, name, str(path)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    said, megabytes = done.stdout.splitlines()
    assert str(millions * 1_000_000 if millions < 32 else "library/failed-block") in said
    assert said.count("4") >= 2
    assert int(megabytes) < 450
