"""Appraisals as the table that robvis plots: ``Study``, ``D1`` … ``Dn``, ``Overall``."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.appraisal.appraised import Appraised, appraised
from evidence.appraisal.risk_of_bias import counting_appraisals
from evidence.appraisal.tool import Rating, Tool
from evidence.model.study import Study
from references.spreadsheet import guarded


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """The table with its headings, and the studies that are not in it, each with the reason.

    ``unfinished`` are those in it without an overall rating, each with the reason.
    """

    rows: tuple[tuple[str, ...], ...]
    left_out: tuple[tuple[str, str], ...]
    unfinished: tuple[tuple[str, str], ...] = ()

    def csv(self) -> str:
        """The table as CSV, no cell of which a spreadsheet takes for a formula."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([guarded(cell) for cell in row] for row in self.rows)
        return out.getvalue()


def exported(studies: Sequence[Study], tool: Tool, outcome: str = "") -> ExportedTable:
    """The appraisals that count for an outcome, one row a study, in the order of the studies.

    Domains are numbered in the order of the tool; those rated beside the risk of bias are not in
    the table. Where assessors differ without a consensus, the worse appraisal is.
    """
    variant = _variant(studies, tool)
    domains = [each for each in tool.domains_of(variant) if not each.beside]
    heads = ("Study", *(f"D{number}" for number in range(1, len(domains) + 1)), "Overall")
    rows = [heads]
    left_out = []
    unfinished = []
    for study in studies:
        name = study.label or study.id
        found = _worst(study, tool, outcome)
        if found is None:
            left_out.append((name, f"not appraised with {tool.title}"))
        elif variant and found.variant != variant:
            left_out.append((name, f"appraised as {found.variant}, not {variant}"))
        else:
            given = (found.domains.get(each.id) for each in domains)
            ratings = [_word(each.rating if each else None) for each in given]
            rows.append((name, *ratings, _word(found.overall.rating)))
            if found.overall.rating is None:
                unfinished.append((name, found.overall.reason))
    return ExportedTable(tuple(rows), tuple(left_out), tuple(unfinished))


def _word(rating: Rating | None) -> str:
    return rating.id.replace("-", " ").capitalize() if rating else ""


def _worst(study: Study, tool: Tool, outcome: str) -> Appraised | None:
    for counting in counting_appraisals(study, outcome, of_bias=False):
        found = appraised(counting.appraisals[0])
        if found.tool == tool:
            return found
    return None


def _variant(studies: Sequence[Study], tool: Tool) -> str:
    """The variant of the first study appraised; empty where domains are the same in all."""
    if all(not domain.variants for domain in tool.domains):
        return ""
    for study in studies:
        if (found := _worst(study, tool, "")) is not None:
            return found.variant
    return tool.variant_for("", (), ())
