"""The figures anybody may read: whole months, nothing that tells of a few companies (CGU 2, 4.3.B)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from threading import Lock
from typing import Final

from attrs import define, evolve, field

from conseillers_application.figure_ground import FigureGround, month_of
from conseillers_application.figure_views import Breakdown, By, FiguresPage, FiguresRequest, defined
from conseillers_application.ports import Clock, UnitOfWork, Work
from conseillers_application.read_figures import breakdowns, period_of
from conseillers_domain.calendar import day_of, first_instant_of
from conseillers_domain.counting import Counted, Tally, count
from conseillers_domain.errors import Fault, Invalid, pointer
from conseillers_domain.figures import Mark
from conseillers_domain.territory import Geography

LEAST: Final = 10
"""Parts of fewer demands than that are not told apart in public."""

TOLD: Final = (By.MONTH, By.THEME, By.SUBJECT, By.REGION, By.INSTITUTION)
"""What public figures are broken down by, one at a time."""

_DAY: Final = timedelta(days=1)

OTHERS: Final = "others"
OTHERS_LABEL: Final = "Autres, trop peu nombreux pour être distingués"


@define(kw_only=True)
class ReadPublicFigures:
    """Counts each month once a day, as it stood at midnight, and adds months up.

    So strangers may ask again and again, and every machine tells the same. `least`: parts of fewer demands
    are told together.
    """

    read: UnitOfWork
    geography: Geography
    now: Clock
    least: int = LEAST
    _counted_at: datetime | None = field(init=False, default=None)
    _months: dict[date, Counted] = field(init=False, factory=dict)
    _counting: Lock = field(init=False, factory=Lock)

    def __call__(self, request: FiguresRequest) -> FiguresPage:
        """The figures of the months asked for, whole. Raises Invalid, for what is not told in public too."""
        by = tuple(dict.fromkeys(request.by))
        if evolve(request, since=None, until=None, by=()) != FiguresRequest():
            raise Invalid(*_too_precise(request))
        if faults := tuple(
            Fault(pointer("by"), "not_public", f"Le détail « {one.label} » n’est pas public.")
            for one in by
            if one not in TOLD
        ):
            raise Invalid(*faults)
        today = day_of(self.now())
        period = period_of(request, today)
        months = list(_months(period.since, period.until))
        as_of = first_instant_of(today)
        with self._counting, self.read() as work:
            ground = FigureGround.of(work, self.geography)
            if self._counted_at != as_of:
                self._counted_at = as_of
                self._months.clear()
            if missing := [month for month in months if month not in self._months]:
                self._count(work, ground, missing, as_of)
            first, *others = (self._months[month] for month in months)
        counted = sum(others, first)
        told = evolve(counted, parts={name: self._told(name, parts) for name, parts in counted.parts.items()})
        return FiguresPage(
            since=months[0],
            until=_next(months[-1]) - _DAY,
            as_of=as_of,
            figures=defined(counted.total),
            breakdowns=tuple(_named(breakdowns(by, told, ground))),
        )

    def _count(self, work: Work, ground: FigureGround, months: Sequence[date], as_of: datetime) -> None:
        """Count these months, from the first to the last in one reading, as they stood at that instant."""
        cuts = ground.cuts(TOLD)
        self._months |= {month: count((), cuts, as_of) for month in months}
        until = min(first_instant_of(_next(months[-1])), as_of)
        lives = (life.as_of(as_of) for life in work.lives.received(first_instant_of(months[0]), until))
        for month, some in groupby(lives, month_of):
            self._months[date.fromisoformat(f"{month}-01")] = count(some, cuts, as_of)

    def _told(self, name: str, parts: Mapping[str | None, Tally]) -> dict[str | None, Tally]:
        """The small parts together, with one more if they are still few: no subtraction tells them."""
        if name == By.MONTH:
            return dict(parts)
        by_size = sorted(parts.items(), key=lambda one: (one[1][Mark.RECEIVED], str(one[0])))
        others, told = Tally(), dict(by_size)
        for key, tally in by_size:
            few = 0 < others[Mark.RECEIVED] < self.least
            if tally[Mark.RECEIVED] >= self.least and not few:
                break
            others += told.pop(key)
        return {**told, OTHERS: others} if others[Mark.RECEIVED] else told


def _too_precise(request: FiguresRequest) -> Iterator[Fault]:
    for by in By:
        if getattr(request, by, None) is not None:
            yield Fault(pointer(by), "not_public", "Les chiffres publics ne se filtrent que par mois.")


def _named(told: Iterable[Breakdown]) -> Iterator[Breakdown]:
    """The parts told together have a name of their own, and come last."""
    for one in told:
        others = [evolve(few, label=OTHERS_LABEL) for few in one.parts if few.key == OTHERS]
        yield evolve(one, parts=(*(part for part in one.parts if part.key != OTHERS), *others))


def _months(since: date, until: date) -> Iterator[date]:
    """The first day of each month that those days touch."""
    month = since.replace(day=1)
    while month <= until:
        yield month
        month = _next(month)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
