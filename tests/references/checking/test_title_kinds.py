"""What a title says that a record is; and that work on a library is done once."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest

from references.checking.once import once_per_library
from references.checking.title_kinds import (
    is_conference_abstract,
    is_correction_notice,
    is_protocol,
    is_registration,
    is_reply,
)
from references.library import Library
from references.reference import Reference, ReferenceKind
from references.source import Location


def titled(title: str, **values: object) -> Reference:
    bare = Reference("k", ReferenceKind.ARTICLE_JOURNAL, Location("a.bib"), title=title)
    return replace(bare, **values)


@pytest.mark.parametrize(
    "title",
    ["Erratum", "Erratum: Magnesium", "Author Correction: Magnesium", "Correction to: Magnesium",
     "Corrigendum to “Magnesium”", "Correction to Lambert et al. (2003)", "[Erratum]"],
)  # fmt: skip
def test_corrections(title: str) -> None:
    assert is_correction_notice(titled(title))


@pytest.mark.parametrize(
    "title",
    ["Correction of hyponatremia", "Correction for multiple testing", "Errata in genomics",
     "Correction to normal haematocrit", "Corrected QT"],
)  # fmt: skip
def test_studies_of_corrections(title: str) -> None:
    assert not is_correction_notice(titled(title))


@pytest.mark.parametrize(
    "title",
    ["Reply", "Comment on “Magnesium”", "Reply to Farrell and Lewandowsky: recency", "In reply",
     "Letter to the Editor: magnesium", "Author's reply", "Comments on Mohr and Henderson's path"],
)  # fmt: skip
def test_replies(title: str) -> None:
    assert is_reply(titled(title))


@pytest.mark.parametrize(
    "title",
    ["Response to treatment", "Re-evaluating magnesium", "Letter frequency", "Response inhibition",
     "Comment is free", "Replying to patients", "Response to Intervention: a review"],
)  # fmt: skip
def test_studies_of_responses(title: str) -> None:
    assert not is_reply(titled(title))


def test_publication_types_tell_as_well() -> None:
    assert is_reply(titled("Magnesium", publication_types=("Journal Article", "Comment")))
    assert is_correction_notice(titled("Magnesium", publication_types=("Published Erratum",)))
    assert is_conference_abstract(titled("Magnesium", genre="Conference Abstract"))
    assert is_conference_abstract(titled("Magnesium", container="Chest. Conference: ATS 2009"))
    assert not is_reply(titled("Magnesium", publication_types=("Letter", "Journal Article")))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Magnesium: study protocol for a randomised trial", True),
        ("A protocol for a systematic review of magnesium", True),
        ("Rationale and design of the MAGPIE trial", True),
        ("Adherence to study protocol within trials", False),
        ("A protocol for the isolation of neurons", False),
        ("Magnesium in the protocol of Meyer", False),
    ],
)
def test_protocols_of_studies(title: str, expected: bool) -> None:
    assert is_protocol(titled(title)) is expected


def test_registrations_of_studies() -> None:
    assert is_registration(titled("X", url="https://clinicaltrials.gov/study/NCT01234567"))
    assert is_registration(titled("NCT01234567: magnesium"))
    assert not is_registration(titled("Magnesium", url="https://example.org"))


def test_what_is_made_of_a_library_is_made_once_and_let_go_with_it() -> None:
    made: list[int] = []

    @once_per_library
    def count(library: Library) -> int:
        made.append(len(library))
        return len(library)

    library = Library((titled("a"),))
    same = Library((titled("a"),))
    assert (count(library), count(library), count(same)) == (1, 1, 1)
    assert made == [1, 1]
    cells = [cell.cell_contents for cell in count.__closure__ or ()]
    remembered = next(cell for cell in cells if isinstance(cell, dict))
    assert len(remembered) == 2
    del library, same
    gc.collect()
    assert remembered == {}
