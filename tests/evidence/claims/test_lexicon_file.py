"""The lexicon file: its shape, its sources, and what its notation stands for."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import jsonschema
import pytest

from evidence.claims.lexicon import LEVELS, expand, lexicon, read_lexicon

_WORDS = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["sources", "verbs", "predicates", "phrases"],
    "properties": {
        "sources": {"type": "object", "additionalProperties": {"type": "string", "minLength": 20}},
        "verbs": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "source": {"type": "string"},
                "regular": _WORDS,
                "irregular": _WORDS,
                "with-particle": _WORDS,
                "also-nouns": _WORDS,
                "not-subject": _WORDS,
                "not-object": _WORDS,
            },
        },
        "predicates": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "source": {"type": "string"},
                "plain": _WORDS,
                "boosters": _WORDS,
            },
        },
        "phrases": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["family", "level", "source", "forms"],
                "properties": {
                    "family": {
                        "enum": ["boost", "hedge", "inconsistent", "untested", "associational"]
                    },
                    "level": {"enum": list(LEVELS)},
                    "source": {"type": "string"},
                    "scope": {"enum": ["clause", "segment", "sentence"]},
                    "note": {"type": "string"},
                    "needs-effect": {"type": "boolean"},
                    "forms": _WORDS,
                    "softer": {
                        "type": "object",
                        "required": ["moderate", "low", "very-low"],
                        "additionalProperties": {"type": "string"},
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def data() -> dict[str, object]:
    text = files("evidence.claims").joinpath("lexicon.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def test_the_file_has_its_shape(data: dict[str, object]) -> None:
    errors = jsonschema.validators.validator_for(SCHEMA)(SCHEMA).iter_errors(data)
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_every_source_is_used_and_every_use_has_a_source(data: dict[str, object]) -> None:
    known = lexicon()
    used = {entry.source for forms in known.phrases.values() for _, entry in forms}
    used |= {known.verb_entry.source, known.predicate_entry.source}
    assert used == set(known.sources)


def test_each_phrase_stands_in_one_group(data: dict[str, object]) -> None:
    groups = list(data["phrases"])  # type: ignore[call-overload]
    groups.append(dict(groups[0]))
    with pytest.raises(ValueError, match="is in two groups"):
        read_lexicon({**data, "phrases": groups})


def test_phrases_are_in_lower_case_and_without_marks() -> None:
    assert lexicon().phrases
    for forms in lexicon().phrases.values():
        for words, _ in forms:
            assert all(word == word.lower() and word.isalnum() for word in words), words


def test_notation_of_choices_and_of_what_may_be_absent() -> None:
    assert set(expand("is/are (very) clear")) == {
        ("is", "clear"),
        ("are", "clear"),
        ("is", "very", "clear"),
        ("are", "very", "clear"),
    }
    assert set(expand("certainty (of the evidence) is low")) == {
        ("certainty", "is", "low"),
        ("certainty", "of", "the", "evidence", "is", "low"),
    }


@pytest.mark.parametrize(
    ("form", "base", "kind"),
    [
        ("reduces", "reduce", "third"),
        ("reducing", "reduce", "gerund"),
        ("stopped", "stop", "past"),
        ("harms", "harm", "third"),
        ("controlled", "control", "participle"),
        ("led", "lead", "past"),
    ],
)
def test_forms_of_verbs(form: str, base: str, kind: str) -> None:
    verb = lexicon().verbs[form]
    assert verb.base == base
    assert kind in verb.forms
