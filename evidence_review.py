"""The front door: ``python -m evidence_review`` and the script ``evidence-review``.

The three packages have everyday names. When a folder of the same name elsewhere on the path
hides one of them, imports fail far from the cause; here it is said in one line.
"""

from __future__ import annotations

import gc
import sys
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("references", "evidence", "reports")
# Nearly all that a run makes stays alive to its end. By default the collector looks for cycles
# after every 700 new objects, which took a fifth of the time of a large report.
NEW_OBJECTS_BETWEEN_COLLECTIONS = 200_000


def main() -> int:
    """Run the program; the exit status is that of the command."""
    home = Path(__file__).resolve().parent
    for name in PACKAGES:
        spec = find_spec(name)
        found = Path(spec.origin).resolve().parent if spec and spec.origin else None
        if found != home / name:
            hidden = f"is hidden by {found}" if found else "was not found"
            print(
                f"evidence-review: its package {name!r} (expected in {home}) {hidden}; start the "
                "`evidence-review` script from another folder, unset PYTHONPATH, or install it "
                "in an environment of its own (pipx install evidence-review)",
                file=sys.stderr,
            )
            return 2
    from reports.cli.main import main as run

    gc.set_threshold(NEW_OBJECTS_BETWEEN_COLLECTIONS, *gc.get_threshold()[1:])
    return run()


if __name__ == "__main__":
    sys.exit(main())
