"""Addresses from outside become links only when they are plain web addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.views.bibliography_view import safe_url


@pytest.mark.parametrize(
    "url",
    [
        "https://doi.org/10.1213/01.ANE.0000154310.46221.F0",
        "http://example.org/a?b=c&d=(e)",
        "https://example.org/straße",
    ],
)
def test_plain_web_addresses_are_kept(url):
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org",
        "https:",
        "https://",
        "https://trusted.example@evil.example/",
        "https://example.org/\u202egro.live",
        'https://example.org/" onmouseover="alert(1)',
        "https://example.org/<script>",
        "https://exa mple.org",
        "http://[",
        "",
        "https://example.org/" + "a" * 3000,
    ],
)
def test_anything_else_gives_no_link(url):
    assert safe_url(url) == ""


@given(st.text())
def test_what_is_kept_begins_with_http(url):
    kept = safe_url(url)
    assert kept == "" or kept.lower().startswith(("http://", "https://"))
