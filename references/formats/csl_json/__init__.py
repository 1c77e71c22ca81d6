"""CSL-JSON, the exchange format of Zotero, pandoc and every CSL processor."""

from __future__ import annotations

import re

from references.format import ReferenceFormat
from references.formats.csl_json.editing import edit
from references.formats.csl_json.reader import NAME, read, stream
from references.formats.csl_json.writer import write, write_stream


def recognises(head: str) -> bool:
    """Whether the text begins as a JSON list of objects, or as an object."""
    return re.match(r"\[\s*\{|\{\s*\"|\[\s*\]", head) is not None


FORMAT = ReferenceFormat(
    name=NAME,
    title="CSL-JSON",
    suffixes=(".json", ".csljson", ".csl.json"),
    read=read,
    write=write,
    recognises=recognises,
    stream=stream,
    write_stream=write_stream,
    edit=edit,
)
