"""Bibliography entries of both styles, compared word for word.

The references are of the shapes that reviews cite; the expected lines were checked by hand against
Citing Medicine (2nd edition) and the APA Publication Manual (7th edition).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from references.citation_style import (
    citation_styles,
    format_bibliography,
    short_citation,
)
from references.dates import PartialDate
from references.errors import InputError
from references.people import OTHERS, PersonName
from references.reference import Reference, ReferenceKind
from references.source import Location


def reference(key: str, kind: ReferenceKind, **values: object) -> Reference:
    return Reference(key, kind, Location("x"), **values)  # type: ignore[arg-type]


ARTICLE = ReferenceKind.ARTICLE_JOURNAL
GULER = reference(
    "guler2005", ARTICLE,
    title="Magnesium sulfate pretreatment reduces myoclonus after etomidate",
    authors=(PersonName("Guler", "A."), PersonName("Satilmis", "T."), PersonName("Akinci", "SB")),
    issued=PartialDate(2005, 9), container="Anesthesia & Analgesia", volume="101", issue="3",
    pages="705-709", doi="10.1213/01.ANE.0000160529.95019.E6",
)  # fmt: skip
TABLE = [
    (
        GULER,
        "Guler A, Satilmis T, Akinci SB. Magnesium sulfate pretreatment reduces myoclonus after "
        "etomidate. Anesthesia & Analgesia. 2005 Sep;101(3):705–9. "
        "doi:10.1213/01.ANE.0000160529.95019.E6",
        "Guler, A., Satilmis, T., & Akinci, S. B. (2005). Magnesium sulfate pretreatment reduces "
        "myoclonus after etomidate. *Anesthesia & Analgesia*, *101*(3), 705–709. "
        "https://doi.org/10.1213/01.ANE.0000160529.95019.E6",
        "Guler et al. 2005",
    ),
    (
        reference(
            "e-page", ARTICLE, title="Is it so?", container="Anesth Pain Med", volume="6",
            authors=(PersonName("Sedighinejad", "Abbas"), PersonName("Naderi Nabi", "Bahram")),
            issued=PartialDate(2016), issue="2", pages="e35333", doi="10.5812/aapm.35333",
        ),
        "Sedighinejad A, Naderi Nabi B. Is it so? Anesth Pain Med. 2016;6(2):e35333. "
        "doi:10.5812/aapm.35333",
        "Sedighinejad, A., & Naderi Nabi, B. (2016). Is it so? *Anesth Pain Med*, *6*(2), e35333. "
        "https://doi.org/10.5812/aapm.35333",
        "Sedighinejad and Naderi Nabi 2016",
    ),
    (
        reference(
            "article-number", ARTICLE, title="A network meta-analysis", container="Front Med",
            authors=(PersonName("Zhang", "Ke-Dong"),), volume="9", article_number="799156",
            issued=PartialDate(2022),
        ),
        "Zhang KD. A network meta-analysis. Front Med. 2022;9:799156.",
        "Zhang, K.-D. (2022). A network meta-analysis. *Front Med*, *9*, 799156.",
        "Zhang 2022",
    ),
    (
        reference(
            "seven", ARTICLE, title="Seven authors", container="J", volume="1", pages="S12-S18",
            authors=tuple(PersonName(f"Name{letter}", "X Y") for letter in "ABCDEFG"),
            issued=PartialDate(2016),
        ),
        "NameA XY, NameB XY, NameC XY, NameD XY, NameE XY, NameF XY, et al. Seven authors. J. "
        "2016;1:S12–8.",
        "NameA, X. Y., NameB, X. Y., NameC, X. Y., NameD, X. Y., NameE, X. Y., NameF, X. Y., & "
        "NameG, X. Y. (2016). Seven authors. *J*, *1*, S12–S18.",
        "NameA et al. 2016",
    ),
    (
        reference(
            "others", ARTICLE, title="Cut short", container="J", volume="1", pages="9",
            authors=(PersonName("Smith", "J"), OTHERS), issued=PartialDate(2001),
        ),
        "Smith J, et al. Cut short. J. 2001;1:9.",
        "Smith, J., et al. (2001). Cut short. *J*, *1*, 9.",
        "Smith et al. 2001",
    ),
    (
        reference(
            "book", ReferenceKind.BOOK, title="Clinical neurology", edition="2",
            authors=(PersonName("Berg", "Jan", "van den"), PersonName("King", "M L", suffix="Jr")),
            issued=PartialDate(2010), publisher="Elsevier", place="Amsterdam",
        ),
        "van den Berg J, King ML Jr. Clinical neurology. 2nd ed. Amsterdam: Elsevier; 2010.",
        "van den Berg, J., & King, M. L., Jr. (2010). *Clinical neurology* (2nd ed.). Elsevier.",
        "van den Berg and King 2010",
    ),
    (
        reference(
            "edited", ReferenceKind.BOOK, title="Edited book", issued=PartialDate(2011),
            editors=(PersonName("Ed", "Jean-Paul"), PersonName("Two", "A")), publisher="P",
        ),
        "Ed JP, Two A, editors. Edited book. P; 2011.",
        "Ed, J.-P., & Two, A. (Eds.). (2011). *Edited book*. P.",
        "Ed and Two 2011",
    ),
    (
        reference(
            "chapter", ReferenceKind.CHAPTER, title="Magnesium", pages="101-108", place="Berlin",
            authors=(PersonName("Chapter", "S. B."),), editors=(PersonName("Editor", "D"),),
            container="Big book of ions", issued=PartialDate(2012), publisher="P",
        ),
        "Chapter SB. Magnesium. In: Editor D, editor. Big book of ions. Berlin: P; 2012. p. 101–8.",
        "Chapter, S. B. (2012). Magnesium. In D. Editor (Ed.), *Big book of ions* "
        "(pp. 101–108). P.",
        "Chapter 2012",
    ),
    (
        reference(
            "group", ReferenceKind.REPORT, title="Guideline", url="https://who.int/x", issue="12",
            authors=(PersonName(literal="World Health Organization"),), place="Geneva",
            issued=PartialDate(2019), publisher="WHO",
        ),
        "World Health Organization. Guideline [Internet]. Geneva: WHO; 2019. Report no.: 12. "
        "Available from: https://who.int/x",
        "World Health Organization. (2019). *Guideline* (No. 12). WHO. https://who.int/x",
        "World Health Organization 2019",
    ),
    (
        reference(
            "web", ReferenceKind.WEBPAGE, title="Magnesium: fact sheet",
            url="https://ods.od.nih.gov/m", accessed=PartialDate(2026, 1, 2),
        ),
        "Magnesium: fact sheet [Internet]. [cited 2026 Jan 2]. Available from: "
        "https://ods.od.nih.gov/m",
        "*Magnesium: fact sheet*. (n.d.). Retrieved January 2, 2026, from "
        "https://ods.od.nih.gov/m",
        "Magnesium: fact sheet n.d.",
    ),
    (
        reference(
            "no-year", ARTICLE, title="No year", authors=(PersonName("Rashdi", "S"),),
            container="Pak J Surg", volume="29", issue="3", pages="216-219",
        ),
        "Rashdi S. No year. Pak J Surg. 29(3):216–9.",
        "Rashdi, S. (n.d.). No year. *Pak J Surg*, *29*(3), 216–219.",
        "Rashdi n.d.",
    ),
    (
        reference(
            "thesis", ReferenceKind.THESIS, title="A thesis", authors=(PersonName("Doe", "Jane"),),
            issued=PartialDate(2001), publisher="University of X", genre="PhD thesis",
        ),
        "Doe J. A thesis [PhD thesis]. University of X; 2001.",
        "Doe, J. (2001). *A thesis* [PhD thesis]. University of X.",
        "Doe 2001",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "vancouver", "apa", "short"), TABLE, ids=lambda value: getattr(value, "key", None)
)
def test_entries(item: Reference, vancouver: str, apa: str, short: str) -> None:
    (entry,) = format_bibliography([item], "vancouver")
    assert entry.text == vancouver
    assert entry.key == item.key
    (entry,) = format_bibliography([item], "apa")
    assert entry.html.replace("<i>", "*").replace("</i>", "*").replace("&amp;", "&") == apa
    assert entry.text == apa.replace("*", "")
    assert short_citation(item) == short


@pytest.mark.parametrize(
    ("pages", "vancouver", "apa"),
    [
        ("1-14", "1–14", "1–14"),
        ("1-17", "1–17", "1–17"),
        ("99-101", "99–101", "99–101"),
        ("101-108", "101–8", "101–108"),
        ("1593-1607", "1593–607", "1593–1607"),
        ("705-9", "705–9", "705–709"),
        ("9-9", "9–9", "9–9"),
        ("e1-e12", "e1–e12", "e1–e12"),
        ("1-3, 7-9", "1–3, 7–9", "1–3, 7–9"),
        ("12A-14B", "12A–14B", "12A–14B"),
        ("iv-xi", "iv–xi", "iv–xi"),
        ("CD012345", "CD012345", "CD012345"),
    ],
)
def test_no_page_is_lost(pages: str, vancouver: str, apa: str) -> None:
    item = reference("p", ARTICLE, title="T", container="J", volume="5", pages=pages)
    assert f"5:{vancouver}." in format_bibliography([item], "vancouver")[0].text
    assert f", 5, {apa}." in format_bibliography([item], "apa")[0].text


@pytest.mark.parametrize(
    ("start", "end", "vancouver", "apa"),
    [
        (PartialDate(2013, 3), PartialDate(2013, 4), "2013 Mar–Apr.", "(2013)."),
        (PartialDate(2013, 3, 3), PartialDate(2013, 3, 7), "2013 Mar 3–7.", "(2013)."),
        (PartialDate(2013, 3, 11), PartialDate(2013, 4), "2013 Mar 11–Apr.", "(2013)."),
        (PartialDate(2012, 12), PartialDate(2013, 1), "2012 Dec–2013 Jan.", "(2012–2013)."),
        (PartialDate(2012), PartialDate(2013), "2012–2013.", "(2012–2013)."),
        (PartialDate(2013, 3), PartialDate(2013, 3), "2013 Mar.", "(2013)."),
    ],
)
def test_a_range_of_dates_keeps_its_year(
    start: PartialDate, end: PartialDate, vancouver: str, apa: str
) -> None:
    issue = reference(
        "a", ARTICLE, title="T", container="J", authors=(PersonName("Doe", "J."),),
        issued=replace(start, end=end),
    )  # fmt: skip
    printed = {style: format_bibliography([issue], style)[0].text for style in ("vancouver", "apa")}
    assert printed == {
        "vancouver": f"Doe J. T. J. {vancouver}",
        "apa": f"Doe, J. {apa} T. J.",
    }


def test_hostile_text_is_escaped() -> None:
    item = reference(
        "h", ARTICLE, title="<script>alert(1)</script> & \ue000\uf8e0x", container="<i>J</i>",
        authors=(PersonName("<b>", "&"),), url='https://x.y/"onload="a', issued=PartialDate(2001),
    )  # fmt: skip
    for style in citation_styles():
        (entry,) = format_bibliography([item], style)
        assert "<script" not in entry.html
        # A style may give a title capitals, and quotation marks of its own.
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in entry.html.lower()
        assert '"' not in entry.html
        assert "<b>" not in entry.html
        assert "<script>alert(1)</script> & " in entry.text.lower()


def test_apa_is_sorted_and_tells_years_apart() -> None:
    by = (PersonName("Lee", "A"),)
    items = [
        reference("z", ARTICLE, title="Zebra", authors=by, issued=PartialDate(2011)),
        reference("b", ARTICLE, title="Bear", authors=by, issued=PartialDate(2011)),
        reference("a", ARTICLE, title="Ant", authors=(PersonName("Abel", "B"),)),
        reference("o", ARTICLE, title="Old", authors=by, issued=PartialDate(1999)),
    ]
    entries = format_bibliography(items, "apa")
    assert [entry.key for entry in entries] == ["a", "o", "b", "z"]
    assert "(2011a). Bear" in entries[2].text
    assert "(2011b). Zebra" in entries[3].text
    kept = format_bibliography(items, "vancouver")
    assert [entry.key for entry in kept] == ["z", "b", "a", "o"]


def test_one_entry_does_not_change_the_next() -> None:
    items = [item for item, *_ in TABLE]
    alone = [replace(format_bibliography([item], "vancouver")[0], label="") for item in items]
    forwards = format_bibliography(items, "vancouver")
    assert [replace(entry, label="") for entry in forwards] == alone
    assert [entry.label for entry in forwards] == [f"{n}." for n in range(1, len(items) + 1)]
    backwards = format_bibliography(items[::-1], "vancouver")
    assert [replace(entry, label="") for entry in backwards] == alone[::-1]


def test_a_reference_of_nothing_is_its_key() -> None:
    for style in citation_styles():
        assert format_bibliography([reference("k", ReferenceKind.OTHER)], style)[0].text == "k"


def test_every_kind_prints_its_title() -> None:
    for kind in ReferenceKind:
        item = reference("k", kind, title="The title", authors=(PersonName("A", "B"),))
        for style in citation_styles():
            printed = format_bibliography([item], style)[0].text
            assert "the title" in printed.lower(), (kind, style)


def test_an_unknown_style_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="ama, apa, chicago-author-date, ieee, nature, vancouver"):
        format_bibliography([], "chicago")
