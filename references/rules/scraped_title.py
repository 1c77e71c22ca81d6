"""REF038: a title that was taken from a file or a web page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.journals import journal_key
from references.checking.written_fields import label
from references.quotation import quoted
from references.reference import Reference, ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

_FILE = re.compile(
    r"(?:microsoft (?:word|powerpoint)|adobe \w+) - .*|\S*untitled\S*\.\w+"
    r"|\S+\.(?:pdf|docx?|rtf|txt|html?|tex|ps|pptx?|xlsx?|indd|qxd|p65|dvi|epub)",
    re.IGNORECASE,
)
_PUBLISHER_ITEM = re.compile(r"PII:? ?S?[\d()X-]{10,}", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?:doi:\s*)?10\.\d{4,9}/\S+", re.IGNORECASE)
_MARK = re.compile(r"[\[(](?:PDF|HTML|DOC|BOOK|CITATION)[\])]\s+\S", re.IGNORECASE)
# The last part of a page's <title>, behind a bar or a dash.
_PARTS = re.compile(r"\s+[-–—|·•]+\s+|\s*\|\s*")
_SITES_TEXT = """
sciencedirect; pubmed; pubmed ncbi; ncbi; pmc; ncbi nlm nih; europe pmc; abstract europe
pmc; jstor; wiley online library; springerlink; springer; springer nature link; nature;
nature com; scopus; taylor francis online; taylor francis; researchgate; academia edu;
google scholar; google books; oxford academic; oxford journals; sage journals; ieee xplore;
semantic scholar; frontiers; mdpi; cochrane library; wikipedia; amazon com; acm digital
library; cambridge core; project muse; biorxiv; medrxiv; arxiv org; ssrn; bmj; nejm; lancet;
jama network; plos one; full text; abstract; request pdf; download pdf; worldcat; worldcat
org; proquest; ovid; medscape; karger publishers; free online library; biomed central; bmc;
hindawi; wolters kluwer
"""
_SITES = frozenset(" ".join(_SITES_TEXT.split()).split("; "))
# No file or page is called so, and the patterns go over a title more than once.
_LONGEST = 600
_OF_THE_WEB = (ReferenceKind.WEBPAGE, ReferenceKind.SOFTWARE, ReferenceKind.DATASET)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each title that is a file's name or an address, or ends in a site's name."""
    for reference in subject.library:
        matter = _matter(reference)
        if matter:
            yield Hit(
                reference.place_of("title"),
                f"{label(reference)}: the title {quoted(reference.title)} {matter}",
                "copy the title from the work itself",
                subject=reference.key,
            )


def _matter(reference: Reference) -> str:
    title = reference.title.strip()
    if len(title) > _LONGEST:
        return ""
    if "." in title and _FILE.fullmatch(title) and reference.kind not in _OF_THE_WEB:
        return "is the name of a file"
    if _PUBLISHER_ITEM.match(title):
        return "is the publisher's number"
    if "/" in title and _ADDRESS.fullmatch(title):
        return "is an address"
    if title[:1] in ("[", "(") and _MARK.match(title):
        return "begins with a mark of a search engine"
    if reference.kind in _OF_THE_WEB or not ("|" in title or " " in title):
        return ""
    *_, last = parts = _PARTS.split(title)
    if len(parts) > 1 and last:
        key = journal_key(last)
        if key in _SITES or (key and key == journal_key(reference.container)):
            return f"ends in the name of a site or journal ({quoted(last)})"
    return ""


RULE = Rule(
    code="REF038",
    name="scraped-title",
    severity=Severity.WARNING,
    summary="A title is a file's name or an address, or carries the name of a web site.",
    why=(
        "Reference managers take what a browser tab or a PDF calls itself. Such a title is "
        "printed as it stands and matches the true one in no database."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus - ScienceDirect},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
@article{un2011,
  author  = {Un, Bulent},
  title   = {Microsoft Word - JRMS-16-1490.doc},
  journal = {Journal of Research in Medical Sciences},
  year    = {2011},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus - a randomised trial},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
)
