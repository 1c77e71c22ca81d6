"""Styles and locales as XML trees, read without entities, network or unbounded depth."""

from __future__ import annotations

from lxml import etree

from references.errors import InputError

Element = etree._Element

#: No style or locale in the public repositories comes near; what is larger is not one.
MAX_BYTES = 5_000_000
_MAX_DEPTH = 60


def parsed_xml(data: bytes, name: str) -> Element:
    """The root element.

    Raises:
        InputError: when it is no XML, declares entities, or is beyond all reason in size.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: larger than any CSL file ({len(data)} bytes)")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: not readable as XML: {error}") from error
    document = root.getroottree().docinfo
    if document.internalDTD is not None:
        raise InputError(f"{name}: a document type declaration is not allowed in CSL files")
    _check_depth(root, name)
    return root


def _check_depth(root: Element, name: str) -> None:
    depth = 0
    level = [root]
    while level:
        depth += 1
        if depth > _MAX_DEPTH:
            raise InputError(f"{name}: elements nested more than {_MAX_DEPTH} deep")
        level = [child for element in level for child in element]


def local_name(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, name: str | None = None) -> list[Element]:
    """The child elements, all or those of a name."""
    found = [child for child in element if isinstance(child.tag, str)]
    return [child for child in found if name is None or local_name(child) == name]


def first(element: Element, name: str) -> Element | None:
    """The first child of that name."""
    return next(iter(children(element, name)), None)


def attributes(element: Element) -> dict[str, str]:
    """The attributes by local name."""
    return {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}
