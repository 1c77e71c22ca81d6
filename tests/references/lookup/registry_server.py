"""A real HTTP server on this machine that plays the registries, well-behaved or not."""

import json
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

RETRACTED = "10.1016/s0140-6736(97)11096-0"
GULER = "10.1213/01.ane.0000160529.95019.e6"
DATASET = "10.5281/zenodo.3233986"

CROSSREF_WORKS = {
    GULER: {
        "DOI": GULER,
        "type": "journal-article",
        "title": ["Magnesium Sulfate Pretreatment Reduces Myoclonus After Etomidate"],
        "container-title": ["Anesthesia &amp; Analgesia"],
        "short-container-title": ["Anesth Analg"],
        "author": [
            {"given": "Aynur", "family": "Guler", "sequence": "first", "affiliation": []},
            {"given": "Tulin", "family": "Satilmis", "sequence": "additional"},
            {"given": "Seda Banu", "family": "Akinci", "sequence": "additional"},
            {"given": "Bilge", "family": "Celebioglu", "sequence": "additional"},
            {"given": "Meral", "family": "Kanbak", "sequence": "additional"},
        ],
        "issued": {"date-parts": [[2005, 9]]},
        "published-print": {"date-parts": [[2005, 9]]},
        "volume": "101",
        "issue": "3",
        "page": "705-709",
        "ISSN": ["0003-2999"],
        "publisher": "Ovid Technologies (Wolters Kluwer Health)",
        "reference": [{"key": "1", "unstructured": "a long list"}],
        "relation": {},
    },
    RETRACTED: {
        "DOI": "10.1016/S0140-6736(97)11096-0",
        "type": "journal-article",
        "title": [
            "RETRACTED: Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive "
            "developmental disorder in children"
        ],
        "container-title": ["The Lancet"],
        "author": [{"given": "AJ", "family": "Wakefield", "sequence": "first"}],
        "issued": {"date-parts": [[1998, 2]]},
        "volume": "351",
        "issue": "9103",
        "page": "637-641",
        "updated-by": [
            {
                "DOI": "10.1016/S0140-6736(10)60175-4",
                "type": "retraction",
                "label": "Retraction",
                "source": "retraction-watch",
                "updated": {"date-parts": [[2010, 2, 6]]},
                "record-id": "1",
            },
            {
                "DOI": "10.1016/s0140-6736(04)15715-2",
                "type": "correction",
                "label": "Correction",
                "source": "publisher",
                "updated": {"date-parts": [[2004, 3, 6]]},
            },
        ],
    },
    "10.1016/s0140-6736(10)60175-4": {
        "DOI": "10.1016/S0140-6736(10)60175-4",
        "type": "journal-article",
        "title": [
            "Retraction—Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive "
            "developmental disorder in children"
        ],
        "container-title": ["The Lancet"],
        "issued": {"date-parts": [[2010, 2]]},
        "update-to": [
            {
                "DOI": "10.1016/S0140-6736(97)11096-0",
                "type": "retraction",
                "label": "Retraction",
                "updated": {"date-parts": [[2010, 2, 6]]},
            }
        ],
    },
}

DATACITE_WORKS = {
    DATASET: {
        "id": DATASET,
        "type": "dois",
        "attributes": {
            "doi": DATASET,
            "titles": [{"title": "Software citation principles"}],
            "creators": [
                {
                    "name": "Smith, Arfon M.",
                    "nameType": "Personal",
                    "givenName": "Arfon M.",
                    "familyName": "Smith",
                }
            ],
            "publisher": "Zenodo",
            "publicationYear": 2019,
            "types": {"resourceTypeGeneral": "Software", "citeproc": "article"},
            "dates": [{"date": "2019-05-31", "dateType": "Issued"}],
            "relatedIdentifiers": [
                {
                    "relationType": "IsNewVersionOf",
                    "relatedIdentifier": "10.5281/zenodo.1",
                    "relatedIdentifierType": "DOI",
                }
            ],
            "state": "findable",
        },
    }
}

OPENALEX_WORKS = {
    GULER: {
        "id": "https://openalex.org/W2045674411",
        "doi": f"https://doi.org/{GULER}",
        "ids": {
            "doi": f"https://doi.org/{GULER}",
            "pmid": "https://pubmed.ncbi.nlm.nih.gov/16115978",
        },
        "title": "Magnesium Sulfate Pretreatment Reduces Myoclonus After Etomidate",
        "publication_year": 2005,
        "publication_date": "2005-09-01",
        "type": "article",
        "biblio": {"volume": "101", "issue": "3", "first_page": "705", "last_page": "709"},
        "primary_location": {
            "source": {
                "display_name": "Anesthesia & Analgesia",
                "issn": ["0003-2999", "1526-7598"],
                "type": "journal",
                "host_organization_name": "Lippincott Williams & Wilkins",
            }
        },
        "authorships": [{"author": {"display_name": "Aynur Guler", "orcid": None}}],
        "is_retracted": False,
        "language": "en",
    }
}

PUBMED_DOIS = {GULER: "16115978", RETRACTED: "9500320"}
PUBMED_ARTICLES = {
    "16115978": f"""<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">
<PMID Version="1">16115978</PMID><Article PubModel="Print"><Journal>
<ISSN IssnType="Print">0003-2999</ISSN><JournalIssue CitedMedium="Print"><Volume>101</Volume>
<Issue>3</Issue><PubDate><Year>2005</Year><Month>Sep</Month></PubDate></JournalIssue>
<Title>Anesthesia and analgesia</Title><ISOAbbreviation>Anesth Analg</ISOAbbreviation></Journal>
<ArticleTitle>Magnesium sulfate pretreatment reduces myoclonus after etomidate.</ArticleTitle>
<Pagination><StartPage>705</StartPage><EndPage>709</EndPage><MedlinePgn>705-709</MedlinePgn>
</Pagination><ELocationID EIdType="doi" ValidYN="Y">{GULER}</ELocationID>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Guler</LastName>
<ForeName>Aynur</ForeName><Initials>A</Initials></Author></AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
</PublicationTypeList></Article></MedlineCitation><PubmedData><ArticleIdList>
<ArticleId IdType="pubmed">16115978</ArticleId><ArticleId IdType="doi">{GULER}</ArticleId>
</ArticleIdList></PubmedData></PubmedArticle>""",
    "9500320": f"""<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">
<PMID Version="1">9500320</PMID><Article PubModel="Print"><Journal><JournalIssue
CitedMedium="Print"><Volume>351</Volume><Issue>9103</Issue><PubDate><Year>1998</Year>
<Month>Feb</Month><Day>28</Day></PubDate></JournalIssue><Title>Lancet (London, England)</Title>
<ISOAbbreviation>Lancet</ISOAbbreviation></Journal><ArticleTitle>Ileal-lymphoid-nodular
hyperplasia, non-specific colitis, and pervasive developmental disorder in children.
</ArticleTitle><Pagination><MedlinePgn>637-41</MedlinePgn></Pagination><AuthorList
CompleteYN="Y"><Author ValidYN="Y"><LastName>Wakefield</LastName><ForeName>A J</ForeName>
<Initials>AJ</Initials></Author></AuthorList><PublicationTypeList><PublicationType
UI="D016428">Journal Article</PublicationType><PublicationType UI="D016441">Retracted
Publication</PublicationType></PublicationTypeList></Article><CommentsCorrectionsList>
<CommentsCorrections RefType="RetractionIn"><RefSource>Lancet. 2010 Feb 6;375(9713):445
</RefSource><PMID Version="1">20137807</PMID></CommentsCorrections></CommentsCorrectionsList>
</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">9500320</ArticleId>
<ArticleId IdType="doi">{RETRACTED}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>""",
}


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it; ``parameters`` are those of the address and of a form."""

    method: str
    path: str
    parameters: dict
    headers: dict

    @property
    def everything(self):
        return f"{self.path} {self.parameters}"


@dataclass(frozen=True)
class Reply:
    """What the server sends: ``length`` may promise more than the body holds."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict = field(default_factory=dict)
    length: int | None = None
    hang: bool = False


def as_json(content, status=200, **headers):
    return Reply(status, json.dumps(content).encode(), headers)


class RegistryServer:
    """Plays all four registries below ``/crossref``, ``/datacite``, ``/openalex``, ``/pubmed``.

    ``instead`` holds replies that are sent before those of the registries, in their order.
    """

    def __init__(self):
        self.asked = []
        self.came = threading.Condition()
        self.instead = []
        self.always = None
        self.released = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.released.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def base_urls(self):
        names = ("crossref", "datacite", "openalex", "pubmed")
        return {name: f"{self.url}/{name}" for name in names}

    def heard(self, number):
        """Whether so many questions arrive; a client that gives up can be ahead of them."""
        with self.came:
            return self.came.wait_for(lambda: len(self.asked) >= number, 10)

    def reply(self, asked):
        if self.instead:
            return self.instead.pop(0)
        if self.always is not None:
            return self.always
        registry, _, path = asked.path.lstrip("/").partition("/")
        return getattr(self, f"_{registry}")(path, asked.parameters)

    def _crossref(self, path, parameters):
        if path.endswith("/agency"):
            doi = path.removeprefix("works/").removesuffix("/agency").lower()
            agency = "crossref" if doi in CROSSREF_WORKS else "datacite"
            agency = "medra" if doi.startswith("10.3205/") else agency
            if doi in CROSSREF_WORKS or doi in DATACITE_WORKS or agency == "medra":
                return as_json({"message": {"DOI": doi, "agency": {"id": agency}}})
            return Reply(404, b"Resource not found.", {"Content-Type": "text/plain"})
        if path.startswith("works/"):
            work = CROSSREF_WORKS.get(path.removeprefix("works/").lower())
            if work is None:
                return Reply(404, b"Resource not found.", {"Content-Type": "text/plain"})
            return as_json({"status": "ok", "message-type": "work", "message": work})
        if "filter" in parameters:
            dois = re.findall(r"doi:([^,]+)", parameters["filter"])
            works = [CROSSREF_WORKS[doi] for doi in dois if doi in CROSSREF_WORKS]
        else:
            wanted = set(parameters["query.bibliographic"].casefold().split())
            works = [
                work
                for work in CROSSREF_WORKS.values()
                if len(wanted & set(work["title"][0].casefold().split())) >= 3
            ]
        return as_json({"status": "ok", "message-type": "work-list", "message": {"items": works}})

    def _datacite(self, path, _parameters):
        if path == "dois":
            return as_json({"data": []})
        work = DATACITE_WORKS.get(path.removeprefix("dois/").lower())
        if work is None:
            return as_json({"errors": [{"status": "404", "title": "Not found"}]}, 404)
        return as_json({"data": work})

    def _openalex(self, _path, parameters):
        named = parameters.get("filter", "")
        works = [work for doi, work in OPENALEX_WORKS.items() if doi in named]
        return as_json({"meta": {"count": len(works)}, "results": works})

    def _pubmed(self, path, parameters):
        if path == "esearch.fcgi":
            term = parameters["term"]
            ids = [pmid for doi, pmid in PUBMED_DOIS.items() if doi in term]
            if "myoclonus after etomidate[ti]" in term.casefold():
                ids.append("16115978")
            return as_json({"esearchresult": {"count": str(len(ids)), "idlist": ids}})
        ids = parameters["id"].split(",")
        articles = "".join(PUBMED_ARTICLES.get(each, "") for each in ids)
        text = f'<?xml version="1.0" ?>\n<PubmedArticleSet>{articles}</PubmedArticleSet>\n'
        return Reply(200, text.encode(), {"Content-Type": "text/xml; charset=UTF-8"})

    def _handler(self):
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                self._serve()

            def do_POST(self):
                self._serve()

            def _serve(self):
                size = int(self.headers.get("Content-Length", 0))
                form = parse_qsl(self.rfile.read(size).decode())
                address = urlsplit(self.path)
                parameters = dict(parse_qsl(address.query) + form)
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self.command, unquote(address.path), parameters, headers)
                with server.came:
                    server.asked.append(asked)
                    server.came.notify_all()
                reply = server.reply(asked)
                if reply.hang:
                    server.released.wait(10)
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name.replace("_", "-"), value)
                length = len(reply.body) if reply.length is None else reply.length
                self.send_header("Content-Length", str(length))
                self.end_headers()
                try:
                    self.wfile.write(reply.body)
                except OSError:
                    self.close_connection = True
                if length != len(reply.body):
                    self.close_connection = True

            def log_message(self, *_):
                pass

        return Handler
