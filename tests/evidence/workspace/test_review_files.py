"""Files of a review folder: found, refused, and never read from outside."""

import os
import socket
from pathlib import Path

import pytest

from evidence.audit.example import example
from evidence.workspace.layout import LIMITS, review_folder
from evidence.workspace.load import load_files, load_review
from references.errors import InputError
from tests.evidence.workspace.whole_review import CLAIM, STUDY, write


@pytest.mark.parametrize(
    "path", ["../secret.bib", "/etc/passwd.bib", "a/../../secret.bib", "C:\\x.bib", "..\\x.bib"]
)
def test_paths_that_leave_the_folder_are_refused(tmp_path, path):
    files = dict(example())
    files["review.toml"] = files["review.toml"].replace('"references.bib"', f"'{path}'")
    (tmp_path / "secret.bib").write_text("@book{secret, title={Secret}}")
    folder = write(tmp_path / "review", files)
    for review in (load_files(files), load_review(folder)):
        (problem,) = review.problems
        assert problem.kind == "review/outside-folder"
        assert problem.location.line == 4
        assert len(review.library) == 0


def test_outside_files_are_read_when_allowed(tmp_path):
    files = dict(example())
    files["review.toml"] = files["review.toml"].replace('"references.bib"', "'../shared.bib'")
    (tmp_path / "shared.bib").write_text("@book{shared, title={Shared}}")
    folder = write(tmp_path / "review", files)
    assert "shared" in load_review(folder, allow_outside=True).library


def test_symbolic_links_out_of_the_folder_are_refused(tmp_path):
    (tmp_path / "secret.md").write_text("secret words")
    folder = write(tmp_path / "review", example())
    (folder / "article.md").unlink()
    (folder / "article.md").symlink_to(tmp_path / "secret.md")
    review = load_review(folder)
    assert [item.kind for item in review.problems] == ["review/outside-folder"]
    assert not any("secret" in source.text for source in review.sources.values())
    assert load_review(folder, allow_outside=True).problems == ()


def test_symbolic_links_within_the_folder_are_followed(tmp_path):
    folder = write(tmp_path / "review", example(article="words"))
    (folder / "article.md").rename(folder / "real.md")
    (folder / "article.md").symlink_to("real.md")
    assert load_review(folder).problems == ()


def test_files_that_are_no_files(tmp_path):
    folder = write(tmp_path / "review", example())
    for name in ("article.md", "references.bib", "claims.yaml", "studies.yaml"):
        (folder / name).unlink()
    (folder / "article.md").mkdir()
    os.mkfifo(folder / "references.bib")
    (folder / "claims.yaml").symlink_to("claims.yaml")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(folder / "studies.yaml"))
    review = load_review(folder)
    assert [item.kind for item in review.problems] == ["review/missing-file"] * 4
    assert [item.location.line for item in review.problems] == [3, 4, 5, 6]


def test_missing_files_are_told_where_they_are_named(tmp_path):
    folder = write(tmp_path / "review", {"review.toml": example()["review.toml"]})
    shown = [str(item.location).removeprefix(str(folder)) for item in load_review(folder).problems]
    assert shown == [
        "/review.toml:3:11",
        "/review.toml:4:15",
        "/review.toml:5:11",
        "/review.toml:6:12",
    ]


def test_paths_are_shown_as_a_person_would_type_them(tmp_path, monkeypatch):
    write(tmp_path / "review", example(claims="claims: 3\n"))
    monkeypatch.chdir(tmp_path)
    (problem,) = load_review(Path("review")).problems
    assert str(problem.location) == "review/claims.yaml:1:9"
    monkeypatch.chdir(tmp_path / "review")
    (problem,) = load_review(Path()).problems
    assert str(problem.location) == "claims.yaml:1:9"


def test_a_file_named_twice_is_read_once():
    files = dict(example(claims=CLAIM, studies=STUDY))
    files["review.toml"] = files["review.toml"].replace(
        '["claims.yaml"]', '["claims.yaml", "./claims.yaml"]'
    )
    review = load_files(files)
    assert len(review.claims) == 1
    assert [item.kind for item in review.problems] == ["review/bad-value"]


def test_several_files_of_claims_share_their_ids():
    files = dict(example(claims=CLAIM, studies=STUDY))
    files["more.yaml"] = files["claims.yaml"]
    files["review.toml"] = files["review.toml"].replace(
        '["claims.yaml"]', '["claims.yaml", "more.yaml"]'
    )
    review = load_files(files)
    (problem,) = review.problems
    assert (problem.kind, problem.location.path) == ("review/duplicate-id", "more.yaml")


def test_the_article_of_a_claim_is_named_as_it_is_shown(tmp_path):
    claims = "claims:\n  - {id: a, quote: q, statement: s, kind: harm, article: ./article.md}\n"
    folder = write(tmp_path / "review", example(claims=claims))
    review = load_review(folder)
    assert review.problems == ()
    assert review.claims[0].anchor.article == review.articles[0].path


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("latin-1"),
        lambda text: text.replace("\n", "\r\n").encode(),
    ],
)
def test_encodings(tmp_path, encode):
    text = "claims:\n  - {id: ä, quote: é, statement: ü, kind: harm}\n"
    folder = write(tmp_path / "review", {**example(), "claims.yaml": encode(text)})
    (claim,) = load_review(folder).claims
    assert (claim.id, claim.anchor.quote) == ("ä", "é")
    assert str(claim.place_of("kind")).endswith(":2:43")


@pytest.mark.parametrize("name", ["review.toml", "claims.yaml", "article.md", "references.bib"])
def test_binary_files_give_problems(tmp_path, name):
    garbage = bytes(range(256)) * 40
    folder = write(tmp_path / "review", {**example(), name: garbage})
    assert load_review(folder).problems


@pytest.mark.parametrize(
    ("name", "what"),
    [("claims.yaml", "yaml"), ("article.md", "article"), ("references.bib", "library")],
)
def test_huge_files_are_refused_unread(tmp_path, monkeypatch, name, what):
    folder = write(tmp_path / "review", example())
    with (folder / name).open("wb") as stream:
        stream.truncate(LIMITS[what] + 1)
    opened = []
    really_open = Path.open
    monkeypatch.setattr(
        Path, "open", lambda path, *mode: opened.append(path.name) or really_open(path, *mode)
    )
    (problem,) = load_review(folder).problems
    assert problem.kind == "review/too-large"
    assert "KiB" in problem.message
    assert "review.toml" in opened
    assert name not in opened


def test_a_line_of_fifty_million_characters(tmp_path):
    line = "claims: [{id: " + "a" * 50_000_000 + "}]"
    folder = write(tmp_path / "review", {**example(), "claims.yaml": line})
    (problem,) = load_review(folder).problems
    assert problem.kind == "review/too-large"


def test_no_settings_is_the_one_error_that_is_raised(tmp_path):
    with pytest.raises(InputError, match=r"review\.toml"):
        load_review(tmp_path)
    with pytest.raises(InputError, match=r"review\.toml"):
        load_files({})
    with pytest.raises(InputError, match="no such"):
        load_review(tmp_path / "nowhere")


def test_a_file_in_the_folder_means_the_folder(tmp_path):
    folder = write(tmp_path / "review", example())
    (folder / "texts").mkdir()
    (folder / "texts" / "a.md").write_text("x")
    assert review_folder(folder / "texts" / "a.md") == folder
    assert review_folder(folder / "review.toml") == folder
    (tmp_path / "x.md").write_text("x")
    with pytest.raises(InputError, match="beside or above"):
        review_folder(tmp_path / "x.md")


def test_a_file_above_the_current_folder_is_not_in_the_review_of_this_one(tmp_path, monkeypatch):
    folder = write(tmp_path / "review", example())
    (tmp_path / "alone.md").write_text("x")
    (folder / "texts").mkdir()
    (folder / "texts" / "a.md").write_text("x")
    monkeypatch.chdir(folder)
    with pytest.raises(InputError, match="beside or above"):
        review_folder(Path("../alone.md"))
    monkeypatch.chdir(folder / "texts")
    assert review_folder(Path("a.md")) == Path("..")


def test_a_folder_without_settings_names_the_way_out(tmp_path, monkeypatch):
    folder = write(tmp_path / "review", example())
    (folder / "texts").mkdir()
    (tmp_path / "my review").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="the review above is review; name that"):
        review_folder(Path("review/texts"))
    with pytest.raises(InputError, match="`evidence-review init 'my review'` makes one"):
        review_folder(Path("my review"))


def test_a_missing_file_names_the_one_beside_it_that_was_meant(tmp_path):
    folder = write(tmp_path / "review", example())
    (folder / "claims.yaml").rename(folder / "Claims.yml")
    (folder / "article.md").unlink()
    hints = {item.message.split("'")[1]: item.hint for item in load_review(folder).problems}
    assert hints == {
        "claims.yaml": "is 'Claims.yml' meant? name that, or make the file",
        "article.md": "make the file, or correct review.toml",
    }
