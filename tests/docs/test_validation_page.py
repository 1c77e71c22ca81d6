"""The page on validation says what the comparison with R finds."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def generator():
    spec = importlib.util.spec_from_file_location(
        "generate_validation", ROOT / "docs" / "generate_validation.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def page(generator):
    return generator.page()


def test_the_page_is_fresh(page):
    written = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    assert written == page, "run: python docs/generate_validation.py"


def test_the_page_has_its_three_sections(page):
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    assert headings == ["## Agrees", "## Differs, and why", "## Not compared"]


def test_what_is_not_compared_is_there(generator):
    for _, module, reason in generator.UNCOMPARED:
        assert reason
        assert not module or importlib.util.find_spec(f"evidence.synthesis.{module}")


@pytest.mark.parametrize(
    ("relative", "printed"), [(0.0, "–"), (0.11, "20 %"), (0.0018, "0.2 %"), (1e-7, "1e-05 %")]
)
def test_a_distance_is_rounded_up(generator, relative, printed):
    assert generator._apart(relative) == printed
