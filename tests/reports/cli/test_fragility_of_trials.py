"""``synthesize --fragility`` counts the events of each trial beside those of the whole."""

from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "bcg-vaccine"


def test_each_trial_has_its_index_or_the_reason_why_not(run):
    status, output, _ = run("synthesize", str(EXAMPLE), "bcg-protects", "--fragility")
    assert status == 0
    after = output.partition("fragility:")[2]
    lines = {line.partition("  ")[0]: line for line in after.splitlines()}
    # By R's fisher.test, 4/123 against 11/139 has p = 0.12, 3/123 p = 0.06 and 2/123 p = 0.02.
    assert lines["Aronson 1948"].split()[-4:] == ["2", "to", "become", "significant"]
    assert lines["Rosenthal 1960"].split()[-4:] == ["1", "to", "lose", "significance"]
    assert "no number of events" in lines["Comstock 1974"]
