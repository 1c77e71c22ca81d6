"""REF051: a DOI that the library's other records tie to another journal."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from references.checking.journals import journal_key
from references.checking.written_fields import label
from references.identifiers import DOI
from references.quotation import quoted
from references.reference import Reference, ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

# The part of a DOI that publishers give to one journal: its ISSN (10.1080/09658211.…), its number
# (10.1007/s00213-…) or its letters (10.1016/j.neuron.…, 10.1093/brain/…).
_STEM = re.compile(
    r"10\.\d{4,5}/(?:j\.)?(?:\d{7}[\dx](?=[.-])|\d{4}-\d{3}[\dx]|s\d{5}(?=-)|s\d{4}-\d{3}[\dx]"
    r"|[a-z]+(?:[./-][a-z]+)*(?=[./-]?\d|[./-][a-z]*\d))"
)
_FEWEST = 4
_KNOWN = 2


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each article whose DOI is of the make that another journal's articles have."""
    stemmed = [
        (reference, journal_key(reference.container), found[0])
        for reference in subject.library
        if reference.doi and reference.container
        if reference.kind is ReferenceKind.ARTICLE_JOURNAL
        if (found := _STEM.match(DOI.normalise(reference.doi))) is not None
    ]
    journals_of: defaultdict[str, Counter[str]] = defaultdict(Counter)
    stems_of: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for reference, key, stem in stemmed:
        journals_of[stem][key] += 1
        stems_of[key][stem] += 1
        names.setdefault(key, reference.container)
    for reference, key, stem in stemmed:
        owner, count = max(journals_of[stem].items(), key=lambda item: (item[1], item[0]))
        # Only where both names are known by other DOIs: a journal may just be named in two ways.
        if owner == key or count < _FEWEST:
            continue
        own, owners = stems_of[key], stems_of[owner]
        others = own.total() - own[stem]
        if others >= _KNOWN and own[stem] == 1 and owners.keys() & own.keys() == {stem}:
            yield _hit(reference, stem, names[owner])


def _hit(reference: Reference, stem: str, owner: str) -> Hit:
    return Hit(
        reference.place_of("doi"),
        f"{label(reference)}: DOIs that begin {stem} are of {quoted(owner)} here, not of "
        f"{quoted(reference.container)}",
        "one of the two, the DOI or the journal, is of another work",
        subject=reference.key,
    )


RULE = Rule(
    code="REF051",
    name="doi-of-another-journal",
    severity=Severity.WARNING,
    summary="A DOI is of the make that another journal of the library has.",
    why=(
        "A real DOI with the wrong article is the commonest slip of copying, and of invention. "
        "It resolves, so that only the journal it belongs to gives it away."
    ),
    bad="""
@article{a1, author={Un, A.}, title={One}, journal={Neuron}, year={2001},
  doi={10.1016/j.neuron.2001.01.001}}
@article{a2, author={Un, B.}, title={Two}, journal={Neuron}, year={2002},
  doi={10.1016/j.neuron.2002.01.002}}
@article{a3, author={Un, C.}, title={Three}, journal={Neuron}, year={2003},
  doi={10.1016/j.neuron.2003.01.003}}
@article{a4, author={Un, D.}, title={Four}, journal={Neuron}, year={2004},
  doi={10.1016/j.neuron.2004.01.004}}
@article{b1, author={Un, E.}, title={Five}, journal={Pain}, year={2005},
  doi={10.1016/j.pain.2005.01.005}}
@article{b2, author={Un, F.}, title={Six}, journal={Pain}, year={2006},
  doi={10.1016/j.pain.2006.01.006}}
@article{b3, author={Un, G.}, title={Seven}, journal={Pain}, year={2007},
  doi={10.1016/j.neuron.2007.01.007}}
""",
    good="""
@article{a1, author={Un, A.}, title={One}, journal={Neuron}, year={2001},
  doi={10.1016/j.neuron.2001.01.001}}
@article{a2, author={Un, B.}, title={Two}, journal={Neuron}, year={2002},
  doi={10.1016/j.neuron.2002.01.002}}
@article{a3, author={Un, C.}, title={Three}, journal={Neuron}, year={2003},
  doi={10.1016/j.neuron.2003.01.003}}
@article{a4, author={Un, D.}, title={Four}, journal={Neuron}, year={2004},
  doi={10.1016/j.neuron.2004.01.004}}
@article{b1, author={Un, E.}, title={Five}, journal={Pain}, year={2005},
  doi={10.1016/j.pain.2005.01.005}}
""",
    check=check,
)
