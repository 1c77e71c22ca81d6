"""New keys for records, and for what names them; everything else stays."""

import pytest

from references.bibliography_file import BibliographyFile
from references.errors import InputError
from references.format import format_named
from references.formats.bibtex.reader import read
from references.renaming import rename_keys
from references.source import SourceFile

TEXT = """@book{kept, author = {Kay, A.}, title = {One}, year = 2001}
@inproceedings{x:1, author = {Lee, B.}, title = {Two}, year = 2002, crossref = {proc}}
@inbook{dup, author = {Mai, C.}, title = {Three}, year = 2003}
@inbook{DUP, author = {Mai, C.}, title = {Four}, year = 2003}
@article{, author = {Kay, A.}, title = {Five}, year = 2001}
@proceedings{proc, editor = {Poe, E.}, title = {Six}, year = 2002}
@set{all, entryset = {x:1, proc,other}}
"""


def renamed(text, pattern, *, every=False, name="bibtex"):
    file = BibliographyFile(SourceFile("a.bib", text), format_named(name))
    return rename_keys([file], pattern, every=every)


def test_only_missing_and_repeated_keys_are_made_unless_asked():
    result = renamed(TEXT, "[auth:lower][year]")
    assert result.renamed == (("DUP", "mai2003"), ("", "kay2001"))
    assert result.files[0].source.text == TEXT.replace("{DUP,", "{mai2003,").replace(
        "@article{,", "@article{kay2001,"
    )
    assert renamed(result.files[0].source.text, "[auth][year]").renamed == ()


def test_all_keys_are_made_when_asked_and_what_names_them_follows():
    result = renamed(TEXT, "[auth:lower][year]", every=True)
    library = read(result.files[0].source).value
    keys = [reference.key for reference in library]
    assert keys == ["kay2001", "lee2002", "mai2003", "mai2003a", "kay2001a", "poe2002"]
    assert library.get("lee2002").field("crossref").value == "poe2002"
    again = rename_keys(result.files, "[auth:lower][year]", every=True)
    assert again.renamed == ()
    assert again.files == result.files


def test_a_key_that_is_kept_goes_on_meaning_the_record_that_keeps_it():
    text = (
        "@book{a, title = {Kept}, author = {A, A.}, year = 1}\n"
        "@book{a, title = {Renamed}, author = {B, B.}, year = 2001}\n"
        "@incollection{c, title = {C}, crossref = {a}}\n"
    )
    result = renamed(text, "[auth:lower][year]")
    assert result.renamed == (("a", "b2001"),)
    assert "crossref = {a}" in result.files[0].source.text


def test_a_ris_file_gets_its_keys_as_ids():
    fmt = format_named("ris")
    assert fmt.edit is not None
    text = "TY  - JOUR\nAU  - Kay, A.\nTI  - One\nPY  - 2001\nER  - \n"
    result = rename_keys(
        [BibliographyFile(SourceFile("a.ris", text), fmt)], "[auth:lower][year]x", every=True
    )
    assert fmt.read(result.files[0].source).value.references[0].key == "kay2001x"


def test_a_format_that_holds_no_keys_is_named():
    source = SourceFile("a.nbib", "PMID- 1\nTI  - One\n")
    result = rename_keys([BibliographyFile(source, format_named("nbib"))], "[auth]", every=True)
    assert result.files[0].source is source
    assert "a.nbib: keys cannot be set" in result.notes[0]


def test_a_bad_pattern_is_refused_before_anything_is_read():
    with pytest.raises(InputError):
        renamed(TEXT, "[nothing]")
