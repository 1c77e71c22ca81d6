"""Sentence boundaries: a table of what is hard, and what must hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.articles.citation_marks import find_marks
from evidence.articles.sentences import sentence_spans


def cut(text):
    spans = sentence_spans(text, [mark.span for mark in find_marks(text)])
    return [text[span.start : span.end] for span in spans]


# A bar marks each boundary; the text is searched without the bars.
WRITTEN = """
Magnesium is a mineral.|It blocks channels.
Is it safe?|Yes, for most people!|No one objected.
Some drugs, e.g. Etomidate, cause jerks.|Others do not.
That is, i.e. The whole group, was treated.
It was given i.v. over ten minutes.|Nobody jerked.
It was given i.v. The patients slept.
It was injected i.m. or i.v. before induction.
As Fig. 2 shows, jerks fell.|See also Figs. 3 and 4.
See Fig. 2.|The rest is known.
Guler et al. found fewer jerks.|Un et al. (2011) agreed.
Reported by Guler et al. The finding was repeated.
Diet vs. Supplements was the question.
Dr. Smith and Prof. Jones disagreed.|Mrs. Brown did not.
The effect was large (p < 0.05).|It lasted 2.5 hours.
It fell to p < 0.05.|Later it rose.
J. R. Smith wrote it.|Then M. K. O'Brien replied.
They lacked vitamin C. Scurvy followed.
Signals reach NF-kappa B. Transcription begins.
It waited ... and then fell.|It rose.
It waited...|The end came.
“It works.”|She was sure.
"It works!" she said.|He agreed.
(It was small.)|It was blinded.
It was small (see Fig. 3. Also Table 2).|It was blinded.
It reduced jerks.[12]|The next trial did not.
It reduced jerks.[12][13]|The next trial did not.
It reduced jerks [@guler2005].|The next trial did not.
It reduced jerks. [@guler2005]|The next trial did not.
It reduced jerks.^1,2^|The next trial did not.
It reduced jerks.¹²|The next trial did not.
It reduced jerks \\cite{guler2005}.|The next trial did not.
As @smith2005 showed. @jones2006 disagreed.
About 12 patients jerked.|12 others did not.
The U.S. government paid.|Nobody knew.
See https://example.org/a.b?c=d for more.|Or write to a.b@example.org today.
It contains fruit, nuts, etc. Fish has some too.
Dose no. 3 was given.|Was it enough?|No.|The third failed.
In Jan. 2005 it began.|It ended in Dec. 2006.
1. The first item is here.|It goes on.
Levels rose 1.5- to 2.5-fold vs. 3.0 before.
It binds mRNA.|mRNA is copied.
Version 2.0.1 was used.|Nothing changed.
She has a Ph.D. in chemistry.|It helps.
Approx. 5 % jerked.|Approx. half slept.
Ca. 20 adults took part, cf. Table 1.
St. John's wort interacts.|Take care.
He asked: why?|Nobody knew.
"""
ALTERNATIVES = {
    "It was given i.v. The patients slept.": ["It was given i.v.", "The patients slept."],
    "Reported by Guler et al. The finding was repeated.": [
        "Reported by Guler et al.",
        "The finding was repeated.",
    ],
    "They lacked vitamin C. Scurvy followed.": ["They lacked vitamin C.", "Scurvy followed."],
    "Signals reach NF-kappa B. Transcription begins.": [
        "Signals reach NF-kappa B.",
        "Transcription begins.",
    ],
    "As @smith2005 showed. @jones2006 disagreed.": [
        "As @smith2005 showed.",
        "@jones2006 disagreed.",
    ],
    "It contains fruit, nuts, etc. Fish has some too.": [
        "It contains fruit, nuts, etc.",
        "Fish has some too.",
    ],
}


@pytest.mark.parametrize("written", WRITTEN.strip().splitlines())
def test_a_tricky_text_is_cut_where_a_reader_would(written):
    wanted = ALTERNATIVES.get(written, written.split("|"))
    assert cut(" ".join(wanted)) == wanted


def test_space_between_sentences_belongs_to_none():
    assert cut("  One here.  \n Two there.  ") == ["One here.", "Two there."]


def test_a_text_without_stops_is_one_sentence():
    assert cut("What the Science Says") == ["What the Science Says"]


def test_nothing_has_no_sentences():
    assert sentence_spans("") == ()
    assert sentence_spans("  \n ") == ()


@given(st.text(alphabet="aAbB .?!()[]\"'@1.…\n", max_size=120))
def test_sentences_cover_every_letter_once_and_in_order(text):
    spans = sentence_spans(text)
    position = 0
    covered = set()
    for span in spans:
        assert position <= span.start < span.end <= len(text)
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
        covered.update(range(span.start, span.end))
        position = span.end
    assert all(text[i].isspace() or i in covered for i in range(len(text)))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [(". " * 40_000, 1), ("(" * 60_000, 1), ("A. " * 30_000, 30_000), ("a" * 300_000, 1)],
    ids=["stops", "parentheses", "initials", "one-word"],
)
def test_hostile_lines_do_not_hang_the_cutter(text, sentences):
    # A pattern that went back to the beginning at every stop would take billions of steps here.
    assert len(sentence_spans(text)) == sentences
