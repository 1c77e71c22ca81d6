"""Rules on fields, types and people: what they find and leave alone."""

from __future__ import annotations

import pytest

from tests.references.rules.rule_hits import article, entry, hits


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
