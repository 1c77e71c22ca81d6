"""Exports of databases made by rule, as large as theirs are: XML and CSL-JSON, for benchmarks."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator

_SAID = (
    "myoclonus etomidate magnesium randomised patients pretreatment incidence severity induction "
    "anaesthesia of the with and in after during compared placebo group significantly lower"
)
_WORDS = tuple(_SAID.split())
_NAMES = ("Guler", "Satilmis", "Berg", "Özkan", "Nguyen", "Keeper", "Long", "Williams")


def _said(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(_WORDS, k=words)).capitalize()


def _date(name: str, number: int, inner: str = "") -> str:
    year, month, day = 1950 + number % 70, 1 + number % 12, 1 + number % 28
    return (
        f"<{name}{inner}>\n<Year>{year}</Year>\n<Month>{month:02d}</Month>\n"
        f"<Day>{day:02d}</Day>\n</{name}>\n"
    )


def pubmed_record(rng: random.Random, number: int) -> str:
    """An article of about 10,000 characters, with headings, grants, history and 30 citations."""
    authors = "".join(
        f'<Author ValidYN="Y">\n<LastName>{name}</LastName>\n<ForeName>Ann {name[0]}</ForeName>\n'
        f"<Initials>A{name[0]}</Initials>\n<AffiliationInfo>\n<Affiliation>{_said(rng, 14)}, "
        "Ankara, Turkey.</Affiliation>\n</AffiliationInfo>\n</Author>\n"
        for name in _NAMES
    )
    headings = "".join(
        f'<MeshHeading>\n<DescriptorName UI="D{n:06d}" MajorTopicYN="N">{_said(rng, 2)}'
        f'</DescriptorName>\n<QualifierName UI="Q{n:06d}" MajorTopicYN="Y">therapeutic use'
        "</QualifierName>\n</MeshHeading>\n"
        for n in range(12)
    )
    citations = "".join(
        f"<Reference>\n<Citation>Guler A. J Pain. {1990 + n};{n}(2):1-9.</Citation>\n"
        f'<ArticleIdList>\n<ArticleId IdType="pubmed">{n + 10000000}</ArticleId>\n'
        "</ArticleIdList>\n</Reference>\n"
        for n in range(30)
    )
    history = "".join(
        _date("PubMedPubDate", number + n, f' PubStatus="{status}"')
        for n, status in enumerate(("received", "accepted", "pubmed", "medline", "entrez"))
    )
    sections = "".join(
        f'<AbstractText Label="{label}" NlmCategory="{label}">{_said(rng, 55)} (p &lt; 0.05)'
        "</AbstractText>\n"
        for label in ("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS")
    )
    doi = f"10.1213/01.ANE.{number:010d}"
    return (
        '<PubmedArticle>\n<MedlineCitation Status="MEDLINE" Owner="NLM">\n'
        f'<PMID Version="1">{number + 1}</PMID>\n'
        f"{_date('DateCompleted', number)}{_date('DateRevised', number + 1)}"
        '<Article PubModel="Print">\n<Journal>\n<ISSN IssnType="Print">0003-2999</ISSN>\n'
        '<JournalIssue CitedMedium="Print">\n<Volume>101</Volume>\n<Issue>3</Issue>\n<PubDate>\n'
        f"<Year>{1950 + number % 70}</Year>\n<Month>Sep</Month>\n</PubDate>\n</JournalIssue>\n"
        "<Title>Anesthesia and analgesia</Title>\n<ISOAbbreviation>Anesth Analg"
        f"</ISOAbbreviation>\n</Journal>\n<ArticleTitle>{_said(rng, 14)}.</ArticleTitle>\n"
        "<Pagination>\n<StartPage>705</StartPage>\n<EndPage>709</EndPage>\n<MedlinePgn>705-9"
        f'</MedlinePgn>\n</Pagination>\n<ELocationID EIdType="doi" ValidYN="Y">{doi}</ELocationID>'
        f'\n<Abstract>\n{sections}</Abstract>\n<AuthorList CompleteYN="Y">\n{authors}</AuthorList>'
        '\n<Language>eng</Language>\n<PublicationTypeList>\n<PublicationType UI="D016428">Journal '
        'Article</PublicationType>\n<PublicationType UI="D016449">Randomized Controlled Trial'
        "</PublicationType>\n</PublicationTypeList>\n</Article>\n<MedlineJournalInfo>\n"
        "<Country>United States</Country>\n<MedlineTA>Anesth Analg</MedlineTA>\n<NlmUniqueID>"
        "1310650</NlmUniqueID>\n<ISSNLinking>0003-2999</ISSNLinking>\n</MedlineJournalInfo>\n"
        "<ChemicalList>\n<Chemical>\n<RegistryNumber>7487-88-9</RegistryNumber>\n"
        '<NameOfSubstance UI="D008278">Magnesium Sulfate</NameOfSubstance>\n</Chemical>\n'
        "</ChemicalList>\n<CitationSubset>IM</CitationSubset>\n<CommentsCorrectionsList>\n"
        '<CommentsCorrections RefType="CommentIn">\n<RefSource>Anesth Analg. 2006;102(1):1'
        '</RefSource>\n<PMID Version="1">16368800</PMID>\n</CommentsCorrections>\n'
        f"</CommentsCorrectionsList>\n<MeshHeadingList>\n{headings}</MeshHeadingList>\n"
        f"</MedlineCitation>\n<PubmedData>\n<History>\n{history}</History>\n<PublicationStatus>"
        f'ppublish</PublicationStatus>\n<ArticleIdList>\n<ArticleId IdType="pubmed">{number + 1}'
        f'</ArticleId>\n<ArticleId IdType="doi">{doi}</ArticleId>\n</ArticleIdList>\n'
        f"<ReferenceList>\n{citations}</ReferenceList>\n</PubmedData>\n</PubmedArticle>\n"
    )


def endnote_record(rng: random.Random, number: int) -> str:
    """An article as EndNote exports it, every text in a run of its style, on one line."""

    def styled(name: str, text: str) -> str:
        run = '<style face="normal" font="default" size="100%">'
        return f"<{name}>{run}{text}</style></{name}>"

    authors = "".join(styled("author", f"{name}, Ann {name[0]}.") for name in _NAMES[:5])
    keywords = "".join(styled("keyword", _said(rng, 2)) for _ in range(8))
    return (
        '<record><database name="Review.enl" path="C:\\Review.enl">Review.enl</database>'
        '<source-app name="EndNote" version="20.4">EndNote</source-app>'
        f'<rec-number>{number + 1}</rec-number><foreign-keys><key app="EN" db-id="a">{number + 1}'
        '</key></foreign-keys><ref-type name="Journal Article">17</ref-type>'
        f"<contributors><authors>{authors}</authors></contributors>"
        f"{styled('auth-address', _said(rng, 20))}"
        f"<titles>{styled('title', _said(rng, 14))}"
        f"{styled('secondary-title', 'Anesthesia and analgesia')}</titles>"
        f"<periodical>{styled('full-title', 'Anesthesia and analgesia')}"
        f"{styled('abbr-1', 'Anesth Analg')}</periodical>{styled('pages', '705-9')}"
        f"{styled('volume', '101')}{styled('number', '3')}<keywords>{keywords}</keywords>"
        f"<dates>{styled('year', str(1950 + number % 70))}</dates>{styled('isbn', '0003-2999')}"
        f"{styled('accession-num', str(number + 1))}{styled('abstract', _said(rng, 200))}"
        f"{styled('electronic-resource-num', f'10.1213/01.ANE.{number:010d}')}"
        f"{styled('remote-database-name', 'Medline')}{styled('language', 'eng')}"
        f"<urls><related-urls>{styled('url', f'https://example.org/{number}')}</related-urls>"
        "</urls></record>\n"
    )


def jats_record(rng: random.Random, number: int) -> str:
    """A reference as journals tag it, with five authors."""
    names = "".join(
        f"<name>\n<surname>{name}</surname>\n<given-names>A{name[0]}</given-names>\n</name>\n"
        for name in _NAMES[:5]
    )
    return (
        f'<ref id="B{number + 1}">\n<label>{number + 1}</label>\n'
        '<element-citation publication-type="journal">\n<person-group person-group-type="author">'
        f"\n{names}</person-group>\n<article-title>{_said(rng, 12)} in <italic>vivo</italic>"
        f"</article-title>\n<source>Anesth Analg</source>\n<year>{1950 + number % 70}</year>\n"
        "<volume>101</volume>\n<issue>3</issue>\n<fpage>705</fpage>\n<lpage>709</lpage>\n"
        f'<pub-id pub-id-type="doi">10.1213/01.ANE.{number:010d}</pub-id>\n'
        f'<pub-id pub-id-type="pmid">{number + 1}</pub-id>\n</element-citation>\n</ref>\n'
    )


def csl_record(rng: random.Random, number: int) -> str:
    """An item as Zotero exports it."""
    item = {
        "id": f"guler{number + 1}",
        "type": "article-journal",
        "abstract": _said(rng, 200),
        "container-title": "Anesthesia and analgesia",
        "container-title-short": "Anesth Analg",
        "DOI": f"10.1213/01.ANE.{number:010d}",
        "ISSN": "0003-2999",
        "issue": "3",
        "language": "eng",
        "page": "705-709",
        "PMID": str(number + 1),
        "title": _said(rng, 14),
        "URL": f"https://example.org/{number}",
        "volume": "101",
        "author": [{"family": name, "given": f"Ann {name[0]}."} for name in _NAMES[:5]],
        "issued": {"date-parts": [[str(1950 + number % 70), 9]]},
    }
    return json.dumps(item, ensure_ascii=False)


EXPORTS: dict[str, tuple[Callable[[random.Random, int], str], str, str, str]] = {
    "pubmed-xml": (
        pubmed_record, '<?xml version="1.0" ?>\n<PubmedArticleSet>\n', "", "</PubmedArticleSet>\n"
    ),
    "endnote-xml": (
        endnote_record, '<?xml version="1.0" ?><xml><records>', "", "</records></xml>\n"
    ),
    "jats": (jats_record, "<ref-list>\n", "", "</ref-list>\n"),
    "csl-json": (csl_record, "[\n", ",\n", "\n]\n"),
}  # fmt: skip
"""Of each format what makes a record, and what stands before, between and behind records."""


def export_pieces(name: str, count: int) -> Iterator[str]:
    """An export of that many records, a record at a time; the same for the same count."""
    make, before, between, behind = EXPORTS[name]
    rng = random.Random(7)
    yield before
    for number in range(count):
        yield (between if number else "") + make(rng, number)
    yield behind


def export_text(name: str, count: int) -> str:
    """The same as one text."""
    return "".join(export_pieces(name, count))
