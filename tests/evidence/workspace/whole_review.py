"""A claim and a study that use every key of their files, and how tests write a folder."""

CLAIM = """
claims:
  - id: etomidate
    quote: magnesium helps
    prefix: 'that '
    statement: Magnesium helps.
    kind: therapy
    question: {population: adults, outcome: myoclonus}
    evidence:
      - {reference: guler2005, stance: supports, locator: 705}
      - reference: rashdi
        stance: disputes
        note: no
    synthesis: {outcome: any, measure: RR, exclude: [rashdi-2010], threshold: .75}
    judgement:
      framework: grade
      start: high
      domains:
        imprecision: {rating: serious, reason: few}
      certainty: moderate
      by: RN
      on: 2026-11-22
      seen: {links: "12e4"}
"""
STUDY = """
studies:
  - id: rashdi-2010
    references: [rashdi]
    design: quasi-randomised-trial
    size: 50
    outcomes:
      any:
        arms:
          - {role: intervention, events: 16, total: 25}
          - {role: comparator, events: -15, total: 25, percent: 60.0}
        estimates:
          - {measure: RR, value: 1.07, ci: [0.69, 1.65], p: <0.01, standard-error: 1.e-1}
    appraisals:
      - {tool: rob2, domains: {randomisation: high}}
"""


def write(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder
