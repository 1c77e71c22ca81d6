"""A review made to do harm does none, and its user is told clearly what is wrong."""

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
TYPST = '#read("/etc/passwd") $x$ #eval("1")'
FORMULA = '=HYPERLINK("https://example.org","click")'

SETTINGS = """[review]
title = '''{title}'''
article = "article.md"
references = ["references.bib"]
claims = ["claims.yaml"]
studies = ["studies.yaml"]
framework = "grade"
date = 2026-11-22
"""
CLAIMS = """claims:
- id: one
  quote: Magnesium helps everyone
  statement: '{statement}'
  kind: therapy
  note: '{note}'
  evidence:
  - {{reference: bad, stance: supports, note: '{note}'}}
"""
BIBLIOGRAPHY = """@article{{bad,
  author = {{O'Neil, {title}}},
  title = {{{title}}},
  journal = {{J}},
  year = {{2020}},
  url = {{javascript:alert(3)}},
}}
"""


def run(*words, cwd, timeout=120):
    return subprocess.run(
        [sys.executable, "-m", "evidence_review", *map(str, words)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=timeout,
    )


def a_folder(path, **files):
    texts = {
        "review.toml": SETTINGS.format(title="Hostile"),
        "article.md": "# Title\n\nMagnesium helps everyone [@bad].\n",
        "references.bib": BIBLIOGRAPHY.format(title="Plain"),
        "claims.yaml": CLAIMS.format(statement="It helps.", note="n"),
        "studies.yaml": "studies: []\n",
    }
    texts.update({name.replace("_", "."): text for name, text in files.items()})
    path.mkdir()
    for name, text in texts.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("payload", [SCRIPT, TYPST, FORMULA], ids=["script", "typst", "formula"])
def test_payloads_are_printed_and_never_run(tmp_path, payload):
    folder = a_folder(
        tmp_path / "review",
        review_toml=SETTINGS.format(title=payload),
        article_md=f"# {payload}\n\nMagnesium helps everyone [@bad]. {payload}\n",
        references_bib=BIBLIOGRAPHY.format(title=payload.replace("{", "").replace("}", "")),
        claims_yaml=CLAIMS.format(statement=payload.replace("'", ""), note=payload),
    )
    done = run(
        "report", folder, "--output", "out", "--format", "html,pdf,csv,json,markdown", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript:' not in page
    reader = pypdf.PdfReader(tmp_path / "out" / "report.pdf")
    text = " ".join(each.extract_text() for each in reader.pages)
    assert "root:x:" not in text
    for path in (tmp_path / "out").glob("*.csv"):
        rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "\t"))]
    markdown = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "<script>" not in markdown
    assert not re.search(r"\]\(javascript:", markdown)


@pytest.mark.parametrize("path", ["../secret.md", "/etc/passwd"])
def test_a_path_that_leaves_the_folder_is_refused_with_its_place(tmp_path, path):
    (tmp_path / "secret.md").write_text("# Secret\n\nThe password is swordfish.\n")
    settings = SETTINGS.format(title="T").replace('"article.md"', f'"{path}"')
    folder = a_folder(tmp_path / "review", review_toml=settings)
    done = run("audit", folder, cwd=tmp_path)
    assert done.returncode == 2
    assert "review.toml:3:" in done.stdout + done.stderr
    assert "swordfish" not in done.stdout + done.stderr
    assert "root:x" not in done.stdout + done.stderr


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "secret.md").write_text("# Secret\n\nThe password is swordfish.\n")
    folder = a_folder(tmp_path / "review")
    (folder / "article.md").unlink()
    (folder / "article.md").symlink_to(tmp_path / "secret.md")
    done = run("audit", folder, cwd=tmp_path)
    assert done.returncode == 2
    assert "swordfish" not in done.stdout + done.stderr


def test_a_bomb_of_aliases_is_refused_at_once(tmp_path):
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    folder = a_folder(tmp_path / "review", claims_yaml=bomb + "claims: *i\n")
    done = run("audit", folder, cwd=tmp_path, timeout=30)
    assert done.returncode == 2
    assert re.search(r"claims\.yaml:\d+:\d+", done.stdout + done.stderr)


def test_deep_nesting_is_refused_at_once(tmp_path):
    folder = a_folder(tmp_path / "review", claims_yaml="claims: " + "[" * 20000)
    done = run("audit", folder, cwd=tmp_path, timeout=30)
    assert done.returncode == 2
    assert re.search(r"claims\.yaml:\d+:\d+", done.stdout + done.stderr)
    assert "Traceback" not in done.stderr


def test_a_tag_that_asks_for_python_is_not_obeyed(tmp_path):
    target = tmp_path / "made"
    tag = f"!!python/object/apply:os.system ['touch {target}']"
    folder = a_folder(tmp_path / "review", claims_yaml=f"claims: {tag}\n")
    done = run("audit", folder, cwd=tmp_path)
    assert done.returncode == 2
    assert not target.exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["article.md", "claims.yaml", "references.bib", "review.toml"])
def test_a_line_of_50_megabytes_ends_in_words_not_in_a_crash(tmp_path, name):
    folder = a_folder(tmp_path / "review")
    with (folder / name).open("a", encoding="utf-8") as stream:
        if name.endswith(".bib"):
            stream.write("@article{open, title = {")  # text between entries would be a comment
        stream.write("jerks and twitches, " * (50 * 2**20 // 20) + "\n")
    done = run("audit", folder, cwd=tmp_path, timeout=240)
    assert done.returncode in (1, 2), done.stderr[-500:]
    assert "Traceback" not in done.stderr
    assert name in done.stdout + done.stderr
    assert len(done.stdout) < 2**20, "the long line itself is not to be printed"
