"""Which version of the program this is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DISTRIBUTION = "evidence-review"
UNKNOWN = "unknown"


@cache
def program_version() -> str:
    """The version of the checkout the program runs from, or of the installed distribution.

    The checkout comes first: an older distribution may be installed beside it.
    """
    # Imported here: importlib.metadata alone would double the time of --help.
    import tomllib
    from importlib import metadata

    declared = Path(__file__).parents[1] / "pyproject.toml"
    try:
        project = tomllib.loads(declared.read_text(encoding="utf-8"))["project"]
        if project["name"] == DISTRIBUTION:
            return str(project["version"])
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        pass
    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return UNKNOWN


def where_to_report() -> str:
    """The address of the issue tracker that the installed distribution names, empty when none."""
    from importlib import metadata

    try:
        links = metadata.metadata(DISTRIBUTION).get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return ""
    labelled = (link.partition(",") for link in links)
    return next(
        (address.strip() for label, _, address in labelled if label.strip().lower() == "issues"), ""
    )
