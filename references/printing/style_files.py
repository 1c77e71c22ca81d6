"""Where styles and locales come from: those that are bundled, and files that users give."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from references.errors import InputError
from references.printing.locale import dialect
from references.printing.style import Style, compiled, language_of, parent_of
from references.printing.style_xml import Element, attributes, local_name, parsed_xml

_DATA = Path(__file__).parent / "data"
#: The bundled styles by the names users give them.
BUNDLED = {
    "ama": "american-medical-association",
    "apa": "apa",
    "chicago-author-date": "chicago-author-date",
    "ieee": "ieee",
    "nature": "nature",
    "vancouver": "nlm-citation-sequence",
}
_MAX_PARENTS = 5


def style_names() -> tuple[str, ...]:
    """The names of the bundled styles."""
    return tuple(sorted(BUNDLED))


def locale_names() -> tuple[str, ...]:
    """The names of the bundled locales."""
    return tuple(sorted(path.stem.removeprefix("locales-") for path in _locale_files()))


def _locale_files() -> list[Path]:
    return list((_DATA / "locales").glob("locales-*.xml"))


def style_named(style: str, locale: str = "") -> Style:
    """A bundled style by name, or the style of a file; in its own language or in that given.

    ``locale`` is a language tag or the path of a locale's file.

    Raises:
        InputError: when there is no such style or locale, naming those there are.
    """
    if style in BUNDLED:
        path = _DATA / "styles" / f"{BUNDLED[style]}.csl"
    elif style.endswith(".csl") or "/" in style or "\\" in style:
        path = Path(style)
    else:
        known = ", ".join(style_names())
        raise InputError(
            f"unknown citation style {style!r}; known are {known}, and files ending in .csl"
        )
    return _compiled(str(path), _read(path), locale)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error


@lru_cache(maxsize=32)
def _compiled(name: str, data: bytes, locale: str) -> Style:
    root = parsed_xml(data, name)
    language = language_of(root)
    path = Path(name)
    for _ in range(_MAX_PARENTS):
        parent = parent_of(root)
        if parent is None:
            break
        path = _parent_file(path, parent)
        root = parsed_xml(_read(path), str(path))
        language = language or language_of(root)
    given, wanted = _given_locale(locale)
    wanted = wanted or language or "en-US"
    source = _source(path.parent, given)
    if source(dialect(wanted)) is None and source(dialect(wanted.partition("-")[0])) is None:
        known = ", ".join(locale_names())
        raise InputError(
            f"no locale {wanted!r} for the style {name}: bundled are {known}; another can be given "
            "as a file (locales-xx-XX.xml), beside the style or by name"
        )
    return compiled(root, source, wanted, name)


def _parent_file(path: Path, parent: str) -> Path:
    """The file of the style that a dependent style stands for: beside it, or bundled."""
    stem = parent.rstrip("/").rpartition("/")[2]
    for candidate in (path.parent / f"{stem}.csl", _DATA / "styles" / f"{stem}.csl"):
        if candidate.is_file() and candidate != path:
            return candidate
    raise InputError(
        f"{path}: a dependent style, whose parent {parent} is neither bundled nor beside it as "
        f"{stem}.csl"
    )


def _given_locale(locale: str) -> tuple[Element | None, str]:
    """A locale's file, when one was given, and the language."""
    if not locale.endswith(".xml"):
        return None, locale
    root = parsed_xml(_read(Path(locale)), locale)
    if local_name(root) != "locale":
        raise InputError(f"{locale}: not a CSL locale (the root element is {local_name(root)!r})")
    return root, attributes(root).get("lang", "")


def _source(folder: Path, given: Element | None) -> Callable[[str], Element | None]:
    given_name = "" if given is None else dialect(attributes(given).get("lang", ""))

    def locale(name: str) -> Element | None:
        if given is not None and name == given_name:
            return given
        for candidate in (folder, _DATA / "locales"):
            path = candidate / f"locales-{name}.xml"
            if path.is_file():
                return parsed_xml(_read(path), str(path))
        return None

    return locale
