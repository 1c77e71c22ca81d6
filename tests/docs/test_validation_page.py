"""The page on validation says what the comparison with metafor finds."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_is_fresh():
    spec = importlib.util.spec_from_file_location(
        "generate_validation", ROOT / "docs" / "generate_validation.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    assert written == module.page(), "run: python docs/generate_validation.py"
    assert "do not agree" not in written
