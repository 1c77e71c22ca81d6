"""What an XML format has no element for, kept in the record as a processing instruction.

``<?csl-json {"publisher": "Springer"}?>`` is valid wherever an element may stand, and every other
program passes over it; read again here, the record is whole.
"""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from lxml import etree

from references.csl_custom import from_csl_with_custom, to_csl_with_custom
from references.reading.xml_pieces import Piece
from references.reading.xml_writing import permitted
from references.reference import Reference, ReferenceKind

TARGET = "csl-json"
ATTRIBUTES = tuple(
    field.name
    for field in dataclasses.fields(Reference)
    if field.name not in ("location", "fields", "span", "source_format", "entry_type")
)
"""The attributes that make a reference, whatever file it came from."""


def extra_values(root: etree._Element, text: str) -> dict[str, Any]:
    """The values that the instruction in the record of this text gives, by attribute."""
    if f"<?{TARGET}" not in text:
        return {}
    for instruction in root.iter(etree.ProcessingInstruction):
        if getattr(instruction, "target", "") != TARGET:
            continue
        try:
            item = json.loads(instruction.text or "")
        except (ValueError, RecursionError):
            return {}
        if not isinstance(item, dict):
            return {}
        values = from_csl_with_custom(item)
        if "type" not in item:
            del values["kind"]
        values.pop("entry_type", None)
        custom = item.get("custom")
        if isinstance(custom, dict) and custom.get("publication-types") == []:
            values["publication_types"] = ()
        if isinstance(item.get("id"), str):
            values["key"] = item["id"]
        return values
    return {}


def extra_piece(reference: Reference, missing: set[str]) -> Piece:
    """An instruction with the named attributes of a reference."""
    empty = Reference("", ReferenceKind.OTHER, reference.location)
    # Which CSL variable an attribute goes to depends on the kind.
    wanted = {name: getattr(reference, name) for name in missing} | {"kind": reference.kind}
    item = to_csl_with_custom(dataclasses.replace(empty, **wanted))
    if "key" not in missing:
        del item["id"]
    if "publication_types" in missing and not reference.publication_types:
        # The type that the record has is only there because its format wants one.
        item.setdefault("custom", {})["publication-types"] = []
    text = json.dumps(item, ensure_ascii=False).replace("?>", "?\\u003e")
    return Piece(f"?{TARGET}", f"<?{TARGET} {permitted(text)}?>")
