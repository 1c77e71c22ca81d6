"""New review folders: an honest small template, or a copy of the worked example."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from evidence.workspace.layout import SETTINGS
from references.errors import InputError
from references.writing import write_atomically

EXAMPLES = ("magnesium-myoclonus", "bcg-vaccine")
"""The worked examples that come with the program; the first is copied where none is named."""

_PACKAGED = Path(__file__).parent / "examples"
_IN_CHECKOUT = Path(__file__).parents[2] / "examples"

TEMPLATE: Mapping[str, str] = MappingProxyType(
    {
        SETTINGS: """\
# What the review is made of. Every key: docs/formats.md
[review]
title = "My review"
article = "article.md"
references = ["references.bib"]
claims = ["claims.yaml"]
studies = ["studies.yaml"]
framework = "grade"
citation-style = "vancouver"
# date = 2026-11-22        # printed in reports; evidence counts as old from here

[audit]
fail-on = "error"
""",
        "article.md": """\
# My article

<!-- Replace this text with the article under review; cite with the keys of the bibliography. -->

In one randomised trial, 6 of 25 patients given magnesium sulfate before etomidate had myoclonus,
against 18 of 25 given saline [@guler2005].
""",
        "references.bib": """\
% Replace this entry with an export of your reference manager.
@article{guler2005,
  author  = {Guler, A. and Satilmis, T. and Akinci, S. B. and Celebioglu, B. and Kanbak, M.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus after etomidate},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  volume  = {101},
  pages   = {705--709},
  doi     = {10.1213/01.ANE.0000160529.95019.E6},
}
""",
        "claims.yaml": """\
# The statements of the article that need evidence, and the evidence for each.
claims:
  - id: magnesium-before-etomidate
    # the words of the article, exactly as they stand there
    quote: >-
      6 of 25 patients given magnesium sulfate before etomidate had myoclonus, against 18 of 25
      given saline
    # the same in one plain sentence that can be checked
    statement: Magnesium sulfate before etomidate lowered the incidence of myoclonus in one trial.
    # therapy harm diagnosis prognosis prevalence experience mechanism definition advice
    # research-gap
    kind: therapy
    question:
      population: patients given etomidate
      intervention: magnesium sulfate by vein
      comparator: saline
      outcome: any myoclonus
    evidence:
      # stance: supports disputes qualifies background
      - {reference: guler2005, stance: supports}
    synthesis: {outcome: any-myoclonus, measure: RR}
    # How certain is it? Say so, then run: evidence-review accept . CLAIM --by YOU
    # judgement:
    #   certainty: low        # high moderate low very-low
    #   domains:
    #     risk-of-bias: {rating: serious, reason: why}
    #     imprecision: {rating: serious, reason: why}
""",
        "studies.yaml": """\
# What the references report: designs, results and risk of bias.
studies:
  - id: guler-2005
    label: Guler 2005
    references: [guler2005]
    design: randomised-trial
    outcomes:
      any-myoclonus:
        label: any myoclonus after etomidate
        arms:
          - {role: intervention, label: magnesium sulfate 2.48 mmol, events: 6, total: 25}
          - {role: comparator, label: saline, events: 18, total: 25}
    unverified:
      - blinding and how patients were allotted
""",
    }
)
"""File name to text of a new review folder, which audits without error."""


def create_review(folder: Path) -> tuple[Path, ...]:
    """Write a new review folder; the paths written.

    Raises:
        InputError: when one of its files is there already; nothing is written then.
    """
    return _write(folder, {name: text.encode() for name, text in TEMPLATE.items()})


def copy_example(folder: Path, name: str = EXAMPLES[0]) -> tuple[Path, ...]:
    """Write a copy of a worked example; the paths written.

    Raises:
        InputError: when one of its files is there already, or the example was not installed.
    """
    places = [home / name for home in (_PACKAGED, _IN_CHECKOUT)]
    source = next((each for each in places if (each / SETTINGS).is_file()), None)
    if source is None:
        raise InputError(f"the worked example {name} was not installed with the program")
    files = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in sorted(source.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.parts[-2:])
    }
    return _write(folder, files)


def _write(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is a file; name a folder")
    taken = [name for name in files if (folder / name).exists() or (folder / name).is_symlink()]
    if taken:
        raise InputError(
            f"{folder}: {', '.join(taken)} already there, and nothing is overwritten; "
            "name another folder"
        )
    written = []
    for name, content in files.items():
        write_atomically(folder / name, content)
        written.append(folder / name)
    return tuple(written)
