"""What a language brings to a style: terms, date formats, marks and rules of number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from references.printing.style_xml import Element, attributes, children, first, local_name

#: Gives the XML of a locale by its name (``de-DE``), or ``None`` when there is none.
LocaleSource = Callable[[str], Element | None]

FALLBACK_LANGUAGE = "en-US"
#: The dialect that stands for a language given alone, where it is not the language doubled.
_PRIMARY = {
    "en": "en-US", "zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR", "cs": "cs-CZ", "da": "da-DK",
    "el": "el-GR", "et": "et-EE", "fa": "fa-IR", "he": "he-IL", "km": "km-KH", "nb": "nb-NO",
    "nn": "nn-NO", "sl": "sl-SI", "sr": "sr-RS", "sv": "sv-SE", "uk": "uk-UA", "vi": "vi-VN",
    "af": "af-ZA", "ca": "ca-AD", "ar": "ar", "eu": "eu", "la": "la",
}  # fmt: skip
# A dialect that was renamed; styles still ask for the old name.
_RENAMED = {"kh-KH": "km-KH", "ar-AR": "ar", "sl-SL": "sl-SI", "sr-YU": "sr-RS", "no-NO": "nb-NO"}
_FORM_FALLBACK = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}


@dataclass(frozen=True, slots=True)
class Term:
    """One term in one form."""

    single: str
    multiple: str
    gender: str = ""
    match: str = ""


TermKey = tuple[str, str, str]
"""Name, form and the gender of what the form is for."""


@dataclass(slots=True)
class Locale:
    """Terms, date formats and options, as merged from a style and its language."""

    language: str
    terms: dict[TermKey, Term] = field(default_factory=dict)
    dates: dict[str, Element] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    _said: dict[tuple[str, str, bool], str | None] = field(default_factory=dict)

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str | None:
        """The term's words; a form that is missing falls back as CSL says."""
        key = (name, form, plural)
        if key not in self._said:
            found = self._found(name, form)
            self._said[key] = None if found is None else found.multiple if plural else found.single
        return self._said[key]

    def _found(self, name: str, form: str) -> Term | None:
        wanted: str | None = form or "long"
        while wanted is not None:
            if (term := self.terms.get((name, wanted, ""))) is not None:
                return term
            wanted = _FORM_FALLBACK.get(wanted)
        return None

    def symbol(self, name: str) -> str | None:
        """The term's symbol, without falling back on its words."""
        term = self.terms.get((name, "symbol", ""))
        return term.single if term else None

    def gender(self, name: str) -> str:
        """The grammatical gender of a term's noun, empty when there is none."""
        found = self._found(name, "long")
        return found.gender if found else ""

    def ordinal(self, name: str, gender: str) -> Term | None:
        """A term of ordinals for a gender, the neuter one when there is none."""
        return self.terms.get((name, "long", gender)) or self.terms.get((name, "long", ""))

    def marks(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Outer and inner quotation marks."""
        outer = (self.term("open-quote") or "“", self.term("close-quote") or "”")
        inner = (self.term("open-inner-quote") or "‘", self.term("close-inner-quote") or "’")
        return outer, inner

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether stops and commas go within closing marks."""
        return self.options.get("punctuation-in-quote") == "true"

    @property
    def ordinals_on_first_day_only(self) -> bool:
        """Whether only the first of a month is an ordinal."""
        return self.options.get("limit-day-ordinals-to-day-1") == "true"


def dialect(language: str) -> str:
    """The language tag as locales are named: ``de`` is ``de-DE``, ``en-us`` is ``en-US``."""
    tag = language.replace("_", "-").split("-x-")[0]
    base, _, region = tag.partition("-")
    base = base.lower()
    if not region:
        return _PRIMARY.get(base, f"{base}-{base.upper()}")
    named = f"{base}-{region.upper() if len(region) == 2 else region}"
    return _RENAMED.get(named, named)


def merged(language: str, source: LocaleSource, in_style: Iterable[Element]) -> Locale:
    """The locale a style works with; what is nearer to the style overrides what is farther."""
    name = dialect(language)
    own = name.partition("-")[0]
    candidates = dict.fromkeys((FALLBACK_LANGUAGE, dialect(own), name))
    levels = [root for each in candidates if (root := source(each)) is not None]
    levels.extend(_in_style(list(in_style), name, own))
    locale = Locale(name)
    for root in levels:
        _apply(locale, root)
    return locale


def _in_style(elements: list[Element], name: str, own: str) -> list[Element]:
    """The style's own locales that fit, the most general first."""
    out: list[Element] = []
    for wanted in ("", own, name):
        out.extend(
            element for element in elements if attributes(element).get("lang", "").lower()
            == wanted.lower()
        )  # fmt: skip
    return out


def _apply(locale: Locale, root: Element) -> None:
    for element in children(root):
        kind = local_name(element)
        if kind == "style-options":
            locale.options.update(attributes(element))
        elif kind == "date":
            locale.dates[attributes(element).get("form", "")] = element
        elif kind == "terms":
            _apply_terms(locale.terms, element)


def _apply_terms(terms: dict[TermKey, Term], root: Element) -> None:
    given = [_term(element) for element in children(root, "term")]
    # Ordinals are a set: a language that has its own takes nothing from the one before it.
    if any(name.startswith("ordinal") for (name, _, _), _ in given):
        for key in [key for key in terms if key[0].startswith("ordinal")]:
            del terms[key]
    terms.update(given)


def _term(element: Element) -> tuple[TermKey, Term]:
    given = attributes(element)
    single, multiple = first(element, "single"), first(element, "multiple")
    words = element.text or ""
    said = words if single is None else (single.text or "")
    several = said if multiple is None else (multiple.text or "")
    key = (given.get("name", ""), given.get("form", "long"), given.get("gender-form", ""))
    return key, Term(said, several, given.get("gender", ""), given.get("match", ""))
