"""A small report view, made by hand, for tests of what prints views."""

from reports.views.pooled_view import ForestView
from reports.views.review_view import (
    AppraisalCell,
    ArticleBlock,
    ArticleView,
    Badge,
    BibliographyEntry,
    ChangeView,
    CitationLink,
    ClaimView,
    FindingView,
    FrameworkView,
    JudgementView,
    LinkView,
    ReviewView,
    Run,
    RunKind,
    StepView,
    SummaryRow,
    VerdictCount,
    WordingView,
    WordPart,
)
from reports.views.section_view import PictureView, SectionView, TableView

WELL = Badge("well-supported", "well supported", "●")
LIMITED = Badge("limited", "limited", "◐")
MODERATE = Badge("moderate", "moderate", "⊕⊕⊕◯")
VERY_LOW = Badge("very-low", "very low", "⊕◯◯◯")
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 10" width="100" height="10">'
    '<title>bar</title><rect width="60" height="10" fill="#1b5e8a"/></svg>'
)


def a_finding(message="claim 'one' says more than its evidence"):
    return FindingView(
        code="CLM014",
        name="wording-stronger-than-certainty",
        severity="warning",
        place="claims.yaml:3:5",
        path="claims.yaml",
        line=3,
        column=5,
        message=message,
        hint="soften it",
        subject="one",
    )


def a_link(note="A note."):
    return LinkView(
        reference="guler2005",
        citation_number=1,
        short_citation="Guler et al. 2005",
        stance=Badge("supports", "supports", "+"),
        design="randomised trial",
        participants="50",
        effect="RR 0.33 (95 % CI 0.16 to 0.70)",
        locator="p. 705",
        quote="",
        note=note,
        study="guler-2005",
        tool="RoB 2",
        appraisal=(
            AppraisalCell("randomisation", "low", "Randomisation", "+"),
            AppraisalCell("deviations", "some-concerns", "Deviations", "!"),
        ),
        unverified=("blinding",),
    )


def a_forest():
    return ForestView(
        identifier="forest-1",
        outcome="any-myoclonus",
        measure="RR",
        method="REML",
        title="Forest plot: any myoclonus",
        description="One trial; risk ratio 0.33.",
        rows=(),
        pooled_text="0.33 (0.16 to 0.70)",
        prediction_text="",
        heterogeneity="Q 0.00, I² 0 %",
        summary="Pooled risk ratio 0.33.",
        excluded=("Un 2011: no counts",),
        notes=(),
        svg=SVG,
    )


def a_part(words="Latitude"):
    """A part with one of everything; ``words`` stand in each of its texts."""
    table = TableView(
        caption=f"Table of {words}",
        heads=("Outcome", words, "Certainty"),
        rows=((f"row {words}", "1.5", "Low"),),
        numeric=(1,),
        marks=(("a", "b"),),
    )
    numbers = TableView(f"Numbers of {words}", ("Study", "Value"), ((words, "2"),), (1,))
    return SectionView(
        identifier="made-up",
        heading=f"Heading {words}",
        sentences=(f"Sentence {words}.", f"Second {words}."),
        pictures=(PictureView("made-up-one", f"Title {words}", words, SVG, SVG, numbers),),
        tables=(table,),
        notes=(f"Note {words}.",),
        footnotes=(("a", f"First {words}."), ("b", f"Other {words}.")),
    )


def a_claim(number=1, *, statement="Magnesium lowers the incidence of myoclonus.", links=1):
    step = StepView("Risk of bias", "serious", "−1", "blinding could not be verified", "rule")
    return ClaimView(
        id=f"claim-{number}",
        number=number,
        statement=statement,
        kind="therapy",
        framework="GRADE",
        verdict=WELL if number % 2 else LIMITED,
        certainty=MODERATE if number % 2 else VERY_LOW,
        derived=MODERATE,
        plain="Magnesium probably reduces myoclonus.",
        limit="imprecision",
        article_words="Giving magnesium cuts jerks",
        anchor_state="exact",
        anchor_note="",
        place="article.md:3:1",
        question=(("Population", "adults given etomidate"),),
        counts=((Badge("supports", "supports", "+"), links),),
        links=tuple(a_link() for _ in range(links)),
        wording=WordingView(
            outcome="stronger",
            summary="The article sounds surer than the evidence allows.",
            phrases=("strong evidence",),
            diff=(WordPart("strong", "removed"), WordPart("some", "added")),
        ),
        forest=a_forest() if number == 1 else None,
        sensitivity=None,
        steps=(step,),
        judged_steps=(step,),
        undecided=(("Indirectness", "Are the people alike?"),),
        judgement=JudgementView(MODERATE, "the editors", "2026-11-22", "", True, ()),
        discrepancies=(),
        changes=(ChangeView("One more trial", MODERATE, WELL, "the interval narrows"),),
        findings=(a_finding(),),
        note="",
        effect="RR 0.33",
    )


def a_view(*, title="Magnesium and myoclonus", claims=None, date="2026-11-22", entries=None):
    claims = claims if claims is not None else tuple(a_claim(number) for number in (1, 2))
    run = Run(
        RunKind.CLAIM,
        ("Giving magnesium cuts jerks ", CitationLink("[1]", ("guler2005",))),
        ("claim-1",),
    )
    plain = Run(RunKind.TEXT, ("Plain text. ",))
    bare = Run(RunKind.UNCLAIMED, ("A bare fact. ",))
    framework = FrameworkView(
        "grade",
        "GRADE",
        "Guyatt GH and others. GRADE: an emerging consensus. BMJ 2008;336:924.",
        "https://doi.org/10.1136/bmj.39489.470347.AD",
        ((MODERATE, "probably near"), (VERY_LOW, "very uncertain")),
    )
    return ReviewView(
        title=title,
        article_titles=("Can magnesium help?",),
        authors=("The editors",),
        date=date,
        language="en",
        framework=framework,
        frameworks=(framework,),
        citation_style="vancouver",
        version="0.1.0",
        answer=f"Of {len(claims)} claims, 1 is well supported.",
        counts=(VerdictCount(WELL, 1, 0.5), VerdictCount(LIMITED, 1, 0.5)),
        bar_svg=SVG,
        well_supported=(
            SummaryRow("claim-1", "Magnesium lowers it.", WELL, MODERATE, "RR 0.33", 1, ""),
        ),
        limited=(
            SummaryRow("claim-2", "It helps for years.", LIMITED, VERY_LOW, "", 0, "no trials"),
        ),
        articles=(
            ArticleView(
                "article.md",
                "Can magnesium help?",
                (
                    ArticleBlock("heading", 1, (plain,)),
                    ArticleBlock("paragraph", 0, (run, plain, bare)),
                    ArticleBlock("list-item", 1, (plain,)),
                    ArticleBlock("table", 0, (), (((plain,), (plain,)), ((run,), (bare,))), 1),
                ),
            ),
        ),
        claims=claims,
        findings=(a_finding(),),
        finding_counts=(("warning", 1),),
        bibliography=entries
        if entries is not None
        else (
            BibliographyEntry(
                "guler2005",
                1,
                "Guler A, et al. Magnesium. 2005.",
                "https://doi.org/10.1213/01",
                ("claim-1",),
                False,
                "",
            ),
        ),
        methods=("Effects were pooled by inverse variance.",),
        disclaimer="This report is not medical advice.",
    )
