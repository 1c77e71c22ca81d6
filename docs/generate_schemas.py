"""Write the JSON Schemas of the review files: ``python docs/generate_schemas.py``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "evidence" / "workspace" / "schemas"

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from evidence.workspace.json_schema import json_schemas

    FOLDER.mkdir(exist_ok=True)
    for name, text in json_schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
