"""What the tests of commands do to the review that `init` makes."""

from pathlib import Path

CLAIM = "magnesium-before-etomidate"
EXAMPLE = Path(__file__).parents[3] / "examples" / "magnesium-myoclonus"


def judge(folder):
    path = folder / "claims.yaml"
    text = path.read_text()
    path.write_text(
        text.replace("    # judgement:", "    judgement:").replace("    #   ", "      ")
    )


def spoil(folder):
    path = folder / "claims.yaml"
    path.write_text(path.read_text().replace("kind: therapy", "kind: magic"))


def misspell_reference(folder):
    """Link a claim to a reference that the bibliography does not have."""
    path = folder / "claims.yaml"
    path.write_text(path.read_text().replace("reference: guler2005", "reference: nobody2005"))
