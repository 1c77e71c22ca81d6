"""Fixtures that more than one folder of tests needs."""

import os
from pathlib import Path

import pytest

CHROMIUM = next(
    (
        path
        for path in (
            os.environ.get("CHROMIUM", ""),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
        )
        if path and Path(path).exists()
    ),
    None,
)


@pytest.fixture(scope="session")
def browser():
    """A headless chromium; without one, tests that want it say plainly that they did not run."""
    if CHROMIUM is None:
        message = "browser tests did not run: chromium is missing"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        )
        yield chromium
        chromium.close()
