"""A small review folder, in memory, in which one claim pools as many trials as a test asks for."""

TOOL = """
[tool]
name = "own-list"
title = "{words} list"
source = "Made for a test."
designs = ["randomised-trial"]

[[ratings]]
id = "sound"
label = "{words} sound"
symbol = "+"
risk = 0

[[ratings]]
id = "flawed"
label = "Flawed"
symbol = "-"
risk = 1

[[domains]]
id = "counting"
label = "{words} counting"
"""


def pooled_files(trials: int, words: str = "plain") -> dict[str, str]:
    """The files; ``words`` stand wherever a text of a synthesis is free."""
    numbers = range(trials)
    links = "\n".join(f"      - {{reference: r{at}, stance: supports}}" for at in numbers)
    claims = f"""
claims:
  - id: pooled
    quote: The drug lowers deaths
    statement: The drug lowers deaths.
    kind: therapy
    question: {{population: adults, intervention: the drug, comparator: placebo, outcome: death}}
    evidence:
{links}
    outcomes:
      - outcome: death
        label: "Death {words}"
        importance: 9
        follow-up: "{words} weeks"
        synthesis:
          measure: RR
          method: REML
          benefit: lower
          subgroup: place
          moderators: [dose]
          baseline-risk: 0.2
          baseline-source: "{words} register"
      - outcome: fall
        label: "Fall {words}"
        importance: 5
  - id: bare
    quote: Nobody has tried it in children
    statement: Nobody has tried it in children.
    kind: research-gap
"""
    drug, place = f"{words} drug", (f"{words} a", f"{words} b")
    studies = "studies:\n" + "".join(
        f"""
  - id: s{at}
    references: [r{at}]
    label: "Trial {at} {words}"
    design: randomised-trial
    year: {1990 + at}
    characteristics: {{dose: {10 + 3 * at}, place: "{place[at % 2]}"}}
    outcomes:
      death:
        label: "Death {words}"
        arms:
          - {{role: intervention, label: "{drug}", events: {4 + 2 * at % 9}, total: {80 + 7 * at}}}
          - {{role: comparator, label: placebo, events: {11 + 5 * at % 7}, total: {81 + 7 * at}}}
    appraisals:
      - {{tool: own-list, domains: {{counting: {"sound" if at % 3 else "flawed"}}}}}
"""
        for at in numbers
    )
    return {
        "review.toml": """[review]
title = "Pooled"
article = "article.md"
references = ["references.bib"]
claims = ["claims.yaml"]
studies = ["studies.yaml"]
tools = ["own-list.toml"]
framework = "grade"
date = 2026-11-22
""",
        "article.md": "# A drug\n\nThe drug lowers deaths. Nobody has tried it in children.\n",
        "references.bib": "\n".join(
            f"@article{{r{at}, author = {{Made, U.}}, title = {{Trial {at}}}, "
            f"journal = {{J}}, year = {1990 + at}}}"
            for at in numbers
        ),
        "claims.yaml": claims,
        "studies.yaml": studies,
        "own-list.toml": TOOL.format(words=words),
    }
