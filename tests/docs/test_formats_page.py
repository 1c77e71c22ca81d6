"""The page of the file formats is what the models check, and what it shows is read."""

import importlib.util
import re
from pathlib import Path

from evidence.audit.example import example
from evidence.workspace.load import load_files

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "formats.md"


def test_the_page_is_fresh():
    spec = importlib.util.spec_from_file_location(
        "generate_formats", ROOT / "docs" / "generate_formats.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert PAGE.read_text(encoding="utf-8") == module.page(), "run: python docs/generate_formats.py"


def test_what_the_page_shows_is_read_without_problems():
    sections = re.findall(
        r"^## (\S+)\n.*?^```\w+\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL
    )
    assert [name for name, _ in sections] == ["review.toml", "claims.yaml", "studies.yaml"]
    assert load_files({**example(), **dict(sections)}).problems == ()
