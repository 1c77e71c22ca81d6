"""What every registry promises: few questions that cover all, and readers that take anything."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from references.notice import NoticeKind, Relation
from references.reference import ReferenceKind
from references.registry import Caller, Citation, Pace, WorkId, registries, registry_named
from tests.references.lookup.registry_server import (
    CROSSREF_WORKS,
    DATACITE_WORKS,
    DATASET,
    GULER,
    OPENALEX_WORKS,
    PUBMED_ARTICLES,
    RETRACTED,
)

ALL = pytest.mark.parametrize("registry", registries(), ids=lambda item: item.name)
NOBODY = Caller("evidence-review/1")
SOMEBODY = Caller("evidence-review/1", "me@example.org", {"pubmed": "k", "openalex": "o"})
BODIES = {
    "crossref": json.dumps({"message": {"items": list(CROSSREF_WORKS.values())}}),
    "datacite": json.dumps({"data": list(DATACITE_WORKS.values())}),
    "openalex": json.dumps({"results": list(OPENALEX_WORKS.values())}),
    "pubmed": f"<PubmedArticleSet>{''.join(PUBMED_ARTICLES.values())}</PubmedArticleSet>",
}


def test_there_are_four():
    assert [each.name for each in registries()] == ["crossref", "datacite", "openalex", "pubmed"]


@ALL
def test_every_identifier_is_asked_for_once(registry):
    ids = [WorkId(kind, str(number + 1)) for kind in registry.knows for number in range(450)]
    if "doi" in registry.knows:
        ids += [WorkId("doi", f"10.1000/a,b|c+{number}") for number in range(3)]
    asked = [work for question in registry.ask(ids) for work in question.about]
    assert sorted(asked) == sorted(ids)


@ALL
def test_questions_are_within_what_services_take(registry):
    ids = [WorkId(kind, f"10.1000/{'x' * 60}{n}") for kind in registry.knows for n in range(450)]
    for question in registry.ask(ids):
        assert len(question.about) <= 200
        assert len("&".join(value for _, value in question.parameters)) < 6000


@ALL
def test_an_odd_doi_stays_in_its_place(registry):
    if "doi" not in registry.knows:
        return
    doi = '10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2?a#b"%2f/../c'
    for question in registry.ask([WorkId("doi", doi)]):
        assert "?" not in question.path
        assert "#" not in question.path


@ALL
def test_a_search_sends_title_author_and_year_alone(registry):
    question = registry.search(Citation("Sepsis: a (very) short story, OR not", "Smith", 2005))
    values = " ".join(value for _, value in (*question.parameters, *question.form))
    assert "short story" in values
    assert question.about == ()
    assert registry.search(Citation("Title")).path


@ALL
def test_a_caller_without_address_or_key_sends_neither(registry):
    assert dict(registry.signed(NOBODY)).keys() <= {"tool"}
    assert "me@example.org" in dict(registry.signed(SOMEBODY)).values()


@ALL
def test_nobody_is_allowed_more_than_somebody(registry):
    plain, polite = registry.pace(NOBODY), registry.pace(SOMEBODY)
    assert isinstance(plain, Pace)
    assert 0 < plain.per_second <= polite.per_second <= 10
    assert 1 <= plain.at_once <= polite.at_once <= 3


@ALL
def test_a_key_goes_to_its_own_service_alone(registry):
    values = set(dict(registry.signed(SOMEBODY)).values())
    foreign = {"pubmed": "o", "openalex": "k"}.get(registry.name)
    assert foreign not in values


@ALL
def test_a_record_read_again_is_the_same_record(registry):
    answer = registry.read(BODIES[registry.name])
    assert answer.trouble == ""
    assert answer.records
    for record in answer.records:
        (again,) = registry.read(record.raw).records
        assert again.reference == record.reference
        assert (again.titles, again.venues, again.years) == (
            record.titles,
            record.venues,
            record.years,
        )


@ALL
@pytest.mark.parametrize(
    "body", ["", " ", "<html><body>Sorry</body></html>", "<!DOCTYPE html>", "{", "null", "7", '"a"']
)
def test_what_is_no_answer_has_trouble(registry, body):
    answer = registry.read(body)
    assert answer.trouble
    assert answer.records == ()


@ALL
def test_an_answer_cut_short_is_never_taken_for_an_empty_one(registry):
    body = BODIES[registry.name]
    for end in range(0, len(body) - 1, 97):
        assert registry.read(body[:end]).trouble


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


def places(value, path=()):
    """Every place in a JSON value, the whole included."""
    yield path
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            yield from places(inner, (*path, key))


def put(value, path, instead):
    if not path:
        return instead
    value = copy.deepcopy(value)
    inner = value
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = instead
    return value


JSON_BODIES = {name: json.loads(body) for name, body in BODIES.items() if name != "pubmed"}


@pytest.mark.parametrize("name", sorted(JSON_BODIES))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_value_of_a_wrong_type_anywhere_never_stops_a_reader(name, data):
    body = JSON_BODIES[name]
    path = data.draw(st.sampled_from(list(places(body))))
    changed = put(body, path, data.draw(JSON_VALUES))
    answer = registry_named(name).read(json.dumps(changed))
    for record in answer.records:
        assert isinstance(record.reference.title, str)
        assert all(isinstance(year, int) for year in record.years)
        assert record.ids


@ALL
@settings(max_examples=60, deadline=None)
@given(body=st.text() | JSON_VALUES.map(json.dumps))
def test_any_text_is_read(registry, body):
    answer = registry.read(body)
    assert not (answer.trouble and answer.records)
    assert all(record.reference.source_format == registry.name for record in answer.records)


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 3000), put_in=st.text(alphabet="<>&/PMID\"' x0", max_size=12))
def test_any_damage_to_xml_is_read(cut, put_in):
    body = BODIES["pubmed"]
    answer = registry_named("pubmed").read(body[:cut] + put_in + body[cut:])
    assert not (answer.trouble and answer.records)
    assert len(answer.records) <= len(registry_named("pubmed").read(body).records)


def record_of(name, doi):
    answer = registry_named(name).read(BODIES[name])
    return next(each for each in answer.records if each.reference.doi == doi)


def test_crossref_gives_a_whole_citation():
    reference = record_of("crossref", GULER).reference
    assert reference.kind is ReferenceKind.ARTICLE_JOURNAL
    assert reference.title == "Magnesium Sulfate Pretreatment Reduces Myoclonus After Etomidate"
    assert [name.family for name in reference.authors][:2] == ["Guler", "Satilmis"]
    assert reference.container == "Anesthesia & Analgesia"
    assert reference.container_short == "Anesth Analg"
    assert (reference.volume, reference.issue, reference.pages) == ("101", "3", "705-709")
    assert str(reference.issued) == "2005-09"
    assert reference.issn == ("0003-2999",)


def test_crossref_keeps_online_and_print_years_apart():
    work = CROSSREF_WORKS[GULER] | {
        "published-online": {"date-parts": [[2004, 12, 30]]},
        "issued": {"date-parts": [[2004, 12, 30]]},
    }
    (record,) = registry_named("crossref").read(json.dumps(work)).records
    assert record.reference.year == 2005
    assert record.years == (2004, 2005)


def test_crossref_puts_subtitle_and_markup_in_their_place():
    work = CROSSREF_WORKS[GULER] | {
        "title": ["Effect of <i>N</i>-acetylcysteine &amp;amp; water, p<0.05"],
        "subtitle": ["a trial"],
    }
    (record,) = registry_named("crossref").read(json.dumps(work)).records
    assert record.reference.title == "Effect of N-acetylcysteine & water, p<0.05: a trial"
    assert record.titles == ("Effect of N-acetylcysteine & water, p<0.05",)


def test_crossref_notices_stand_on_the_article():
    retraction, correction = record_of("crossref", RETRACTED).reference.notices
    assert retraction.kind is NoticeKind.RETRACTION
    assert retraction.source == "retraction-watch"
    assert str(retraction.date) == "2010-02-06"
    assert correction.kind is NoticeKind.CORRECTION
    assert correction.source == "crossref"


def test_a_partial_retraction_is_a_correction_that_says_so():
    update = {"DOI": "10.1000/n", "type": "partial_retraction"}
    work = CROSSREF_WORKS[GULER] | {"updated-by": [update]}
    (record,) = registry_named("crossref").read(json.dumps(work)).records
    (notice,) = record.reference.notices
    assert notice.kind is NoticeKind.CORRECTION
    assert notice.reasons == ("partial retraction",)


def test_crossref_names_preprint_and_published_version():
    relation = {"is-preprint-of": [{"id-type": "doi", "id": "10.1056/NEJMoa2021436"}]}
    work = {
        "DOI": "10.1101/2020.06.22.20137273",
        "type": "posted-content",
        "subtype": "preprint",
        "title": ["Effect of Dexamethasone in Hospitalized Patients with COVID-19"],
        "relation": relation,
    }
    (record,) = registry_named("crossref").read(json.dumps(work)).records
    assert record.reference.kind is ReferenceKind.PREPRINT
    (related,) = record.reference.related
    assert (related.relation, related.doi) == (Relation.PUBLISHED_VERSION, "10.1056/nejmoa2021436")


def test_crossref_names_the_agency():
    body = json.dumps({"message": {"DOI": "10.5281/x", "agency": {"id": "datacite"}}})
    assert registry_named("crossref").read(body).agency == "datacite"


def test_datacite_gives_kind_version_and_relations():
    reference = record_of("datacite", DATASET).reference
    assert reference.kind is ReferenceKind.SOFTWARE
    assert [name.family for name in reference.authors] == ["Smith"]
    assert str(reference.issued) == "2019-05-31"
    assert reference.publisher == "Zenodo"
    (related,) = reference.related
    assert related.relation is Relation.UPDATED_WORK


def test_openalex_flags_retractions():
    work = OPENALEX_WORKS[GULER] | {"is_retracted": True}
    (record,) = registry_named("openalex").read(json.dumps(work)).records
    (notice,) = record.reference.notices
    assert (notice.kind, notice.source) == (NoticeKind.RETRACTION, "openalex")
    assert record.reference.pmid == "16115978"
    assert record.reference.pages == "705-709"
    assert record.reference.container == "Anesthesia & Analgesia"


def test_pubmed_names_what_a_search_found():
    body = json.dumps({"esearchresult": {"idlist": ["16115978", "x", "9500320"]}})
    answer = registry_named("pubmed").read(body)
    assert answer.found == (WorkId("pmid", "16115978"), WorkId("pmid", "9500320"))


def test_pubmed_says_what_is_wrong():
    answer = registry_named("pubmed").read("<eFetchResult><ERROR>no such db</ERROR></eFetchResult>")
    assert answer.trouble == "no such db"


def test_pubmed_takes_years_from_the_article_and_not_from_what_it_cites():
    raw = PUBMED_ARTICLES["16115978"].replace(
        "</PubmedData>",
        "<ReferenceList><Reference><PubDate><Year>1976</Year></PubDate></Reference>"
        "</ReferenceList></PubmedData>",
    )
    (record,) = registry_named("pubmed").read(raw).records
    assert record.years == (2005,)
