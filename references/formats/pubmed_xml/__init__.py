"""PubMed XML: what efetch and "Send to file" give, and the yearly baseline files."""

from __future__ import annotations

from functools import partial

from references.format import ReferenceFormat
from references.formats.pubmed_xml.layout import CONTAINERS, ORDER, SOURCES, TOLD_APART_BY
from references.formats.pubmed_xml.rendering import pieces, record_name
from references.formats.pubmed_xml.values import values
from references.reading.xml_dialect import Dialect
from references.reading.xml_editing import edit
from references.reading.xml_reader import decode, encode, read, stream
from references.reading.xml_writer import write, write_stream

DIALECT = Dialect(
    name="pubmed-xml",
    roots=frozenset(
        {"PubmedArticleSet", "PubmedArticle", "PubmedBookArticleSet", "PubmedBookArticle"}
        | {"MedlineCitationSet", "MedlineCitation"}
    ),
    records=("PubmedArticle", "PubmedBookArticle", "MedlineCitation"),
    containers=CONTAINERS,
    values=values,
    pieces=pieces,
    record_name=record_name,
    sources=SOURCES,
    told_apart_by=TOLD_APART_BY,
    order=ORDER,
    prolog='<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>\n',
    epilog="</PubmedArticleSet>\n",
    indent=1,
)


FORMAT = ReferenceFormat(
    name=DIALECT.name,
    title="PubMed XML",
    suffixes=(".xml",),
    read=partial(read, DIALECT),
    write=partial(write, DIALECT),
    recognises=DIALECT.recognises,
    decode=decode,
    encode=encode,
    stream=partial(stream, DIALECT),
    write_stream=partial(write_stream, DIALECT),
    edit=partial(edit, DIALECT),
)
