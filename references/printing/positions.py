"""What was cited before: first, subsequent, ibid., and near notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from references.printing.choose_element import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT
from references.printing.rendering import Cite
from references.printing.style import Style

_NEAR = 5


@dataclass(frozen=True, slots=True)
class Cluster:
    """Cites that stand together, and the number of the note they stand in, 0 for the text."""

    cites: tuple[Cite, ...]
    note: int = 0


def placed_cites(style: Style, clusters: Sequence[Cluster]) -> list[Cluster]:
    """The clusters, each cite knowing whether its work was cited before, and where."""
    given = style.citation.options.get("near-note-distance", "")
    distance = int(given) if given.isdecimal() and len(given) < 6 else _NEAR
    first_note: dict[str, int] = {}
    last_note: dict[str, int] = {}
    seen: set[str] = set()
    before_it: dict[bool, list[Cluster]] = {True: [], False: []}
    out = []
    for cluster in clusters:
        kind = cluster.note > 0
        cites: list[Cite] = []
        for cite in cluster.cites:
            before = _before(cluster, cites, before_it[kind], cite)
            position = FIRST
            near = False
            if cite.key in seen:
                position = _position(cite, before)
                last = last_note.get(cite.key, 0)
                near = cluster.note > 0 and last > 0 and cluster.note - last <= distance
            cites.append(
                replace(
                    cite, position=position, near_note=near,
                    first_note=first_note.get(cite.key, 0) if position else 0,
                )
            )  # fmt: skip
            seen.add(cite.key)
            first_note.setdefault(cite.key, cluster.note)
            last_note[cite.key] = cluster.note
        placed = Cluster(tuple(cites), cluster.note)
        # Clusters of one note count together; in the text each stands alone.
        if not cluster.note or (before_it[kind] and before_it[kind][-1].note != cluster.note):
            before_it[kind].clear()
        before_it[kind].append(placed)
        out.append(placed)
    return out


def _before(
    cluster: Cluster, cites: list[Cite], previous: list[Cluster], cite: Cite
) -> Cite | None:
    """The cite that "ibid." would point to: the one before, or the only one of the note before."""
    if cites:
        return cites[-1]
    if not previous or not previous[-1].cites:
        return None
    last = previous[-1]
    if cluster.note == last.note and cluster.note:
        return last.cites[-1] if len({each.key for each in last.cites}) == 1 else None
    keys = {each.key for whole in previous for each in whole.cites}
    if keys != {cite.key} or cluster.note - last.note > 1:
        return None
    return last.cites[-1]


def _position(cite: Cite, before: Cite | None) -> int:
    if before is None or before.key != cite.key:
        return SUBSEQUENT
    if before.locator:
        if not cite.locator:
            return SUBSEQUENT
        same = (before.locator, before.label or "page") == (cite.locator, cite.label or "page")
        return IBID if same else IBID_WITH_LOCATOR
    return IBID_WITH_LOCATOR if cite.locator else IBID
