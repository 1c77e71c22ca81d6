"""The HTML report in a real browser: silent, inert, accessible, and useful without a script."""

from pathlib import Path

import axe_playwright_python
import pytest

from evidence.assessment import assess
from evidence.audit.runner import audit
from evidence.workspace.load import load_review
from reports.documents.formats.html import render
from reports.views.build import review_view
from tests.reports.small_review import FILES, hostile_files, view_of

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1400, "height": 900}


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The small review, the hostile one and the worked examples, each as a file."""
    folder = tmp_path_factory.mktemp("reports")
    assessment = assess(load_review(ROOT / "examples" / "magnesium-myoclonus"))
    pooled = assess(load_review(ROOT / "examples" / "bcg-vaccine"))
    views = {
        "small": view_of(FILES),
        "hostile": view_of(hostile_files()),
        "example": review_view(assessment, audit(assessment), version="0.1.0"),
        "pooled": review_view(pooled, audit(pooled), version="0.1.0"),
    }
    for name, view in views.items():
        (folder / f"{name}.html").write_bytes(render(view)[0].content)
    return folder


@pytest.fixture
def open_page(browser, reports):
    """Opens a report and keeps what the page asks for and complains of."""
    contexts = []

    def opened(name, *, viewport=DESK, scheme="light", scripts=True, fragment=""):
        context = browser.new_context(
            viewport=viewport, color_scheme=scheme, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(f"{(reports / f'{name}.html').as_uri()}{fragment}")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", ["small", "hostile", "example"])
def test_it_asks_for_nothing_and_complains_of_nothing(open_page, name):
    page = open_page(name)
    page.wait_for_timeout(200)
    assert [url for url in page.asked if not url.startswith("data:")] == [page.url]
    assert page.said == []


def test_hostile_text_does_nothing(open_page):
    page = open_page("hostile")
    page.wait_for_timeout(200)
    assert page.evaluate("window.harmed") is None
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
    assert page.locator("h1").inner_text().startswith("</script><script>")


def test_the_policy_stops_what_is_injected(open_page):
    page = open_page("small")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.harmed = 1';"
        " document.body.append(s);"
        " document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.harmed=2\">');"
        " }"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.harmed") is None
    assert any("Content Security Policy" in said for said in page.said)


@pytest.mark.parametrize(
    ("name", "viewport", "scheme"),
    [
        ("small", DESK, "light"),
        ("small", DESK, "dark"),
        ("small", PHONE, "light"),
        ("small", PHONE, "dark"),
        ("example", DESK, "light"),
        ("example", DESK, "dark"),
        ("example", PHONE, "light"),
        ("pooled", DESK, "light"),
        ("pooled", PHONE, "dark"),
    ],
)
def test_axe_finds_no_violation(open_page, name, viewport, scheme):
    page = open_page(name, viewport=viewport, scheme=scheme)
    if name in ("small", "pooled"):
        page.evaluate(
            "() => { for (const each of document.querySelectorAll('details')) each.open = true; }"
        )
    page.evaluate(AXE)
    found = page.evaluate(
        "() => axe.run({resultTypes: ['violations']}).then(r => "
        "r.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))]))"
    )
    assert found == []


@pytest.mark.parametrize("width", [320, 360, 400, 800, 1100])
@pytest.mark.parametrize("name", ["hostile", "example"])
def test_the_page_never_scrolls_sideways(open_page, name, width):
    page = open_page(name, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 360, 800])
def test_no_open_part_makes_the_page_scroll_sideways(open_page, width):
    page = open_page("pooled", viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


SMALL_STUDIES = "claim-bcg-protects.small-studies"


def test_a_link_to_a_part_opens_it_and_shows_it(open_page):
    page = open_page("pooled", fragment=f"#{SMALL_STUDIES}")
    part = page.locator(f"[id='{SMALL_STUDIES}']")
    assert part.get_attribute("open") is not None
    assert 0 <= part.bounding_box()["y"] < DESK["height"]
    other = page.locator("[id='claim-bcg-protects.steps']")
    assert other.get_attribute("open") is None
    page.evaluate("location.hash = '#claim-bcg-protects.steps'")
    page.locator("[id='claim-bcg-protects.steps'][open]").wait_for()


def test_a_letter_leads_to_its_footnote(open_page):
    page = open_page("pooled")
    page.locator("[id='claim-bcg-protects.findings'] sup a").first.click()
    note = page.locator("[id='claim-bcg-protects.findings-a']")
    assert page.url.endswith("#claim-bcg-protects.findings-a")
    assert 0 <= note.bounding_box()["y"] < DESK["height"]


def test_a_broken_fragment_breaks_nothing(open_page):
    page = open_page("small", fragment="#%E0%A4%A")
    page.locator("#shown", has_text="All 5 claims").wait_for()
    assert page.said == []


@pytest.mark.parametrize("scripts", [True, False])
def test_print_shows_what_waits_behind_headings(open_page, scripts):
    page = open_page("pooled", scripts=scripts)
    page.emulate_media(media="print")
    captions = page.locator("details.more > figure > figcaption")
    assert captions.count() > 5
    assert all(each.bounding_box() for each in captions.all())


def test_printing_opens_the_parts_and_closes_them_again(open_page):
    page = open_page("pooled")
    parts = page.locator("details.more")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.more[open]").count() == parts.count() > 5
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.more[open]").count() == 0


def test_everything_is_there_without_a_script(open_page):
    page = open_page("example", scripts=False)
    assert page.locator("form.filter").is_hidden()
    assert page.locator("article.claim").count() > 30
    assert page.locator("article.claim").last.is_visible()


def test_verdicts_filter_and_say_how_many_are_left(open_page):
    page = open_page("small")
    status = page.locator("#shown")
    assert status.get_attribute("aria-live") == "polite"
    assert status.inner_text() == "All 5 claims"
    chip = page.locator(".chip[data-verdict=conflicting]")
    chip.click()
    assert chip.get_attribute("aria-pressed") == "true"
    assert status.inner_text() == "1 of 5 claims"
    assert page.locator("article.claim:visible").count() == 1
    chip.click()
    assert status.inner_text() == "All 5 claims"


def test_the_slash_key_searches_and_escape_clears(open_page):
    page = open_page("small")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("rashdi jerks")
    page.locator("#shown", has_text="1 of 5 claims").wait_for()
    assert page.locator("article.claim:visible").get_attribute("id") == "claim-etomidate"
    page.keyboard.press("Escape")
    assert page.locator("#shown").inner_text() == "All 5 claims"


def test_a_permalink_leads_to_its_claim_even_when_it_is_filtered_out(open_page):
    page = open_page("small", fragment="#claim-kale__source")
    assert page.locator("#claim-kale__source h3").is_visible()
    box = page.locator("#claim-kale__source").bounding_box()
    assert 0 <= box["y"] < DESK["height"]
    page.locator(".chip[data-verdict=conflicting]").click()
    assert page.locator("#claim-kale__source").is_hidden()
    page.evaluate("location.hash = '#claim-lost'; location.hash = '#claim-kale__source'")
    page.locator("#claim-kale__source").wait_for(state="visible")


def test_the_keyboard_reaches_the_main_part_first_and_focus_shows(open_page):
    page = open_page("small")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert skip.bounding_box()["width"] > 50
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_on_a_phone_a_card_opens_under_its_paragraph(open_page):
    page = open_page("small", viewport=PHONE)
    card = page.locator("#card-etomidate")
    assert card.is_hidden()
    page.locator("mark[data-claims~=etomidate]").first.evaluate("each => each.click()")
    assert card.is_visible()
    assert "reduces jerks" in card.inner_text()


def test_in_print_every_claim_is_shown_and_controls_are_not(open_page):
    page = open_page("small")
    page.emulate_media(media="print")
    assert page.locator("nav.sections").is_hidden()
    assert page.locator("form.filter").is_hidden()
    assert page.locator("article.claim").last.is_visible()


#: Text and what lies behind it, as the browser computed them; 3:1 is enough for large text
#: and for marks (WCAG 2.2, 1.4.3 and 1.4.11). Decides what axe leaves undecided because the
#: sticky bar may overlap it.
CONTRASTS = Path(__file__).with_name("contrasts.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["example", "pooled"])
def test_every_text_stands_out_from_what_lies_behind_it(open_page, name, scheme):
    page = open_page(name, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = page.evaluate(CONTRASTS)
    assert len(found) > 30
    faint = [entry for entry in found if entry[0] < entry[1]]
    assert not faint, faint
