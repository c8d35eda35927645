"""The maps of a coverage report: what companies lack, département by département, one map a kind of lack."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final

from attrs import frozen

from conseillers_adapters.exports.france import France
from conseillers_adapters.exports.words import LACKS, counted
from conseillers_application.coverage_page import CoveragePage
from conseillers_application.coverage_places import Lack, Lacking, ToldDepartement
from conseillers_application.coverage_views import ToldAnomaly
from conseillers_domain.french import number, typeset

NOTHING: Final = Lacking(gaps=(), communes=0)
NAMED: Final = 5
"""Subjects or institutions told of one département before « et n autres »."""

INSET: Final[dict[str, tuple[int, int]]] = {"92": (0, 0), "75": (1, 0), "93": (2, 0), "94": (1, 1)}
"""Paris and its neighbours, too small on the map: the column and the row of their squares."""

DEPARTEMENTS_OVERSEAS: Final = frozenset({"971", "972", "973", "974", "976"})

SIDE: Final = 520
STEP: Final = 600
INSET_AT: Final = (3620, 5150)
OVERSEAS_AT: Final = 6250
"""Lengths on the map, which is 6130 wide."""


class Share(StrEnum):
    """How much of a département is touched; the values are classes of the style sheet."""

    NONE = "s0"
    LESS = "s1"
    MORE = "s2"
    ALL = "s3"

    @property
    def label(self) -> str:
        """As the key of the map says it."""
        return _LABELS[self]


_LABELS: Final = {
    Share.NONE: "aucune commune",
    Share.LESS: "moins de la moitié des communes",
    Share.MORE: "la moitié ou plus",
    Share.ALL: "toutes les communes",
}


@frozen(kw_only=True)
class Mark:
    """A département as to one lack: how it is painted on the map, what is told of it there and in the table.

    `cases`: how many subjects; `about`: the subjects that nobody answers, else the institutions that fail
    on some, the first of them, and `more` how many others. `communes`: how many of its `of` communes are
    touched.
    """

    lack: Lack
    code: str
    name: str
    share: Share
    cases: int
    communes: int
    of: int
    about: tuple[str, ...]
    more: int

    @property
    def counts(self) -> str:
        """`1 sujet sans réponse, 152 communes sur 152`."""
        communes = counted(self.communes, "commune", "communes")
        return f"{LACKS[self.lack].cases(self.cases)}, {communes} sur {number(self.of)}"

    @property
    def names(self) -> str:
        """What it is about, in a line."""
        others = (f"et {counted(self.more, 'autre', 'autres')}",) if self.more else ()
        return typeset(" ; ".join((*self.about, *others)))

    @property
    def tells(self) -> str:
        """What a reader is told of it on the map."""
        found = f"{self.counts}. {self.names}" if self.cases else "rien à signaler"
        return typeset(f"{self.name} ({self.code}) : {found}")


@frozen(kw_only=True)
class Square:
    """A département drawn as a square of `SIDE`, its upper left corner there."""

    mark: Mark
    x: int
    y: int


@frozen(kw_only=True)
class LackMap:
    """One map. `shapes`: what is drawn as it is; `squares`: overseas and around Paris."""

    lack: Lack
    shapes: tuple[Mark, ...]
    squares: tuple[Square, ...]

    @property
    def inset(self) -> frozenset[str]:
        """Those drawn a second time, as squares."""
        return frozenset(mark.code for mark in self.shapes).intersection(
            one.mark.code for one in self.squares
        )

    @property
    def touched(self) -> int:
        """How many départements have something to show."""
        marks = {mark.code: mark for mark in (*self.shapes, *(square.mark for square in self.squares))}
        return sum(mark.cases > 0 for mark in marks.values())


def lack_map(lack: Lack, page: CoveragePage, france: France) -> LackMap:
    """The map of what companies lack in that way."""
    marks = {one.code: mark(lack, one, page) for one in page.departements}
    return LackMap(
        lack=lack,
        shapes=tuple(found for code, found in marks.items() if code in france.outlines),
        squares=(*_inset(marks), *_overseas([m for c, m in marks.items() if c not in france.outlines])),
    )


def mark(lack: Lack, departement: ToldDepartement, page: CoveragePage) -> Mark:
    """A département as to that lack."""
    lacking = departement.lacking.get(lack, NOTHING)
    names = about([gap.anomaly for gap in lacking.gaps], page)
    return Mark(
        lack=lack,
        code=departement.code,
        name=departement.name,
        share=share_of(lacking, departement),
        cases=len(lacking.gaps),
        communes=lacking.communes,
        of=departement.communes,
        about=names[:NAMED],
        more=max(0, len(names) - NAMED),
    )


def about(anomalies: Iterable[ToldAnomaly], page: CoveragePage) -> tuple[str, ...]:
    """The subjects that all institutions leave out; the institutions, and how many of its subjects each."""
    subjects = Counter[str]()
    names: list[str] = []
    for one in anomalies:
        if one.institution is None:
            names.append(page.subjects[one.subject or ""])
        else:
            subjects[page.institutions[one.institution]] += 1
    return (*names, *(f"{name} ({counted(many, 'sujet', 'sujets')})" for name, many in subjects.items()))


def share_of(lacking: Lacking, departement: ToldDepartement) -> Share:
    """How much of the département is touched."""
    if not lacking.communes:
        return Share.NONE
    if lacking.communes == departement.communes:
        return Share.ALL
    return Share.MORE if 2 * lacking.communes >= departement.communes else Share.LESS


def _inset(marks: dict[str, Mark]) -> Iterator[Square]:
    left, top = INSET_AT
    for code, (column, row) in INSET.items():
        if code in marks:
            yield Square(mark=marks[code], x=left + column * STEP, y=top + row * STEP)


def _overseas(marks: Sequence[Mark]) -> Iterator[Square]:
    """The five départements on a row, the collectivities on the next."""
    rows = (
        [one for one in marks if one.code in DEPARTEMENTS_OVERSEAS],
        [one for one in marks if one.code not in DEPARTEMENTS_OVERSEAS],
    )
    for row, squares in enumerate(rows):
        for column, one in enumerate(squares):
            yield Square(mark=one, x=column * STEP, y=OVERSEAS_AT + row * STEP)
