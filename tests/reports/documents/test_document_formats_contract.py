"""What every document format owes: named files, the same bytes each time, no trust in the text."""

import pytest

from references.errors import InputError
from reports.documents.document_format import document_format_named, document_formats
from tests.reports.documents.small_view import a_view
from tests.reports.small_review import hostile_files, view_of

FORMATS = pytest.mark.parametrize("fmt", document_formats(), ids=lambda fmt: fmt.name)


def test_the_promised_formats_are_there():
    names = {fmt.name for fmt in document_formats()}
    assert names >= {"html", "pdf", "markdown", "json", "csv"}
    with pytest.raises(InputError, match="markdown"):
        document_format_named("papyrus")


@FORMATS
def test_it_gives_files_with_names_of_their_own_and_the_same_bytes_again(fmt):
    once, again = fmt.render(a_view()), fmt.render(a_view())
    names = [document.filename for document in once]
    assert names
    assert len(names) == len(set(names))
    assert all("/" not in name and "\\" not in name and name[0] != "." for name in names)
    assert all(document.content for document in once)
    assert once == again


@FORMATS
def test_hostile_words_do_not_stop_it(fmt):
    for document in fmt.render(view_of(hostile_files())):
        assert document.content
        assert document.note == ""


@FORMATS
def test_a_review_without_anything_is_printed_too(fmt):
    files = {"review.toml": '[review]\ntitle = "Nothing yet"\narticle = []\n'}
    assert all(document.content for document in fmt.render(view_of(files)))
