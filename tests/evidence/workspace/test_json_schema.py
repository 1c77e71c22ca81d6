"""The schemas for editors: fresh, sound, and of one mind with the reader."""

import json
import tomllib
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from evidence.audit.example import example
from evidence.workspace.create import TEMPLATE
from evidence.workspace.json_schema import json_schemas
from evidence.workspace.load import load_files

FOLDER = Path(__file__).parents[3] / "evidence" / "workspace" / "schemas"
EXAMPLE = Path(__file__).parents[3] / "examples" / "magnesium-myoclonus"
SCHEMAS = {name.split(".")[0]: json.loads(text) for name, text in json_schemas().items()}


class TextLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, which editors use: days stay text, and ``on`` is a word."""


TextLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in found if tag.endswith((":int", ":float", ":null"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def errors(name, content):
    return list(Draft202012Validator(SCHEMAS[name]).iter_errors(content))


def test_the_shipped_schemas_are_fresh():
    shipped = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert shipped == dict(json_schemas()), "run: python docs/generate_schemas.py"


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_schemas_are_schemas(name):
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_key_is_described(name):
    for shape in (SCHEMAS[name], *SCHEMAS[name]["$defs"].values()):
        for key, value in shape.get("properties", {}).items():
            assert "$ref" in value or value.get("description"), f"{shape['description']}: {key}"


@pytest.mark.parametrize("name", ["claims", "studies"])
def test_template_and_example_pass(name):
    texts = [
        TEMPLATE[f"{name}.yaml"],
        *(path.read_text() for path in EXAMPLE.glob(f"{name}*.yaml")),
    ]
    assert len(texts) >= 2
    for text in texts:
        assert errors(name, yaml.load(text, TextLoader)) == []


def test_settings_of_template_and_example_pass():
    for text in (TEMPLATE["review.toml"], (EXAMPLE / "review.toml").read_text()):
        content = json.loads(json.dumps(tomllib.loads(text), default=str))
        assert errors("review", content) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("claims", "claims: [{id: a, quote: q, statement: s}]"),
        ("claims", "claims: [{id: a, quote: q, statement: s, kind: magic}]"),
        ("claims", "claims: [{id: a, quote: q, statement: s, kind: harm, knd: x}]"),
        ("claims", "claims: [{id: '', quote: q, statement: s, kind: harm}]"),
        (
            "claims",
            "claims: [{id: a, quote: q, statement: s, kind: harm, evidence: [{stance: x}]}]",
        ),
        ("studies", "studies: [{id: a, references: [], design: cohort}]"),
        ("studies", "studies: [{id: a, references: [x], design: cohrt}]"),
        (
            "studies",
            "studies: [{id: a, references: [x], design: cohort, "
            "outcomes: {o: {estimates: [{measure: RR, ci: [1]}]}}}]",
        ),
        ("studies", "studys: []"),
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(name, text):
    assert errors(name, yaml.load(text, TextLoader))
    assert load_files({**example(), f"{name}.yaml": text}).problems
