"""The PDF: tagged, linked, the same bytes each time, and deaf to markup in the data."""

import io
import re
from dataclasses import replace

import pypdf
import pytest

from reports.documents.formats.pdf import render
from reports.documents.pdf_data import ZERO_WIDTH_SPACE, printable, web_address
from reports.documents.typst_compiler import TypesettingError, typeset
from reports.views.review_view import BibliographyEntry
from tests.reports.documents.small_view import a_claim, a_finding, a_view

HOSTILE = '#eval("1+1") $x^2$ *bold* _it_ \\ @label <script>alert(1)</script> #read("/etc/passwd")'


def pdf(view):
    (document,) = render(view)
    assert document.filename == "report.pdf"
    return document, pypdf.PdfReader(io.BytesIO(document.content))


def text_of(reader):
    text = "\n".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", " ", text.replace(ZERO_WIDTH_SPACE, ""))


def web_links(reader):
    return {
        str(annotation["/A"]["/URI"])
        for page in reader.pages
        for annotation in (item.get_object() for item in page.get("/Annots") or ())
        if "/A" in annotation and "/URI" in annotation["/A"]
    }


def test_it_is_tagged_with_language_title_and_the_accessibility_mark():
    document, reader = pdf(a_view())
    root = reader.trailer["/Root"]
    assert document.note == ""
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Magnesium and myoclonus"
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part\D+1", metadata)


def test_every_figure_has_words_for_those_who_cannot_see_it():
    _, reader = pdf(a_view())
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            for item in node:
                walk(item)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            if node.get("/S") == "/Figure":
                found.append(node.get("/Alt"))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    assert len(found) >= 2
    assert all(found)


def test_it_has_bookmarks_and_contents_with_page_numbers():
    _, reader = pdf(a_view())
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    for title in ("Summary", "The article", "Claims", "Audit findings", "References", "Methods"):
        assert title in titles
    contents = reader.pages[1].extract_text()
    assert re.search(r"Summary[ .]*3", contents)


def test_every_claim_finding_and_reference_is_printed():
    _, reader = pdf(a_view())
    text = text_of(reader)
    for expected in (
        "1. Magnesium lowers the incidence of myoclonus.",
        "2. Magnesium lowers the incidence of myoclonus.",
        "Guler A, et al. Magnesium. 2005.",
        "CLM014",
        "blinding could not be verified",
        "Not verified: blinding",
        "One more trial",
        "Un 2011: no counts",
        "This report is not medical advice.",
    ):
        assert expected in text


def test_the_same_view_gives_the_same_bytes():
    first = render(a_view())[0].content
    assert first == render(a_view())[0].content
    assert first != render(a_view(title="Another"))[0].content


def test_markup_in_the_data_is_printed_and_not_run():
    view = a_view(title=HOSTILE, claims=(a_claim(statement=HOSTILE),))
    view = replace(view, findings=(a_finding(HOSTILE),))
    _, reader = pdf(view)
    text = text_of(reader)
    assert '#eval("1+1") $x^2$ *bold* _it_' in text
    assert "<script>alert(1)</script>" in text
    assert "root:" not in text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://a b", ""]
)
def test_only_web_addresses_become_links(url):
    entry = BibliographyEntry("k", 1, "Text.", url, (), False, "")
    _, reader = pdf(a_view(entries=(entry,)))
    assert web_address(url) == ""
    assert web_links(reader) == {"https://doi.org/10.1136/bmj.39489.470347.AD"}


def test_a_table_head_is_repeated_on_the_next_page():
    _, reader = pdf(a_view(claims=(a_claim(links=30),)))
    heads = [page for page in reader.pages if "Risk of bias" in page.extract_text()]
    with_rows = [page for page in reader.pages if "Guler et al. 2005" in page.extract_text()]
    assert len(with_rows) >= 2
    for page in with_rows:
        assert page in heads


def test_long_words_are_given_places_to_break_and_lose_no_letter():
    word = "https://example.org/" + "a" * 200
    broken = printable(word)
    assert broken.replace(ZERO_WIDTH_SPACE, "") == word
    assert max(len(part) for part in broken.split(ZERO_WIDTH_SPACE)) <= 24


def test_control_characters_and_direction_overrides_are_replaced():
    assert printable("a\x00b\x1b\u202ec\ue000") == "a\ufffdb\ufffd\ufffdc\ufffd"
    _, reader = pdf(a_view(title="bell \x07 and override \u202e"))
    assert reader.metadata.title == "bell  and override "


def test_a_review_without_a_date_is_set_without_one():
    document, reader = pdf(a_view(date=""))
    assert document.note == ""
    assert "/MarkInfo" in reader.trailer["/Root"]


def test_text_beyond_the_embedded_fonts_is_set_and_the_user_told():
    document, reader = pdf(a_view(title="镁 and myoclonus"))
    assert "font" in document.note
    assert len(reader.pages) > 3


def test_two_claims_with_one_id_do_not_stop_the_report():
    twice = replace(a_claim(2), id="claim-1")
    _, reader = pdf(a_view(claims=(a_claim(1), twice)))
    assert "2. Magnesium lowers" in text_of(reader)


def test_long_ids_and_keys_still_lead_to_their_claim_and_reference():
    long_id = "magnesium-before-etomidate-lowers-the-incidence-of-myoclonus"
    key = "guler2005magnesiumsulfatepretreatmentreducesmyoclonus"
    entry = BibliographyEntry(key, 1, "Text.", "", (long_id,), False, "")
    claim = replace(a_claim(), id=long_id)
    claim = replace(claim, links=tuple(replace(link, reference=key) for link in claim.links))
    _, reader = pdf(a_view(claims=(claim,), entries=(entry,)))
    assert "Claims: C1." in text_of(reader)
    within = [
        link
        for page in reader.pages[2:]
        for link in (item.get_object() for item in page.get("/Annots") or ())
        if "/Dest" in link or link["/A"]["/S"] == "/GoTo"
    ]
    assert len(within) == 2, within  # evidence row to reference, reference back to claim


def test_a_template_cannot_read_outside_its_own_folder():
    with pytest.raises(TypesettingError):
        typeset(b'#read("/etc/passwd")', {}, standards=())
    with pytest.raises(TypesettingError):
        typeset(b'#read("../../etc/passwd")', {}, standards=())


def test_a_template_cannot_load_packages():
    with pytest.raises(TypesettingError):
        typeset(b'#import "@preview/cetz:0.3.4": *', {}, standards=())
