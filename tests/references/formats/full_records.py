"""Records that fill every attribute, for tests of what a format keeps."""

from references.dates import PartialDate
from references.notice import Notice, NoticeKind, RelatedWork, Relation
from references.people import PersonName
from references.reference import Reference, ReferenceKind
from references.source import Location

ARTICLE = Reference(
    "guler2005",
    ReferenceKind.ARTICLE_JOURNAL,
    Location("made up"),
    title="Magnesium sulfate pretreatment reduces myoclonus after etomidate",
    short_title="Magnesium pretreatment",
    authors=(PersonName("Guler", "Ahmet"), PersonName("Berg", "Jan", particle="van den")),
    translators=(PersonName("Akinci", "Seda"),),
    issued=PartialDate(2005, 9, 12),
    accessed=PartialDate(2026, 11, 22),
    container="Anesthesia and Analgesia",
    container_short="Anesth Analg",
    volume="101",
    issue="3",
    pages="705-709",
    article_number="e35333",
    doi="10.1213/01.ane.0000160529.95019.e6",
    pmid="16115983",
    pmcid="PMC3430068",
    arxiv="2101.00001",
    issn=("0003-2999",),
    url="https://example.org/a?b=c",
    language="eng",
    abstract="Aim: less myoclonus. Result: less.",
    keywords=("etomidate", "magnesium, by vein"),
    note="Read on paper.",
    original_title="Magnezyum ve miyoklonus",
    database="MEDLINE",
    accession="WOS:000231400900014",
    publication_types=("Journal Article", "Randomized Controlled Trial"),
    notices=(Notice(NoticeKind.RETRACTION, PartialDate(2010), "10.1213/r", "20000001", "pubmed"),),
    related=(
        RelatedWork(Relation.COMMENT, "", "20000002", "Anesth Analg 2006;1:2. PMID: 20000002."),
    ),
)
CHAPTER = Reference(
    "smith1999",
    ReferenceKind.CHAPTER,
    Location("made up"),
    title="Hypnotics",
    authors=(PersonName("Smith", "Ann", suffix="Jr."),),
    editors=(PersonName("Brown", "Bob"), PersonName(literal="Working Group on Sleep")),
    issued=PartialDate(1999),
    original_date=PartialDate(1987),
    container="Handbook of Anaesthesia",
    collection="Clinical Series",
    volume="2",
    pages="11-30",
    edition="3",
    publisher="Academic Press",
    place="London",
    isbn=("9780306406157",),
    total_pages="640",
)
PAPER = Reference(
    "lee2001",
    ReferenceKind.PROCEEDINGS_PAPER,
    Location("made up"),
    title="On sleep",
    authors=(PersonName("Lee", "Kim"),),
    issued=PartialDate(2001, 5),
    container="Proceedings of Sleep 2001",
    event="World Congress of Sleep",
    event_place="Rome",
)
THESIS = Reference(
    "wu2012",
    ReferenceKind.THESIS,
    Location("made up"),
    title="Waking up",
    authors=(PersonName("Wu", "Li"),),
    issued=PartialDate(2012),
    publisher="University of Leeds",
    genre="PhD thesis",
)
FULL = (ARTICLE, CHAPTER, PAPER, THESIS)
