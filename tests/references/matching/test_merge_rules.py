"""Every merge rule fires on its example and on no near miss."""

import pytest

from references.matching import Outcome, find_duplicates
from references.matching.merge_rules import MERGE_RULES
from tests.references.matching_records import record

PLACELESS = {"volume": "", "issue": "", "pages": ""}
LONG = "Prevention of myoclonus by magnesium sulfate before etomidate in adults of every age"

#: Rule, what two records say where they differ from the plain one, and a near miss of the second.
EXAMPLES = {
    "same-identifier": (
        {"doi": "10.1213/01.ane.0000160529.95019.e6", "pages": "", "title": LONG},
        {
            "doi": "https://doi.org/10.1213/01.ANE.0000160529.95019.E6",
            "container": "",
            "title": LONG.upper(),
        },
        {"doi": "10.1213/01.ane.0000160529.95019.e7", "title": LONG},
    ),
    "same-place": (
        {},
        {"authors": "Guler, A.", "container": "Anesth Analg", "pages": "705-9", "year": 2004},
        {"authors": "Guler, A.", "title": "Etomidate and the adrenal cortex in septic shock"},
    ),
    "same-place-without-authors": (
        {"authors": ()},
        {"container": "Anesth. Analg."},
        {"container": "Anaesthesia", "issue": ""},
    ),
    "same-place-other-container": (
        {},
        {"container": "Chest", "issue": ""},
        {"container": "Chest", "pages": "12-15", "issue": ""},
    ),
    "same-page-and-year": (
        {"volume": "", "issue": ""},
        {"volume": "101"},
        {"volume": "101", "year": 2009, "pages": "12-14"},
    ),
    "same-page-other-year": (
        {"volume": "", "issue": ""},
        {"year": 2006},
        {"year": 2008},
    ),
    "same-range-reworded-title": (
        {"title": "Magnesium sulphate before etomidate reduces myoclonus: a trial"},
        {"title": "Magnesium sulfate given before etomidate: it reduces myoclonus", "authors": ()},
        {"title": "Magnesium sulfate given before etomidate: it reduces myoclonus", "pages": "705"},
    ),
    "same-range-translated-title": (
        {"title": "[Treatment of myoclonus by salts of magnesium]"},
        {"title": "Die Behandlung von Zuckungen nach Etomidat"},
        {"title": "Die Behandlung von Zuckungen nach Etomidat", "pages": "709-711"},
    ),
    "same-issue-other-page": (
        {"title": LONG},
        {"title": LONG, "pages": "750-754"},
        {"title": LONG, "pages": "750-761", "issue": "4"},
    ),
    "without-pages": (
        {"title": LONG},
        {"title": LONG, "container": "Anesth Analg", **PLACELESS},
        {"title": LONG, "container": "Chest", "volume": "7", "issue": "", "pages": ""},
    ),
    "ahead-of-print": (
        {"title": LONG},
        {"title": LONG, "year": 2004, **PLACELESS},
        {"title": LONG, "year": 2003, **PLACELESS},
    ),
    "without-container": (
        {"title": LONG},
        {"title": LONG, "container": "", "volume": "", "pages": ""},
        {"title": "Editorial", "container": "", "volume": "", "pages": ""},
    ),
    "title-and-authors": (
        {"title": LONG},
        {"title": LONG, "year": None, **PLACELESS},
        {"title": LONG, "year": None, "authors": "Guler, Aydin", **PLACELESS},
    ),
}


def test_every_rule_has_an_example():
    assert set(EXAMPLES) == {rule.name for rule in MERGE_RULES}
    assert all(rule.reason.endswith(".") for rule in MERGE_RULES)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("swapped", [False, True])
def test_a_rule_merges_its_example(name, swapped):
    one, other, _ = EXAMPLES[name]
    pair = [record(**one), record(key="other", **other)]
    found = find_duplicates(reversed(pair) if swapped else pair)
    assert [(cluster.members, cluster.rules) for cluster in found.clusters] == [((0, 1), (name,))]
    explained = found.explain(1, 0)
    assert (explained.outcome, explained.rule) == (Outcome.MERGE, name)
    assert (explained.left, explained.right) == (0, 1)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_rule_leaves_a_near_miss(name):
    one, _, miss = EXAMPLES[name]
    found = find_duplicates([record(**one), record(key="other", **miss)])
    assert not found.clusters
    assert found.explain(0, 1).outcome is not Outcome.MERGE
