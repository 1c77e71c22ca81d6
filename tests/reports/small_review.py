"""A small review folder, in memory, that has one of everything a report can show."""

from evidence.assessment import assess
from evidence.audit.runner import audit
from evidence.workspace.load import load_files
from reports.views.build import review_view

HOSTILE = (
    "</script><script>window.harmed=1</script></style><img src=x onerror=window.harmed=1> "
    "\u202egnp.exe\u202c {{ 7*7 }} &lt;b&gt;"
)

FILES = {
    "review.toml": """
[review]
title = "Magnesium and jerks"
article = "article.md"
references = ["references.bib"]
claims = ["claims.yaml"]
studies = ["studies.yaml"]
framework = "grade"
authors = ["The editors"]
date = 2026-11-22
""",
    "article.md": """# Can magnesium calm a jerk?

Magnesium before etomidate strongly reduces jerks in adults [@guler2005; @rashdi2013, p. 3].
Nobody has tried it for years on end. About 12 percent of adults take too little of it every day.

- Kale is the richest source of magnesium [@kale2009].

| Form | Absorption |
| --- | --- |
| Citrate | Citrate is absorbed better than oxide [@lind2003] |
""",
    "references.bib": """
@article{guler2005, author = {Guler, A. and Satilmis, T.}, title = {Magnesium sulfate
 pretreatment reduces myoclonus}, journal = {Anesth Analg}, year = 2005, volume = 101,
 pages = {705--709}, doi = {10.1213/01.ANE.0000160529.95019.E6}}
@article{rashdi2013, author = {Rashdi, S.}, title = {Magnesium and etomidate}, journal = {J Test},
 year = 2013, url = {https://example.org/rashdi}}
@article{kale2009, author = {Green, K.}, title = {Kale}, journal = {J Food}, year = 2009}
@article{lind2003, author = {Lindberg, J. and Zobitz, M. and Pak, C.}, title = {Magnesium
 bioavailability}, journal = {J Nutr}, year = 2003, note = {Retracted}}
""",
    "claims.yaml": """
claims:
  - id: etomidate
    quote: Magnesium before etomidate strongly reduces jerks in adults
    statement: Magnesium before etomidate reduces jerks.
    kind: therapy
    question: {population: adults given etomidate, intervention: magnesium, comparator: saline,
               outcome: the risk of a jerk}
    evidence:
      - {reference: guler2005, stance: supports, locator: p. 705, note: half the patients}
      - {reference: rashdi2013, stance: disputes}
    synthesis: {outcome: jerk, measure: RR, method: DL}
    judgement:
      framework: grade
      start: high
      domains:
        risk-of-bias: {rating: serious, reason: blinding was not described}
        inconsistency: {rating: serious, reason: one trial found no difference}
        imprecision: {rating: serious, reason: 100 people in all}
      certainty: very-low
      reason: counted by hand
      by: The editors
      on: 2026-11-01
  - id: long-term
    quote: Nobody has tried it for years on end
    statement: There is no trial of lasting use.
    kind: research-gap
  - id: kale_source
    quote: Kale is the richest source of magnesium
    statement: Kale is rich in magnesium.
    kind: prevalence
    evidence:
      - {reference: kale2009, stance: background}
  - id: citrate over oxide
    quote: Citrate is absorbed better than oxide
    statement: Citrate is absorbed better than oxide.
    kind: therapy
    evidence:
      - {reference: lind2003, stance: supports}
  - id: lost
    quote: Words that nobody ever wrote in this article at all
    statement: A claim without a place.
    kind: harm
""",
    "studies.yaml": """
studies:
  - id: guler
    references: [guler2005]
    design: randomised-trial
    label: Guler 2005
    blinding: double
    size: 50
    unverified: [blinding]
    outcomes:
      jerk:
        label: any jerk
        arms:
          - {role: intervention, label: magnesium, events: 6, total: 25}
          - {role: comparator, label: saline, events: 18, total: 25}
    appraisals:
      - {tool: rob2, domains: {randomisation: low, deviations: some-concerns, missing: low,
                               measurement: low, selection: high}}
  - id: rashdi
    references: [rashdi2013]
    design: randomised-trial
    label: Rashdi 2013
    size: 50
    outcomes:
      jerk:
        label: any jerk
        arms:
          - {role: intervention, label: magnesium, events: 16, total: 25}
          - {role: comparator, label: saline, events: 15, total: 25}
""",
}


def view_of(files):
    """The report view of a review folder given as file name to text."""
    assessment = assess(load_files(files))
    return review_view(assessment, audit(assessment), version="0.1.0")


def hostile_files():
    """The same folder with markup, script and direction overrides wherever a text is free."""
    quoted = HOSTILE.replace('"', "'")
    files = dict(FILES)
    files["review.toml"] = files["review.toml"].replace(
        "Magnesium and jerks", quoted.replace("\\", "")
    )
    files["article.md"] += f"\nA last paragraph says `{quoted}` and {quoted}.\n"
    files["claims.yaml"] = (
        files["claims.yaml"]
        .replace("There is no trial of lasting use.", f'"{quoted}"')
        .replace("half the patients", f'"{quoted}"')
        .replace("counted by hand", f'"{quoted}"')
    )
    files["studies.yaml"] = files["studies.yaml"].replace("label: any jerk", f'label: "{quoted}"')
    files["references.bib"] = (
        files["references.bib"]
        .replace("title = {Kale}", "title = {" + quoted.replace("{", "").replace("}", "") + "}")
        .replace("https://example.org/rashdi", "javascript:window.harmed=1")
    )
    return files
