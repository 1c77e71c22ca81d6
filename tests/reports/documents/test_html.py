"""The HTML report as text: whole, inert, linked and alike each time."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
from lxml import html

from reports.documents.formats.html import inline, printable, reference, render
from reports.views.review_view import BibliographyEntry
from tests.counted_work import calls_during
from tests.reports.documents.small_view import a_claim, a_view
from tests.reports.small_review import FILES, HOSTILE, hostile_files, view_of


def page_of(view):
    (document,) = render(view)
    assert document.filename == "report.html"
    return document.content.decode("utf-8")


@pytest.fixture(scope="module")
def markup():
    return page_of(view_of(FILES))


@pytest.fixture(scope="module")
def tree(markup):
    return html.document_fromstring(markup)


def test_nothing_is_fetched(tree):
    assert not tree.xpath("//@src | //@srcset | //@action | //object | //iframe | //embed")
    assert [link.get("href") for link in tree.xpath("//link")] == ["data:,"]
    style = tree.xpath("//style")[0].text
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_this_style_and_script_and_nothing_else(tree):
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none';")
    for name in ("style", "script"):
        text = tree.xpath(f"//{name}")[0].text
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not tree.xpath("//@style")
    assert not [name for each in tree.iter() for name in each.attrib if name.startswith("on")]


def test_every_inner_link_leads_somewhere_and_ids_are_unique(tree):
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for href in tree.xpath("//a/@href"):
        if href.startswith("#"):
            assert href[1:] in ids


def test_outer_links_are_web_addresses(tree):
    outer = [href for href in tree.xpath("//a/@href") if not href.startswith("#")]
    assert outer
    assert all(href.startswith(("https://", "http://")) for href in outer)


def test_headings_have_a_hierarchy_and_tables_a_caption_and_scopes(tree):
    levels = [int(each.tag[1]) for each in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in tree.xpath("//section[@id!='article']//table"):
        assert table.xpath("./caption")
        assert not table.xpath(".//th[not(@scope)]")


def test_the_first_screen_answers(tree):
    assert tree.xpath("string(//p[@class='answer'])").startswith("Of 5 claims, none is well")
    rows = [each.text_content() for each in tree.xpath("//ul[@class='rows']/li")]
    assert any("1\u00a0reference for, 1 against" in row for row in rows)
    assert any("Everything that bears on it is retracted" in row for row in rows)


def test_the_article_shows_claims_bare_sentences_and_citations(tree):
    article = tree.get_element_by_id("article")
    marked = {each.get("data-claims").strip(): each.text_content() for each in article.iter("mark")}
    assert marked["etomidate"] == "Magnesium before etomidate strongly reduces jerks in adults"
    assert marked["kale__source"] == "Kale is the richest source of magnesium"
    assert "12 percent" in article.xpath("string(.//div//span[@class='unclaimed'])")
    assert [each.text for each in article.xpath(".//a[@class='cite']")][:2] == ["1", "2"]
    assert "[1, 2, p. 3]" in article.text_content() or "[1, 2]" in article.text_content()
    assert len(article.xpath(".//details")) == 4
    assert article.xpath(".//table//mark")


def test_a_claim_has_its_evidence_plot_wording_grade_and_findings(tree):
    claim = tree.get_element_by_id("claim-etomidate")
    text = re.sub(r"\s+", " ", claim.text_content())
    assert "the evidence is very uncertain about the effect of magnesium" in text
    assert "RR 0.62 (95 % CI 0.20 to 1.94), 2 trials, 100 people" in text
    assert "6/25 v 18/25" in text
    assert "blinding was not described" in text
    assert [each.get("class") for each in claim.iter("{*}svg")][:2] == [
        "plot forest wide",
        "plot forest narrow",
    ]
    assert claim.xpath(".//span[contains(@class,'cell')]/@title")[1].endswith(": some concerns")
    assert claim.xpath(".//del") or claim.xpath(".//ins")
    assert claim.xpath(".//table[contains(@class,'changes')]//tbody/tr")
    assert claim.xpath(".//ul[@class='finding-list']/li")


def test_a_plot_without_a_drawing_for_phones_scrolls():
    view = view_of(FILES)
    claims = tuple(
        replace(claim, forest=claim.forest and replace(claim.forest, svg_narrow=""))
        for claim in view.claims
    )
    figures = html.document_fromstring(page_of(replace(view, claims=claims))).xpath("//figure")
    assert figures
    for figure in figures:
        assert figure.get("class") == "forest-figure scroll"
        assert [each.get("class") for each in figure.iter("{*}svg")] == ["plot forest wide"]


def test_a_lost_claim_is_said_to_be_lost_and_links_nowhere(tree):
    claim = tree.get_element_by_id("claim-lost")
    assert "were not found in the article" in claim.text_content()
    assert not claim.xpath(".//a[starts-with(@href,'#in-')]")


def test_the_bibliography_links_back(tree):
    entries = tree.xpath("//ol[@class='bibliography']/li")
    assert [each.get("id") for each in entries] == ["ref-1", "ref-2", "ref-3", "ref-4"]
    assert entries[0].xpath(".//a[@href='#cited-1']")
    assert entries[0].xpath(".//a[@href='#claim-etomidate']")
    assert "Retracted" in entries[3].text_content()


def test_hostile_text_is_shown_as_text():
    page = page_of(view_of(hostile_files()))
    tree = html.document_fromstring(page)
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img")
    assert not tree.xpath("//a[starts-with(@href,'javascript:')]")
    assert "</script><script>window.harmed=1" in tree.xpath("string(//h1)")
    assert "{{ 7*7 }}" in tree.xpath("string(//h1)")
    assert "[U+202E]gnp.exe[U+202C]" in tree.xpath("string(//h1)")
    assert "\u202e" not in page


def test_repeated_claim_ids_give_different_targets():
    view = a_view(claims=(a_claim(1), replace(a_claim(3), id="claim-1"), a_claim(2)))
    tree = html.document_fromstring(page_of(view))
    ids = tree.xpath("//article/@id")
    assert len(ids) == len(set(ids)) == 3


def test_an_unknown_language_tag_is_not_printed():
    assert '<html lang="en">' in page_of(replace(a_view(), language='"><script>'))
    assert '<html lang="pt-BR">' in page_of(replace(a_view(), language="pt-BR"))


def test_control_characters_are_replaced_and_overrides_shown():
    assert printable("a\x00b\u202ec") == "a\ufffdb[U+202E]c"
    assert printable(3) == 3


def test_printed_references_keep_italics_and_nothing_else():
    assert inline("<i>J</i> &amp; <b>3</b><sup>2</sup>") == "<i>J</i> &amp; <b>3</b><sup>2</sup>"
    assert inline("<i>open") == "<i>open</i>"
    assert inline("</i>x<script>y</script>") == "x&lt;script&gt;y&lt;/script&gt;"
    assert inline('<i onclick="x">y</i>') == "&lt;i onclick=&#34;x&#34;&gt;y"


@pytest.mark.parametrize(
    ("text", "url", "shown"),
    [
        ("T. doi:10.1/a(b)", "https://doi.org/10.1/a(b)", ">doi:10.1/a(b)</a>"),
        ("T. From: https://e.org/?a=1&b=2", "https://e.org/?a=1&b=2", "?a=1&amp;b=2</a>"),
        ("T.", "https://e.org/", 'T. <a class="address" href="https://e.org/"'),
    ],
)
def test_a_reference_holds_its_link_once(text, url, shown):
    entry = BibliographyEntry("k", 1, text, url, (), False, "")
    assert shown in reference(entry)
    assert reference(entry).count("<a ") == 1


def test_the_same_view_gives_the_same_bytes():
    assert render(view_of(FILES)) == render(view_of(FILES))
    assert HOSTILE not in page_of(a_view())


def test_an_empty_review_is_a_whole_page():
    files = dict(FILES) | {
        "article.md": "",
        "claims.yaml": "claims: []",
        "studies.yaml": "studies: []",
    }
    page = page_of(view_of(files))
    assert "The review holds no claims yet." in page
    assert page.rstrip().endswith("</html>")


def test_work_grows_in_line_with_claims():
    def calls(number):
        view = a_view(claims=tuple(a_claim(each) for each in range(1, number + 1)))
        return calls_during(lambda: render(view))

    calls(2)  # the template is compiled once
    assert calls(200) < 4.4 * calls(50)


@pytest.mark.parametrize(
    ("kept", "heads"),
    [
        ((), ["Reference", "Stance", "Study"]),
        (("participants",), ["Reference", "Stance", "Study", "n"]),
        (("effect", "appraisal"), ["Reference", "Stance", "Study", "Result", "Risk of bias"]),
    ],
)
def test_columns_of_the_evidence_that_would_be_empty_are_left_out(kept, heads):
    claim = a_claim()
    full = claim.links[0]
    assert full.participants
    assert full.effect
    assert full.appraisal
    bare = replace(full, participants="", effect="", appraisal=())
    one = replace(bare, **{name: getattr(full, name) for name in kept})
    shown = page_of(a_view(claims=(replace(claim, links=(one, bare)), a_claim(2))))
    table = html.document_fromstring(shown).xpath("//table[contains(@class, 'evidence')]")[0]
    assert [each.text for each in table.xpath(".//thead//th")] == heads
    rows = table.xpath(".//tbody/tr[not(contains(@class, 'remark'))]")
    assert [len(row) for row in rows] == [len(heads)] * 2
    spans = table.xpath(".//td/@colspan")
    assert spans == [str(len(heads))] * len(spans)
