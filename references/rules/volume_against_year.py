"""REF046: a volume that the journal's other records contradict."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from references.checking.journals import articles_by_journal
from references.checking.written_fields import label
from references.quotation import quoted
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_FEWEST = 6
_SHARE = 0.8
# Issues dated in December come out in January, and the other way round.
_SLACK = 1
_WITNESSES = 2


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each article off the line on which its journal's volumes and years lie."""
    for articles in articles_by_journal(subject.library).values():
        if len(articles) < _FEWEST:
            continue
        dated = [
            (reference, reference.issued.year, int(reference.volume))
            for reference in articles
            if reference.issued is not None
            and reference.volume.isdecimal()
            and len(reference.volume) < 5
        ]
        line = _line_through(dated)
        if line is not None:
            for reference, year, volume in dated:
                if line.contradicts(year, volume):
                    yield _hit(reference, year, volume, line)


@dataclass(frozen=True, slots=True)
class _Line:
    """The line of a journal of one volume a year; ``years`` are those of the records on it."""

    begun: int
    years: tuple[int, ...]

    def contradicts(self, year: int, volume: int) -> bool:
        """Whether a later record on the line has an earlier volume, or the other way round.

        A journal that comes to print two volumes a year leaves the line without that.
        """
        on_line = volume + self.begun
        if abs(year - on_line) <= _SLACK:
            return False
        first, last = sorted((year, on_line))
        between = bisect_left(self.years, last) - bisect_right(self.years, first)
        return between >= _WITNESSES


def _line_through(dated: Sequence[tuple[Reference, int, int]]) -> _Line | None:
    """The line that nearly all records lie on, ``None`` when there is none."""
    if len(dated) < _FEWEST:
        return None
    counts = Counter(year - volume for _, year, volume in dated)
    begun, _ = max(counts.items(), key=lambda item: (item[1], -item[0]))
    years = sorted(year for _, year, volume in dated if abs(year - volume - begun) <= _SLACK)
    enough = max(_FEWEST - 1, _SHARE * len(dated))
    return _Line(begun, tuple(years)) if len(years) >= enough else None


def _hit(reference: Reference, year: int, volume: int, line: _Line) -> Hit:
    expected = year - line.begun
    should = f"volume {expected}" if expected > 0 else "no volume yet"
    return Hit(
        reference.place_of("volume"),
        f"{label(reference)}: volume {volume} of {quoted(reference.container)} is not of {year}, "
        f"by the journal's other records ({should})",
        "look up both; one of them is a slip, or the journal is another",
        subject=reference.key,
    )


RULE = Rule(
    code="REF046",
    name="volume-against-year",
    severity=Severity.WARNING,
    summary="Volume and year contradict those of the journal's other records.",
    why=(
        "Most journals count one volume a year, so the records of a journal in a library lie on "
        "a line. One that lies off it has a wrong volume, a wrong year or a wrong journal."
    ),
    bad="""
@article{a1, author={Un, A.}, title={One}, journal={Anesthesia}, year={2001}, volume={56}}
@article{a2, author={Un, B.}, title={Two}, journal={Anesthesia}, year={2002}, volume={57}}
@article{a3, author={Un, C.}, title={Three}, journal={Anesthesia}, year={2003}, volume={58}}
@article{a4, author={Un, D.}, title={Four}, journal={Anesthesia}, year={2004}, volume={59}}
@article{a5, author={Un, E.}, title={Five}, journal={Anesthesia}, year={2005}, volume={60}}
@article{a6, author={Un, F.}, title={Six}, journal={Anesthesia}, year={2006}, volume={16}}
""",
    good="""
@article{a1, author={Un, A.}, title={One}, journal={Anesthesia}, year={2001}, volume={56}}
@article{a2, author={Un, B.}, title={Two}, journal={Anesthesia}, year={2002}, volume={57}}
@article{a3, author={Un, C.}, title={Three}, journal={Anesthesia}, year={2003}, volume={58}}
@article{a4, author={Un, D.}, title={Four}, journal={Anesthesia}, year={2004}, volume={59}}
@article{a5, author={Un, E.}, title={Five}, journal={Anesthesia}, year={2005}, volume={60}}
@article{a6, author={Un, F.}, title={Six}, journal={Anesthesia}, year={2006}, volume={61}}
""",
    check=check,
)
