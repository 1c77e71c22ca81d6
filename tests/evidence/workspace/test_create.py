"""New review folders: sound, honest, and never over anything."""

import pytest

from evidence.assessment import assess
from evidence.audit.runner import audit
from evidence.workspace.create import EXAMPLES, TEMPLATE, copy_example, create_review
from evidence.workspace.load import load_review
from references.errors import InputError
from references.rule import Severity


def test_a_new_folder_audits_without_error_or_warning(tmp_path):
    folder = tmp_path / "new" / "review"
    assert {path.name for path in create_review(folder)} == set(TEMPLATE)
    review = load_review(folder)
    assert review.problems == ()
    result = audit(assess(review))
    assert result.at_or_above(Severity.WARNING) == ()
    assert not result.invalid_input


def test_the_claim_of_a_new_folder_is_found_and_pooled(tmp_path):
    create_review(tmp_path)
    assessment = assess(load_review(tmp_path))
    (claim,) = assessment.claims
    assert claim.anchor.state.value == "exact"
    assert claim.synthesis.effects[0].data == ("6/25", "18/25")


def test_every_line_in_a_remark_of_the_template_is_true_when_used(tmp_path):
    create_review(tmp_path)
    path = tmp_path / "claims.yaml"
    text = path.read_text().replace("    # judgement:", "    judgement:")
    path.write_text(text.replace("    #   ", "      "))
    review = load_review(tmp_path)
    assert review.problems == ()
    assert review.claims[0].judgement.certainty == "low"


@pytest.mark.parametrize("name", sorted(TEMPLATE))
def test_nothing_is_overwritten(tmp_path, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(InputError, match=name):
        create_review(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_dangling_links_count_as_taken(tmp_path):
    (tmp_path / "review.toml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match=r"review\.toml"):
        create_review(tmp_path)
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_cannot_become_a_folder(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(InputError, match="is a file"):
        create_review(tmp_path / "x")


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_worked_example_is_copied_whole(tmp_path, name):
    written = copy_example(tmp_path / "copy", name)
    assert {path.name for path in written} >= {"review.toml", "article.md", "claims.yaml"}
    assert load_review(tmp_path / "copy").problems == ()
    with pytest.raises(InputError, match="already there"):
        copy_example(tmp_path / "copy", name)
