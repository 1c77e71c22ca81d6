"""Fixtures that more than one folder of tests needs."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No test depends on time: a busy machine must not make one fail.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

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


IN_CI = os.environ.get("CI", "").lower() == "true"
#: Data that may not be copied into the repository: its tests run where it lies beside it.
OUTSIDE_DATA = ("beside", "outside the repository")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """In CI a skip is a failure, since a job's log shows it as a pass; outside data is excepted."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = str(call.excinfo.value) if call.excinfo else ""
        if not any(words in reason for words in OUTSIDE_DATA):
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} was skipped in CI: {reason}"
    return report


@pytest.fixture(scope="session")
def browser():
    """A headless chromium; without one, tests that want it say plainly that they did not run."""
    if CHROMIUM is None:
        message = "browser tests did not run: chromium is missing"
        if IN_CI:
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
