"""REF053: an earlier version of a work whose later one is listed too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.written_fields import label
from references.identifiers import DOI
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

# Where the DOI itself counts versions: Cochrane (no suffix is the first), the F1000 platforms,
# Research Square, preprints.org, ChemRxiv, PeerJ Preprints and the Open Science Framework.
_VERSIONED = re.compile(
    r"(?P<cochrane>10\.1002/14651858\.(?:cd|mr|ed)\d{6})(?:\.pub(?P<update>\d+))?$"
    r"|(?P<platform>10\.12688/[a-z\d]+\.\d+)\.(?P<revision>\d{1,2})$"
    r"|(?P<work>10\.21203/rs\.\d\.rs-\d+|10\.20944/preprints\d+\.\d+|10\.1101/[\d.]+"
    r"|10\.26434/chemrxiv-\d{4}-[a-z\d]+|10\.7287/peerj\.preprints\.\d+|10\.\d{5}/osf\.io/[a-z\d]+)"
    r"[./_-]?v(?P<version>\d{1,2})$"
)
_ARXIV = re.compile(r"(?:arxiv:)?(?P<work>.+?)v(?P<version>\d+)$", re.IGNORECASE)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record whose later version is in the library as well."""
    found: dict[str, list[tuple[int, Reference]]] = {}
    for reference in subject.library:
        if reference.doi or reference.arxiv:
            work, version = _version_of(reference)
            if work:
                found.setdefault(work, []).append((version, reference))
    for versions in found.values():
        newest, latest = max(versions, key=lambda item: item[0])
        for version, reference in versions:
            if version < newest:
                yield Hit(
                    reference.place_of("doi", "eprint"),
                    f"{label(reference)} is version {version} of a work whose version {newest} is "
                    f"{label(latest)}",
                    "cite the later version, unless the difference is the point",
                    subject=reference.key,
                    related=(latest.location,),
                )


def _version_of(reference: Reference) -> tuple[str, int]:
    if reference.doi:
        match = _VERSIONED.match(DOI.normalise(reference.doi))
        if match is not None:
            if match["cochrane"]:
                return match["cochrane"], int(match["update"] or 1)
            if match["platform"]:
                return match["platform"], int(match["revision"])
            return match["work"], int(match["version"])
    if reference.arxiv and (match := _ARXIV.match(reference.arxiv.strip())) is not None:
        return match["work"].lower(), int(match["version"])
    return "", 0


RULE = Rule(
    code="REF053",
    name="superseded-version",
    severity=Severity.WARNING,
    summary="An earlier version of a review or preprint is listed beside its later one.",
    why=(
        "An update replaces what it updates: a Cochrane review with new trials may reach another "
        "conclusion, and the two together count the old trials twice."
    ),
    bad="""
@article{li2009,
  author  = {Li, J. and Zhang, Q.},
  title   = {Intravenous magnesium for acute myocardial infarction},
  journal = {Cochrane Database of Systematic Reviews},
  year    = {2006},
  doi     = {10.1002/14651858.CD002755},
}
@article{li2007,
  author  = {Li, J. and Zhang, Q. and Zhang, M. and Egger, M.},
  title   = {Intravenous magnesium for acute myocardial infarction},
  journal = {Cochrane Database of Systematic Reviews},
  year    = {2007},
  doi     = {10.1002/14651858.CD002755.pub2},
}
""",
    good="""
@article{li2007,
  author  = {Li, J. and Zhang, Q. and Zhang, M. and Egger, M.},
  title   = {Intravenous magnesium for acute myocardial infarction},
  journal = {Cochrane Database of Systematic Reviews},
  year    = {2007},
  doi     = {10.1002/14651858.CD002755.pub2},
}
""",
    check=check,
)
