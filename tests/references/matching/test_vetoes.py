"""Every veto keeps its example apart and lets a near miss be merged."""

import pytest

from references.matching import Outcome, find_duplicates
from references.matching.vetoes import VETOES
from references.reference import ReferenceKind
from tests.references.matching_records import record

TITLE = "Magnesium and the neuromuscular junction in adults under anaesthesia"

#: Veto, the two records it keeps apart, the outcome, and a second record that is merged.
EXAMPLES = {
    "different-dois": (
        {"doi": "10.1000/a"},
        {"doi": "10.1000/b"},
        Outcome.REVIEW,
        {"doi": "doi:10.1000/A"},
    ),
    "different-identifiers": (
        {"pmid": "16115976"},
        {"pmid": "16115977"},
        Outcome.REVIEW,
        {"pmid": "PMID: 16115976"},
    ),
    "notice": (
        {"title": TITLE},
        {"title": f"Erratum: {TITLE}"},
        Outcome.DISTINCT,
        {"title": f"{TITLE} [Erratum appears in Anesth Analg 2006;102:1]"},
    ),
    "reply": (
        {"title": TITLE},
        {"title": f"{TITLE}: reply"},
        Outcome.DISTINCT,
        {"title": f"{TITLE} [see comment]"},
    ),
    "preprint": (
        {"title": TITLE},
        {"title": TITLE, "kind": ReferenceKind.PREPRINT, "container": "medRxiv"},
        Outcome.DISTINCT,
        {"title": TITLE, "container": "Anesthesia & Analgesia (Baltimore)"},
    ),
    "conference": (
        {"title": TITLE, "volume": "", "issue": "", "pages": "1-9"},
        {
            "title": TITLE,
            "volume": "",
            "issue": "",
            "pages": "1-9",
            "container": "Conference on Anesthesia and Analgesics",
        },
        Outcome.DISTINCT,
        {
            "title": TITLE,
            "volume": "",
            "issue": "",
            "pages": "1-9",
            "kind": ReferenceKind.PROCEEDINGS_PAPER,
            "container": "Anesth Analg",
        },
    ),
    "kind": (
        {"title": TITLE, "container": "", "volume": "", "issue": "", "pages": ""},
        {
            "title": TITLE,
            "kind": ReferenceKind.THESIS,
            "container": "",
            "volume": "",
            "issue": "",
            "pages": "",
        },
        Outcome.DISTINCT,
        {"title": TITLE, "kind": ReferenceKind.OTHER},
    ),
    "numbers": (
        {"title": f"{TITLE}. Part 1", "pages": ""},
        {"title": f"{TITLE}. Part 2", "pages": ""},
        Outcome.DISTINCT,
        {"title": f"{TITLE}. Part 1.", "pages": "705"},
    ),
    "edition": (
        {"kind": ReferenceKind.BOOK, "edition": "2nd"},
        {"kind": ReferenceKind.BOOK, "edition": "3rd"},
        Outcome.DISTINCT,
        {"kind": ReferenceKind.BOOK, "edition": "2nd."},
    ),
    "volume-and-page": (
        {},
        {"volume": "102", "pages": "12-19"},
        Outcome.DISTINCT,
        {"volume": "102"},
    ),
}


def test_every_veto_has_an_example():
    assert set(EXAMPLES) == {veto.name for veto in VETOES}
    assert all(veto.reason.endswith(".") for veto in VETOES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_veto_keeps_its_example_apart(name):
    one, other, outcome, _ = EXAMPLES[name]
    found = find_duplicates([record(**one), record(key="other", **other)])
    assert not found.clusters
    explained = found.explain(0, 1)
    assert (explained.outcome, explained.rule) == (outcome, name)
    assert bool(found.review) is (outcome is Outcome.REVIEW)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_veto_lets_a_near_miss_be_merged(name):
    one, _, _, miss = EXAMPLES[name]
    found = find_duplicates([record(**one), record(key="other", **miss)])
    assert [cluster.members for cluster in found.clusters] == [(0, 1)]
