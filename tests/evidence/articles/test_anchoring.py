"""Anchors: exact, moved after an edit, lost after a deletion, told apart by what stands around."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.articles.anchoring import AnchorIndex
from evidence.articles.formats.markdown import read
from evidence.articles.normalised import normalise
from evidence.model.anchoring import AnchorState
from evidence.model.claim import Anchor
from references.source import SourceFile
from tests.counted_work import calls_during

TEXT = """# Magnesium

Intravenous magnesium **reduces** the jerks [@a] “very much” – in 25 of 50 adults given etomidate.
Diet is a safe source of the mineral. Most people need no supplement.

## Safety

Large oral doses of magnesium cause diarrhoea in some people.
Diet is a safe source of the mineral. Kidney disease makes it dangerous.
"""


def article(text=TEXT, path="article.md"):
    return read(SourceFile(path, text)).value


@pytest.fixture(scope="module")
def index():
    return AnchorIndex([article()])


@pytest.mark.parametrize(
    "quote",
    [
        "Intravenous magnesium reduces the jerks",
        "intravenous  magnesium\nreduces the jerks",
        "Intravenous magnesium **reduces** the jerks",
        "reduces the jerks [@a] “very much” – in 25 of 50 adults",
        'reduces the jerks "very much" - in 25 of 50 adults',
        "reduces the jer\u00adks [12] 'very much'".replace("'", '"'),
        "25 of 50",
    ],
)
def test_what_copies_and_typesetting_change_is_still_exact(index, quote):
    found = index.resolve(Anchor(quote))
    assert found.state is AnchorState.EXACT
    assert found.similarity == 1.0
    assert found.candidates == 1
    assert found.sentences == (1,)
    assert found.location.line == 3


def test_an_exact_anchor_knows_its_place_in_source_and_text(index):
    found = index.resolve(Anchor("Large oral doses of magnesium cause diarrhoea"))
    assert str(found.location) == "article.md:8:1"
    assert article().source.slice(found.span) == found.text
    assert article().plain[found.plain.start : found.plain.end] == found.text


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (
            "Intravenous magnesium sulfate reduces the jerks very much in 25 of 50 adults",
            "25 of 50",
        ),
        ("Large doses of oral magnesium often cause diarrhoea in people.", "Large oral doses"),
        ("Large oral doses of magnesium do not cause diarrhoea in some people.", "Large oral"),
        ("Large oral doses of magnesium cause diarrhoea in 25 people.", "Large oral"),
    ],
)
def test_an_edited_statement_has_moved_and_is_less_similar(index, quote, text):
    found = index.resolve(Anchor(quote))
    assert found.state is AnchorState.MOVED
    assert text in found.text
    assert 0.7 < found.similarity < 1.0


@pytest.mark.parametrize(
    "quote",
    [
        "Zinc lozenges shorten the common cold by a day or two.",
        "Intravenous ketamine prevents the fall in blood pressure of old patients.",
        "Diet alone, however, is never enough for people on diuretics.",
        "magnes",
        "reduces jerk",
        "",
        "   ",
        "[@a]",
    ],
)
def test_a_deleted_or_other_statement_is_lost(index, quote):
    found = index.resolve(Anchor(quote))
    assert found.state is AnchorState.LOST
    assert (found.span, found.plain, found.location, found.sentences) == (None, None, None, ())
    assert found.candidates == 0


def test_a_look_alike_is_not_taken_where_the_surroundings_disagree():
    kept = "Magnesium given before etomidate lowered the rate of jerks in adults."
    gone = "Magnesium given after propofol raised the rate of pain in adults."
    found = AnchorIndex([article(f"# T\n\nA first one. {kept} A last one.\n")]).resolve(
        Anchor(gone, prefix="Pain on injection is common. ", suffix=" Lidocaine helps more.")
    )
    assert found.state is AnchorState.LOST


def test_repeated_words_are_told_apart_by_what_stands_around(index):
    quote = "Diet is a safe source of the mineral."
    alone = index.resolve(Anchor(quote))
    assert (alone.state, alone.candidates, alone.location.line) == (AnchorState.EXACT, 2, 4)
    second = index.resolve(Anchor(quote, suffix="Kidney disease makes"))
    assert (second.candidates, second.location.line) == (1, 9)
    second = index.resolve(Anchor(quote, prefix="cause diarrhoea in some people. "))
    assert (second.candidates, second.location.line) == (1, 9)
    first = index.resolve(Anchor(quote, prefix="given etomidate. ", suffix=" Most people"))
    assert (first.candidates, first.location.line) == (1, 4)


def test_an_anchor_may_name_its_article():
    both = AnchorIndex([article(path="one.md"), article(path="two.md")])
    quote = "Large oral doses of magnesium"
    assert both.resolve(Anchor(quote)).candidates == 2
    found = both.resolve(Anchor(quote, article="two.md"))
    assert (found.article, found.candidates) == ("two.md", 1)
    assert both.resolve(Anchor(quote, article="three.md")).state is AnchorState.LOST


def test_a_quote_may_run_over_several_sentences(index):
    found = index.resolve(Anchor("safe source of the mineral. Kidney disease makes it"))
    assert found.state is AnchorState.EXACT
    assert len(found.sentences) == 2


def test_letters_and_their_accents_compare_as_one():
    written = "Gu\u0308ler found the m\u00fcscle jerks again in every one of them."
    asked = "G\u00fcler found the mu\u0308scle jerks"
    found = AnchorIndex([article(written)]).resolve(Anchor(asked))
    assert found.state is AnchorState.EXACT
    assert found.text == "Gu\u0308ler found the m\u00fcscle jerks"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aA éü\u0308\u0301“-–—  \n\t.*•,)\u00adİ", max_size=60))
def test_normalised_text_keeps_its_places(text):
    found = normalise(text)
    previous = 0
    for index, _ in enumerate(found.text):
        place = found.offsets[index]
        assert previous <= place < len(text)
        previous = place
    assert normalise(found.text).text == found.text or "\u0308" in text or "\u0301" in text


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), st.text(max_size=60), st.text(max_size=20))
def test_no_anchor_is_too_odd(text, quote, prefix):
    found = AnchorIndex([article(text)]).resolve(Anchor(quote, prefix, prefix))
    assert (found.span is None) == (found.state is AnchorState.LOST)


def test_every_sentence_of_an_article_finds_itself():
    found = article()
    index = AnchorIndex([found])
    for number, sentence in enumerate(found.sentences):
        before = found.plain[: sentence.plain.start].rstrip()[-32:]
        after = found.plain[sentence.plain.end :].lstrip()[:32]
        resolved = index.resolve(Anchor(sentence.text, before, after))
        assert resolved.state is AnchorState.EXACT
        assert resolved.sentences == (number,)


def test_work_grows_with_the_number_of_claims_and_not_with_its_square():
    def calls(count):
        lines = [
            f"Claim {n} says that drug {n * 7919 % 10007} helps {n} adults." for n in range(count)
        ]
        index = AnchorIndex([article("\n\n".join(lines))])

        def resolve_all():
            for number, line in enumerate(lines):
                edited = line.replace("helps", "may help") if number % 10 == 0 else line
                assert index.resolve(Anchor(edited)).state is not AnchorState.LOST

        return calls_during(resolve_all)

    assert calls(400) < 5 * calls(100)
