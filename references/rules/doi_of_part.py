"""REF048: a DOI that names a part of the work, or what was deposited with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.written_fields import label
from references.identifiers import DOI
from references.reference import ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

# Publishers register parts under the DOI of the article and a suffix: PLOS and Frontiers
# (.g001 .t001 .s001), PeerJ (/fig-1 /table-1 /supp-1), eLife (.001 to .040, .sa1), Faculty
# Opinions on an article (10.3410/f.…).
_PARTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), what)
    for pattern, what in (
        (r"10\.(?:1371|3389)/.+\.g\d{3}$|10\.7717/.+/fig-\d+$", "a figure"),
        (r"10\.(?:1371|3389)/.+\.t\d{3}$|10\.7717/.+/table-\d+$", "a table"),
        (r"10\.(?:1371|3389)/.+\.s\d{3}$|10\.7717/.+/supp-\d+$", "supplementary material"),
        (r"10\.7554/elife\.\d{5,6}\.sa\d$", "a review of the article"),
        (r"10\.7554/elife\.\d{5,6}\.\d{3}$", "a figure or another part"),
        (r"10\.7287/peerj\..+/reviews?/\d+$|10\.24072/pci\..+\.rev\d+$", "a review of the article"),
        (r"10\.3410/f\.\d+", "an opinion on the article"),
    )
)
_DEPOSITED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), what)
    for pattern, what in (
        (r"10\.6084/m9\.figshare", "a deposit at figshare"),
        (r"10\.5061/dryad", "a data set at Dryad"),
        (r"10\.7910/dvn/", "a data set at Dataverse"),
        (r"10\.17632/[a-z0-9]{10}(?:\.\d+)?$", "a data set at Mendeley Data"),
        (r"10\.3886/icpsr", "a data set at ICPSR"),
    )
)
_ARTICLES = (ReferenceKind.ARTICLE_JOURNAL, ReferenceKind.PROCEEDINGS_PAPER)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record whose DOI leads to a part, a review or a deposit of the work."""
    for reference in subject.library:
        if not reference.doi:
            continue
        value = DOI.normalise(reference.doi)
        known = (*_PARTS, *_DEPOSITED) if reference.kind in _ARTICLES else _PARTS
        what = next((what for pattern, what in known if pattern.match(value)), "")
        if what:
            yield Hit(
                reference.place_of("doi"),
                f"{label(reference)}: the DOI {value} is that of {what}",
                "give the DOI of the article itself",
                subject=reference.key,
            )


RULE = Rule(
    code="REF048",
    name="doi-of-part",
    severity=Severity.WARNING,
    summary="The DOI is that of a figure, a table, a supplement, a review or a data set.",
    why=(
        "Figures and supplements have DOIs of their own, which differ from the article's by a "
        "few characters. They resolve, but to no citable record, and match no other database."
    ),
    bad="""
@article{kousar2021,
  author  = {Kousar, S.},
  title   = {Magnesium and myoclonus},
  journal = {PLOS ONE},
  year    = {2021},
  doi     = {10.1371/journal.pone.0250000.t002},
}
""",
    good="""
@article{kousar2021,
  author  = {Kousar, S.},
  title   = {Magnesium and myoclonus},
  journal = {PLOS ONE},
  year    = {2021},
  doi     = {10.1371/journal.pone.0250000},
}
""",
    check=check,
)
