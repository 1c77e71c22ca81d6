"""Reading a review for a command that looks at its claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from references.errors import InputError
from reports.cli.terminal import say

if TYPE_CHECKING:
    from evidence.assessment import Assessment, ClaimAssessment
    from evidence.model.review import Review
    from references.retraction_index import RetractionIndex


def retraction_index(path: Path | None) -> RetractionIndex | None:
    """The index of retractions that an option names.

    Raises:
        InputError: when the file is no such index.
    """
    if path is None:
        return None
    from references.retraction_index import RetractionIndex

    return RetractionIndex.read(path)


def read_review(
    path: Path, *, allow_outside: bool, retractions: Path | None = None
) -> tuple[Review, bool]:
    """The review that a path means, and whether its own files are sound.

    What is wrong with them goes to standard error; what could be read is still of use.
    """
    from evidence.workspace.layout import review_folder
    from evidence.workspace.load import load_review

    review = load_review(
        review_folder(path),
        allow_outside=allow_outside,
        retractions=retraction_index(retractions),
    )
    wrong = [item for item in review.problems if item.kind.startswith("review/")]
    for problem in wrong:
        say(str(problem))
    return review, not wrong


def review_and_claim(review: Path, claim: str | None) -> tuple[Path, str | None]:
    """What ``[REVIEW] [CLAIM]`` mean: in a review folder, the review may be left out.

    A single word that is no path but stands where a review is can only be a claim.
    """
    from evidence.workspace.layout import SETTINGS

    if claim is None and not review.exists() and Path(SETTINGS).is_file():
        return Path(), str(review)
    return review, claim


def chosen_claims(assessment: Assessment, claim: str | None) -> tuple[ClaimAssessment, ...]:
    """The claims to show: all, or the one that was named.

    Raises:
        InputError: when there is no claim of that id, naming the closest.
    """
    if claim is None:
        return assessment.claims
    if claim not in assessment.by_id:
        from evidence.workspace.near_words import closest

        hint = closest(claim, tuple(assessment.by_id))
        raise InputError(f"the review has no claim {claim!r}{hint}")
    return (assessment.by_id[claim],)
