"""Works that belong together are linked and not merged."""

import pytest

from references.matching import find_duplicates
from references.notice import Relation
from references.reference import ReferenceKind
from tests.references.matching_records import record

TITLE = "Magnesium and the neuromuscular junction in adults under anaesthesia"
ELSEWHERE = {"volume": "7", "pages": "12-14", "issue": ""}

LINKS = {
    "preprint": (
        {"kind": ReferenceKind.PREPRINT, "container": "medRxiv", "volume": "", "pages": ""},
        Relation.PREPRINT,
        Relation.PUBLISHED_VERSION,
    ),
    "erratum": (
        {"title": f"Correction to: {TITLE}", "pages": "911"},
        Relation.ERRATUM,
        Relation.CORRECTED_WORK,
    ),
    "erratum known by the place it names": (
        {"title": f"{TITLE} (vol 101, pg 705, 2005)", "pages": "911"},
        Relation.ERRATUM,
        Relation.CORRECTED_WORK,
    ),
    "comment": (
        {"title": f"Comment on: {TITLE}", "pages": "911"},
        Relation.COMMENT,
        Relation.COMMENTED_WORK,
    ),
    "conference": (
        {"container": "Proceedings of the World Congress of Anaesthesia", **ELSEWHERE},
        Relation.CONFERENCE_VERSION,
        Relation.JOURNAL_VERSION,
    ),
    "other journal": (
        {"container": "Chest", **ELSEWHERE},
        Relation.OTHER_VERSION,
        Relation.OTHER_VERSION,
    ),
    "part": (
        {"title": f"{TITLE}: part 2", "pages": "800-809"},
        Relation.OTHER_PART,
        Relation.OTHER_PART,
    ),
    "translation": (
        {"title": f"[{TITLE}]", "container": "Anestezi Dergisi", "language": "tr", **ELSEWHERE},
        Relation.TRANSLATION,
        Relation.ORIGINAL,
    ),
    "update": (
        {"year": 2012, "volume": "108", "pages": "1-9"},
        Relation.UPDATE,
        Relation.UPDATED_WORK,
    ),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_is_read_from_either_side(name):
    changes, of_second, of_first = LINKS[name]
    first = {"title": f"{TITLE}: part 1"} if name == "part" else {"title": TITLE}
    pair = [record(**first), record(**({"title": TITLE, "key": "other"} | changes))]
    for given, relation in ((pair, of_second), (pair[::-1], of_first)):
        found = find_duplicates(given)
        assert not found.clusters
        assert [(link.left, link.right, link.relation) for link in found.related] == [
            (0, 1, relation)
        ]
        assert found.explain(0, 1).relation is relation


def test_a_retraction_notice_is_linked_to_what_it_retracts():
    notice = record(key="notice", title=f"Retraction: {TITLE}", pages="911")
    found = find_duplicates([record(title=TITLE), notice])
    assert not found.clusters
    assert [link.rule for link in found.related] == ["notice"]


def test_works_of_other_people_under_one_title_are_not_linked():
    other = record(key="other", title=TITLE, authors="Ost, E. and West, W.", **ELSEWHERE)
    found = find_duplicates([record(title=TITLE), other])
    assert not found.clusters
    assert not found.related


def test_two_clusters_are_linked_once():
    copies = [record(key=f"a{number}", title=TITLE, doi="10.1000/a") for number in range(3)]
    errata = [
        record(key=f"e{number}", title=f"Erratum: {TITLE}", pages="911", issue=issue)
        for number, issue in enumerate(("11", ""))
    ]
    found = find_duplicates(copies + errata)
    assert [cluster.members for cluster in found.clusters] == [(0, 1, 2), (3, 4)]
    assert [link.relation for link in found.related] == [Relation.ERRATUM]
