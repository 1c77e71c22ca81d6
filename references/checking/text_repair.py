"""Words freed of what a program left in them, where what stood there before is certain."""

from __future__ import annotations

import html
import re
import unicodedata

from references.formats.bibtex.latex import to_latex

_ENTITY = re.compile(r"\\?&(?:amp;|\\?&)?\\?(#?\w{2,8});")
_PLAIN_ENTITY = re.compile(r"&#?\w{2,8};")
_COMMANDS = {
    "i": "emph", "em": "emph", "italic": "emph", "b": "textbf", "bold": "textbf",
    "strong": "textbf", "sub": "textsubscript", "inf": "textsubscript", "sup": "textsuperscript",
}  # fmt: skip
_TAGGED = re.compile(rf"<({'|'.join(_COMMANDS)})>([^<>{{}}]*)</\1>", re.IGNORECASE)
_FOREIGN = re.compile(r"[^\x00-\x7f]{2,}")
_TYPOGRAPHIC = frozenset("“”‘’„‚–—…•·°±×÷µ²³¹®©™€£§«»¿¡′″≤≥≈−½¼¾ªº\u00a0")
# Windows-1252 leaves these bytes open; programs that decode with it pass them on as they are.
_OPEN_BYTES = {chr(byte): bytes([byte]) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def without_entities(text: str, *, latex: bool) -> str:
    """The text with the characters that its HTML entities stand for."""
    if not latex:
        return _PLAIN_ENTITY.sub(lambda match: html.unescape(match[0]), text)

    def character(match: re.Match[str]) -> str:
        entity = f"&{match[1]};"
        meant = html.unescape(entity)
        return match[0] if meant == entity else to_latex(meant)

    return _ENTITY.sub(character, text)


def tags_as_commands(text: str) -> str:
    """LaTeX with commands for italic, bold, raised and lowered words in place of HTML tags."""
    previous = ""
    while previous != text:
        previous = text
        text = _TAGGED.sub(lambda match: f"\\{_COMMANDS[match[1].lower()]}{{{match[2]}}}", text)
    return text


def well_decoded(text: str) -> str:
    """The text with UTF-8 that was read as Windows-1252 read aright: ``Ã©`` becomes ``é``.

    A run of such characters is replaced only when all of its bytes are UTF-8 and give letters or
    the marks of printed text; by chance that hardly happens.
    """
    return _FOREIGN.sub(lambda match: _decoded(match[0]), text)


def _decoded(run: str) -> str:
    data = b""
    for character in run:
        if character in _OPEN_BYTES:
            data += _OPEN_BYTES[character]
            continue
        try:
            data += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return run
            data += bytes([ord(character)])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return run
    sound = all(unicodedata.category(each)[0] == "L" or each in _TYPOGRAPHIC for each in text)
    return text if sound else run
