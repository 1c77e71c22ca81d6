"""An article as it was copied from a web page: debris, no citation marks, 21 empty references.

The article is not ours to publish, so that it lies beside the repository or nowhere; claims are
anchored to sentences that the test takes from it, and nothing of its text stands here.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.articles.article_format import article_format_of_path
from evidence.assessment import assess
from evidence.audit.runner import audit
from evidence.model.anchoring import AnchorState
from evidence.model.article import BlockKind
from evidence.workspace.load import load_review
from references.encoding import decode

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT.parent / "shared" / "data" / "seed" / "article.txt"
# A word or two of each sentence to claim; the first sentence of running text that has them all.
WANTED = {
    "receptor": ("NMDA", "calcium"),
    "etomidate": ("etomidate", "pretreatment"),
    "strength": ("strong evidence",),
    "effective": ("highly effective",),
    "kidney": ("kidney disease", "vulnerable"),
    "kale": ("kale",),
}

pytestmark = pytest.mark.skipif(
    not SOURCE.is_file(), reason=f"the source article is not beside the repository ({SOURCE})"
)


@pytest.fixture(scope="module")
def article():
    source = decode("article.txt", SOURCE.read_bytes()).value
    return article_format_of_path("article.txt").read(source).value


@pytest.fixture(scope="module")
def quotes(article):
    return {
        name: next(
            sentence.text
            for sentence in article.sentences
            if all(word in sentence.text for word in words)
        )
        for name, words in WANTED.items()
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory, quotes):
    path = tmp_path_factory.mktemp("source") / "review"
    path.mkdir()
    (path / "article.txt").write_bytes(SOURCE.read_bytes())
    (path / "review.toml").write_text(
        '[review]\ntitle = "As it came"\narticle = "article.txt"\nclaims = ["claims.yaml"]\n'
        "date = 2026-11-22\n",
        encoding="utf-8",
    )
    claims = [
        {"id": name, "quote": quote, "statement": f"What is said of {name}.", "kind": "therapy"}
        for name, quote in quotes.items()
    ]
    # JSON is YAML, and quotes any sentence without a thought.
    (path / "claims.yaml").write_text(json.dumps({"claims": claims}), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def assessment(folder):
    return assess(load_review(folder))


def test_its_debris_is_told_from_its_text(article):
    kinds = {block.kind for block in article.blocks}
    assert {BlockKind.BOILERPLATE, BlockKind.LIST_ITEM, BlockKind.HEADING} <= kinds
    first = article.blocks[0]
    assert first.kind is BlockKind.BOILERPLATE
    assert article.title.endswith("Mineral")
    assert article.marks == ()


def test_its_reference_list_is_found_and_is_empty(article):
    assert [entry.number for entry in article.reference_entries] == list(range(1, 22))
    assert all(entry.text == "" for entry in article.reference_entries)


def test_claims_are_anchored_in_it(assessment, quotes):
    for name, quote in quotes.items():
        anchor = assessment.by_id[name].anchor
        assert anchor.state is AnchorState.EXACT, name
        assert anchor.text == quote
        assert anchor.location is not None


def test_the_audit_names_the_empty_list_and_the_missing_marks(assessment):
    findings = audit(assessment).findings
    names = {item.name for item in findings}
    assert {"empty-reference-list", "article-without-citations", "no-evidence"} <= names
    empty = [item for item in findings if item.name == "empty-reference-list"]
    assert len(empty) == 1
    assert "21" in empty[0].message


def runs_of_words(text, length=8):
    words = re.findall(r"[a-z0-9]+", re.sub(r"\[@[^\]]*\]", " ", text).lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_the_worked_example_repeats_none_of_its_sentences():
    example = ROOT / "examples" / "magnesium-myoclonus"
    source = runs_of_words(SOURCE.read_text(encoding="utf-8"))
    for name in ("article.md", "claims.yaml", "studies.yaml", "README.md"):
        mine = runs_of_words((example / name).read_text(encoding="utf-8"))
        assert mine & source == set(), name


def test_the_command_reports_it_and_does_not_break(folder):
    done = subprocess.run(
        [sys.executable, "-m", "evidence_review", "audit", ".", "--format", "json"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    assert any(
        item["name"] == "empty-reference-list" and item["path"] == "article.txt"
        for item in report["findings"]
    )
