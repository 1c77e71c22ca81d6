"""REF039: a journal that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.journals import journal_key
from references.checking.written_fields import label
from references.matching.similarity import comparable
from references.quotation import quoted
from references.reference import Reference, ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

_DATABASES_TEXT = """
pubmed; medline; embase; scopus; web science; sciencedirect; science direct; jstor;
researchgate; google scholar; google books; wiley online library; springerlink; ieee xplore;
semantic scholar; acm digital library; academia edu; proquest; ebsco; ebscohost; cinahl;
psycinfo; crossref; europe pmc; pubmed central; pmc; oxford academic; sage journals;
cambridge core; taylor francis online; web knowledge; ovid; ovidsp; lilacs; cnki; wanfang;
worldcat
"""
_DATABASES = frozenset(" ".join(_DATABASES_TEXT.split()).split("; "))
_PUBLISHERS_TEXT = """
elsevier; elsevier bv; elsevier b v; elsevier science; elsevier inc; elsevier ltd; springer;
springer nature; springer verlag; springer science business media llc; wiley; wiley
blackwell; john wiley sons; blackwell; blackwell publishing; blackwell publishing ltd;
taylor francis; informa uk limited; sage; sage publications; sage publications ltd; oxford
university press; oxford university press oup; cambridge university press; cambridge
university press cup; nature publishing group; biomed central; wolters kluwer; lippincott
williams wilkins; ovid technologies wolters kluwer health; mdpi; mdpi ag; frontiers media
sa; hindawi; hindawi limited; public library science; public library science plos; karger;
thieme; routledge; academic press; mit press; elsevier masson; bmj publishing group; ieee;
acm; institute electrical electronics engineers ieee; association computing machinery acm
"""
_PUBLISHERS = frozenset(" ".join(_PUBLISHERS_TEXT.split()).split("; "))
_CITATION = re.compile(
    r"\b(?:19|20)\d\d\s*[;,]\s*\d+|\b\d+\s*\(\d+\)\s*[:,]\s*\d+|\bvol(?:ume|\.)\s*\d+\W*$"
)
_ADDRESS = re.compile(r"https?://|www\.\w|\b10\.\d{4,9}/\S", re.IGNORECASE)
_ARTICLES = (ReferenceKind.ARTICLE_JOURNAL, ReferenceKind.ARTICLE_MAGAZINE)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each article in a database, a publisher, an address, or in its own title."""
    for reference in subject.library:
        if reference.kind in _ARTICLES and reference.container:
            matter = _matter(reference)
            if matter:
                yield Hit(
                    reference.place_of("journal", "journaltitle"),
                    f"{label(reference)}: the journal {quoted(reference.container)} {matter}",
                    "name the journal that the article appeared in",
                    subject=reference.key,
                )


def _matter(reference: Reference) -> str:
    journal = reference.container
    key = journal_key(journal)
    if key in _DATABASES:
        return "is a database"
    if key in _PUBLISHERS:
        return "is a publisher"
    if _ADDRESS.search(journal):
        return "holds an address"
    if any(char.isdigit() for char in journal) and _CITATION.search(journal):
        return "holds volume or pages as well"
    # "Editorial" stands for both in newsletters; a title of several words does not.
    if " " in key and comparable(journal) == comparable(reference.title):
        return "is the title of the article"
    return ""


RULE = Rule(
    code="REF039",
    name="not-a-journal",
    severity=Severity.WARNING,
    summary="The journal of an article is a database, a publisher or something else.",
    why=(
        "Where an article was found is not where it was published: nobody can look it up in "
        "“PubMed”, 12(3), and it matches no other record of the same article."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {ScienceDirect},
  year    = {2005},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
)
