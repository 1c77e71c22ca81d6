"""Titles, authors, containers and pages, folded and compared one by one."""

import pytest

from references.matching import authors, containers, titles
from references.matching.authors import compare_authors, fold_authors
from references.matching.containers import compare_containers, fold_container
from references.matching.folding import fold
from references.matching.locators import (
    compare_pages,
    fold_issue,
    fold_pages,
    fold_volume,
    may_be_slip,
)
from references.matching.title_marks import (
    IS_ERRATUM,
    IS_REPLY,
    IS_RETRACTED,
    IS_RETRACTION,
    IS_TRANSLATED,
    marks_of,
)
from references.matching.titles import compare_titles, fold_title
from references.people import read_names


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café – Ångström &amp; Çelik", "cafe angstrom and celik"),
        ("TGF-β1", "tgf beta1"),
        ("CO<sub>2</sub> &amp;lt;i&amp;gt;in vivo&amp;lt;/i&amp;gt;", "co2 in vivo"),
        ("Ãœber die Wirkung", "uber die wirkung"),
        ("Østergård's Łódź", "ostergards lodz"),
        ("", ""),
    ],
)
def test_text_is_folded(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "written",
    [
        "Magnesium and the heart: a review. [Review] [42 refs]",
        "MAGNESIUM AND THE HEART: A REVIEW",
        "[Magnesium and the heart: a review]. [German]",
        "Magnesium and the heart: a review (Provisional abstract)",
        "Magnesium and the heart - a review.[Erratum appears in Heart 2004;1(2):3 [corrected]]",
        "Magnesium and the heart: a review.[Erratum app",
        "Magnesium & the heart: a review",
    ],
)
def test_notes_of_databases_are_no_part_of_a_title(written):
    assert fold_title(written).replace(" ", "") == "magnesiumandtheheartareview"


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("Follow-up of haemolysis", "Followup of haemolysis", titles.SAME),
        ("The course of haemolytic anaemia", "The course of hemolytic anemia", titles.NEAR),
        ("Oedema of the oesophagus in adults", "Edema of the esophagus in adults", titles.NEAR),
        ("Breast cancer in women from Iran", "Breast cancer in women from Iraq", titles.LOOSE),
        ("Age and maternal risk at birth", "Age and paternal risk at birth", titles.LOOSE),
        ("Treatment of hypotensive adults", "Treatment of hypertensive adults", titles.LOOSE),
        ("Stable disease of the coronaries", "Unstable disease of the coronaries", titles.LOOSE),
        ("Care of older people, part 1", "Care of older people, part 2", titles.LOOSE),
        (
            "Pain of the lower back in nurses",
            "Pain of the lower back in nurses: a survey",
            titles.PART,
        ),
        ("Asthma", "Asthma in childhood and its course", titles.UNLIKE),
        ("Asthma in childhood", "", titles.UNKNOWN),
        ("Magnesium and the heart", "Chronic pain in nurses", titles.UNLIKE),
    ],
)
def test_titles_are_compared(left, right, level):
    one, other = fold_title(left), fold_title(right)
    assert compare_titles(one, other)[0] == compare_titles(other, one)[0] == level


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("Zuna, R E and Wang, S S", "Zuna, Rosemary and Wang, Sophia", authors.SAME),
        ("Kang, Si Hyun and Kim, Don-Kyu", "Si Hyun, Kang and Don-Kyu, Kim", authors.SAME),
        ("Müller, A. and Øst, B.", "Muller, A. and Ost, B.", authors.SAME),
        ("Bu?lova, T. V. and Glotova, M.", "Builova, T. V. and Glotova, M.", authors.SAME),
        ("van Kessel, M. and Geurts, A.", "Kessel, M. E. and Geurts, A. C.", authors.SAME),
        ("Wei Wang 0001 and Li, X.", "Wang, Wei and Li, Xu", authors.SAME),
        ("Smith, J. W., 2nd", "Smith, J. W.", authors.SAME),
        ("Zuna, R. and others", "Zuna, R. and Wang, S. and Li, X.", authors.PARTIAL),
        ("Wang, Li", "Wang, Xu", authors.UNLIKE),
        ("Ost, E. and West, W.", "Nord, N. and Sud, S.", authors.UNLIKE),
        ("{ESPRIT Study Group}", "Ost, E. and West, W.", authors.UNKNOWN),
        ("Anonymous", "Ost, E.", authors.UNKNOWN),
    ],
)
def test_authors_are_compared(left, right, level):
    one, other = (fold_authors(read_names(text).names) for text in (left, right))
    assert compare_authors(one, other)[0] == compare_authors(other, one)[0] == level


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("J Clin Oncol", "Journal of Clinical Oncology", containers.SAME),
        ("J. Natl. Cancer Inst.", "Journal of the National Cancer Institute", containers.SAME),
        (
            "JPEN. Journal of parenteral and enteral nutrition",
            "Jpen: Journal of Parenteral & Enteral Nutrition",
            containers.SAME,
        ),
        ("Oncology (Williston Park, N.Y.)", "Oncology", containers.SAME),
        ("Pediatric Nephrology.Conference: 44th Meeting", "Pediatr Nephrol", containers.SAME),
        (
            "Proceedings of the 34th International Conference on Information Systems, Milan",
            "ICIS 2013 Proceedings",
            containers.SAME,
        ),
        ("Journal of Clinical Oncology", "Chinese Journal of Clinical Oncology", containers.UNSURE),
        (
            "European Conference on Information Systems",
            "International Conference on Information Systems",
            containers.UNSURE,
        ),
        ("Chest", "Blood", containers.UNLIKE),
        ("Chest", "", containers.UNKNOWN),
    ],
)
def test_containers_are_compared(left, right, level):
    one, other = fold_container(left), fold_container(right)
    assert compare_containers(one, other)[0] == compare_containers(other, one)[0] == level


@pytest.mark.parametrize(
    ("written", "pages"),
    [
        ("288-97", ("288", "297")),
        ("288–297.e1", ("288", "297")),
        ("pp. 0288-0297", ("288", "297")),
        ("S12-S15", ("s12", "s15")),
        ("e123", ("e123", "")),
        ("230-5, 246-51, 233-8", ("230", "235")),
        ("233-238+230-235+246-251", ("230", "235")),
        ("2243-5; author reply 2243-5", ("2243", "2245")),
        ("01-Jun", ("1", "6")),
        ("iii-ix", ("iii", "ix")),
        ("", ("", "")),
        ("n/a", ("", "")),
    ],
)
def test_pages_are_folded(written, pages):
    assert fold_pages(written) == pages


def test_pages_are_compared():
    assert compare_pages("288", "288") == 1
    assert compare_pages("s12", "12") == 1
    assert compare_pages("288", "289") == -1
    assert compare_pages("e123", "969") == 0
    assert compare_pages("", "969") == 0


@pytest.mark.parametrize(
    ("left", "right", "slip"),
    [
        (("2141", "2147"), ("2142", "2147"), True),
        (("246", "250"), ("250", "254"), True),
        (("22", "22"), ("52", "52"), True),
        (("1223", "1229"), ("2205", "2205"), False),
        (("125", "128"), ("302", "317"), False),
    ],
)
def test_a_slip_of_pages(left, right, slip):
    assert may_be_slip(left, right) is may_be_slip(right, left) is slip


def test_volumes_and_issues_are_folded():
    assert [fold_volume(text) for text in ("012", "Vol. 12 Suppl 1", "XII", "(Jul)", "")] == [
        "12",
        "12",
        "12",
        "",
        "",
    ]
    assert {fold_issue(text) for text in ("Suppl. 2", "S2", "suppl 2", "Supplement 2")} == {"s2"}
    assert fold_issue("No. 3") == "3"


@pytest.mark.parametrize(
    ("title", "marks"),
    [
        ("Erratum: Magnesium", IS_ERRATUM),
        ("Correction to: Magnesium", IS_ERRATUM),
        ("Magnesium (vol 360, pg 542, 2009)", IS_ERRATUM),
        ("Magnesium (The Lancet (2009) 360 (542-544))", IS_ERRATUM),
        ("Magnesium – Corrigendum", IS_ERRATUM),
        ("Magnesium [Erratum appears in Lancet 2009]", 0),
        ("Correction of magnesium in adults", 0),
        ("Magnesium - Reply", IS_REPLY),
        ("Comment on: Magnesium", IS_REPLY),
        ("Response of adults to magnesium", 0),
        ("Retraction: Magnesium", IS_RETRACTION),
        ("RETRACTED: Magnesium", IS_RETRACTED),
        ("[Magnesium]", IS_TRANSLATED),
        ("Retraction of: Magnesium", IS_RETRACTION),
        ("Retraction of the tongue in adults", 0),
    ],
)
def test_marks_of_titles(title, marks):
    assert marks_of(title) == marks
