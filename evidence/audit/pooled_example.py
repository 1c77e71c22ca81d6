"""Small review folders with one claim and a few pooled trials, for the examples of rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence.audit.example import example


def pooled_example(
    trials: Sequence[str],
    synthesis: str,
    *,
    judgement: str = "",
    sentence: str = "Magnesium lowers the number of cramps",
) -> Mapping[str, str]:
    """A review of one claim; ``trials`` are what each found, ``synthesis`` what is asked for.

    A trial is one line of YAML for the outcome ``cramps``, after ``|`` further keys of the study.
    """
    keys = [f"trial{number}" for number in range(1, len(trials) + 1)]
    claim = [
        "claims:",
        "  - id: cramps",
        f"    quote: {sentence}",
        f"    statement: {sentence}.",
        "    kind: therapy",
        "    evidence:",
        *(f"      - {{reference: {key}, stance: supports}}" for key in keys),
        f"    synthesis: {{outcome: cramps, {synthesis}}}",
        *([f"    judgement: {judgement}"] if judgement else []),
    ]
    studies = ["studies:"]
    for key, trial in zip(keys, trials, strict=True):
        found, _, more = trial.partition("|")
        studies += [
            f"  - id: {key}",
            f"    references: [{key}]",
            "    design: randomised-trial",
            *([f"    {more.strip()}"] if more.strip() else []),
            "    outcomes:",
            f"      cramps: {found.strip()}",
        ]
    references = [
        f"@article{{{key}, author = {{Aa{number}, B.}}, title = {{Trial {number}}}, "
        f"journal = {{J}}, year = {{20{number:02d}}}}}"
        for number, key in enumerate(keys, start=1)
    ]
    return example(
        article=f"{sentence} [{'; '.join(f'@{key}' for key in keys)}].\n",
        claims="\n".join(claim) + "\n",
        references="\n".join(references) + "\n",
        studies="\n".join(studies) + "\n",
    )


def counts(events: int, total: int, other_events: int, other_total: int) -> str:
    """Two arms with events, as YAML."""
    return (
        f"{{arms: [{{role: intervention, events: {events}, total: {total}}}, "
        f"{{role: comparator, events: {other_events}, total: {other_total}}}]}}"
    )


def means(first: tuple[float, float, int], second: tuple[float, float, int], more: str = "") -> str:
    """Two arms with mean, standard deviation and total, as YAML; ``more`` keys of the outcome."""
    arms = [
        f"{{role: {role}, mean: {mean:g}, sd: {sd:g}, total: {total}}}"
        for role, (mean, sd, total) in (("intervention", first), ("comparator", second))
    ]
    return f"{{{more + ', ' if more else ''}arms: [{', '.join(arms)}]}}"
