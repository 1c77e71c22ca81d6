"""Small review folders, in memory, for the bad and good examples of rules."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

#: Two trials that most examples cite, as records of a bibliography.
GULER = """\
@article{guler2005,
  author = {Guler, A.}, title = {Magnesium sulphate before etomidate},
  journal = {Anesthesia and Analgesia}, year = {2005},
}
"""
UN = """\
@article{un2011,
  author = {Un, B.}, title = {Magnesium and etomidate myoclonus},
  journal = {Journal of Research in Medical Sciences}, year = {2011},
}
"""
_SETTINGS = """
[review]
title = "Example"
article = "article.md"
references = ["references.bib"]
claims = ["claims.yaml"]
studies = ["studies.yaml"]
framework = "grade"
date = 2026-11-22
"""
_DEFAULTS = {
    "review.toml": _SETTINGS,
    "article.md": "",
    "references.bib": "",
    "claims.yaml": "claims: []\n",
    "studies.yaml": "studies: []\n",
}


def example(
    *,
    article: str | None = None,
    claims: str | None = None,
    references: str | None = None,
    studies: str | None = None,
    settings: str | None = None,
) -> Mapping[str, str]:
    """A review folder as file name to text; what is not given is an empty file of its kind.

    ``settings`` is added after the usual ``[review]`` table.
    """
    given = {
        "article.md": article,
        "claims.yaml": claims,
        "references.bib": references,
        "studies.yaml": studies,
    }
    files = dict(_DEFAULTS)
    files.update({name: dedent(text).lstrip("\n") for name, text in given.items() if text})
    if settings:
        files["review.toml"] += "\n" + dedent(settings).lstrip("\n")
    files["review.toml"] = files["review.toml"].lstrip("\n")
    return files
