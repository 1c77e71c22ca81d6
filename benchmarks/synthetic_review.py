"""A made-up review folder of any size, the same for the same size."""

from __future__ import annotations

import random
from pathlib import Path

DRUGS = ("magnesium", "midazolam", "ketamine", "lidocaine", "remifentanil", "dexmedetomidine")
ENDS = ("myoclonus", "cramps", "tremor", "pain on injection", "nausea", "shivering")
VERBS = ("reduces", "may reduce", "probably reduces", "is associated with less", "prevents")
NAMES = ("Guler", "Kumar", "Lee", "Okafor", "Silva", "Novak", "Haddad", "Ito", "Moreau", "Berg")


def write_synthetic_review(folder: Path, size: int, seed: int = 1) -> None:
    """Write a review of ``size`` claims, as many references and half as many studies."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "review.toml").write_text(
        '[review]\ntitle = "Synthetic"\narticle = "article.md"\nreferences = ["references.bib"]\n'
        'claims = ["claims.yaml"]\nstudies = ["studies.yaml"]\nframework = "grade"\n'
        "date = 2026-11-22\n",
        encoding="utf-8",
    )
    sentences = _sentences(rng, size)
    (folder / "article.md").write_text(_article(sentences, size), encoding="utf-8")
    (folder / "references.bib").write_text(_bibliography(rng, size), encoding="utf-8")
    claims = [_claim(rng, number, sentence, size) for number, sentence in enumerate(sentences)]
    (folder / "claims.yaml").write_text("claims:\n" + "".join(claims), encoding="utf-8")
    studies = [_study(rng, number) for number in range(0, size, 2)]
    (folder / "studies.yaml").write_text("studies:\n" + "".join(studies), encoding="utf-8")


def article_text(size: int, seed: int = 1) -> str:
    """An article of ``size`` sentences, each with citations."""
    return _article(_sentences(random.Random(seed), size), size)


def bibliography_text(size: int, seed: int = 1) -> str:
    """A BibTeX file of ``size`` entries."""
    return _bibliography(random.Random(seed), size)


def _sentences(rng: random.Random, size: int) -> list[str]:
    return [_sentence(rng, number) for number in range(size)]


def _bibliography(rng: random.Random, size: int) -> str:
    return "\n".join(_reference(rng, number) for number in range(size))


def _sentence(rng: random.Random, number: int) -> str:
    return (
        f"In group {number} {rng.choice(DRUGS)} {rng.choice(VERBS)} {rng.choice(ENDS)} "
        f"in {rng.randrange(20, 400)} adults"
    )


def _article(sentences: list[str], size: int) -> str:
    parts = ["# Synthetic article\n"]
    for number, sentence in enumerate(sentences):
        if number % 40 == 0:
            parts.append(f"\n\n## Section {number // 40}\n\n")
        elif number % 5 == 0:
            parts.append("\n\n")
        parts.append(f"{sentence} [@ref{number}; @ref{(number * 7) % size}]. ")
    return "".join(parts) + "\n"


def _reference(rng: random.Random, number: int) -> str:
    first, second = rng.sample(NAMES, 2)
    return (
        f"@article{{ref{number},\n  author = {{{first}, A. and {second}, B. C.}},\n"
        f"  title = {{{rng.choice(DRUGS).title()} and {rng.choice(ENDS)} in cohort {number} "
        f"of series {rng.randrange(10**6)}}},\n"
        f"  journal = {{Journal {number % 90}}},\n  year = {{{rng.randrange(1990, 2026)}}},\n"
        f"  volume = {{{rng.randrange(1, 90)}}},\n  pages = {{{number + 1}--{number + 9}}},\n"
        f"  doi = {{10.1000/synthetic.{number}}},\n}}\n"
    )


def _claim(rng: random.Random, number: int, sentence: str, size: int) -> str:
    stance = rng.choice(("supports", "supports", "disputes"))
    return (
        f"- id: claim-{number}\n  quote: {sentence}\n  statement: {sentence}.\n  kind: therapy\n"
        f"  evidence:\n  - {{reference: ref{number}, stance: {stance}}}\n"
        f"  - {{reference: ref{(number * 7) % size}, stance: supports}}\n"
        "  synthesis: {outcome: any, measure: RR, method: DL}\n"
        "  judgement:\n    framework: grade\n    start: high\n    domains:\n"
        "      imprecision: {rating: serious, reason: few events}\n"
        "    certainty: moderate\n    by: maintainers\n    on: 2026-11-22\n"
    )


def _study(rng: random.Random, number: int) -> str:
    total = rng.randrange(20, 200)
    return (
        f"- id: study-{number}\n  references: [ref{number}]\n  design: randomised-trial\n"
        f"  size: {total * 2}\n  outcomes:\n    any:\n      arms:\n"
        f"      - {{role: intervention, events: {rng.randrange(1, total)}, total: {total}}}\n"
        f"      - {{role: comparator, events: {rng.randrange(1, total)}, total: {total}}}\n"
        "  appraisals:\n  - {tool: rob2, domains: {randomisation: low, deviations: low, "
        "missing: low, measurement: some-concerns, selection: low}}\n"
    )
