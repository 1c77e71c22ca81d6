"""REF086: a citation key that LaTeX cannot cite."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import is_bibtex
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_BREAKS = re.compile(r"[\s,{}()\"'=#%~\\^$&@]|[^\x00-\x7f]")
_SAID = {" ": "a blank", ",": "a comma"}


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each BibTeX key with a character that some program breaks at."""
    for reference in subject.library:
        found = _BREAKS.search(reference.key)
        if found is not None and is_bibtex(reference):
            yield Hit(
                reference.location,
                f"the key {quoted(reference.key)} holds {_SAID.get(found[0], found[0]).strip()}",
                "use letters, digits and . : - _ / + only; `references fix --keys` makes new ones",
                subject=reference.key,
            )


RULE = Rule(
    code="REF086",
    name="key-characters",
    severity=Severity.WARNING,
    summary="A citation key holds characters that break citations.",
    why=(
        "A comma parts two keys, a percent sign begins a comment, and BibTeX refuses letters "
        "outside ASCII: the citation is printed as a question mark."
    ),
    bad="""
@article{güler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@article{guler:2005-rct_1,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
)
