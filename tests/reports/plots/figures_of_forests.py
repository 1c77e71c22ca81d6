"""Forest figures for tests: the thirteen trials of BCG vaccine, and made-up ones of any size."""

import math

from reports.plots.forest_figure import (
    ArmData,
    DetailedForestFigure,
    DetailedStudy,
    EffectRange,
    EffectTest,
    ForestGroup,
    ForestLayout,
    HeterogeneityTest,
    PooledLine,
)
from reports.plots.risk_mark import RiskMark

#: Colditz and others 1994 (doi:10.1001/jama.1994.03510330076038): author and year, cases and
#: participants with and without vaccine, and how patients were allotted.
BCG = (
    ("Aronson 1948", 4, 123, 11, 139, "random"),
    ("Ferguson & Simes 1949", 6, 306, 29, 303, "random"),
    ("Rosenthal et al 1960", 3, 231, 11, 220, "random"),
    ("Hart & Sutherland 1977", 62, 13598, 248, 12867, "random"),
    ("Frimodt-Moller et al 1973", 33, 5069, 47, 5808, "alternate"),
    ("Stein & Aronson 1953", 180, 1541, 372, 1451, "alternate"),
    ("Vandiviere et al 1973", 8, 2545, 10, 629, "random"),
    ("TPT Madras 1980", 505, 88391, 499, 88391, "random"),
    ("Coetzee & Berjak 1968", 29, 7499, 45, 7277, "random"),
    ("Rosenthal et al 1961", 17, 1716, 65, 1665, "systematic"),
    ("Comstock et al 1974", 186, 50634, 141, 27338, "systematic"),
    ("Comstock & Webster 1969", 5, 2498, 3, 2341, "systematic"),
    ("Comstock et al 1976", 27, 16913, 29, 17854, "systematic"),
)

LOW = RiskMark("low", "Low risk", "+", 0.0)
SOME = RiskMark("some-concerns", "Some concerns", "!", 0.5)
HIGH = RiskMark("high", "High risk", "-", 1.0)
UNKNOWN = RiskMark("no-information", "No information", "?", None)
CRITICAL = RiskMark("critical", "Critical risk", "-", 1.0)
MARKS = (LOW, SOME, HIGH, UNKNOWN, CRITICAL)
ROB2 = (
    "Randomisation process",
    "Deviations from the intended interventions",
    "Missing outcome data",
    "Measurement of the outcome",
    "Selection of the reported result",
    "Overall",
)


def bcg_effect(a, n1, c, n2):
    value = math.log(a / n1 / (c / n2))
    error = math.sqrt(1 / a - 1 / n1 + 1 / c - 1 / n2)
    return value, error


def ends(value, error):
    return EffectRange(value, value - 1.959964 * error, value + 1.959964 * error)


def bcg_study(row, at):
    label, a, n1, c, n2, _ = row
    arms = (ArmData(str(a), f"{n1:,}"), ArmData(str(c), f"{n2:,}"))
    risk = tuple(MARKS[(at * 7 + domain * 3) % 4 % (2 + domain % 3)] for domain in range(6))
    return DetailedStudy(label, ends(*bcg_effect(a, n1, c, n2)), (100 / 13,), arms, risk)


def _sums(rows):
    return tuple(
        ArmData(f"{sum(row[at] for row in rows):,}", f"{sum(row[at + 1] for row in rows):,}")
        for at in (1, 3)
    )


def bcg_figure(layout=ForestLayout.REVMAN, *, risk=True, groups=True):
    """Subgroups by allocation, as metafor's documentation shows them; numbers are its own."""
    found = {"random": (-0.9710, 0.2760), "alternate": (-0.5408, 0.3600),
             "systematic": (-0.4242, 0.3597)}  # fmt: skip
    built = []
    for name, (value, error) in found.items():
        rows = [(at, row) for at, row in enumerate(BCG) if row[5] == name]
        share = 100 / 13 * len(rows)
        built.append(
            ForestGroup(
                tuple(bcg_study(row, at) for at, row in rows),
                label=f"{name.capitalize()} allocation",
                totals=_sums([row for _, row in rows]),
                pooled=(PooledLine("Subtotal (95% CI)", ends(value, error), (share,)),),
                heterogeneity=HeterogeneityTest(110.21, 6, 1e-9, 90.0, 0.39),
                effect_test=EffectTest("Z", 3.52, 0.0004),
            )
        )  # fmt: skip
    if not groups:
        built = [ForestGroup(tuple(bcg_study(row, at) for at, row in enumerate(BCG)))]
    return DetailedForestFigure(
        identifier=f"bcg-{layout.value}",
        title="Tuberculosis, risk ratio",
        description="Thirteen trials of BCG vaccine; pooled risk ratio 0.49 (0.34 to 0.70).",
        measure="Risk ratio",
        is_ratio=True,
        groups=tuple(built),
        layout=layout,
        method="IV, random",
        arm_labels=("BCG vaccine", "No vaccine"),
        totals=_sums(BCG),
        pooled=(PooledLine("Total (95% CI)", ends(-0.7145, 0.1798), (100.0,), (-1.8667, 0.4376)),),
        heterogeneity=HeterogeneityTest(152.233, 12, 1e-20, 92.2, 0.3132),
        effect_test=EffectTest("Z", -3.974, 0.00007),
        subgroup_test=HeterogeneityTest(1.86, 2, 0.39, 0.0) if groups else None,
        favours=("favours BCG", "favours control"),
        risk_domains=ROB2 if risk else (),
    )


def made_up(k, label="Study", layout=ForestLayout.REVMAN, *, means=False, risk=6, groups=1):
    """A figure of ``k`` studies whose numbers follow from their place."""
    studies = tuple(
        DetailedStudy(
            f"{label} {at}",
            None if at % 11 == 7 else ends(math.sin(at) * (at % 5), 0.1 + (at * 7 % 13) / 4),
            (100.0 / k, 100.0 * (1 + at % 4) / (2.5 * k)),
            (
                (ArmData(total="1,200", mean=f"{at}.25", sd="110.35"),) * 2
                if means
                else (ArmData(f"{at * 37}", f"{at * 1000:,}"), ArmData("0", "12"))
            ),
            tuple(MARKS[(at + domain) % 5] for domain in range(risk)),
        )
        for at in range(k)
    )
    parts = [studies[at::groups] for at in range(groups)]
    pooled = PooledLine("Random effects (95% CI)", ends(-0.3, 0.4), (None, 100.0), (-2.0, 1.5))
    common = PooledLine("Common effect (95% CI)", ends(-0.4, 0.1), (100.0, None))
    test = HeterogeneityTest(12345.678, max(k - 1, 1), 0.00002, 99.0, 0.005)
    return DetailedForestFigure(
        identifier="made-up",
        title="Made up",
        description=f"{k} studies",
        measure="Standardised mean difference",
        is_ratio=not means,
        groups=tuple(
            ForestGroup(
                part,
                label=f"{label} group {at}" if groups > 1 else "",
                totals=(ArmData("1,234", "56,789", "", ""),) * 2,
                pooled=(common, pooled) if groups > 1 else (),
                heterogeneity=test if groups > 1 else None,
                effect_test=EffectTest("t", 2.5, 0.0123, 4.0) if groups > 1 else None,
            )
            for at, part in enumerate(parts)
        ),
        layout=layout,
        method="IV, random, Knapp–Hartung",
        arm_labels=(f"{label} intervention", f"{label} comparator"),
        totals=(ArmData("1,234", "56,789", "", ""),) * 2,
        pooled=(common, pooled),
        heterogeneity=test,
        effect_test=EffectTest("t", -2.5, 0.0123, 4.0),
        subgroup_test=test if groups > 1 else None,
        favours=(f"favours {label}", f"favours not {label}"),
        weight_labels=("common", "random"),
        risk_domains=tuple(f"{label} domain {at}" for at in range(risk)),
    )
