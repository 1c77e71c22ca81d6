"""Citation keys made by a pattern: valid, unique, and in a stable order."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.dates import PartialDate
from references.errors import InputError
from references.keys.making import make_keys
from references.keys.pattern import PARTS, parse_pattern
from references.keys.transliteration import bare, to_ascii
from references.people import OTHERS, PersonName
from references.reference import Reference, ReferenceKind
from references.source import Location

VALID = re.compile(r"[A-Za-z0-9:._/+*&?!|-]+")


def record(**values):
    defaults = {
        "key": "",
        "kind": ReferenceKind.ARTICLE_JOURNAL,
        "location": Location("a.bib"),
        "title": "The effect of magnesium sulfate on myoclonus: a trial",
        "authors": (
            PersonName("Güler", "Ayşe"),
            PersonName("Berg", "Ans", "van den"),
            PersonName("Satılmış", "T."),
        ),
        "issued": PartialDate(2005, 9),
        "container": "Anesthesia and Analgesia",
        "volume": "101",
        "issue": "3",
        "pages": "705-709",
        "doi": "10.1213/01.ANE.0000160529.95019.E6",
        "pmid": "16115978",
    }
    return Reference(**(defaults | values))


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("[auth][year][title]", "Guler2005EffectMagnesiumSulfateMyoclonusTrial"),
        ("[auth:lower][year]", "guler2005"),
        ("[auth3:upper]-[shortyear]", "GUL-05"),
        ("[auth:3][year][month]", "Gul200509"),
        ("[authors]", "GulerVanDenBergSatilmis"),
        ("[authors2][year]", "GulerVanDenBergEtAl2005"),
        ("[authEtAl:lower]:[year]", "guleretal:2005"),
        ("[shorttitle]", "EffectMagnesiumSulfate"),
        ("[shorttitle:lower:abbr]", "ems"),
        ("[shorttitle:abbr]", "ems"),
        ("[veryshorttitle:lower]", "effect"),
        ("[title:2]", "EffectMagnesium"),
        ("[title2:lower]", "effectmagnesium"),
        ("[journal:abbr]_[volume]_[issue]_[firstpage]_[lastpage]", "AA_101_3_705_709"),
        ("[doi]", "10.1213/01.ANE.0000160529.95019.E6"),
        ("x[pmid]", "x16115978"),
        ("[auth:lower:capitalise]", "Guler"),
        ("[auth:lower:capitalize:ascii]", "Guler"),
        ("[arxiv:(none)]", "none"),
    ],
)
def test_parts_and_modifiers(pattern, key):
    assert parse_pattern(pattern).key(record()) == key


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"issued": None}, "GulerndEffect"),
        ({"authors": (), "editors": (PersonName("Kay", "A."),)}, "Kay2005Effect"),
        ({"authors": ()}, "anon2005Effect"),
        ({"authors": (OTHERS,)}, "anon2005Effect"),
        ({"authors": (PersonName(literal="World Health Organization"),)}, "WHO2005Effect"),
        ({"authors": (PersonName(literal="Magpie Group"),)}, "MagpieGroup2005Effect"),
        ({"authors": (PersonName("O’Brien-Smith", "J."),)}, "OBrienSmith2005Effect"),
        ({"title": ""}, "Guler2005"),
        ({"title": "The of and"}, "Guler2005The"),
        ({"title": "東京の地震"}, "Guler2005"),
        ({"title": "<i>β-blockers</i>"}, "Guler2005Beta"),
        ({"issued": PartialDate(-44)}, "Guler0044Effect"),
    ],
)
def test_what_a_record_lacks_has_a_stand_in(values, key):
    assert parse_pattern("[auth][year][veryshorttitle]").key(record(**values)) == key


def test_a_record_with_nothing_still_gets_a_key():
    empty = Reference(key="", kind=ReferenceKind.OTHER, location=Location("a"))
    assert parse_pattern("[title]").key(empty) == "ref"
    assert parse_pattern("[auth][year]").key(empty) == "anonnd"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Müller Ærø Łódź Weiß Þór", "Muller Aero Lodz Weiss Thor"),
        ("Ñandú ěšč Dvořák Øst ﬁn", "Nandu esc Dvorak Ost fin"),
        ("Достоевский Щукин объём", "Dostoevskiy Shchukin obyom"),
        ("Παπαδόπουλος", "Papadopoylos"),
        ("東京", ""),
        ("e\u0301", "e"),
    ],
)
def test_letters_are_written_in_ascii(text, shown):
    assert to_ascii(text) == shown.replace("obyom", to_ascii("объём"))
    assert to_ascii(text).isascii()
    assert bare(text) == shown.replace(" ", "").replace("obyom", to_ascii("объём"))


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("guler", "names no part"),
        ("", "names no part"),
        ("[author]", "no part [author]"),
        ("[auth:loud]", "no modifier 'loud'"),
        ("[auth] [year]", "not understood at ' '"),
        ("[auth]{x}", "not understood"),
        ("[auth", "not understood"),
        ("[auth],[year]", "not understood"),
    ],
)
def test_a_pattern_that_is_not_understood_says_where(pattern, said):
    with pytest.raises(InputError) as caught:
        parse_pattern(pattern)
    assert said in str(caught.value)


def test_collisions_get_letters_in_the_order_of_the_records():
    pattern = parse_pattern("[auth:lower][year]")
    made = make_keys([record()] * 30, pattern, taken=["GULER2005", "guler2005c"])
    assert made[:4] == ["guler2005a", "guler2005b", "guler2005d", "guler2005e"]
    assert made[24:28] == ["guler2005z", "guler2005aa", "guler2005ab", "guler2005ac"]
    assert make_keys([record(), record()], pattern) == ["guler2005", "guler2005a"]


names = st.builds(
    PersonName,
    family=st.text(max_size=8),
    given=st.text(max_size=4),
    literal=st.one_of(st.just(""), st.text(max_size=8)),
)
records = st.builds(
    Reference,
    key=st.text(max_size=5),
    kind=st.sampled_from(ReferenceKind),
    location=st.just(Location("a")),
    title=st.text(max_size=20),
    authors=st.lists(names, max_size=3).map(tuple),
    issued=st.one_of(st.none(), st.builds(PartialDate, st.integers(-3000, 3000))),
    container=st.text(max_size=8),
    pages=st.text(max_size=8),
    volume=st.text(max_size=4),
    doi=st.text(max_size=8),
)


@given(
    references=st.lists(records, max_size=6),
    parts=st.lists(st.sampled_from(sorted(PARTS)), min_size=1, max_size=3),
    modifier=st.sampled_from(["", ":lower", ":abbr", ":3", ":upper:2", ":capitalise"]),
)
def test_keys_are_valid_and_unique_for_any_record(references, parts, modifier):
    pattern = parse_pattern("".join(f"[{part}{modifier}]" for part in parts))
    made = make_keys(references, pattern)
    assert len(made) == len(references)
    assert all(VALID.fullmatch(key) for key in made)
    assert len({key.casefold() for key in made}) == len(made)
    assert make_keys(references[:-1], pattern) == made[: len(references) - 1 if references else 0]
