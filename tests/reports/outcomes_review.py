"""A small review folder, in memory, in which one claim pools three outcomes and names a fourth."""

from tests.reports.pooled_review import pooled_files

PAIN_TRIALS = 3
FALL_TRIALS = 11

_FALL = """      - outcome: fall
        label: "Fall {words}"
        importance: 5
"""


def outcome_files(words: str = "plain") -> dict[str, str]:
    """The files: deaths lead, falls and pain come after, and nobody pools nausea.

    ``words`` stand wherever a text of a synthesis is free. Falls are limited in importance and
    pain is important, in this order in the file.
    """
    files = pooled_files(FALL_TRIALS, words)
    asked = f"""      - outcome: fall
        label: "Falls {words}"
        importance: 2
        synthesis: {{measure: OR, method: DL, benefit: lower}}
      - outcome: pain
        label: "Pain {words}"
        importance: 5
        synthesis: {{measure: MD, method: REML, benefit: lower, sensitivity: [s2]}}
      - outcome: nausea
        label: "Nausea {words}"
        importance: 4
"""
    claims = files["claims.yaml"]
    written = _FALL.format(words=words)
    assert written in claims
    files["claims.yaml"] = claims.replace(written, asked)
    for at in range(FALL_TRIALS):
        more = f"""
      fall:
        label: "Falls {words}"
        arms:
          - {{role: intervention, label: drug, events: {12 + at % 4}, total: {80 + 7 * at}}}
          - {{role: comparator, label: placebo, events: {20 - at}, total: {81 + 7 * at}}}"""
        if at < PAIN_TRIALS:
            more += f"""
      pain:
        label: "Pain {words}"
        arms:
          - {{role: intervention, label: drug, mean: {3.1 + at / 2}, sd: 1.5, total: {60 + at}}}
          - {{role: comparator, label: placebo, mean: 4.4, sd: 1.7, total: {61 + at}}}"""
        place = f"events: {11 + 5 * at % 7}, total: {81 + 7 * at}}}\n    appraisals:"
        assert files["studies.yaml"].count(place) == 1
        before, after = place.split("\n    ")
        files["studies.yaml"] = files["studies.yaml"].replace(place, f"{before}{more}\n    {after}")
    return files
