"""What tables call the kinds of works, in the words of many exporters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from references.reference import ReferenceKind as Kind

_NOT_A_LETTER = re.compile(r"[\W_]+")

_NAMES: Mapping[Kind, str] = {
    Kind.ARTICLE_JOURNAL: "article, journal article, articlejournal, jour, journal, review, "
    "article in press, letter, editorial, erratum, short survey, conference abstract, j, ejour, "
    "electronic article, data paper, early access, research article, retracted, journals, inpr, "
    "article review, case report, clinical trial, systematic review, meta analysis, "
    "review article, ieee journals, ieee early access articles",
    Kind.ARTICLE_MAGAZINE: "article magazine, magazine article, magazine, mgzn, ieee magazines",
    Kind.ARTICLE_NEWSPAPER: "article newspaper, newspaper article, newspaper, news, newspapers",
    Kind.PREPRINT: "preprint, posted content, working paper preprint, unpublished preprint",
    Kind.BOOK: "book, monograph, books, b, edited book, edbook, ebook, mvbook, reference book",
    Kind.CHAPTER: "chapter, book chapter, booksection, book section, inbook, incollection, chap, "
    "book series chapter, encyclopedia chapter, bookchapter",
    Kind.PROCEEDINGS_PAPER: "paper conference, conference paper, conferencepaper, inproceedings, "
    "proceedings paper, cpaper, c, conference, conference article, proceedings article, "
    "meeting abstract, ieee conferences, ieee conference, conference proceedings article",
    Kind.PROCEEDINGS: "proceedings, collection, conf, conference review, conference proceedings, "
    "conference proceeding",
    Kind.THESIS: "thesis, phdthesis, mastersthesis, dissertation, thes, dissertations and theses, "
    "doctoral thesis, master s thesis, masters thesis, phd thesis, dissertation thesis",
    Kind.REPORT: "report, techreport, technical report, rprt, working paper, government document, "
    "manual",
    Kind.DATASET: "dataset, data set, data, data study",
    Kind.SOFTWARE: "software, computer program, computerprogram, comp",
    Kind.PATENT: "patent, pat, p",
    Kind.STANDARD: "standard, stand, standards, ieee standards",
    Kind.WEBPAGE: "webpage, web page, online, website, elec, blog post, blogpost, forum post",
    Kind.ENTRY: "entry, encyclopedia article, encyclopediaarticle, dictionary entry, inreference, "
    "dictionaryentry, entry encyclopedia, entry dictionary, encyclopedia",
    Kind.PERIODICAL: "periodical, journal issue, serial",
    Kind.MANUSCRIPT: "manuscript, unpublished, unpublished work, unpb",
    Kind.PAMPHLET: "pamphlet, booklet, pamp, brochure",
    Kind.MEDIA: "motion picture, film, video, video recording, videorecording, audio recording, "
    "audiorecording, podcast, artwork, tv broadcast, tvbroadcast, radiobroadcast, image, media, "
    "audiovisual material, presentation",
    Kind.LEGAL: "legal case, case, jurisdiction, legal",
    Kind.LEGISLATION: "legislation, statute, bill, hearing, legal rule or regulation",
    Kind.OTHER: "document, misc, generic, gen, other",
}
_KIND_OF_NAME = {name.strip(): kind for kind, names in _NAMES.items() for name in names.split(",")}


def kind_named(text: str) -> Kind | None:
    """The kind that a word for a type of work stands for, ``None`` when the word is not known."""
    folded = _NOT_A_LETTER.sub(" ", text).strip().lower()
    return _KIND_OF_NAME.get(folded)


def name_of(kind: Kind) -> str:
    """The word by which a kind is written and read again; in tables, "article" is a journal's."""
    return "preprint" if kind is Kind.PREPRINT else kind.value
