"""REF021: a list of names that is not one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from references.checking.mending import is_bibtex, set_markup
from references.checking.name_mending import mended
from references.checking.reader_problems import problem_hits
from references.checking.written_fields import label, written
from references.edit import FieldEdit
from references.people import PersonName
from references.quotation import quoted
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity
from references.source import Location

_NAMES = ("author", "editor", "translator")
_ET_AL = re.compile(r"\bet\.?\s*al\b", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"[\[(]?(?:anonymous|anon\.?|unknown|no author|n/?a)[\])]?", re.IGNORECASE
)
# "Smith J, Jones KL": family name and initials, comma, family name and initials (Vancouver).
_VANCOUVER = re.compile(r"[^\W\d_][\w'’-]+\s+[A-Z]{1,3}(?:,\s*[^\W\d_][\w'’-]+\s+[A-Z]{1,3})+")
_ENTITY = re.compile(r"&#?\w+;")
_EMPTY_NAME = re.compile(r"^\s*and\s|\sand\s+and\s|\sand\s*$", re.IGNORECASE)
_AND_TWICE = re.compile(r"and\s+and")
_TITLE = re.compile(r"(?<![\w.])(?:Dr|Prof|Professor)\.?\s|\bPh\.?\s?D\b", re.IGNORECASE)
_DIGIT = re.compile(r"[\d⁰¹²³⁴-⁹]")
_CAPITALS = re.compile(r"[^\W\d_]{4,}")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each name field, with the first thing that is wrong in it."""
    reported: set[Location] = set()
    edits: dict[Location, tuple[FieldEdit, ...]] = {}
    for hit in problem_hits(subject, "REF021"):
        if hit.location not in reported:
            reported.add(hit.location)
            edits = edits or _edits_by_place(subject)
            yield replace(hit, edits=edits.get(hit.location, ()))
    for reference in subject.library:
        for role, people in _roles(reference):
            raw = next((field.raw for field in written(reference, role)), "")
            matter, hint = _matter(people, raw)
            if matter and (place := reference.place_of(role)) not in reported:
                yield Hit(
                    place,
                    f"{label(reference)}: {role} {matter}",
                    hint,
                    subject=reference.key,
                    edits=_edits(reference, role),
                )


def _edits_by_place(subject: LibrarySubject) -> dict[Location, tuple[FieldEdit, ...]]:
    return {
        reference.place_of(role): _edits(reference, role)
        for reference in subject.library
        for role, _ in _roles(reference)
    }


def _edits(reference: Reference, role: str) -> tuple[FieldEdit, ...]:
    """The list in BibTeX's form, where it is plain in another."""
    field = reference.field(role)
    if field is None or not is_bibtex(reference):
        return ()
    names = mended(field.raw)
    return set_markup(reference, field, names) if names and names != field.raw else ()


def _roles(reference: Reference) -> Iterator[tuple[str, tuple[PersonName, ...]]]:
    given = {field.name.lower() for field in written(reference, *_NAMES)}
    for role, people in zip(
        _NAMES, (reference.authors, reference.editors, reference.translators), strict=True
    ):
        if people or role in given:
            yield role, people


def _matter(people: tuple[PersonName, ...], raw: str) -> tuple[str, str]:
    """What is wrong with a list, and what to do; empty when nothing is.

    What stands in braces is a body's own name and may hold anything.
    """
    # A format that gives each name its own parts (CSL-JSON) has no list that could be miswritten.
    bare = "" if raw.startswith('[{"') else _ENTITY.sub("x", _without_braces(raw))
    if _has_empty_name(bare):
        return "list has an “and” without a name beside it", "remove the spare “and”"
    names = "; ".join(person.family for person in people)
    if found := _ET_AL.search(bare) or _ET_AL.search(names):
        return f"list holds {quoted(found[0])}", "write “and others” for the names left out"
    if ";" in bare or any(";" in person.family + person.given for person in people):
        return f"list is parted by semicolons ({quoted(bare or names)})", "part names by “ and ”"
    for person in people:
        matter, hint = _matter_with(person)
        if matter:
            return matter, hint
    if _VANCOUVER.fullmatch(bare.strip()) or _too_many_commas(bare):
        return f"list is parted by commas ({quoted(bare)})", "part names by “ and ”"
    return "", ""


@lru_cache(maxsize=1 << 16)
def _matter_with(person: PersonName) -> tuple[str, str]:
    if _PLACEHOLDER.fullmatch(str(person).strip()):
        matter = f"is the placeholder {quoted(str(person))}"
        return matter, "name the body that answers for the work, or leave the field out"
    if person.literal:
        return "", ""
    name = f"{person.given} {person.family}"
    if "@" in name:
        return f"{quoted(str(person))} is an address", "leave only the name"
    if _DIGIT.search(name):
        return (
            f"{quoted(str(person))} holds a digit",
            "remove the footnote mark, or put braces around",
        )
    if _TITLE.search(f"{name} {person.suffix}"):
        return f"{quoted(str(person))} holds an academic title", "leave only the name"
    capitals = _CAPITALS.search(person.family)
    if capitals and person.family.isupper() and _has_full_name(person.given):
        return f"{quoted(str(person))} is in capitals", "write it in upper and lower case"
    return "", ""


def _has_empty_name(bare: str) -> bool:
    lower = bare.lower().strip()
    # Only these few are worth the full search, which stops at every blank.
    may = lower.startswith("and") or lower.endswith("and") or _AND_TWICE.search(lower) is not None
    return may and _EMPTY_NAME.search(bare) is not None


def _has_full_name(given: str) -> bool:
    """Whether a given name is more than initials, so that a body's acronym is not taken for one."""
    return _CAPITALS.search(given) is not None


def _too_many_commas(bare: str) -> bool:
    """BibTeX knows at most "von Last, Jr, First": three commas in one name are several names."""
    names = re.split(r"\sand\s", bare)
    # BibLaTeX's "family=Berg, given=A., prefix=van den, useprefix=true" is one name.
    return any(name.count(",") > 2 and "=" not in name for name in names)


def _without_braces(raw: str) -> str:
    """The list with one letter in place of whatever stands in braces."""
    if "{" not in raw and "}" not in raw:
        return raw
    if "{" not in raw:
        return raw
    kept: list[str] = []
    depth = 0
    for char in raw:
        if char == "{":
            depth += 1
            kept.append("x" if depth == 1 else "")
        elif char == "}":
            depth -= 1
        elif depth <= 0:
            kept.append(char)
    return "".join(kept)


RULE = Rule(
    code="REF021",
    name="name-list",
    severity=Severity.WARNING,
    summary="A list of authors or editors is not written as one.",
    why=(
        "Names that are parted by commas become one person with a very long name; “et al.” and "
        "footnote digits become people. Short citations and matching go wrong with them."
    ),
    bad="""
@article{un2011,
  author  = {Un B, Ceyhan D, Yelken B},
  title   = {Prevention of etomidate-related myoclonus},
  journal = {Journal of Research in Medical Sciences},
  year    = {2011},
}
@article{guler2005,
  author  = {Guler, A. and et al.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@article{un2011,
  author  = {Un, B. and Ceyhan, D. and Yelken, B. and Guler, A. and Satilmis, T. and
             {3M Research Group} and others},
  title   = {Prevention of etomidate-related myoclonus},
  journal = {Journal of Research in Medical Sciences},
  year    = {2011},
}
""",
    check=check,
    fixable=True,
)
