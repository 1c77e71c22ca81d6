"""The page of the commands is what the commands say of themselves."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_is_fresh():
    spec = importlib.util.spec_from_file_location(
        "generate_commands", ROOT / "docs" / "generate_commands.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written == module.page(), "run: python docs/generate_commands.py"
