"""Phrases of the lexicon in a text: which are asserted, which are negated, which weaken others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from evidence.claims.clauses import Word, questions, words_of
from evidence.claims.lexicon import Entry, Lexicon, VerbForm, lexicon

BE = frozenset({"is", "are"})
MODALS = frozenset({"can", "may", "might", "could", "will", "would", "should", "must", "shall"})
_DO = frozenset({"do", "does"})
_NOT = frozenset(
    {"not", "never", "cannot", "can't", "won't", "doesn't", "don't", "isn't", "aren't"}
)
_NEGATORS = _NOT | {"no", "without", "neither", "nor", "hardly", "lack", "lacks", "fails", "fail"}
# How far back words are looked at: farther ones say little, and hostile text must cost no more.
_REACH = 40
_AUXILIARIES_AT_MOST = 6
_BOOSTERS_AT_MOST = 2
_BE_FORMS = BE | {"be", "isn't", "aren't"}
_NOT_NEGATING_BEFORE = frozenset({"only", "just", "doubt"})
_ADVERBS = frozenset({"also", "often", "thus", "even", "then", "help", "sometimes", "just", "only"})
_AUXILIARIES = MODALS | _DO | _NOT | _ADVERBS | {"to", "always"}
_RELATIVES = frozenset({"that", "which", "who"})
_SUBORDINATORS = frozenset({"if", "whether", "when", "unless", "where", "whenever", "how", "why"})
# "Whether it clearly works" and "whether trials disagree" report neither.
_REPORTING = frozenset({"boost", "inconsistent"})
_PLURAL_PRONOUNS = frozenset({"they", "these", "both", "we"})
_NOT_PLURAL = frozenset(
    {"this", "is", "was", "has", "does", "thus", "always", "perhaps", "its", "as", "his", "us"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One phrase of the lexicon at words ``first`` to ``last``, both included.

    ``lead`` is where its auxiliaries begin ("does not", "can"), equal to ``first`` when there
    are none. ``shape`` is ``phrase``, ``verb`` or ``predicate``. ``asserted`` says that the
    sentence states it of its subject; a question, a condition or a purpose does not.
    """

    entry: Entry
    first: int
    last: int
    lead: int
    shape: str = "phrase"
    base: str = ""
    form: str = ""
    negated: bool = False
    asserted: bool = True


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, its words and the phrases found among them, in order."""

    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]


@lru_cache(maxsize=256)
def mark(text: str) -> Marked:
    """Find every phrase of the lexicon in a text, the longest first where two overlap.

    Remembered for a while, because a rewrite and the rules listen to the same sentence again.
    """
    words = words_of(text)
    asked = questions(text, words)
    known = lexicon()
    found: list[Mention] = []
    at = 0
    while at < len(words):
        mention = _predicate(words, at, known) or _phrase(words, at, known)
        mention = mention or _verb(words, at, known, found[-1] if found else None)
        if mention is None:
            at += 1
            continue
        if words[mention.first].sentence in asked:
            mention = replace(mention, asserted=False)
        found.append(mention)
        at = mention.last + 1
    return Marked(text, words, tuple(found))


def _phrase(words: tuple[Word, ...], at: int, known: Lexicon) -> Mention | None:
    """The longest phrase that begins at a word."""
    word = words[at].text
    pair = f"{word} {words[at + 1].text}" if at + 1 < len(words) else word
    for form, entry in (*known.phrases.get(pair, ()), *known.phrases.get(word, ())):
        run = words[at : at + len(form)]
        if tuple(each.text for each in run) != form:
            continue
        if all(each.joined for each in run[1:]) and not _is_month(words, at, form):
            last = at + len(form) - 1
            negated = _negated(words, at)
            asserted = entry.family not in _REPORTING or not _subordinate(words, at)
            return Mention(entry, at, last, at, negated=negated, asserted=asserted)
    return None


def _is_month(words: tuple[Word, ...], at: int, form: tuple[str, ...]) -> bool:
    """Whether "may" is followed by a year or a day, as in a date."""
    return form == ("may",) and at + 1 < len(words) and words[at + 1].text.isdigit()


def _predicate(words: tuple[Word, ...], at: int, known: Lexicon) -> Mention | None:
    """A plain word of effect after a form of "be": "is effective", "can be highly effective"."""
    here = at
    while here < len(words) - 1 and words[here].text in known.boosters and words[here + 1].joined:
        here += 1
        if here - at > _BOOSTERS_AT_MOST:
            return None
    if words[here].text not in known.predicates:
        return None
    lead = _lead(words, at, _BE_FORMS)
    said = {word.text for word in words[lead:at]}
    # "to be safe" is a purpose; "be safe" alone an imperative.
    if not said & _BE_FORMS or ("be" in said and not said & MODALS):
        return None
    negated = _denies(said) or _negated(words, lead)
    asserted = not _subordinate(words, lead) and not _restrictive(words, lead)
    entry = known.boosted_entry if here > at and not negated else known.predicate_entry
    base = words[here].text
    return Mention(entry, at, here, lead, "predicate", base, "be", negated, asserted)


def _lead(words: tuple[Word, ...], at: int, also: frozenset[str] = frozenset()) -> int:
    """Where the auxiliaries and adverbs before a verb begin."""
    lead = at
    while at - lead < _AUXILIARIES_AT_MOST and lead and words[lead].joined:
        if not _is_auxiliary(words[lead - 1].text, also):
            break
        lead -= 1
    while lead < at and words[lead].text in _ADVERBS | {"to"}:
        lead += 1
    return lead


def _is_auxiliary(word: str, also: frozenset[str]) -> bool:
    return word in _AUXILIARIES or word in also or word.endswith("ly")


def _verb(
    words: tuple[Word, ...], at: int, known: Lexicon, before: Mention | None
) -> Mention | None:
    """A verb of effect that begins at a word."""
    verb = known.verbs.get(words[at].text)
    if verb is None:
        return None
    last = at
    if verb.particles:
        if (
            at + 1 >= len(words)
            or not words[at + 1].joined
            or words[at + 1].text not in verb.particles
        ):
            return None
        last = at + 1
    lead = _lead(words, at)
    passive = _passive(words, lead, verb)
    if passive:
        lead = _lead(words, lead - 1) if words[lead - 1].text == "be" else lead - 1
    form = "participle" if passive else _finite_form(words, at, last, lead, verb, known)
    negated = _denies({word.text for word in words[lead:at]}) or _negated(words, lead)
    asserted = bool(form) and not _subordinate(words, lead) and not _restrictive(words, lead)
    if passive:
        # "is reduced by magnesium" names a cause; "levels are reduced" and "by 30%" name none.
        asserted = asserted and _has_agent(words, last)
    if form == "third" and lead and words[lead - 1].text in {"and", "or"}:
        # "reduces pain and causes sleep", and not "symptoms and causes vary"
        asserted = asserted and _follows_on(words, lead, before)
    if form == "to":
        lead = at
        asserted = before is not None and before.last == at - 1 and before.asserted
    return Mention(known.verb_entry, at, last, lead, "verb", verb.base, form, negated, asserted)


def _passive(words: tuple[Word, ...], lead: int, verb: VerbForm) -> bool:
    """Whether "is", "are" or a modal's "be" stands right before a participle."""
    if not lead or not words[lead].joined or "participle" not in verb.forms:
        return False
    helper = words[lead - 1].text
    return helper in BE or (helper == "be" and lead > 1 and words[lead - 2].text in MODALS | _NOT)


def _has_agent(words: tuple[Word, ...], at: int) -> bool:
    """Whether "by" and a word that is no number follow."""
    follow = words[at + 1 : at + 3]
    return len(follow) == 2 and follow[0].text == "by" and not follow[1].text.isdigit()


def _finite_form(
    words: tuple[Word, ...], at: int, last: int, lead: int, verb: VerbForm, known: Lexicon
) -> str:
    """How the verb states its effect: ``third``, ``base``, ``to``; empty when it does not."""
    helpers = {word.text for word in words[lead:at]}
    if "base" in verb.forms and (helpers & (MODALS | _DO) or helpers & (_NOT - {"not", "never"})):
        return "base"
    if at and words[at].joined and words[at - 1].text == "to":
        return "to" if "base" in verb.forms else ""
    if words[at].text in known.also_nouns and not verb.particles and not _has_object(words, last):
        return ""
    before = words[lead - 1].text if lead and words[lead].joined else ""
    if "third" in verb.forms:
        return "" if before in known.not_subject else "third"
    if "base" in verb.forms and (_is_plural(words, lead) or _continues(words, lead)):
        return "base"
    return ""


def _continues(words: tuple[Word, ...], lead: int) -> bool:
    """Whether a clause begins with its verb, as in "may relax muscles and reduce pain"."""
    joiner = bool(lead) and words[lead - 1].text in {"and", "or"}
    return joiner and any(
        word.text in MODALS and word.segment == words[lead].segment
        for word in words[max(0, lead - _REACH) : lead]
    )


def _follows_on(words: tuple[Word, ...], at: int, before: Mention | None) -> bool:
    """Whether an effect was stated earlier in the segment."""
    return (
        before is not None
        and before.shape != "phrase"
        and words[before.first].segment == words[at].segment
    )


def _is_plural(words: tuple[Word, ...], lead: int) -> bool:
    """Whether the subject before a verb is more than one thing: "statins", "A and B", "they"."""
    while lead and words[lead].joined and words[lead - 1].text in _ADVERBS:
        lead -= 1
    if not lead or not words[lead].joined:
        return False
    noun = words[lead - 1].text
    if noun in _PLURAL_PRONOUNS:
        return True
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun not in _NOT_PLURAL
    # "midazolam and remifentanil prevent": one word stands between "and" and the verb
    return lead > 2 and words[lead - 2].text == "and" and words[lead - 1].joined


def _has_object(words: tuple[Word, ...], at: int) -> bool:
    """Whether something that can be an object follows directly."""
    return (
        at + 1 < len(words)
        and words[at + 1].joined
        and words[at + 1].text not in lexicon().not_object
    )


def _before(words: tuple[Word, ...], at: int) -> Iterator[Word]:
    """Words before a place in the same clause, nearest first."""
    for here in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if words[here].clause != words[at].clause:
            return
        yield words[here]


def _denies(said: set[str]) -> bool:
    """Whether auxiliaries hold a "not", other than that of "not only"."""
    return bool(said & _NOT) and not said & _NOT_NEGATING_BEFORE


def _negated(words: tuple[Word, ...], at: int) -> bool:
    """Whether a "not" or a "no" up to six words before, in the same clause, reaches a phrase."""
    for here in range(at - 1, max(-1, at - 7), -1):
        if words[here].clause != words[at].clause:
            return False
        if words[here].text in _NEGATORS:
            return words[here + 1].text not in _NOT_NEGATING_BEFORE
    return False


def _subordinate(words: tuple[Word, ...], at: int) -> bool:
    """Whether a condition or an indirect question comes before in the clause."""
    return words[at].text in _SUBORDINATORS or any(
        word.text in _SUBORDINATORS for word in _before(words, at)
    )


def _restrictive(words: tuple[Word, ...], at: int) -> bool:
    """Whether a relative pronoun without a comma stands right before: "drugs that cause jerks"."""
    if not at or not words[at].joined or words[at - 1].text not in _RELATIVES:
        return False
    return at > 1 and words[at - 1].joined
