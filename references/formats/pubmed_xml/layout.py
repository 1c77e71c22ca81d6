"""Where PubMed XML keeps what: its elements in the order of its document type."""

from __future__ import annotations

from collections.abc import Mapping

from references.formats.pubmed_xml.relations import RELATION_TYPES

_CITATION = (
    "PMID", "DateCompleted", "DateRevised",
    "Article/Journal/ISSN", "Article/Journal/JournalIssue/Volume",
    "Article/Journal/JournalIssue/Issue", "Article/Journal/JournalIssue/PubDate",
    "Article/Journal/Title", "Article/Journal/ISOAbbreviation",
    "Article/ArticleTitle", "Article/Pagination",
    "Article/ELocationID[pii]", "Article/ELocationID[doi]",
    "Article/Abstract", "Article/AuthorList", "Article/Language", "Article/DataBankList",
    "Article/GrantList", "Article/PublicationTypeList", "Article/VernacularTitle",
    "Article/ArticleDate",
    "MedlineJournalInfo/Country", "MedlineJournalInfo/MedlineTA",
    "MedlineJournalInfo/NlmUniqueID", "MedlineJournalInfo/ISSNLinking",
    "ChemicalList", "SupplMeshList", "CitationSubset",
    "CommentsCorrectionsList", "GeneSymbolList", "MeshHeadingList", "NumberOfReferences",
    "PersonalNameSubjectList", "OtherID", "OtherAbstract", "KeywordList", "CoiStatement",
    "SpaceFlightMission", "InvestigatorList", "GeneralNote",
)  # fmt: skip
_ARTICLE_DATA = (
    "PubmedData/History", "PubmedData/PublicationStatus",
    "PubmedData/ArticleIdList/ArticleId[pubmed]", "PubmedData/ArticleIdList/ArticleId[doi]",
    "PubmedData/ArticleIdList/ArticleId[pmc]", "PubmedData/ReferenceList",
)  # fmt: skip
_BOOK = (
    "PMID", "ArticleIdList/ArticleId[bookaccession]", "ArticleIdList/ArticleId[doi]",
    "ArticleIdList/ArticleId[pmc]",
    "Book/Publisher/PublisherName", "Book/Publisher/PublisherLocation", "Book/BookTitle",
    "Book/PubDate", "Book/BeginningDate", "Book/EndingDate",
    "Book/AuthorList[authors]", "Book/AuthorList[editors]", "Book/Volume", "Book/VolumeTitle",
    "Book/Edition", "Book/CollectionTitle", "Book/Isbn", "Book/ELocationID[doi]", "Book/Medium",
    "Book/ReportNumber",
    "LocationLabel", "ArticleTitle", "VernacularTitle", "Pagination", "Language",
    "AuthorList[authors]", "AuthorList[editors]", "InvestigatorList", "PublicationType",
    "Abstract", "Sections", "KeywordList", "ContributionDate", "DateRevised", "GrantList",
    "ItemList", "ReferenceList",
)  # fmt: skip

ORDER: tuple[str, ...] = (
    *(f"MedlineCitation/{path}" for path in _CITATION),
    *_ARTICLE_DATA,
    *(f"BookDocument/{path}" for path in _BOOK),
    *_CITATION,
)
"""The last part is for files whose records are ``MedlineCitation`` itself."""

_IN_CITATION = (
    "Article", "Article/Journal", "Article/Journal/JournalIssue", "MedlineJournalInfo",
    "CommentsCorrectionsList",
)  # fmt: skip
CONTAINERS = frozenset(
    {"MedlineCitation", "PubmedData", "PubmedData/ArticleIdList", "PubmedBookData"}
    | {"PubmedBookData/ArticleIdList", "BookDocument", "BookDocument/Book"}
    | {"BookDocument/Book/Publisher", "BookDocument/ArticleIdList"}
    | {f"MedlineCitation/{path}" for path in _IN_CITATION}
    | set(_IN_CITATION)
)
"""Elements that are cut into pieces; each other element is a piece of its own."""

TOLD_APART_BY: Mapping[str, str] = {
    "ArticleId": "IdType",
    "ELocationID": "EIdType",
    "CommentsCorrections": "RefType",
}

_OF_ARTICLE: Mapping[str, tuple[str, ...]] = {
    "title": ("Article/ArticleTitle",),
    "original_title": ("Article/VernacularTitle",),
    "authors": ("Article/AuthorList",),
    "issued": ("Article/Journal/JournalIssue/PubDate",),
    "container": ("Article/Journal/Title",),
    "container_short": ("Article/Journal/ISOAbbreviation", "MedlineJournalInfo/MedlineTA"),
    "volume": ("Article/Journal/JournalIssue/Volume",),
    "issue": ("Article/Journal/JournalIssue/Issue",),
    "pages": ("Article/Pagination",),
    "issn": ("Article/Journal/ISSN",),
    "pmid": ("PMID",),
    "doi": ("Article/ELocationID[doi]",),
    "language": ("Article/Language",),
    "abstract": ("Article/Abstract",),
    "keywords": ("KeywordList", "MeshHeadingList"),
    "publication_types": ("Article/PublicationTypeList",),
    "note": ("GeneralNote",),
    **dict.fromkeys(
        ("notices", "related"),
        tuple(f"CommentsCorrectionsList/CommentsCorrections[{each}]" for each in RELATION_TYPES),
    ),
}
_OF_BOOK: Mapping[str, tuple[str, ...]] = {
    "title": ("Book/BookTitle", "ArticleTitle"),
    "original_title": ("VernacularTitle",),
    "authors": ("AuthorList", "Book/AuthorList"),
    "editors": ("Book/AuthorList",),
    "issued": ("Book/PubDate",),
    "container": ("Book/BookTitle",),
    "volume": ("Book/Volume",),
    "edition": ("Book/Edition",),
    "collection": ("Book/CollectionTitle",),
    "publisher": ("Book/Publisher/PublisherName",),
    "place": ("Book/Publisher/PublisherLocation",),
    "isbn": ("Book/Isbn",),
    "pages": ("Pagination",),
    "pmid": ("PMID",),
    "doi": ("ArticleIdList/ArticleId[doi]", "Book/ELocationID[doi]"),
    "pmcid": ("ArticleIdList/ArticleId[pmc]",),
    "accession": ("ArticleIdList/ArticleId[bookaccession]",),
    "language": ("Language",),
    "abstract": ("Abstract",),
    "keywords": ("KeywordList",),
    "publication_types": ("PublicationType",),
}
_OF_DATA: Mapping[str, tuple[str, ...]] = {
    "doi": ("PubmedData/ArticleIdList/ArticleId[doi]",),
    "pmid": ("PubmedData/ArticleIdList/ArticleId[pubmed]",),
    "pmcid": ("PubmedData/ArticleIdList/ArticleId[pmc]",),
}


def _sources() -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for attribute in {*_OF_ARTICLE, *_OF_BOOK, *_OF_DATA}:
        out[attribute] = (
            *(f"MedlineCitation/{path}" for path in _OF_ARTICLE.get(attribute, ())),
            *_OF_ARTICLE.get(attribute, ()),
            *_OF_DATA.get(attribute, ()),
            *(f"BookDocument/{path}" for path in _OF_BOOK.get(attribute, ())),
        )
    return out


SOURCES: Mapping[str, tuple[str, ...]] = _sources()
"""Which elements each attribute of a reference is made of."""
