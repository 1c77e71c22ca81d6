"""Which tags of RIS a value can come from."""

from __future__ import annotations

SOURCES: dict[str, tuple[str, ...]] = {
    "kind": ("TY",),
    "key": ("ID", "LB"),
    "title": ("TI", "T1", "CT", "BT"),
    "short_title": ("ST",),
    "original_title": ("OP", "TT"),
    "authors": ("AU", "A1"),
    "editors": ("ED", "A2", "A3"),
    "translators": ("A4",),
    "container": ("JF", "T2", "JO", "BT", "JA", "J2", "J1", "C3"),
    "container_short": ("JA", "J2", "J1", "JI", "J9", "JO", "C3"),
    "collection": ("T3", "T2"),
    "event": ("EV", "T2", "C3", "CP"),
    "event_place": ("EL", "C1", "CL"),
    "issued": ("PY", "Y1", "DA", "YR"),
    "accessed": ("Y2",),
    "original_date": ("OD",),
    "volume": ("VL", "VO"),
    "issue": ("IS", "NO", "CP", "M1", "SN"),
    "pages": ("SP", "EP", "PG"),
    "article_number": ("C7",),
    "total_pages": ("TP", "SP"),
    "edition": ("ET",),
    "publisher": ("PB", "PU"),
    "place": ("CY", "PP"),
    "genre": ("M3",),
    "isbn": ("SN",),
    "issn": ("SN", "EI"),
    "doi": ("DO", "DOI", "DI", "M3", "N1", "L3", "UR", "ID", "C6"),
    "pmid": ("AN", "C5", "U1", "ID", "C1", "C2", "C3", "C4", "C6", "C8", "N1", "UR", "L2", "M2"),
    "pmcid": ("C2", "U2", "AN", "L2", "N1", "UR", "L1"),
    "arxiv": ("M2", "UR", "DO"),
    "url": ("UR", "LK", "US", "L2", "L1"),
    "language": ("LA",),
    "abstract": ("AB", "N2"),
    "keywords": ("KW", "DE"),
    "note": ("N1",),
    "database": ("DB", "DP"),
    "accession": ("AN", "U2"),
    "publication_types": ("M3", "PT"),
}
"""Tags that a value can come from, in the order in which they are looked at.

``EV``, ``EL``, ``OD``, ``TP`` and ``PT`` are this program's own, for values that no tag of RIS
stands for in every type of reference; other programs pass over tags they do not know.
"""
