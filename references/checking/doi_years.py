"""The year that a DOI was made in, where its publisher's pattern tells.

Each pattern is of a publisher who writes the year into the suffix: of acceptance (Elsevier,
Springer), of print (Wiley, also for its digitised back volumes) or of posting (bioRxiv).
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DoiYear:
    """The year in a DOI, and how far the year of publication may lie before and after it."""

    year: int
    before: int
    after: int

    def allows(self, year: int) -> bool:
        """Whether a work of that year may have the DOI."""
        return self.year - self.before <= year <= self.year + self.after


_PATTERNS: tuple[tuple[re.Pattern[str], int, int], ...] = tuple(
    (re.compile(pattern), before, after)
    for pattern, before, after in (
        # 10.1016/j.neuron.2019.01.002: accepted; issues are printed up to three years later.
        (r"10\.1016/j\.[a-z-]+\.(\d{4})\.\d\d\.\d{3,5}$", 1, 3),
        # 10.1016/s0140-6736(05)12345-6
        (r"10\.1016/s?[\dx]{4}-?[\dx]{4}\((\d\d)\)\d{5}-[\dx]$", 1, 2),
        # 10.1111/j.1365-2125.2004.02111.x
        (r"10\.1111/j\.\d{4}-\d{3}[\dx]\.(\d{4})\.[a-z\d]+\.x$", 1, 3),
        # 10.1038/s41586-020-2649-2, 10.1007/s00213-005-0123-4, 10.1186/s12916-021-01234-5
        (r"10\.\d{4,5}/s\d{5}-(0\d\d)-\d{4,5}-[\dxyz]$", 1, 4),
        (r"10\.3389/f[a-z]+\.(\d{4})\.\d{5,8}$", 1, 2),
        (r"10\.1080/\d{7}[\dx]\.(\d{4})\.\d{5,8}$", 1, 4),
        (r"10\.1001/[a-z]+\.(\d{4})\.\d{2,6}$", 1, 2),
        (r"10\.1200/[a-z]+\.(\d{4})\.\d\d\.\d{3,4}$", 1, 2),
        (r"10\.1182/blood-(\d{4})-\d\d-\d{5,6}$", 1, 2),
        (r"10\.1152/[a-z]+\.\d{5}\.(\d{4})$", 0, 2),
        (r"10\.1523/(?:jneurosci|eneuro)\.\d{4}-\d\d\.(\d{4})$", 1, 1),
        (r"10\.1101/(\d{4})\.\d\d\.\d\d\.\d{6,8}(?:v\d+)?$", 0, 4),
    )
)
_SINCE = 1900


def doi_year(doi: str) -> DoiYear | None:
    """The year in a DOI in its normal form, ``None`` when the DOI holds none."""
    for pattern, before, after in _PATTERNS:
        if (found := pattern.match(doi)) is not None:
            digits = found[1]
            year = int(digits)
            if len(digits) == 3:
                year += 2000
            elif len(digits) == 2:
                # DOIs began in 1997; Elsevier's back volumes reach further.
                year += 1900 if year > 40 else 2000
            return DoiYear(year, before, after) if _SINCE <= year < 2100 else None
    return None
