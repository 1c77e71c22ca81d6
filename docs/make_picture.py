"""Draw docs/images/report.png: the first screen of the worked example's report.

Run: python docs/make_picture.py (needs Debian's chromium)
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = "/usr/bin/chromium"


def main() -> None:
    """Make the report, open it and photograph its first screen."""
    sys.path.insert(0, str(ROOT))
    from evidence.assessment import assess
    from evidence.audit.runner import audit
    from evidence.workspace.load import load_review
    from reports.documents.formats.html import render
    from reports.version import program_version
    from reports.views.build import review_view

    assessment = assess(load_review(ROOT / "examples" / "magnesium-myoclonus"))
    view = review_view(assessment, audit(assessment), version=program_version())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "report.html"
        page_file.write_bytes(render(view)[0].content)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(page_file.as_uri())
        target = ROOT / "docs" / "images" / "report.png"
        target.parent.mkdir(exist_ok=True)
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main()
