"""Exports of databases that are neither RIS nor BibTeX nor a table, field by field."""

from dataclasses import replace
from pathlib import Path

import pytest

from references.dates import PartialDate
from references.encoding import decode
from references.format import format_named, format_of, open_bibliography
from references.people import PersonName
from references.problem import Reading
from references.reference import Reference, ReferenceKind
from references.source import Location, SourceFile

SAMPLES = Path(__file__).parent / "samples"
PLACE = Location("here")
GULER = PersonName("Guler", "A.")
DOI = "10.1213/01.ANE.0000160529.95019.E6"


def read(name: str) -> Reading:
    path = SAMPLES / name
    chosen, source = open_bibliography(path.name, path.read_bytes())
    assert chosen.name == path.parent.name
    return chosen.read(source.value)


EXPECTED = [
    ("ovid/medlars.txt", 0, {
        "key": "guler2005", "kind": ReferenceKind.ARTICLE_JOURNAL, "issued": PartialDate(2005, 9),
        "authors": (PersonName("Guler", "Ahmet"), PersonName("Satilmis", "Tulin"),
                    PersonName("Akinci", "Seda Banu")), "editors": (),
        "container": "Anesthesia and analgesia", "container_short": "Anesth. Analg.",
        "volume": "101", "issue": "3", "pages": "705-9", "doi": DOI, "pmid": "16115983",
        "issn": ("1526-7598", "0003-2999"), "language": "English",
        "abstract": "Involuntary muscle movements follow etomidate.",
        "publication_types": ("Journal Article", "Randomized Controlled Trial"),
        "database": "Ovid MEDLINE(R)", "accession": "16115983",
    }),
    ("ovid/medlars.txt", 1, {
        "title": "Magnesium Sulfate Pretreatment Reduces Myoclonus After Etomidate.",
        "authors": (PersonName("Guler", "Ahmet"), PersonName("Satilmis", "Tulin")),
        "container": "Anesthesia & Analgesia", "issued": PartialDate(2005, 9), "volume": "101",
        "issue": "3", "pages": "705-709", "language": "English", "doi": DOI, "pmid": "",
        "accession": "00000539-200509000-00020",
    }),
    ("ovid/medlars.txt", 2, {
        "kind": ReferenceKind.CHAPTER, "pages": "", "volume": "83", "issue": "2",
        "issued": PartialDate(1999), "container": "Journal of Anaesthetic Physiology",
    }),
    ("ovid/medlars.txt", 3, {
        "container": "Acta Anaesthesiologica Scandinavica", "volume": "47", "issue": "4",
        "pages": "482-484", "issued": PartialDate(2003, 4), "database": "Embase",
    }),
    ("refworks/refworks.txt", 0, {
        "key": "12", "entry_type": "Journal Article", "issued": PartialDate(2005, 9),
        "authors": (GULER, PersonName("Satilmis", "T."), PersonName("Akinci", "S. B.")),
        "container": "Anesthesia and Analgesia", "container_short": "Anesth Analg",
        "pages": "705-709", "keywords": ("Adult", "Etomidate", "Magnesium Sulfate"),
        "pmid": "16115983", "accessed": PartialDate(2022, 11, 22), "doi": DOI,
    }),
    ("refworks/refworks.txt", 1, {
        "kind": ReferenceKind.CHAPTER, "container": "Physiology and pharmacology",
        "collection": "Handbook of Anaesthesia", "editors": (PersonName("Haxby", "E. J."),),
        "isbn": ("978-0-19-852663-6",), "edition": "2", "place": "Oxford",
    }),
    ("cochrane-text/central.txt", 0, {
        "key": "CN-00529421", "accession": "CN-00529421", "pmid": "16115983", "doi": DOI,
        "authors": (PersonName("Guler", "A"), PersonName("Satilmis", "T"),
                    PersonName("Akinci", "SB")), "pages": "705-709", "issue": "3",
        "abstract": "Involuntary muscle movements follow etomidate. METHODS: They were counted.",
        "publication_types": ("Clinical Trial", "Journal Article", "Randomized Controlled Trial"),
        "keywords": ("Adult", "Anesthetics, Intravenous [*adverse effects]", "Etomidate"),
        "database": "The Cochrane Central Register of Controlled Trials",
    }),
    ("cochrane-text/central.txt", 1, {
        "kind": ReferenceKind.DATASET, "container": "", "issued": PartialDate(2000),
        "url": "https://clinicaltrials.gov/show/NCT00005136",
    }),
    ("embase-rows/records.csv", 0, {
        "title": 'Magnesium sulfate pretreatment reduces "myoclonus" after etomidate',
        "authors": (GULER, PersonName("Satilmis", "T."), PersonName("Akinci", "S.B.")),
        "container": "Anesthesia and Analgesia", "issued": PartialDate(2005, 9),
        "pages": "705-709", "pmid": "16115983", "accession": "2005391234", "doi": DOI,
        "abstract": "Involuntary muscle movements, brief, follow etomidate.",
        "keywords": ("Etomidate", "Magnesium, by vein", "adult", "article"),
        "issn": ("0003-2999",), "language": "English", "publication_types": ("Article",),
    }),
    ("embase-rows/records.csv", 1, {
        "kind": ReferenceKind.PROCEEDINGS_PAPER, "issued": PartialDate(2003, 4), "volume": "47",
        "container": "Acta Anaesthesiologica Scandinavica", "issue": "4", "pages": "482-484",
        "article_number": "12",
    }),
    ("ictrp/trials.xml", 0, {
        "key": "NCT00005136", "kind": ReferenceKind.DATASET, "issued": PartialDate(2000, 5, 25),
        "title": "Asymptomatic Cardiac Ischemia Pilot & Study",
        "short_title": "Asymptomatic Cardiac Ischemia Pilot (ACIP)",
        "publisher": "National Heart, Lung, and Blood Institute (NHLBI)",
        "keywords": ("Coronary Disease", "Myocardial Ischemia", "Drug: atenolol"),
        "database": "ClinicalTrials.gov", "accession": "NCT00005136",
        "url": "https://clinicaltrials.gov/show/NCT00005136",
    }),
    ("ictrp/trials.xml", 1, {
        "title": "A trial that has no scientific title", "issued": PartialDate(2003, 2, 1),
        "short_title": "",
    }),
]  # fmt: skip
FILES = sorted({name for name, _, _ in EXPECTED})


@pytest.mark.parametrize(
    ("name", "number", "attribute", "value"),
    [
        pytest.param(name, number, attribute, value, id=f"{name}-{number}-{attribute}")
        for name, number, values in EXPECTED
        for attribute, value in values.items()
    ],
)
def test_the_value_is(name: str, number: int, attribute: str, value: object) -> None:
    assert getattr(read(name).value.references[number], attribute) == value


@pytest.mark.parametrize("name", FILES)
def test_a_good_export_has_no_problems_and_all_its_records(name: str) -> None:
    reading = read(name)
    assert reading.problems == ()
    assert len(reading.value) == len([1 for file, _, _ in EXPECTED if file == name])


@pytest.mark.parametrize("name", FILES)
def test_what_was_not_changed_is_the_same_to_the_byte(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    chosen, source = open_bibliography(Path(name).name, data)
    for text in (source.value.text, source.value.text.replace("\n", "\r\n")):
        assert chosen.write(chosen.read(SourceFile(name, text)).value) == text


@pytest.mark.parametrize("name", FILES)
def test_records_come_back_from_any_other_format(name: str) -> None:
    own = read(name).value
    chosen = format_named(Path(name).parent.name)
    for other in ("ris", "csl-json", "bibtex", "csv"):
        there = format_named(other)
        text = there.write(own)
        back = chosen.write(there.read(SourceFile("x", text)).value)
        again = chosen.read(SourceFile("y", back)).value
        for before, after in zip(own, again, strict=True):
            kept = ("title", "doi", "issued", "volume", "container", "pages", "pmid", "abstract")
            assert [getattr(before, each) for each in kept] == [
                getattr(after, each) for each in kept
            ]


@pytest.mark.parametrize(
    "text",
    [
        "Two capitals AB begin this line\nTI  - of prose\n",
        '"TITLE","AUTHOR NAMES","SOURCE TITLE","PUBLICATION YEAR","DOI"\n"a","b","c","2000","d"\n',
        "ID: 12\nName: x\n",
        "RT is short for retweet\nAB is a group of blood\n",
        "<Trial><Name>of Socrates</Name></Trial>".replace("Trial", "Case"),
    ],
)
def test_other_texts_are_not_taken_for_these(text: str) -> None:
    names = {Path(name).parent.name for name in FILES}
    taken = [name for name in names if format_named(name).recognises(text)]
    assert taken == []


def test_a_text_that_shows_nothing_is_a_list_of_identifiers_as_ever() -> None:
    assert format_of("list.txt", "").name == "identifiers"
    assert format_of("table.csv", "").name == "csv"
    assert format_of("records.xml", "").name == "endnote-xml"


def test_a_record_may_begin_without_its_first_line() -> None:
    text = '"AUTHOR NAMES","Guler A."\n"PUBLICATION YEAR","2005"\n"DOI","10.1000/1"\n'
    chosen = format_of("export.csv", text)
    (reference,) = chosen.read(SourceFile("export.csv", text)).value
    assert (chosen.name, reference.doi) == ("embase-rows", "10.1000/1")


def test_embase_titles_in_the_first_language_only_are_titles() -> None:
    text = '"TITLE",""\n"ORIGINAL (NON-ENGLISH) TITLE","Etomidat, Magnesium"\n"VOLUME",2\n'
    (reference,) = format_named("embase-rows").read(SourceFile("e.csv", text)).value
    assert (reference.title, reference.volume) == ("Etomidat, Magnesium", "2")


@pytest.mark.parametrize(
    ("citation", "volume", "issue", "pages", "year"),
    [
        ("Cancer. 102(4):253-8, 2004 Aug 15.", "102", "4", "253-8", PartialDate(2004, 8, 15)),
        ("BMJ. 320:e33, 2000.", "320", "", "e33", PartialDate(2000)),
        ("Journal of Politics 12, Winter 2007: 7-14.", "12", "", "7-14", PartialDate(2007)),
        ("Asian Affairs, 2013(1): 3-28.", "2013", "1", "3-28", None),
        ("Not any citation at all", "", "", "", None),
    ],
)
def test_ovid_citations_are_taken_apart(
    citation: str, volume: str, issue: str, pages: str, year: PartialDate | None
) -> None:
    text = f"VN  - Ovid Technologies\nTI  - T\nSO  - {citation}\n"
    (found,) = format_named("ovid").read(SourceFile("o.txt", text)).value
    assert (found.volume, found.issue, found.pages) == (volume, issue, pages)
    assert (found.issued and found.issued.year) == (year and year.year)


def test_decoding_is_that_of_every_text() -> None:
    data = (SAMPLES / "ovid/medlars.txt").read_text().encode("utf-16")
    assert len(format_named("ovid").read(decode("o.txt", data).value).value) == 4
    assert isinstance(read("ovid/medlars.txt").value.references[0], Reference)


@pytest.mark.parametrize("name", FILES)
def test_a_stream_gives_what_reading_gives(name: str) -> None:
    chosen = format_named(Path(name).parent.name)
    assert chosen.stream is not None
    streamed = [replace(each, location=PLACE) for each in chosen.stream(SAMPLES / name)]
    own = read(name).value
    plain = [replace(each, location=PLACE, fields=()) for each in own]
    assert [replace(each, fields=()) for each in streamed] == plain
    assert chosen.write_stream is not None
    written = "".join(chosen.write_stream(streamed))
    kept = ("title", "authors", "doi", "issued", "container", "pages")
    for before, after in zip(own, chosen.read(SourceFile("w", written)).value, strict=True):
        assert [getattr(before, each) for each in kept] == [getattr(after, each) for each in kept]


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(".xml")])
def test_one_changed_field_changes_its_line_alone(name: str) -> None:
    chosen = format_named(Path(name).parent.name)
    path = SAMPLES / name
    source = SourceFile(name, path.read_text(encoding="utf-8"))
    own = chosen.read(source).value
    new = replace(own.references[0], title="Waking, briefly")
    written = chosen.write(replace(own, references=(new, *own.references[1:])))
    before, after = source.text.splitlines(), written.splitlines()
    changed = [line for line in after if line not in before]
    assert len(before) == len(after)
    assert len(changed) == 1
    assert "Waking, briefly" in changed[0]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("filling", ["[", "(", ",", '"', "1,", "a;", "&", "<", " ", ". 1("])
def test_no_value_costs_more_than_its_length(name: str, filling: str) -> None:
    chosen = format_named(Path(name).parent.name)
    text = (SAMPLES / name).read_text(encoding="utf-8")
    long = text.replace("Guler", "Guler" + filling * 60_000).replace("705", filling * 60_000)
    assert chosen.read(SourceFile(name, long.replace("ACIP", filling * 60_000))).value.references
