"""What every bibliographic format must keep, whatever it is called."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from references.dates import PartialDate
from references.format import ReferenceFormat, format_of, format_of_path, reference_formats
from references.library import Library
from references.people import OTHERS, PersonName
from references.reference import Reference, ReferenceKind
from references.source import Location, SourceFile

FORMATS = reference_formats()
each_format = pytest.mark.parametrize("fmt", FORMATS, ids=[fmt.name for fmt in FORMATS])

words = st.text("abcxyzAXDNA019éüøÅßłńŽ&%_#$", min_size=1, max_size=10)
texts = st.lists(words, min_size=1, max_size=5).map(" ".join)
capitals = st.from_regex(r"[A-Z][a-zéüø]{1,9}", fullmatch=True)
names = st.one_of(
    st.builds(PersonName, family=capitals, given=capitals),
    st.builds(
        PersonName, family=capitals, given=capitals, particle=st.sampled_from(["van", "de la"])
    ),
    st.builds(PersonName, literal=st.lists(capitals, min_size=2, max_size=3).map(" ".join)),
)
years = st.integers(1500, 2030)
dates = st.one_of(
    st.builds(PartialDate, years),
    st.builds(PartialDate, years, st.integers(1, 12)),
    st.builds(PartialDate, years, st.integers(1, 12), st.integers(1, 28)),
)
references = st.builds(
    Reference,
    key=st.from_regex(r"[a-z][a-z0-9:_]{0,10}", fullmatch=True),
    kind=st.sampled_from(
        [ReferenceKind.ARTICLE_JOURNAL, ReferenceKind.BOOK, ReferenceKind.CHAPTER]
    ),
    location=st.just(Location("made up")),
    title=texts,
    authors=st.lists(names, max_size=4).map(tuple),
    issued=dates,
    container=texts,
    volume=st.from_regex(r"[1-9][0-9]{0,2}", fullmatch=True),
    issue=st.from_regex(r"[1-9][0-9]?", fullmatch=True),
    pages=st.sampled_from(["1-14", "e35333", "S12-S18", "705-709", "1-3, 7-9"]),
    publisher=texts,
    doi=st.from_regex(r"10\.[0-9]{4}/[a-z0-9._()-]{1,10}", fullmatch=True),
    url=st.just("https://example.org/a?b=c#d"),
    keywords=st.lists(words, max_size=3).map(tuple),
)
ARTICLE = Reference(
    "guler2005", ReferenceKind.ARTICLE_JOURNAL, Location("x"), title="Magnesium and myoclonus",
    authors=(PersonName("Guler", "Ahmet"),), issued=PartialDate(2005), container="Anesth Analg",
    doi="10.1213/01", pmid="16115983",
)  # fmt: skip
COMMON = [
    "key", "kind", "title", "authors", "issued", "container", "volume", "issue", "pages",
    "publisher", "doi", "url", "keywords",
]  # fmt: skip


def values(reference: Reference, *kept_by: ReferenceFormat) -> dict[str, object]:
    """What every one of the formats says that it keeps."""
    kept = [name for name in COMMON if all(name in fmt.carries for fmt in kept_by)]
    return {name: getattr(reference, name) for name in kept}


def again(fmt: ReferenceFormat, library: Library) -> Library:
    return fmt.read(SourceFile(f"again{fmt.suffixes[0]}", fmt.write(library))).value


@each_format
def test_it_is_found_by_its_suffixes(fmt: ReferenceFormat) -> None:
    """Formats that share a suffix are told apart by their text."""
    assert fmt.suffixes
    text = fmt.write(Library((ARTICLE,)))
    for suffix in fmt.suffixes:
        path = f"some/Library{suffix.upper()}"
        assert suffix in format_of_path(path).suffixes
        assert format_of(path, text) is fmt
        assert format_of("no.suffix", text).name == ("csv" if fmt.name == "xlsx" else fmt.name)


@each_format
@settings(max_examples=60, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=200),
        st.text(alphabet="@{}()[]\",=#:\\ \r\n\tab1-", max_size=200),
        st.lists(
            st.sampled_from(
                ["@article{", "@misc(", "@string{", "@comment{", "k,", "title", " = ", "{x}", '"y"',
                 "}", ")", "#", ",", "\n", "\r\n", '{"id":', '"a"', "[", "]", "TY  - JOUR\n",
                 "ER  - \n", "PMID- 1\n", "crossref={k}", "\\", "é"]
            ),
            max_size=40,
        ).map("".join),
    )
)  # fmt: skip
def test_no_text_makes_it_raise_and_every_span_is_in_the_file(
    fmt: ReferenceFormat, text: str
) -> None:
    source = SourceFile(f"garbage{fmt.suffixes[0]}", text)
    reading = fmt.read(source)
    ends = [0]
    for reference in reading.value:
        assert reference.span is not None
        assert ends[-1] <= reference.span.start < reference.span.end <= len(text)
        ends.append(reference.span.end)
        assert source.location(reference.span.start) == reference.location
    for problem in reading.problems:
        assert problem.location.path == source.path
        assert problem.message
    assert fmt.read(source) == reading
    if fmt.name == "bibtex":
        assert fmt.write(reading.value) == text


@each_format
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(library=st.lists(references, max_size=3, unique_by=lambda r: r.key).map(tuple).map(Library))
def test_common_values_come_back(fmt: ReferenceFormat, library: Library) -> None:
    back = again(fmt, library)
    assert [values(each, fmt) for each in back] == [values(each, fmt) for each in library]
    assert fmt.read(SourceFile("x", fmt.write(library))).problems == ()


@each_format
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(library=st.lists(references, max_size=3, unique_by=lambda r: r.key).map(tuple).map(Library))
def test_writing_is_the_same_each_time(fmt: ReferenceFormat, library: Library) -> None:
    written = fmt.write(library)
    assert fmt.write(library) == written
    assert fmt.write(again(fmt, library)) == written


@each_format
def test_a_list_that_is_cut_short_stays_so(fmt: ReferenceFormat) -> None:
    cut = Reference(
        "a", ReferenceKind.BOOK, Location("x"), title="T", authors=(PersonName("A", "B"), OTHERS)
    )
    if "authors" in fmt.carries:
        assert again(fmt, Library((cut,))).references[0].authors[-1].is_others


@pytest.mark.parametrize("first", FORMATS, ids=[fmt.name for fmt in FORMATS])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    second=st.sampled_from(FORMATS),
    library=st.lists(references, max_size=2, unique_by=lambda r: r.key).map(tuple).map(Library),
)
def test_converting_there_and_back_keeps_common_values(
    first: ReferenceFormat, second: ReferenceFormat, library: Library
) -> None:
    back = again(first, again(second, again(first, library)))
    kept = [values(each, first, second) for each in back]
    assert kept == [values(each, first, second) for each in library]


@each_format
@pytest.mark.parametrize("kind", list(ReferenceKind))
def test_every_kind_comes_back(fmt: ReferenceFormat, kind: ReferenceKind) -> None:
    if fmt.name not in ("bibtex", "csl-json"):
        return  # other formats have fewer types than CSL has kinds
    library = Library((Reference("k", kind, Location("x"), title="T"),))
    assert again(fmt, library).references[0].kind is kind


@each_format
def test_reading_leaves_the_library_ready_for_change(fmt: ReferenceFormat) -> None:
    old = Reference("k", ReferenceKind.BOOK, Location("x"), title="T", doi="10.1000/old")
    library = again(fmt, Library((old,)))
    new = dataclasses.replace(library.references[0], title="New", doi="10.1000/x")
    back = again(fmt, dataclasses.replace(library, references=(new,)))
    assert back.references[0].doi == "10.1000/x"
    if "title" in fmt.carries:
        assert back.references[0].title == "New"
