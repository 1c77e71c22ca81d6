"""From the tags of a RIS record, in the dialects of many exporters, to the values of a reference.

The meaning of tags differs between exporters and types of reference; where they disagree, the
order in which tags are looked at is that of EndNote, Zotero and the databases that health reviews
search. Nothing hangs on it for writing back: every tag stays among the record's fields.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from references.dates import PartialDate, with_month
from references.formats.ris import habits
from references.formats.ris.database_numbers import NUMBERED, numbers_in_databases
from references.formats.ris.kinds import KIND_OF_TYPE, KIND_OF_WORK, OF_A_GENRE, PARTS, WHOLE_WORKS
from references.people import PersonName
from references.reading import tagged_names, tagged_values
from references.reading.tagged_format import Tags
from references.reference import Field, ReferenceKind

_DAY = re.compile(r"\d{4}/\d{2}/\d{2}/?|(?:19|20)\d{2}[01]\d[0-3]\d")
_URL = re.compile(r"(?:https?:)?//[^\s;]+(?:;[^\s;]+)*|https?:[^\s]+|www\.[^\s;]+|ftp://\S+", re.I)
_NEXT_URL = re.compile(r"\s*;\s*(?=https?://|www\.)|\s+(?:and\s+)?(?=https?://)")
_REPORT_NUMBER = frozenset({ReferenceKind.REPORT, ReferenceKind.PATENT, ReferenceKind.STANDARD})


def values(tags: Tags, _fields: Sequence[Field]) -> dict[str, Any]:
    """The values of a record."""
    return _Record(tags).values()


class _Record:
    """The mapping of one record; what every record has is done without detours."""

    def __init__(self, tags: Tags) -> None:
        self.tags = tags
        self.firsts = {
            name: given[0].value or next((field.value for field in given if field.value), "")
            for name, given in tags.items()
        }

    def first(self, *names: str) -> str:
        """The first value of the first of these tags that has any."""
        firsts = self.firsts
        for name in names:
            if name in firsts and (value := firsts[name]):
                return value
        return ""

    def all(self, *names: str) -> list[str]:
        """All values of these tags."""
        tags = self.tags
        return [field.value for name in names if name in tags for field in tags[name]]

    def values(self) -> dict[str, Any]:
        tags = self.tags
        kind, word = self._kind()
        out: dict[str, Any] = {"kind": kind, "entry_type": word}
        self._set(out, "key", self.first("ID", "LB"))
        self._titles(out, kind)
        self._set(out, "authors", self._people(("AU", "A1")))
        if not tags.keys().isdisjoint(_SECOND_PEOPLE):
            self._set(out, "editors", self._people(("ED", "A2")) or self._people(("A3",)))
            self._set(out, "translators", self._people(("A4",)))
        self._set(out, "issued", self._issued())
        self._numbers(out, kind)
        self._identifiers(out)
        for attribute, name in _PLAIN.items():
            if name in tags:
                self._set(out, attribute, tags[name][0].value)
        if "AB" in tags or "N2" in tags:
            self._set(out, "abstract", habits.stated(" ".join(self.all("AB") or self.all("N2"))))
        if "KW" in tags or "DE" in tags:
            raws = [field.raw for name in ("KW", "DE") for field in tags.get(name, ())]
            self._set(out, "keywords", tagged_values.keywords(raws))
        if "PU" in tags and "PB" not in tags:
            self._set(out, "publisher", self.first("PU"))
        if not tags.keys().isdisjoint(_SELDOM):
            self._seldom(out)
        if "N1" in tags:
            self._set(out, "note", "; ".join(value for value in self.all("N1") if value))
        if "M3" in tags or "PT" in tags:
            self._kind_of_work(out, kind)
        return out

    @staticmethod
    def _set(out: dict[str, Any], attribute: str, value: object) -> None:
        if value:
            out[attribute] = value

    def _seldom(self, out: dict[str, Any]) -> None:
        self._set(out, "place", self.first("CY", "PP"))
        self._set(out, "original_title", self.first("OP", "TT"))
        self._set(out, "accessed", tagged_values.date(self.first("Y2")))
        self._set(out, "original_date", tagged_values.date(self.first("OD")))

    def _kind(self) -> tuple[ReferenceKind, str]:
        given = self.tags.get("TY")
        if given is None:
            return ReferenceKind.OTHER, ""
        # Of a type that is repeated without anything between, the last one holds.
        word = given[-1].value or given[0].value
        kind = KIND_OF_TYPE.get(word) or KIND_OF_TYPE.get(word.upper(), ReferenceKind.OTHER)
        if kind is ReferenceKind.LEGAL and "SN" in self.tags:
            kind = ReferenceKind.ARTICLE_JOURNAL  # CINAHL calls case studies so
        return kind, word

    def _kind_of_work(self, out: dict[str, Any], kind: ReferenceKind) -> None:
        """What ``M3``, type of work, says; databases put the publication type there."""
        words = [word for word in self.all("M3") if word and not tagged_values.doi(word)]
        finer = KIND_OF_WORK.get(words[0].lower()) if words else None
        if finer is not None:
            out["kind"] = finer
            words = words[1:]
        elif words and kind is ReferenceKind.BOOK and habits.is_thesis(words[0]):
            out["kind"] = kind = ReferenceKind.THESIS
        if words and (finer is not None or kind in OF_A_GENRE):
            out["genre"] = words[0]
            words = words[1:]
        parts = (part.strip() for word in (*words, *self.all("PT")) for part in word.split(";"))
        if types := tuple(dict.fromkeys(part for part in parts if part)):
            out["publication_types"] = types

    def _people(self, names: Sequence[str]) -> tuple[PersonName, ...]:
        tags = self.tags
        found: tuple[PersonName, ...] = ()
        for name in names:
            if name in tags:
                for field in tags[name]:
                    text = field.value
                    several = text.count(",") > 3 and ";" not in text
                    if several:
                        found += habits.people(text, first=name in ("AU", "A1"))
                    else:
                        found += tagged_names.people((text,))
        return tuple(dict.fromkeys(found)) if len(names) > 1 and found else found

    def _titles(self, out: dict[str, Any], kind: ReferenceKind) -> None:
        tags = self.tags
        title = self._joined("TI") or self._joined("T1") or self.first("CT")
        whole = kind in WHOLE_WORKS
        if "BT" in tags and not title:
            title = self.first("BT")
            container = ""
        else:
            container = self.first("BT")
        self._set(out, "title", title)
        if whole:
            self._set(out, "collection", self.first("T3", "T2"))
            self._set(out, "container", container or self.first("JF", "JO"))
        elif kind is ReferenceKind.PROCEEDINGS_PAPER:
            self._proceedings(out, container)
        else:
            full = self.first("JF") or (self.first("T2") if kind in PARTS else "")
            full = full or container or self.first("T2", "JO")
            short = self.first("JA", "J2", "J1", "JI", "J9") or (self.first("JO") if full else "")
            self._set(out, "container", full or short)
            if short != full and full:
                self._set(out, "container_short", short)
            self._set(out, "collection", self.first("T3"))

    def _joined(self, name: str) -> str:
        """A title that stands in several lines of the same tag."""
        given = self.tags.get(name)
        if given is None:
            return ""
        if len(given) == 1:
            return given[0].value
        return " ".join(dict.fromkeys(field.value for field in given if field.value))

    def _proceedings(self, out: dict[str, Any], book: str) -> None:
        """Titles of a conference paper.

        EndNote and Zotero keep the conference in ``T2`` and its proceedings in ``C3``; Scopus has
        the proceedings in ``T2`` and their abbreviation in ``C3``.
        """
        second, third = self.first("T2"), self.first("C3")
        if tagged_values.pmid_in(third) or self.first("AN").startswith("WOS:"):
            third = ""  # Web of Science has the authors' institutions there
        short = self.first("JA", "J2", "J1", "JI", "J9")
        if second and third and second != third:
            if self.first("DB").lower() == "scopus" or third.endswith("."):
                short = short or third
                event = ""
            else:
                second, event = third, second
        else:
            event = ""
        container = self.first("JF") or second or third or book or self.first("JO")
        self._set(out, "container", container)
        self._set(out, "event", event)
        self._set(out, "container_short", short if short != container else "")
        self._set(out, "collection", self.first("T3"))
        if "C1" in self.tags and (event or "CY" in self.tags):
            self._set(out, "event_place", self.first("C1"))

    def _issued(self) -> PartialDate | None:
        """The finest of the dates that agree on the year of the first.

        PubMed Central adds further ``PY`` with ``received`` and ``accepted`` behind the day.
        """
        best: PartialDate | None = None
        tags, detail = self.tags, habits.detail
        for name in ("PY", "Y1", "DA", "YR"):
            for field in tags.get(name, ()):
                text = field.value
                if not text or text.endswith(_OF_HISTORY):
                    continue
                date = tagged_values.date(text)
                if date is None:
                    continue
                if best is None or (
                    date.year == best.year and habits.detail(date) > habits.detail(best)
                ):
                    best = date
        if best is not None and not detail(best) and "DA" in tags:
            # EndNote and Web of Science write the day without its year.
            return with_month(best, self.firsts["DA"]) or best
        return best

    def _numbers(self, out: dict[str, Any], kind: ReferenceKind) -> None:
        tags = self.tags
        self._set(out, "volume", habits.stated(self.first("VL", "VO")))
        issue = self.first("IS", "NO")
        if "CP" in tags:
            said, event = habits.issue_or_event(self.first("CP"))
            issue = issue or said
            self._set(out, "event", event)
            self._set(out, "event_place", self.first("CL") if event else "")
        if not issue or "DB" in tags or issue == "NA":
            issue = habits.issue_number(issue, self.first("M1"), self.first("DB"))
        if "SN" in tags:
            given = self.all("SN", "EI")
            isbn, issn = tagged_values.standard_numbers(given)
            self._set(out, "isbn", isbn)
            self._set(out, "issn", issn)
            if kind in _REPORT_NUMBER and not issue and not isbn and not issn:
                issue = given[0]
        self._set(out, "issue", issue)
        if "SP" in tags or "EP" in tags:
            pages = tagged_values.pages(self.first("SP"), self.first("EP"))
            pages = habits.page_range(pages)
            if kind in WHOLE_WORKS and "EP" not in tags and pages.rstrip(" p.").isdigit():
                out["total_pages"] = pages.rstrip(" p.")
            else:
                self._set(out, "pages", pages)
        elif "PG" in tags:
            self._set(out, "pages", tagged_values.pages(self.first("PG")))
        if "C7" in tags:
            self._set(out, "article_number", self.first("C7"))
        edition = self.first("ET")
        # PubMed Central and EndNote write the day of electronic publication there.
        if edition and not _DAY.fullmatch(edition):
            out["edition"] = edition

    def _identifiers(self, out: dict[str, Any]) -> None:
        tags = self.tags
        doi = ""
        for name in ("DO", "DOI", "DI", "M3", "C6"):
            if name in tags and (doi := tagged_values.doi(self.first(name))):
                break
        url = self._url()
        if not doi:
            noted = [*self.all("N1", "L3", "UR", "L2", "ID")]
            doi = next((found for text in noted if (found := tagged_values.doi_in(text))), "")
            if not doi and (linked := self.first("L3", "ID")).startswith("10."):
                doi = tagged_values.doi(linked)
        self._set(out, "doi", doi)
        self._set(out, "url", url)
        if not tags.keys().isdisjoint(NUMBERED):
            out.update(numbers_in_databases(self.first, self.all))
        texts = (self.first("M2"), url, doi)
        if any("rxiv" in text.lower() for text in texts):
            self._set(out, "arxiv", next(filter(None, map(tagged_values.arxiv_in, texts)), ""))

    def _url(self) -> str:
        tags = self.tags
        for name in ("UR", "LK", "US", "L2", "L1"):
            for field in tags.get(name, ()):
                text = field.value
                if text and (_URL.match(text) or (name == "UR" and text[0] != "<")):
                    return _NEXT_URL.split(text, maxsplit=1)[0].strip(" ;")
        return ""


_SELDOM = frozenset({"CY", "PP", "OP", "TT", "Y2", "OD"})
_SECOND_PEOPLE = frozenset({"ED", "A2", "A3", "A4"})
_OF_HISTORY = ("received", "accepted", "revised", "pubmed", "medline", "entrez")
_PLAIN = {
    "short_title": "ST",
    "publisher": "PB",
    "language": "LA",
    "total_pages": "TP",
    "event": "EV",
    "event_place": "EL",
}
