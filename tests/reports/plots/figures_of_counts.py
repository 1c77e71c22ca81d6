"""Evidence maps and flow diagrams for tests."""

from evidence.model.prisma import ExclusionReason, PrismaCounts
from reports.plots.evidence_map import EvidenceMapFigure, EvidenceMapRow
from reports.plots.prisma import PrismaFigure

LEVELS = ("Very low", "Low", "Moderate", "High")
VERDICTS = ("● Well supported", "◐ Limited", "⇄ Conflicting", "○ No evidence")

NEW = PrismaCounts(
    databases=1204,
    registers=31,
    duplicates=310,
    removed_by_automation=0,
    records_screened=925,
    records_excluded=800,
    reports_sought=125,
    reports_not_retrieved=5,
    reports_assessed=120,
    reports_excluded=(
        ExclusionReason("Wrong outcome", 60),
        ExclusionReason("No comparison group", 35),
        ExclusionReason("Not in people", 10),
    ),
    new_studies=13,
    new_reports=15,
)
UPDATED = PrismaCounts(
    previous_studies=8,
    previous_reports=9,
    databases=1204,
    registers=31,
    duplicates=310,
    removed_by_automation=0,
    removed_for_other_reasons=0,
    records_screened=925,
    records_excluded=800,
    reports_sought=125,
    reports_not_retrieved=5,
    reports_assessed=120,
    reports_excluded=NEW.reports_excluded,
    websites=3,
    organisations=0,
    citation_searching=12,
    other_reports_sought=15,
    other_reports_not_retrieved=1,
    other_reports_assessed=14,
    other_reports_excluded=(ExclusionReason("Wrong population", 12),),
    new_studies=14,
    new_reports=17,
    total_studies=22,
    total_reports=26,
)


def prisma_figure(counts=NEW, name="new"):
    return PrismaFigure(name, "Flow of records", "From records to included studies.", counts)


def made_up_flow(label):
    reasons = tuple(ExclusionReason(f"{label} {at}", at * 1000) for at in range(7))
    changed = {
        name: 123456 if getattr(UPDATED, name) is not None else None
        for name in PrismaCounts.__dataclass_fields__
        if not name.endswith("excluded") or name == "records_excluded"
    }
    return prisma_figure(
        PrismaCounts(**changed, reports_excluded=reasons, other_reports_excluded=reasons), "made-up"
    )


def made_up_map(k, label="Claim", *, levels=LEVELS, by_participants=False):
    return EvidenceMapFigure(
        identifier="made-up",
        title="What is known, and how well",
        description=f"{k} claims",
        levels=levels,
        rows=tuple(
            EvidenceMapRow(
                f"{label} {at}",
                at % len(levels) if at % 7 != 6 else None,
                at * 3 % 17 if at % 7 != 6 else 0,
                (at * 3 % 17) * 120,
                VERDICTS[at % 4],
            )
            for at in range(k)
        ),
        by_participants=by_participants,
    )
