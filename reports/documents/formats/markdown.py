"""Markdown: the whole report as text that reads well raw and rendered.

Everything from the review is escaped: no word of it can become markup, a link or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.documents.document_format import Document, DocumentFormat
from reports.documents.markdown_sections import forest_lines, outcome_lines, section_lines
from reports.documents.markdown_text import address_of, badge_text, escaped, listed, named, table
from reports.views.review_view import (
    BibliographyEntry,
    ChangeView,
    ClaimView,
    FindingView,
    JudgementView,
    LinkView,
    ReviewView,
    StepView,
    SummaryRow,
    WordingView,
)


def render(view: ReviewView) -> tuple[Document, ...]:
    """The report as ``report.md``."""
    lines = [line for part in _parts(view) for line in (*part, "")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"
    return (Document("report.md", text.encode("utf-8", "replace")),)


def _parts(view: ReviewView) -> Iterator[Sequence[str]]:
    yield (f"# Evidence review: {escaped(view.title)}",)
    about = [*view.authors, view.date, f"framework: {view.framework.title}"]
    yield (" · ".join(escaped(each) for each in about if each),)
    yield (f"> {escaped(view.disclaimer)}",)
    yield ("## At a glance",)
    yield (escaped(view.answer),)
    yield table(
        ("Verdict", "Claims", "Share"),
        ((badge_text(each.verdict), str(each.count), f"{each.share:.0%}") for each in view.counts),
    )
    for title, rows in (
        ("Well supported", view.well_supported),
        ("Limited, conflicting or bare", view.limited),
    ):
        if rows:
            yield (f"### {title}",)
            yield [_summary(row) for row in rows]
    for part in view.overview:
        yield from section_lines(part, "### {}")
    yield ("## Claims",)
    for claim in view.claims:
        yield from _claim(claim)
    yield from _findings(view)
    yield from _bibliography(view.bibliography)
    yield from _methods(view)


def _summary(row: SummaryRow) -> str:
    details = [badge_text(row.verdict), badge_text(row.certainty), escaped(row.effect)]
    if row.limit:
        details.append(f"limit: {escaped(row.limit)}")
    return f"- {escaped(row.statement)} — {', '.join(each for each in details if each)}"


# Claims


def _claim(claim: ClaimView) -> Iterator[Sequence[str]]:
    yield (f"### {claim.number}. {escaped(claim.statement)}",)
    yield [
        f"- **Verdict:** {badge_text(claim.verdict)}",
        f"- **Certainty:** {badge_text(claim.certainty)} ({escaped(claim.framework)})",
        *named("Derived by the rules", badge_text(claim.derived)),
        *named("Effect", escaped(claim.effect)),
        *named("In plain words", escaped(claim.plain)),
        *named("What limits it", escaped(claim.limit)),
        *named("The article says", f"“{escaped(claim.article_words)}”" * bool(claim.article_words)),
        *named("Place", _place(claim)),
        *named("Claim", f"{escaped(claim.id)} ({escaped(claim.kind)})"),
        *(f"- **{escaped(name)}:** {escaped(value)}" for name, value in claim.question),
        *named("Note", escaped(claim.note)),
    ]
    if claim.links:
        yield ("**Evidence**",)
        yield _links(claim.links)
        yield [line for link in claim.links for line in _link_notes(link)]
    for forest in (claim.forest, claim.sensitivity):
        if forest is not None:
            yield from forest_lines(forest)
    for part in claim.sections:
        yield from section_lines(part, "**{}**")
    for outcome in claim.other_outcomes:
        yield from outcome_lines(outcome)
    yield from _steps("How the rules grade it", claim.steps)
    yield from _steps("How it was judged", claim.judged_steps)
    if claim.judgement is not None:
        yield _judgement(claim.judgement)
    for judgement in claim.outcome_judgements:
        yield _judgement(judgement)
    yield from listed("Left to a person", (f"{name}: {ask}" for name, ask in claim.undecided))
    yield from listed("Against the framework's rules", claim.discrepancies)
    if claim.wording is not None:
        yield from _wording(claim.wording)
    yield from _changes("What retraction did to this grade", claim.losses)
    yield from _changes("What would change this grade", claim.changes, claim.change_notes)
    if claim.findings:
        yield ("**Audit**",)
        yield [_finding(each) for each in claim.findings]


def _changes(
    title: str, changes: Sequence[ChangeView], notes: Sequence[str] = ()
) -> Iterator[Sequence[str]]:
    if not changes and not notes:
        return
    yield (f"**{title}**",)
    yield [_change(each) for each in changes] + [f"- {escaped(each)}" for each in notes]


def _change(change: ChangeView) -> str:
    grade = (badge_text(change.certainty), badge_text(change.verdict), escaped(change.effect))
    told = f"- {escaped(change.event)}: {', '.join(each for each in grade if each)}"
    return f"{told} — {escaped(change.explanation)}" if change.explanation else told


def _place(claim: ClaimView) -> str:
    note = f" ({escaped(claim.anchor_note)})" if claim.anchor_note else ""
    return f"{escaped(claim.place)}, anchor {escaped(claim.anchor_state)}{note}"


def _links(links: Sequence[LinkView]) -> Sequence[str]:
    return table(
        ("Reference", "Stance", "Design", "Participants", "Effect", "Risk of bias", "Where"),
        (
            (
                _reference(link),
                badge_text(link.stance),
                escaped(link.design),
                escaped(link.participants),
                escaped(link.effect),
                _appraisal(link),
                escaped(link.locator),
            )
            for link in links
        ),
    )


def _reference(link: LinkView) -> str:
    number = f" \\[{link.citation_number}\\]" if link.citation_number is not None else ""
    retracted = " **RETRACTED**" if link.retracted else ""
    return f"{escaped(link.short_citation or link.reference)}{number}{retracted}"


def _appraisal(link: LinkView) -> str:
    cells = "; ".join(
        f"{escaped(cell.label)} ({escaped(cell.rating).lower()})" for cell in link.appraisal
    )
    return f"{escaped(link.tool)}: {cells}" if cells else escaped(link.tool)


def _link_notes(link: LinkView) -> Iterator[str]:
    name = escaped(link.short_citation or link.reference)
    if link.quote:
        yield f"- {name}: “{escaped(link.quote)}”"
    if link.note:
        yield f"- {name}: {escaped(link.note)}"
    if link.unverified:
        yield f"- {name}, not verified at the source: {escaped(', '.join(link.unverified))}"


def _steps(title: str, steps: Sequence[StepView]) -> Iterator[Sequence[str]]:
    if steps:
        yield (f"**{title}**",)
        yield table(
            ("Domain", "Rating", "Change", "Reason", "Bound", "Decided by"),
            (
                tuple(
                    escaped(each)
                    for each in (
                        step.label,
                        step.rating,
                        step.change,
                        step.reason,
                        step.bound,
                        step.decided_by,
                    )
                )
                for step in steps
            ),
        )


def _judgement(judgement: JudgementView) -> Sequence[str]:
    who = " ".join(
        (
            f"by {escaped(judgement.by)}" if judgement.by else "",
            f"on {escaped(judgement.on)}" if judgement.on else "",
        )
    ).strip()
    of = f"{escaped(judgement.outcome)}: judged" if judgement.outcome else "Judged"
    lines = [f"{of} {badge_text(judgement.certainty)} {who}".rstrip() + "."]
    if judgement.reason:
        lines.append(f"Reason: {escaped(judgement.reason)}")
    if not judgement.accepted:
        lines.append("Not accepted yet.")
    if judgement.out_of_date:
        lines.append(f"**Out of date:** {escaped(', '.join(judgement.out_of_date))} changed since.")
    lines += [f"Judged before: {escaped(past)}." for past in judgement.history]
    return [" ".join(lines)]


def _wording(wording: WordingView) -> Iterator[Sequence[str]]:
    yield (f"**Wording.** {escaped(wording.summary)}",)
    if wording.diff:
        kept = " ".join(part.text.strip() for part in wording.diff if part.change != "removed")
        yield (f"Calibrated: “{escaped(kept)}”",)


# After the claims


def _findings(view: ReviewView) -> Iterator[Sequence[str]]:
    yield ("## Audit findings",)
    if not view.findings:
        yield ("None.",)
        return
    yield (", ".join(f"{escaped(name)}: {count}" for name, count in view.finding_counts) + ".",)
    yield [_finding(each) for each in view.findings]


def _finding(finding: FindingView) -> str:
    hint = f" ({escaped(finding.hint)})" if finding.hint else ""
    return (
        f"- **{escaped(finding.code)}** {escaped(finding.severity)}, {escaped(finding.place)}: "
        f"{escaped(finding.message)}{hint}"
    )


def _bibliography(entries: Sequence[BibliographyEntry]) -> Iterator[Sequence[str]]:
    if not entries:
        return
    yield ("## References",)
    lines = []
    for entry in entries:
        text = escaped(entry.text)
        if entry.retracted:
            text = f"**RETRACTED.** ~~{text}~~"
        notice = f" {escaped(entry.notice)}." if entry.notice else ""
        note = f" {escaped(entry.note)}" if entry.note else ""
        absent = escaped(entry.url) not in escaped(entry.text)
        address = address_of(entry.url) if absent else ""
        claims = f" — claims: {escaped(', '.join(entry.claims))}" if entry.claims else ""
        lines.append(f"{entry.number}. {text}{address}{notice}{note}{claims}")
    yield lines


def _methods(view: ReviewView) -> Iterator[Sequence[str]]:
    yield ("## Methods",)
    yield [f"- {escaped(each)}" for each in view.methods]
    for framework in view.frameworks:
        yield (f"### {escaped(framework.title)}",)
        yield (f"{escaped(framework.citation)}{address_of(framework.url)}",)
        yield table(
            ("Level", "Meaning"),
            ((badge_text(level), escaped(meaning)) for level, meaning in framework.levels),
        )
    yield (
        f"Citation style: {escaped(view.citation_style)}. evidence-review {escaped(view.version)}.",
    )


FORMAT = DocumentFormat("markdown", "Markdown", render)
