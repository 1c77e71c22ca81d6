"""STU017: a standard error and an interval of one effect that do not belong together."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.printed import Range, overlap, spread_as_printed
from evidence.audit.recomputed import RATIOS, standard_error_of_interval
from evidence.audit.recorded import recorded_estimates
from evidence.model.study import Estimate, Study
from references.rule import Hit, Rule, Severity

_NARROWER = 0.85
# Intervals of ratios are built with the normal distribution; those of differences and of pooled
# effects also with t, which for three studies is 2.2 times as wide.
_WIDER_OF_RATIOS = 1.3
_WIDER = 2.5


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each effect whose standard error is far from that of its interval."""
    for study, outcome, estimate in recorded_estimates(assessment.review):
        if matter := _matter(study, estimate):
            yield Hit(
                estimate.location,
                f"{study.id}, {outcome.id}: {matter}",
                "the standard error of a ratio is that of its natural logarithm",
                subject=study.id,
            )


def _matter(study: Study, estimate: Estimate) -> str:
    given, of_interval = estimate.standard_error, standard_error_of_interval(estimate)
    if given is None or given <= 0 or of_interval is None:
        return ""
    shown = spread_as_printed(given)
    is_ratio = estimate.measure.upper() in RATIOS
    primary_ratio = is_ratio and not study.design.is_secondary
    wider = _WIDER_OF_RATIOS if primary_ratio else _WIDER
    near = of_interval.high >= _NARROWER * shown.low and of_interval.low <= wider * shown.high
    of_logarithm = _of_logarithm(estimate, shown) if is_ratio else None
    fits_raw = (
        of_logarithm is not None
        and overlap(of_logarithm, of_interval)
        and not overlap(shown, of_interval)
    )
    if near and not fits_raw:
        return ""
    said = f"standard error {given:g}, but its interval gives {of_interval.in_words()}"
    return f"{said}; it is that of the ratio, not of its logarithm" if fits_raw else said


def _of_logarithm(estimate: Estimate, shown: Range) -> Range | None:
    """The standard error of the logarithm if the printed one were of the ratio itself."""
    value = estimate.value
    return None if value is None or value <= 0 else Range(shown.low / value, shown.high / value)


RULE = Rule(
    code="STU017",
    name="error-against-interval",
    severity=Severity.WARNING,
    summary="The standard error of an effect does not belong to its interval.",
    why=(
        "Pooling takes the standard error where one is recorded. Papers print that of the odds "
        "ratio itself as often as that of its logarithm, and only the latter gives the weight."
    ),
    bad=example(
        studies="""
        studies:
          - id: rosanoff-2013
            references: [rosanoff2013]
            design: cohort
            outcomes:
              hypertension:
                estimates:
                  - {measure: OR, value: 3.41, standard-error: 1.19, ci: [1.72, 6.76]}
        """
    ),
    good=example(
        studies="""
        studies:
          - id: rosanoff-2013
            references: [rosanoff2013]
            design: cohort
            outcomes:
              hypertension:
                estimates:
                  - {measure: OR, value: 3.41, standard-error: 0.349, ci: [1.72, 6.76]}
        """
    ),
    check=check,
)
