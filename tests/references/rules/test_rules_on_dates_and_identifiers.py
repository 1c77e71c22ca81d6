"""Rules on dates and identifiers: what they find and leave alone."""

from __future__ import annotations

import pytest

from tests.references.rules.rule_hits import article, entry, hits


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
