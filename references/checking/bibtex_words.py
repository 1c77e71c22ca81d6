"""Entry types and fields that programs for BibTeX and biblatex know.

From the BibTeX manual (btxdoc, 1988), the data model of biblatex 3.20 with the types it passes on
to styles, and the wide-spread additions of jurabib, REVTeX, natbib, apacite and biblatex-software.
"""

from __future__ import annotations

from references.formats.bibtex.kinds import KIND_OF_TYPE

_ENTRY_TYPES_TEXT = """
set xdata custom customa customb customc customd custome customf bibnote commentary letter
suppperiodical softwareversion softwaremodule codefragment control ieeetranbstctl magazine
newspaper web_page newspaper_article magazine_article book_section generic internet url
webpage presentation talk lecture poster film game song tvseries bachelorsthesis
bachelorthesis masterthesis diplomathesis workingpaper intarticle intremark database data
conversation other archive interview hearing bill statute case treaty map archival
constitution administrative encyclopedia dictionary dictentry blogpost video podcast
"""
ENTRY_TYPES = frozenset(KIND_OF_TYPE) | frozenset(_ENTRY_TYPES_TEXT.split())
"""Types that a style may give a form of their own; all others are set as ``@misc``."""

_STANDARD_FIELDS_TEXT = """
abstract address annotation annotator author bookauthor booksubtitle booktitle chapter
commentator crossref date doi edition editor eprint eprintclass eprinttype eventdate
eventtitle howpublished institution isbn issn issue journal journalsubtitle journaltitle
keywords language location maintitle month note number organization origdate pages pagetotal
part publisher pubstate school series shorttitle subtitle title titleaddon translator type
url urldate venue version volume volumes year archiveprefix primaryclass pmid pmcid
"""
STANDARD_FIELDS = frozenset(_STANDARD_FIELDS_TEXT.split())
"""Fields that are printed or that records are found by; a slip in one loses its value."""

_OTHER_FIELDS_TEXT = """
addendum afterword annote author+an authortype bookpagination booktitleaddon bibcode
bibsource biburl comment comments contents copyright collaboration collaborator country city
data day editora editorb editorc editoratype editorbtype editorctype editortype eid entryset
entrysubtype eventtitleaddon execute file files foreword gender groups holder hyphenation
ids indexsorttitle indextitle introduction isan ismn isrn issuetitle issuesubtitle
issuetitleaddon iswc journaltitleaddon key keyword label langid langidopts library license
link links lista listb local-url mainsubtitle maintitleaddon mendeley-tags mrnumber namea
nameaddon names nationality notes numpages options origlanguage origlocation origpublisher
origtitle origyear owner page pagination pdf presort price rating related relatedoptions
relatedstring relatedtype reprinttitle review series+an shortauthor shorteditor shorthand
shorthandintro shortjournal shortseries sortkey sortname sortshorthand sorttitle sortyear
source status subject subjects timestamp topic urls uri usera userb userc userd usere userf
verba verbb verbc xdata xref arxivid articleno articlenumber adsurl adsnote affiliation
acknowledgement reportnumber rights nota text fjournal dates types notion numbering
volumetitle eissn pissn print-issn electronic-issn issn-l pubmedid keywords-plus
"""
OTHER_FIELDS = frozenset(_OTHER_FIELDS_TEXT.split())
"""Other fields that programs write or read; they are no slips of the pen."""
