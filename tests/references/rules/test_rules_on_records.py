"""Rules on fields, types, people, dates and identifiers: what they find and leave alone."""

from __future__ import annotations

import datetime

import pytest

from references.encoding import decode
from references.format import format_named
from references.rule import Hit, LibrarySubject, library_rules

DAY = datetime.date(2026, 11, 22)
RULES = {rule.code: rule for rule in library_rules()}


def subject_of(text: str, format_name: str = "bibtex") -> LibrarySubject:
    source = decode("a.txt", text.encode())
    reading = format_named(format_name).read(source.value)
    return LibrarySubject(reading.value, reading.problems, as_of=DAY)


def hits(code: str, text: str, format_name: str = "bibtex") -> list[Hit]:
    return list(RULES[code].check(subject_of(text, format_name)))


def entry(entry_type: str = "article", key: str = "k", **fields: str) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{entry_type}{{{key},\n{lines}}}\n"


def article(key: str = "k", **fields: str) -> str:
    usual = {
        "author": "Guler, A.",
        "title": "Magnesium and the jerks of etomidate",
        "journal": "Anesthesia",
        "year": "2005",
    }
    merged = {name: value for name, value in {**usual, **fields}.items() if value}
    return entry("article", key, **merged)


@pytest.mark.parametrize(
    "kind", ["online", "thesis", "IEEEtranBSTCTL", "softwareversion", "letter"]
)
def test_types_of_data_models_are_known(kind: str) -> None:
    assert hits("REF030", entry(kind, title="T")) == []


@pytest.mark.parametrize(
    ("kind", "hint"),
    [("artical", "@article"), ("inproceeding", "@inproceedings"), ("foo", "@misc")],
)
def test_unknown_types_say_what_was_meant(kind: str, hint: str) -> None:
    [hit] = hits("REF030", entry(kind, title="T"))
    assert hint in hit.hint


def test_types_of_other_formats_are_their_own() -> None:
    ris = "TY  - JOUR\nTI  - Magnesium\nAU  - Guler, A.\nPY  - 2005\nER  - \n"
    for code in ("REF030", "REF031", "REF032", "REF033"):
        assert hits(code, ris, "ris") == []


@pytest.mark.parametrize(
    "name", ["notes", "page", "urls", "keyword", "dates", "comments", "x-volume"]
)
def test_names_that_mean_something_themselves_are_no_slips(name: str) -> None:
    assert hits("REF031", article(**{name: "text"})) == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("authors", "author"),
        ("jounal", "journal"),
        ("adress", "address"),
        ("organisation", "organization"),
    ],
)
def test_slips_are_found_only_where_the_right_field_is_missing(name: str, meant: str) -> None:
    [hit] = hits("REF031", entry("misc", **{name: "text"}))
    assert f"{meant!r}" in hit.hint
    assert hits("REF031", entry("misc", **{name: "text", meant: "text"})) == []


def test_a_container_beside_its_own_is_no_contradiction() -> None:
    both = {"booktitle": "Proceedings", "journal": "LNCS"}
    assert hits("REF032", entry("inproceedings", title="T", **both)) == []
    assert hits("REF032", entry("article", title="T", **both)) == []
    assert hits("REF032", entry("inbook", title="T", journal="J")) == []
    assert len(hits("REF032", entry("phdthesis", title="T", journal="J"))) == 1


def test_an_empty_field_of_a_child_may_keep_the_parents_value_out() -> None:
    [hit] = hits("REF033", article(volume=" ") + article("b", year="2005"))
    assert [(edit.field.name, edit.value) for edit in hit.edits if edit.field] == [("volume", None)]
    [child] = hits("REF033", entry("inbook", crossref="k", title="T", note="{}"))
    assert child.edits == ()


@pytest.mark.parametrize(
    "text",
    [
        entry("book", title="Old", author="A, B", year="1790"),
        entry("misc", title="Talk", author="A, B", year="2005", howpublished="Lecture in Bonn"),
        entry("techreport", title="Report", author="A, B", institution="WHO", year="2005"),
        entry("dataset", title="Counts", author="A, B", year="2005", doi="10.1000/1"),
        entry("misc", title="Untitled"),
    ],
)
def test_what_says_where_it_is_can_be_traced(text: str) -> None:
    assert hits("REF034", text) == []


def test_a_dataset_from_nowhere_cannot_be_traced() -> None:
    assert len(hits("REF034", entry("dataset", title="Counts", author="A, B", year="2005"))) == 1


def test_siblings_speak_only_when_they_are_nearly_of_one_mind() -> None:
    full = "".join(article(f"a{n}", volume=str(n), pages=f"{n}") for n in range(1, 10))
    [hit] = hits("REF035", full + article("odd", volume="3"))
    assert (hit.subject, "no pages" in hit.message) == ("odd", True)
    assert hits("REF035", full + article("odd", volume="3", note="In press")) == []
    three_lack = full + "".join(article(f"b{n}", volume=str(n)) for n in range(3))
    assert hits("REF035", three_lack) == []
    four = "".join(article(f"a{n}", volume=str(n)) for n in range(4))
    assert hits("REF035", four + article("odd")) == []


@pytest.mark.parametrize(
    ("fields", "given"),
    [
        ({"note": "doi:10.1000/ab.1"}, {"doi": "10.1000/ab.1"}),
        ({"note": "PMID: 12345678"}, {"pmid": "12345678"}),
        ({"volume": "10.1000/ab.1"}, {"doi": "10.1000/ab.1", "volume": None}),
        ({"pages": "10.1101/2021.02.22.432360v1"}, {}),
    ],
)
def test_buried_identifiers_are_moved_and_notes_kept(
    fields: dict[str, str], given: dict[str, str | None]
) -> None:
    [hit] = hits("REF036", article(**fields))
    made = {edit.field.name if edit.field else edit.name: edit.value for edit in hit.edits}
    assert made == given


@pytest.mark.parametrize(
    "fields",
    [
        {"note": "Comment on doi:10.1000/1"},
        {"note": "doi:10.1000/1", "doi": "10.1000/1"},
        {"note": "See 10.1000/1 and 10.1000/2"},
        {"pages": "12345678"},
    ],
)
def test_identifiers_of_other_works_are_not_the_records(fields: dict[str, str]) -> None:
    assert hits("REF036", article(**fields)) == []


@pytest.mark.parametrize(
    ("volume", "wanted"),
    [("12(3)", ("12", "3")), ("12 (3-4)", ("12", "3-4")), ("12, no. 3", ("12", "3"))],
)
def test_volume_and_issue_are_parted(volume: str, wanted: tuple[str, str]) -> None:
    [hit] = hits("REF037", article(volume=volume))
    assert tuple(edit.value for edit in hit.edits) == wanted
    [other] = hits("REF037", article(volume=volume, number="9"))
    assert other.edits == ()


@pytest.mark.parametrize("volume", ["12", "35 ( Pt 1)", "101-B", "12 Suppl 1", "A(b)", "VII"])
def test_volumes_in_use_are_left_alone(volume: str) -> None:
    assert hits("REF037", article(volume=volume)) == []


@pytest.mark.parametrize(
    "title",
    [
        "Node.js", "ASP.NET and SQL", "Magnesium - a review", "Nature | nurture", "The .com bubble",
        "Signal/noise 10.1 in MRI", "[Effect of magnesium]", "On A/B tests",
    ],
)  # fmt: skip
def test_titles_that_only_look_scraped(title: str) -> None:
    assert hits("REF038", article(title=title)) == []


@pytest.mark.parametrize(
    "title",
    ["paper.pdf", "Magnesium - PubMed", "Magnesium | Anesthesia", "[PDF] Magnesium",
     "https://example.org/a", "PII: S0140673605123456", "Microsoft Word - a.doc"],
)  # fmt: skip
def test_scraped_titles(title: str) -> None:
    assert len(hits("REF038", article(title=title))) == 1


def test_a_web_page_may_be_called_what_its_tab_says() -> None:
    page = entry("online", title="Magnesium | Wikipedia", url="https://en.wikipedia.org/wiki/X")
    assert hits("REF038", page) == []


@pytest.mark.parametrize(
    ("journal", "said"),
    [
        ("PubMed", "database"), ("Elsevier BV", "publisher"), ("https://example.org", "address"),
        ("J Clin Anesth 2005;17(3):1-4", "volume"),
        ("Magnesium and the jerks of etomidate", "title"),
    ],
)  # fmt: skip
def test_what_is_no_journal(journal: str, said: str) -> None:
    [hit] = hits("REF039", article(journal=journal))
    assert said in hit.message


@pytest.mark.parametrize(
    "journal",
    ["Nature", "Cochrane Database Syst Rev", "IEEE Access", "J. Phys. (Paris)", "3 Biotech"],
)
def test_journals_in_use(journal: str) -> None:
    assert hits("REF039", article(journal=journal)) == []


@pytest.mark.parametrize("author", ["Smith J and Jones KL", "Smith JK", "Müller H. and Weiß B."])
def test_initials_in_the_place_of_family_names(author: str) -> None:
    assert len(hits("REF040", article(author=author))) == 1


@pytest.mark.parametrize(
    "author",
    ["Weinan E", "J Smith and K Jones", "Smith, J. and Jones, K.", "Wu, Xi and Ng, A", "{WHO}",
     "Sei-Hyun O and John Smith", "Ho, Y and Li, X", "UNESCO"],
)  # fmt: skip
def test_short_family_names_are_names(author: str) -> None:
    assert hits("REF040", article(author=author)) == []


@pytest.mark.parametrize(
    "author",
    ["World Health Organization", "Guler, A. and ALTS Study Group", "Food and Drug Administration"],
)
def test_bodies_without_braces(author: str) -> None:
    assert len(hits("REF041", article(author=author))) == 1


@pytest.mark.parametrize(
    "author",
    ["{World Health Organization}", "de L'Hospital, Guillaume", "Group, J.", "Network, A. B.",
     "Grouper, Ann", "UNESCO", "Associates, M."],
)  # fmt: skip
def test_people_with_the_names_of_bodies(author: str) -> None:
    assert hits("REF041", article(author=author)) == []


def test_a_list_long_enough_to_print_may_break_off() -> None:
    six = " and ".join(f"Guler, {letter}." for letter in "ABCDEF")
    assert hits("REF042", article(author=f"{six} and others")) == []
    assert len(hits("REF042", article(author="Guler, A. and others"))) == 1


def test_initials_alone_do_not_make_one_person_of_two() -> None:
    assert hits("REF043", article(author="Wang, J. and Wang, J.")) == []
    assert len(hits("REF043", article(author="Wang, Jie and Wang, Jie"))) == 1


def test_editors_may_write_a_chapter_of_their_book() -> None:
    both = {"author": "A, Bea", "editor": "A, Bea", "title": "T", "booktitle": "B"}
    assert hits("REF043", entry("incollection", **both)) == []
    assert len(hits("REF043", entry("book", **both))) == 1


@pytest.mark.parametrize(
    ("doi", "year"),
    [
        ("10.1016/j.neuron.2019.01.002", "2021"),
        ("10.1016/j.neuron.2019.01.002", "2018"),
        ("10.1016/S0140-6736(05)12345-6", "2005"),
        ("10.1016/0039-6028(64)90006-8", "1964"),
        ("10.1111/j.1469-7610.1975.tb01234.x", "1975"),
        ("10.1038/s41586-020-2649-2", "2020"),
        ("10.1371/journal.pone.0012345", "1990"),
        ("10.1080/09658211.2018.1478280", "2020"),
    ],
)
def test_years_that_doi_patterns_allow(doi: str, year: str) -> None:
    assert hits("REF044", article(doi=doi, year=year)) == []


@pytest.mark.parametrize(
    ("doi", "year"),
    [
        ("10.1016/j.neuron.2019.01.002", "2009"),
        ("10.1016/S0140-6736(05)12345-6", "1995"),
        ("10.1038/s41586-020-2649-2", "2010"),
        ("10.1101/2020.06.22.20137273", "2019"),
    ],
)
def test_years_that_doi_patterns_deny(doi: str, year: str) -> None:
    assert len(hits("REF044", article(doi=doi, year=year))) == 1


def test_a_printed_article_may_be_posted_to_arxiv_later() -> None:
    posted = {"eprint": "2005.14165", "archiveprefix": "arXiv"}
    assert hits("REF044", article(year="1999", **posted)) == []
    preprint = entry("misc", title="T", author="A, B", year="1999", **posted)
    assert len(hits("REF044", preprint)) == 1


@pytest.mark.parametrize(
    ("kind", "date", "urldate", "count"),
    [
        ("online", "2022-06-02", "2022-06-01", 1),
        ("online", "2022", "2022-06-01", 0),
        ("online", "2022-06-02", "2022", 0),
        ("article", "2022-01", "2021-12-30", 0),
        ("article", "2022-01", "2020-12-30", 1),
    ],
)
def test_pages_are_seen_after_they_appear(kind: str, date: str, urldate: str, count: int) -> None:
    given = {"title": "T", "url": "https://example.org", "date": date, "urldate": urldate}
    assert len(hits("REF045", entry(kind, **given))) == count


def test_the_original_comes_first() -> None:
    assert len(hits("REF045", entry("book", title="T", date="1950", origdate="1990"))) == 1
    assert hits("REF045", entry("book", title="T", date="1990", origdate="1950")) == []


def journal_of(volumes: dict[int, int]) -> str:
    return "".join(
        article(f"a{year}v{volume}", year=str(year), volume=str(volume), title=f"T{year}{volume}")
        for year, volume in volumes.items()
    )


def test_a_volume_off_the_line_is_found_on_either_side() -> None:
    line = {year: year - 1950 for year in range(1995, 2010)}
    assert hits("REF046", journal_of(line)) == []
    assert [hit.subject for hit in hits("REF046", journal_of({**line, 2000: 5}))] == ["a2000v5"]
    assert [hit.subject for hit in hits("REF046", journal_of({**line, 2000: 57}))] == ["a2000v57"]
    # The issue of December that comes out in January.
    assert hits("REF046", journal_of({**line, 2000: 51})) == []


def test_a_journal_that_comes_to_print_more_volumes_is_not_off_its_line() -> None:
    line = {year: year - 1950 for year in range(1995, 2010)}
    assert hits("REF046", journal_of({**line, 2010: 62, 2011: 64, 2012: 66})) == []


def test_sections_of_a_journal_are_journals_of_their_own() -> None:
    line = "".join(
        article(f"a{n}", journal="Physical Review A", year=str(2000 + n), volume=str(60 + n))
        for n in range(8)
    )
    other = article("e", journal="Physical Review E", year="2003", volume="5")
    assert hits("REF046", line + other) == []


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"year": "2026", "note": "In press"}, 0),
        ({"year": "2020", "note": "In press"}, 1),
        ({"year": "2026", "note": "In press", "volume": "12", "pages": "1--9"}, 1),
        ({"year": "2020", "note": "Accepted manuscripts were counted"}, 0),
        ({"year": "in press"}, 0),
    ],
)
def test_in_press_goes_stale(fields: dict[str, str], count: int) -> None:
    assert len(hits("REF047", article(**fields))) == count


@pytest.mark.parametrize(
    ("doi", "count"),
    [
        ("10.1371/journal.pone.0250000.g001", 1),
        ("10.7717/peerj.4375/fig-2", 1),
        ("10.7554/eLife.12345.sa1", 1),
        ("10.6084/m9.figshare.123456", 1),
        ("10.7554/eLife.12345", 0),
        ("10.1371/journal.pone.0250000", 0),
        ("10.3389/fmed.2022.799156", 0),
    ],
)
def test_dois_of_parts(doi: str, count: int) -> None:
    assert len(hits("REF048", article(doi=doi))) == count


def test_a_data_set_may_have_the_doi_of_a_data_set() -> None:
    data = {"title": "Counts", "author": "A, B", "year": "2020", "doi": "10.5061/dryad.abc12"}
    assert hits("REF048", entry("dataset", **data)) == []


@pytest.mark.parametrize(
    ("journal", "doi", "count"),
    [
        ("Genes and Development", "10.1101/gad.123456", 0),
        ("bioRxiv", "10.1101/523753", 0),
        ("Neuron", "10.1101/523753", 1),
        ("arXiv preprint arXiv:1706.03762", "10.48550/arXiv.1706.03762", 0),
        ("medRxiv", "10.1056/NEJMoa2021436", 1),
        ("SSRN Electronic Journal", "10.2139/ssrn.123456", 0),
        ("OSF Preprints", "10.17605/OSF.IO/ABCDE", 0),
    ],
)
def test_preprints_and_articles_are_not_mixed(journal: str, doi: str, count: int) -> None:
    assert len(hits("REF049", article(journal=journal, doi=doi))) == count


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"doi": "10.1000/A", "url": "https://doi.org/10.1000/a"}, 0),
        ({"doi": "10.1000/A", "url": "https://doi.org/10.1000/b"}, 1),
        ({"doi": "10.1000/a(1)", "url": "https://doi.org/10.1000/a%281%29"}, 0),
        ({"pmid": "123", "url": "https://pubmed.ncbi.nlm.nih.gov/123/"}, 0),
        ({"pmcid": "PMC12", "url": "https://pmc.ncbi.nlm.nih.gov/articles/PMC13/"}, 1),
        ({"doi": "10.1000/a", "url": "https://example.org/10.1000/b"}, 0),
        (
            {"eprint": "1706.03762v5", "eprinttype": "arxiv"}
            | {"url": "http://arxiv.org/abs/1706.03762"},
            0,
        ),
    ],
)  # fmt: skip
def test_addresses_lead_to_the_record(fields: dict[str, str], count: int) -> None:
    assert len(hits("REF050", article(**fields))) == count


@pytest.mark.parametrize(
    ("code", "fields", "label"),
    [
        ("REF010", {"isbn": "0003-2999"}, "ISSN"),
        ("REF011", {"issn": "978-0-471-16240-7"}, "ISBN"),
        ("REF012", {"pmid": "10.1000/1"}, "DOI"),
        ("REF009", {"doi": "2005.14165"}, "arXiv id"),
    ],
)
def test_an_identifier_in_the_field_of_another_is_named(
    code: str, fields: dict[str, str], label: str
) -> None:
    [hit] = hits(code, article(**fields))
    assert f"valid {label}" in hit.hint
