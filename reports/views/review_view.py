"""What a report shows, computed to the last word and number; formats only print it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.views.badge import Badge as Badge
from reports.views.pooled_view import ForestView, PooledOutcomeView
from reports.views.section_view import SectionView


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many claims have one verdict, and their share of all (0 to 1)."""

    verdict: Badge
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A claim in the lists of the first screen; ``limit`` is the one thing that limits it.

    ``effect`` is empty or says the pooled effect and from how many of the studies it comes.
    """

    claim_id: str
    statement: str
    verdict: Badge
    certainty: Badge
    effect: str
    studies: int
    limit: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """One row of a claim's evidence table.

    ``appraisal`` has a cell for each domain of the tool: domain, rating badge, letter.
    """

    reference: str
    citation_number: int | None
    short_citation: str
    stance: Badge
    design: str
    participants: str
    effect: str
    locator: str
    quote: str
    note: str
    study: str
    tool: str
    appraisal: tuple[AppraisalCell, ...] = ()
    retracted: bool = False
    unverified: tuple[str, ...] = ()
    notice: str = ""


@dataclass(frozen=True, slots=True)
class AppraisalCell:
    """One domain of one risk-of-bias assessment.

    ``domain`` is its id and ``label`` its name; ``rating`` is in words; ``letter`` is +, !, − or ?.
    """

    domain: str
    rating: str
    label: str
    letter: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a grade: domain, change in levels (``−1``, ``0``, ``+1``), reason, decider.

    ``bound`` is what of the rules decided, empty where a person did.
    """

    label: str
    rating: str
    change: str
    reason: str
    decided_by: str
    bound: str = ""


@dataclass(frozen=True, slots=True)
class WordPart:
    """A run of words in a diff; ``change`` is ``same``, ``removed`` or ``added``."""

    text: str
    change: str


@dataclass(frozen=True, slots=True)
class WordingView:
    """The wording check of a claim.

    ``outcome`` is as in ``evidence.claims.wording``; ``summary`` says it in one sentence; ``diff``
    is the suggested rewrite and empty where none is needed.
    """

    outcome: str
    summary: str
    phrases: tuple[str, ...]
    diff: tuple[WordPart, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What would change the grade, and to what; ``effect`` is the pooled one after the event."""

    event: str
    certainty: Badge
    verdict: Badge
    explanation: str
    effect: str = ""


@dataclass(frozen=True, slots=True)
class FindingView:
    """An audit finding as a report shows it."""

    code: str
    name: str
    severity: str
    place: str
    path: str
    line: int
    column: int
    message: str
    hint: str
    subject: str


@dataclass(frozen=True, slots=True)
class JudgementView:
    """Who judged, when, to which certainty, and whether it still stands.

    ``history`` has one line for each judgement that this one replaced, oldest first. ``outcome``
    names the outcome judged, where it is not the claim as a whole.
    """

    certainty: Badge
    by: str
    on: str
    reason: str
    accepted: bool
    out_of_date: tuple[str, ...]
    history: tuple[str, ...] = ()
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim with everything a reader may ask of it.

    ``number`` counts claims from 1 in the order of the article. ``article_words`` are the words
    found by the anchor. ``counts`` maps each stance to its number of links. ``plain`` is one
    sentence in calibrated words. ``derived`` is the certainty that the rules give. ``sections``
    are parts that only some claims have, such as what a synthesis is asked beyond its pooled
    effect. ``outcome_judgements`` are those of its single outcomes; ``other_outcomes`` are those
    pooled beside the one of ``forest``, the most important first.
    """

    id: str
    number: int
    statement: str
    kind: str
    framework: str
    verdict: Badge
    certainty: Badge
    derived: Badge
    plain: str
    limit: str
    article_words: str
    anchor_state: str
    anchor_note: str
    place: str
    question: tuple[tuple[str, str], ...]
    counts: tuple[tuple[Badge, int], ...]
    links: tuple[LinkView, ...]
    wording: WordingView | None
    forest: ForestView | None
    sensitivity: ForestView | None
    steps: tuple[StepView, ...]
    judged_steps: tuple[StepView, ...]
    undecided: tuple[tuple[str, str], ...]
    judgement: JudgementView | None
    discrepancies: tuple[str, ...]
    changes: tuple[ChangeView, ...]
    findings: tuple[FindingView, ...]
    note: str
    effect: str
    losses: tuple[ChangeView, ...] = ()
    sections: tuple[SectionView, ...] = ()
    change_notes: tuple[str, ...] = ()
    outcome_judgements: tuple[JudgementView, ...] = ()
    other_outcomes: tuple[PooledOutcomeView, ...] = ()


class RunKind(StrEnum):
    """What a run of article text is."""

    TEXT = "text"
    CLAIM = "claim"
    UNCLAIMED = "unclaimed"


@dataclass(frozen=True, slots=True)
class CitationLink:
    """A citation mark within a run: its text and the entries it leads to."""

    text: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of article text of one kind, cut where citation marks stand.

    ``claim_ids`` are the claims anchored here. ``pieces`` are plain strings and citation links.
    ``unclaimed`` runs look like facts and belong to no claim. ``starting`` are the claims whose
    first run this is: their card and their target stand here.
    """

    kind: RunKind
    pieces: tuple[str | CitationLink, ...]
    claim_ids: tuple[str, ...] = ()
    starting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """One heading, paragraph, list item, quote or table row of the article.

    ``kind`` is ``heading``, ``paragraph``, ``list-item``, ``block-quote``, ``footnote``, ``code``,
    ``reference-entry`` or ``table``. ``level`` counts headings from 1. A table has ``rows`` of
    cells, each a tuple of runs; the first ``head_rows`` are its head.
    """

    kind: str
    level: int
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    head_rows: int = 0
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article of the review."""

    path: str
    title: str
    blocks: tuple[ArticleBlock, ...]


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """One reference as printed, with the claims that use it.

    ``number`` is the citation number in order of first mention. ``url`` is empty or passes the
    allow-list (https, http). ``html`` is the text with its italics, bold and superscripts.
    """

    key: str
    number: int
    text: str
    url: str
    claims: tuple[str, ...]
    retracted: bool
    note: str
    html: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class ArmView:
    """One group's result on one outcome, as recorded."""

    role: str
    label: str
    events: float | None
    total: int | None
    mean: float | None
    sd: float | None
    percent: float | None


@dataclass(frozen=True, slots=True)
class EstimateView:
    """One published effect on one outcome, as printed in its source."""

    measure: str
    value: float | None
    standard_error: float | None
    ci_low: float | None
    ci_high: float | None
    ci_level: float
    p_value: float | None
    p_relation: str


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What one study found on one outcome."""

    id: str
    label: str
    direction: str
    arms: tuple[ArmView, ...]
    estimates: tuple[EstimateView, ...]


@dataclass(frozen=True, slots=True)
class StudyView:
    """One study with its data; ``claims`` are those whose links report it.

    ``appraisals`` are tool, overall rating, and domains with their ratings.
    """

    id: str
    label: str
    design: str
    blinding: str
    size: int | None
    quality: str
    population: str
    references: tuple[str, ...]
    claims: tuple[str, ...]
    unverified: tuple[str, ...]
    note: str
    outcomes: tuple[OutcomeView, ...]
    appraisals: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """A framework used by the review, with its source and its levels."""

    name: str
    title: str
    citation: str
    url: str
    levels: tuple[tuple[Badge, str], ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A whole report, ready to print.

    ``date`` is an ISO date or empty; ``version`` that of the program, given by the caller.
    """

    title: str
    article_titles: tuple[str, ...]
    authors: tuple[str, ...]
    date: str
    language: str
    framework: FrameworkView
    frameworks: tuple[FrameworkView, ...]
    citation_style: str
    version: str
    answer: str
    counts: tuple[VerdictCount, ...]
    bar_svg: str
    well_supported: tuple[SummaryRow, ...]
    limited: tuple[SummaryRow, ...]
    articles: tuple[ArticleView, ...]
    claims: tuple[ClaimView, ...]
    findings: tuple[FindingView, ...]
    finding_counts: tuple[tuple[str, int], ...]
    bibliography: tuple[BibliographyEntry, ...]
    methods: tuple[str, ...]
    disclaimer: str
    bar_svg_narrow: str = ""
    studies: tuple[StudyView, ...] = ()
    overview: tuple[SectionView, ...] = ()
