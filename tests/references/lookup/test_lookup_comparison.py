"""What counts as agreement between a reference and its record, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.dates import PartialDate
from references.lookup.compare import compare
from references.lookup.name import compare_first_authors
from references.lookup.title import compare_titles
from references.lookup.venue import compare_venues
from references.people import PersonName
from references.reference import Reference, ReferenceKind
from references.registry import RegistryRecord
from references.source import Location

TITLE = "Magnesium sulfate pretreatment reduces myoclonus after etomidate"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (TITLE, TITLE.upper() + "."),
        (TITLE, "Magnesium sulphate pre-treatment reduces myoclonus after etomidate"),
        (TITLE, f"<i>{TITLE}</i>"),
        (TITLE, f"{TITLE}: a randomised, double-blind trial"),
        (f"{TITLE}. A randomised trial", TITLE),
        (TITLE, f"RETRACTED: {TITLE}"),
        (TITLE, f"[{TITLE}]."),
        (TITLE, f"{TITLE} [Spanish]"),
        (TITLE, "Magnesium sulfate pretreatment reduces myoclonnus after etomidate"),
        ("Effects of β-blockers", "Effects of beta-blockers"),
        (
            "Anaesthesia for paediatric oesophageal surgery",
            "Anesthesia for pediatric esophageal surgery",
        ),
        ("Sepsis &amp; shock", "Sepsis and shock"),
        ("Effect of a drug on the heart", "The effect of drug on heart"),
    ],
)
def test_titles_that_are_one(ours, theirs):
    assert compare_titles(ours, theirs).agrees
    assert compare_titles(theirs, ours).agrees


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (TITLE, TITLE.replace("etomidate", "propofol")),
        (TITLE, TITLE.replace("reduces", "increases")),
        (TITLE, f"Retraction: {TITLE}"),
        (
            TITLE,
            f"{TITLE} in children and adolescents with epilepsy".replace("Magnesium", "Calcium"),
        ),
        ("Treatment of hypertension in the elderly", "Treatment of hypotension in the elderly"),
        ("A long study of asthma, part 1", "A long study of asthma, part 2"),
        ("Outcomes with surgery for stroke", "Outcomes without surgery for stroke"),
        ("Editorial", "Editorial board"),
        ("Reply", "Introduction"),
        ("Stroke", "Stroke: epidemiology and prevention"),
        ("Trial of 20 mg of a drug in asthma", "Trial of 200 mg of a drug in asthma"),
        ("Effects of A on B in patients", "Patients in B on effects of asthma"),
    ],
)
def test_titles_that_are_two(ours, theirs):
    assert not compare_titles(ours, theirs).agrees
    assert not compare_titles(theirs, ours).agrees


def test_another_title_of_the_record_is_told():
    verdict = compare_titles(
        "Der Titel der Arbeit", "The title of the work", ["Der Titel der Arbeit"]
    )
    assert verdict.agrees
    assert verdict.why == "another form of the title"


def name(text, given=""):
    return PersonName(text, given)


def body(text):
    return PersonName(literal=text)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (name("Guler", "A."), name("Güler", "Aynur")),
        (name("Gueler", "A."), name("Güler", "Aynur")),
        (name("Sorensen", "K."), name("Sørensen", "Kim")),
        (name("Lukasz"), name("Łukasz", "J.")),
        (PersonName("Berg", "A.", "van den"), name("van den Berg", "A.")),
        (name("Berg", "A."), PersonName("Berg", "A.", "van den")),
        (name("García", "M."), name("García Márquez", "Manuel")),
        (name("O'Brien", "P."), name("O’Brien", "Pat")),
        (name("Smith-Jones", "A."), name("Smith Jones", "Ann")),
        (name("Wei", "Zhang"), name("Zhang", "Wei")),
        (name("Wakefield", "AJ"), name("Wakefield", "Andrew J.")),
        (name("Hoover", "Edgar"), name("Hoover", "J. Edgar")),
        (body("The RECOVERY Collaborative Group"), body("RECOVERY Collaborative Group")),
        (body("World Health Organization"), body("WHO")),
        (body("Aynur Guler"), name("Guler", "Aynur")),
    ],
)
def test_first_authors_that_are_one(ours, theirs):
    assert compare_first_authors([ours], [theirs]).agrees
    assert compare_first_authors([theirs], [ours]).agrees


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (name("Guler", "A."), name("Satilmis", "T.")),
        (name("Smith", "Bert"), name("Smith", "Anna")),
        (name("Li", "Wei"), name("Lin", "Wei")),
        (name("Kim", "Y. T."), name("Young", "T. K.")),
        (body("RECOVERY Collaborative Group"), body("SOLIDARITY Collaborative Group")),
        (body("RECOVERY Collaborative Group"), name("Horby", "Peter")),
    ],
)
def test_first_authors_that_are_two(ours, theirs):
    assert not compare_first_authors([ours], [theirs]).agrees
    assert not compare_first_authors([theirs], [ours]).agrees


def test_a_group_may_stand_before_or_after_people():
    group, person = body("RECOVERY Collaborative Group"), name("Horby", "Peter")
    assert compare_first_authors([group], [person, group]).agrees
    assert compare_first_authors([person], [group, person]).agrees
    assert compare_first_authors([group, person], [person]).agrees


def test_a_second_author_is_not_a_first():
    first, second = name("Guler", "A."), name("Satilmis", "T.")
    assert not compare_first_authors([second], [first, second]).agrees


def test_a_book_may_be_cited_by_its_editor():
    assert compare_first_authors([name("Miller", "R.")], [], [name("Miller", "Ronald")]).agrees


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Anesth Analg", "Anesthesia & Analgesia"),
        ("Anesth. Analg.", "Anesthesia and Analgesia"),
        ("Br J Anaesth", "British Journal of Anaesthesia"),
        (
            "Proc Natl Acad Sci U S A",
            "Proceedings of the National Academy of Sciences of the U S A",
        ),
        ("Lancet", "Lancet (London, England)"),
        ("The Lancet", "Lancet"),
        ("BMJ", "British Medical Journal"),
        ("JAMA", "Journal of the American Medical Association"),
        ("JAMA", "JAMA: The Journal of the American Medical Association"),
        ("Ann Fr Anesth Reanim", "Annales Françaises d'Anesthésie et de Réanimation"),
        ("Canadian Medical Association Journal", "CMAJ Canadian Medical Association Journal"),
        ("Praxis", "Schweizerische Rundschau für Medizin Praxis = Praxis"),
    ],
)
def test_venues_that_are_one(ours, theirs):
    assert compare_venues(ours, [theirs]).agrees
    assert compare_venues(theirs, [ours]).agrees


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Anesthesiology", "Anesthesia & Analgesia"),
        ("Nature Reviews", "Nature Reviews Drug Discovery"),
        ("Nature", "Nature Medicine"),
        ("British Journal of Anaesthesia", "British Journal of Surgery"),
        ("Stroke", "Canadian Journal of Neurological Sciences"),
        ("Lancet", "The Lancet Oncology"),
    ],
)
def test_venues_that_are_two(ours, theirs):
    assert not compare_venues(ours, [theirs]).agrees
    assert not compare_venues(theirs, [ours]).agrees


def test_conferences_are_compared_loosely():
    one = "Proc. 2019 IEEE Conf. on Computer Vision and Pattern Recognition"
    other = "2019 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"
    assert compare_venues(one, [other], loosely=True).agrees
    assert not compare_venues(one, ["Conference on Machine Learning"], loosely=True).agrees


def record(years=(), **values):
    reference = Reference("r", ReferenceKind.ARTICLE_JOURNAL, Location("crossref"), **values)
    return RegistryRecord(reference, "", years=tuple(years))


def reference(**values):
    return Reference("a", ReferenceKind.ARTICLE_JOURNAL, Location("a.bib"), **values)


def compared(field, ours, theirs, **more):
    found = {each.field: each for each in compare(reference(**ours), record(**theirs, **more))}
    return found.get(field)


@pytest.mark.parametrize(
    ("ours", "theirs", "years", "agrees", "why"),
    [
        (2005, 2005, (), True, ""),
        (2004, 2005, (2004, 2005), True, "online and in print in different years"),
        (2006, 2005, (2005,), True, "a year apart, as online and in print often are"),
        (2007, 2005, (2005,), False, ""),
    ],
)
def test_years(ours, theirs, years, agrees, why):
    ours, theirs = {"issued": PartialDate(ours)}, {"issued": PartialDate(theirs)}
    verdict = compared("year", ours, theirs, years=years)
    assert (verdict.agrees, verdict.why) == (agrees, why)


@pytest.mark.parametrize(
    ("ours", "theirs", "agrees"),
    [
        ("705-709", "705-9", True),
        ("705", "705-709", True),
        ("S12-S19", "12-19", True),
        ("e12724", "1-6", True),
        ("705-709", "706-709", False),
        ("0705-709", "705-709", True),
    ],
)
def test_pages(ours, theirs, agrees):
    assert compared("pages", {"pages": ours}, {"pages": theirs}).agrees is agrees


@pytest.mark.parametrize(
    ("ours", "theirs", "agrees"),
    [
        ("101", "101", True),
        ("Vol. 101", "101", True),
        ("XII", "12", True),
        ("12 Suppl 1", "12", True),
        ("101", "102", False),
    ],
)
def test_volumes(ours, theirs, agrees):
    assert compared("volume", {"volume": ours}, {"volume": theirs}).agrees is agrees


def test_a_pubmed_number_of_another_work_differs():
    assert not compared("PMID", {"pmid": "1"}, {"pmid": "2"}).agrees
    assert not compared("DOI", {"doi": "10.1000/a"}, {"doi": "10.1000/b"}).agrees
    assert compared("DOI", {"doi": "https://doi.org/10.1000/A"}, {"doi": "10.1000/a"}).agrees


def test_what_one_side_does_not_give_is_not_compared():
    assert compare(reference(), record(title="T", volume="1")) == ()
    assert compare(reference(title="T", volume="1"), record()) == ()


def test_a_preprint_is_not_held_to_a_venue():
    ours = {"container": "medRxiv", "genre": "preprint"}
    assert compared("venue", ours, {"container": "The Lancet"}) is None


TEXT = st.text(max_size=40)


@given(TEXT, TEXT, TEXT, TEXT)
def test_any_texts_can_be_compared(one, other, ours, theirs):
    both = (
        {"title": one, "container": ours, "volume": one, "pages": ours},
        {"title": other, "container": theirs, "volume": other, "pages": theirs},
    )
    names = {"authors": (PersonName(one, ours),)}, {"authors": (PersonName(literal=other),)}
    found = compare(reference(**both[0], **names[0]), record(**both[1], **names[1]))
    assert len({each.field for each in found}) == len(found)


@given(TEXT, TEXT)
def test_every_value_agrees_with_itself(one, other):
    values = {"title": one, "container": other, "volume": one, "pages": other, "doi": one}
    values["authors"] = (PersonName(one, other), PersonName(literal=other))
    assert all(each.agrees for each in compare(reference(**values), record(**values)))
