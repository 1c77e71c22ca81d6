"""What is asked of whom, and what is said of each reference in the end."""

import datetime
import json
from dataclasses import replace

import pytest

from references.dates import PartialDate
from references.lookup.archive import Archive, Freshness
from references.lookup.cache import Cache
from references.lookup.client import Client, Limits
from references.lookup.outcome import Outcome
from references.lookup.session import citation_of, look_up
from references.notice import NoticeKind, Relation
from references.people import PersonName
from references.reference import Reference, ReferenceKind
from references.registry import Caller, registry_named
from references.source import Location
from tests.references.lookup.registry_server import (
    CROSSREF_WORKS,
    DATASET,
    GULER,
    RETRACTED,
    Reply,
    as_json,
)

SERVICES = ("crossref", "datacite", "pubmed")
TITLE = "Magnesium sulfate pretreatment reduces myoclonus after etomidate"
SECRET = "kept at home"
REFERENCE = Reference(
    "guler2005",
    ReferenceKind.ARTICLE_JOURNAL,
    Location("a.bib"),
    title=TITLE,
    authors=(PersonName("Güler", "A."),),
    issued=PartialDate(2005),
    container="Anesth Analg",
    volume="101",
    pages="705-9",
    doi=GULER.upper(),
    abstract=SECRET,
    note=SECRET,
    keywords=(SECRET,),
    url=f"https://example.org/{SECRET}",
)
OTHER_TITLE = replace(REFERENCE, title="Propofol abolishes pain on injection in the elderly")
WITHOUT_ID = replace(REFERENCE, doi="")


@pytest.fixture
def look(server, time, tmp_path):
    def call(*references, services=SERVICES, online=True, freshness=None, limits=None):
        registries = [registry_named(name) for name in services]
        limits = limits or Limits(silence=1, attempts=2)
        with (
            Cache(tmp_path) as cache,
            Client(Caller("x"), time.clock, server.base_urls, limits) as client,
        ):
            archive = Archive(
                cache, client if online else None, time.clock, freshness or Freshness()
            )
            return look_up(references, registries, archive)

    return call


def test_a_reference_that_agrees_with_its_record_is_verified(look):
    (found,) = look(REFERENCE)
    assert found.outcome is Outcome.VERIFIED
    assert found.reason == "agrees with Crossref, PubMed"
    assert [each.registry for each in found.consulted] == ["crossref", "pubmed"]
    assert found.candidates == ()


def test_a_real_doi_under_an_invented_title_is_a_mismatch(look):
    (found,) = look(OTHER_TITLE, services=("crossref",))
    assert found.outcome is Outcome.MISMATCH
    (difference,) = found.consulted[0].differences
    assert difference.field == "title"
    assert difference.ours == OTHER_TITLE.title
    assert difference.theirs == CROSSREF_WORKS[GULER]["title"][0]
    assert found.fillings == ()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"authors": (PersonName("Satilmis", "T."),)}, "first author"),
        ({"issued": PartialDate(2009)}, "year"),
        ({"container": "Anesthesiology"}, "venue"),
        ({"volume": "11"}, "volume"),
        ({"pages": "99-101"}, "pages"),
        ({"pmid": "9500320"}, "DOI"),
    ],
)
def test_every_differing_field_is_a_mismatch_and_named(look, changed, field):
    (found,) = look(replace(REFERENCE, **changed))
    assert found.outcome is Outcome.MISMATCH
    assert field in {each.field for one in found.consulted for each in one.differences}
    assert field in found.reason


def test_an_unregistered_doi_is_not_found_and_its_work_is_proposed(look):
    (found,) = look(replace(REFERENCE, doi="10.9999/none"))
    assert found.outcome is Outcome.NOT_FOUND
    assert found.reason == "DOI 10.9999/none is not found at Crossref"
    (candidate,) = found.candidates
    assert candidate.identifier == f"DOI {GULER}"
    assert found.fillings == ()


def test_nothing_is_ever_called_invented(look):
    (found,) = look(replace(REFERENCE, doi="10.9999/none", title="Nothing of the kind at all"))
    text = f"{found.outcome} {found.reason} {found.remarks}".lower()
    assert not any(word in text for word in ("invented", "fake", "fabricated", "hallucinated"))


def test_a_doi_of_another_agency_is_asked_there(look, server):
    software = replace(
        REFERENCE,
        doi=DATASET,
        title="Software citation principles",
        authors=(PersonName("Smith", "A. M."),),
        issued=PartialDate(2019),
        container="",
        volume="",
        pages="",
    )
    (found,) = look(software)
    assert found.outcome is Outcome.VERIFIED
    assert [each.registry for each in found.consulted] == ["datacite"]
    assert [each.relation for each in found.related] == [Relation.UPDATED_WORK]
    (left,) = look(software, services=("crossref",))
    assert left.outcome is Outcome.NOT_CHECKED
    assert left.reason == f"DOI {DATASET} is registered at datacite, which was not asked"


def test_a_doi_of_an_agency_without_a_reader_is_not_checked(look):
    (found,) = look(replace(REFERENCE, doi="10.3205/abc"))
    assert found.outcome is Outcome.NOT_CHECKED
    assert "registered at medra" in found.reason


def test_a_doi_that_a_list_leaves_out_is_asked_for_alone(look, server):
    alias = "10.1213/former"
    server.instead = [
        as_json({"message": {"items": [CROSSREF_WORKS[RETRACTED]]}}),
        as_json({"message": {"DOI": alias, "agency": {"id": "crossref"}}}),
        as_json({"message": CROSSREF_WORKS[GULER]}),
    ]
    other = replace(REFERENCE, key="w", title="", doi=RETRACTED)
    (found, _) = look(replace(REFERENCE, doi=alias), other, services=("crossref",))
    assert found.consulted[0].record.reference.doi == GULER
    assert f"DOI {alias} is now {GULER}" in found.remarks


def test_without_identifier_a_candidate_is_proposed_and_not_taken(look):
    (found,) = look(WITHOUT_ID)
    assert found.outcome is Outcome.NOT_CHECKED
    assert found.reason == "it has no identifier; a candidate is proposed"
    assert [each.identifier for each in found.candidates] == [f"DOI {GULER}"]
    assert found.consulted == ()
    assert found.fillings == ()


def test_a_candidate_by_another_author_or_of_another_year_is_not_proposed(look):
    other = replace(WITHOUT_ID, authors=(PersonName("Miller", "B."),))
    late = replace(WITHOUT_ID, issued=PartialDate(2015))
    for found in look(other, late):
        assert found.candidates == ()
        assert found.outcome is Outcome.NOT_FOUND
        assert "no record of its title is found at Crossref, DataCite, PubMed" in found.reason


def test_pubmed_searches_too(look):
    (found,) = look(WITHOUT_ID, services=("pubmed",))
    assert [each.identifier for each in found.candidates] == [f"DOI {GULER}, PMID 16115978"]


def test_openalex_answers_as_well(look):
    (found,) = look(REFERENCE, services=("openalex",))
    assert found.outcome is Outcome.VERIFIED
    assert [each.attribute for each in found.fillings] == ["issue", "pmid", "issn"]


def test_a_broken_identifier_is_said_to_be_broken(look):
    (found,) = look(replace(REFERENCE, doi="not a doi", title=""))
    assert found.outcome is Outcome.NOT_CHECKED
    assert found.reason.startswith("its DOI holds a space")


def test_a_failing_service_leaves_a_reference_unchecked(look, server):
    server.always = Reply(500, b"")
    (found,) = look(REFERENCE)
    assert found.outcome is Outcome.NOT_CHECKED
    assert "Crossref: answered 500" in found.reason


def test_one_failing_service_does_not_hide_what_the_other_says(look, server):
    before = server.reply

    def reply(asked):
        return Reply(500, b"") if asked.path.startswith("/pubmed") else before(asked)

    server.reply = reply
    (found,) = look(REFERENCE)
    assert found.outcome is Outcome.VERIFIED
    assert "PubMed: answered 500" in found.remarks


def test_offline_nothing_is_asked_and_the_questions_are_told(look, server):
    found = look(REFERENCE, WITHOUT_ID, online=False)
    assert server.asked == []
    assert [each.outcome for each in found] == [Outcome.NOT_CHECKED] * 2
    assert found[0].unasked == (f"Crossref: DOI {GULER}", f"PubMed: DOI {GULER}")
    assert found[1].unasked[0] == f"Crossref: Güler 2005 {TITLE}"


def test_the_cache_answers_offline_and_online(look, server):
    first = look(REFERENCE, WITHOUT_ID)
    asked = len(server.asked)
    assert asked > 0
    assert look(REFERENCE, WITHOUT_ID, online=False) == first
    assert look(REFERENCE, WITHOUT_ID) == first
    assert len(server.asked) == asked


def test_refresh_asks_anew(look, server):
    look(REFERENCE)
    before = len(server.asked)
    look(REFERENCE, freshness=Freshness(refresh=True))
    assert len(server.asked) == 2 * before


def test_old_answers_are_asked_for_anew_and_serve_offline(look, server, time):
    look(REFERENCE)
    before = len(server.asked)
    time.now += 31 * 86_400
    (offline,) = look(REFERENCE, online=False)
    assert offline.outcome is Outcome.VERIFIED
    assert offline.consulted[0].asked.date() == datetime.date(2026, 11, 22)
    assert len(server.asked) == before
    (online,) = look(REFERENCE)
    assert online.consulted[0].asked.date() == datetime.date(2026, 12, 23)
    assert len(server.asked) == 2 * before


def test_what_was_not_found_is_asked_for_again_after_days(look, server, time):
    missing = replace(REFERENCE, doi="10.9999/none", title="")
    look(missing)
    before = len(server.asked)
    time.now += 3 * 86_400
    look(missing)
    assert len(server.asked) == 2 * before


def test_failures_are_not_kept(look, server):
    server.always = Reply(500, b"")
    look(REFERENCE)
    server.always = None
    (found,) = look(REFERENCE)
    assert found.outcome is Outcome.VERIFIED


def test_a_damaged_answer_in_the_cache_never_passes_for_not_found(look, tmp_path):
    look(REFERENCE)
    import sqlite3

    for damaged in ("", "{", "[]", json.dumps({"records": ["{}"], "agency": ""})):
        connection = sqlite3.connect(tmp_path / "lookup.sqlite3")
        connection.execute("UPDATE answers SET text = ?", (damaged,))
        connection.commit()
        connection.close()
        (found,) = look(REFERENCE, online=False)
        assert found.outcome is Outcome.NOT_CHECKED


def test_only_identifiers_and_citations_go_out(look, server):
    everything = [REFERENCE, OTHER_TITLE, WITHOUT_ID, replace(REFERENCE, doi="10.9999/none")]
    look(*everything, services=("crossref", "datacite", "openalex", "pubmed"))
    assert server.asked
    allowed = {"filter", "rows", "query.bibliographic", "query", "page[size]", "per-page", "select"}
    allowed |= {"db", "retmode", "retmax", "term", "id", "tool"}
    for asked in server.asked:
        assert set(asked.parameters) <= allowed
        assert SECRET not in asked.everything
        assert "a.bib" not in asked.everything
        assert "guler2005" not in asked.everything
        assert "cookie" not in asked.headers


def test_a_citation_is_title_first_author_and_year_and_of_bounded_length():
    long = replace(WITHOUT_ID, title="<i>word</i> " * 1000)
    citation = citation_of(long)
    assert len(citation.title) == 300
    assert citation.title.startswith("word word")
    assert (citation.author, citation.year) == ("Güler", 2005)


def test_a_run_that_is_broken_off_keeps_what_it_had(server, time, tmp_path):
    class Interrupted(Client):
        def ask(self, registry, questions):
            if len(server.asked) > 15:
                raise KeyboardInterrupt
            return super().ask(registry, questions)

    registry = registry_named("crossref")
    many = [replace(REFERENCE, doi=f"10.1000/{number}", title="") for number in range(450)]
    with Cache(tmp_path) as cache, Interrupted(Caller("x"), time.clock, server.base_urls) as client:
        with pytest.raises(KeyboardInterrupt):
            look_up(many, [registry], Archive(cache, client, time.clock))
        kept = [cache.get("crossref", f"doi 10.1000/{number}") for number in range(450)]
    assert all(kept[:400])
    assert not any(kept[400:])


def test_references_of_one_doi_are_asked_for_once(look, server):
    look(*[replace(REFERENCE, key=str(number)) for number in range(50)], services=("crossref",))
    assert len(server.asked) == 1


def test_many_dois_go_in_few_questions(look, server):
    many = [replace(REFERENCE, doi=f"10.1000/{number}", title="") for number in range(100)]
    look(*many, services=("openalex",))
    assert len(server.asked) == 2


def test_notices_of_several_registries_are_one(look):
    retracted = replace(
        REFERENCE,
        doi=RETRACTED,
        title=CROSSREF_WORKS[RETRACTED]["title"][0].removeprefix("RETRACTED: "),
        authors=(PersonName("Wakefield", "A. J."),),
        issued=PartialDate(1998),
        container="Lancet",
        volume="351",
        pages="637-41",
    )
    (found,) = look(retracted)
    assert found.outcome is Outcome.VERIFIED
    retraction, correction = found.notices
    assert retraction.kind is NoticeKind.RETRACTION
    assert retraction.doi == "10.1016/s0140-6736(10)60175-4"
    assert retraction.pmid == "20137807"
    assert retraction.date == PartialDate(2010, 2, 6)
    assert retraction.source == "retraction-watch, pubmed"
    assert correction.kind is NoticeKind.CORRECTION


def test_the_notice_is_not_itself_retracted(look):
    notice = replace(REFERENCE, doi="10.1016/S0140-6736(10)60175-4", title="Anything")
    (found,) = look(notice, services=("crossref",))
    assert found.notices == ()
    assert [each.relation for each in found.related] == [Relation.RETRACTED_WORK]


def test_a_reinstated_work_is_not_retracted(look, server):
    update = {"type": "reinstatement", "updated": {"date-parts": [[2012]]}, "DOI": "10.1000/back"}
    work = CROSSREF_WORKS[RETRACTED]
    reference = replace(REFERENCE, doi=RETRACTED, title=work["title"][0])
    (retracted,) = look(reference, services=("crossref",))
    assert retracted.retracted
    server.instead = [as_json({"message": work | {"updated-by": [*work["updated-by"], update]}})]
    (reinstated,) = look(reference, services=("crossref",), freshness=Freshness(refresh=True))
    assert not reinstated.retracted


def test_a_bare_identifier_is_filled_but_not_called_verified(look):
    bare = Reference("a", ReferenceKind.OTHER, Location("a.txt"), doi=GULER)
    (found,) = look(bare)
    assert found.outcome is Outcome.NOT_CHECKED
    assert found.reason == "the reference has no title to hold against its record"
    filled = {each.attribute: each.shown for each in found.fillings}
    assert filled["title"] == CROSSREF_WORKS[GULER]["title"][0]
    assert filled["kind"] == "article-journal"
    assert filled["pmid"] == "16115978"
