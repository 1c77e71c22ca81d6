from dataclasses import replace

import pytest

from references.dates import PartialDate
from references.formats.bibtex import FORMAT
from references.library import Library
from references.people import OTHERS, PersonName
from references.reference import Reference, ReferenceKind
from references.source import Location, SourceFile

TEXT = """% my library
@string{j = {Journal of X}}

@article{a,
  Author  = {Smith, J},
  journal = j,
  title   = {On {DNA}},
  year    = 2001,
  x-odd   = {kept},
}

between

@book{b, title={B}}
"""


def read(text: str, path: str = "x.bib") -> Library:
    return FORMAT.read(SourceFile(path, text)).value


def changed(**values: object) -> str:
    library = read(TEXT)
    first, second = library.references
    return FORMAT.write(replace(library, references=(replace(first, **values), second)))


def test_an_untouched_library_is_written_as_it_was() -> None:
    assert FORMAT.write(read(TEXT)) == TEXT


def test_only_the_changed_field_of_the_changed_entry_is_new() -> None:
    written = changed(title="On RNA and more")
    assert "title = {On {RNA} and more}" in written
    assert "journal = j," in written
    assert "year = 2001" in written
    assert "x-odd = {kept}" in written
    assert written.startswith("% my library\n@string{j = {Journal of X}}\n\n@article{a,")
    assert written.endswith("}\n\nbetween\n\n@book{b, title={B}}\n")


def test_a_new_date_keeps_the_classic_form_of_its_entry() -> None:
    written = changed(issued=PartialDate(2002, 5))
    assert "year = {2002}," in written
    assert "month = may," in written
    assert "date" not in written


def test_a_value_taken_away_takes_its_field_away() -> None:
    assert "journal" not in changed(container="").split("between")[0].replace("{j = {J", "")


def test_a_removed_entry_leaves_the_text_around_it() -> None:
    library = read(TEXT)
    written = FORMAT.write(replace(library, references=library.references[1:]))
    assert (
        written == "% my library\n@string{j = {Journal of X}}\n\nbetween\n\n@book{b, title={B}}\n"
    )


def test_a_new_order_is_followed() -> None:
    library = read(TEXT)
    written = FORMAT.write(replace(library, references=library.references[::-1]))
    assert [reference.key for reference in read(written)] == ["b", "a"]
    assert "between" in written
    assert read(written).by_key["a"].container == "Journal of X"


def test_a_new_entry_comes_last_with_the_line_ends_of_the_file() -> None:
    library = read("@book{a, title={A}}\r\n")
    new = Reference("n", ReferenceKind.BOOK, Location("new"), title="N & Co")
    written = FORMAT.write(replace(library, references=(*library.references, new)))
    assert written == "@book{a, title={A}}\r\n@book{n,\r\n  title = {N \\& Co},\r\n}\r\n"


def test_several_files_are_written_one_below_the_other() -> None:
    one, two = read("@book{a, title={A}}", "1.bib"), read("@book{b, title={B}}", "2.bib")
    assert FORMAT.write(one + two) == "@book{a, title={A}}\n@book{b, title={B}}"


@pytest.mark.parametrize(
    "name",
    [
        PersonName("Berg", "Jan", "van den"),
        PersonName("Smith", "John", suffix="Jr"),
        PersonName("de Silva", "A."),
        PersonName("Silva", "A.", "De"),
        PersonName("Aristotle"),
        PersonName(literal="Ministry of Health, Labour and Welfare"),
        PersonName("Ford and Sons", "A"),
        PersonName("naqvi", "x"),
        OTHERS,
    ],
)
def test_names_come_back(name: PersonName) -> None:
    first = PersonName("First", "A")
    new = Reference("n", ReferenceKind.BOOK, Location("new"), authors=(first, name))
    assert read(FORMAT.write(Library((new,)))).references[0].authors == (first, name)


@pytest.mark.parametrize(
    "title",
    ["50 % of $5 & #1_a", "a {b} c", "x ~ y ^ z", "back\\slash", "pH and McDonald", "é ø ß"],
)
def test_special_characters_come_back(title: str) -> None:
    new = Reference("n", ReferenceKind.BOOK, Location("new"), title=title)
    assert read(FORMAT.write(Library((new,)))).references[0].title == title
