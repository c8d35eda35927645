"""The figures of the service, each reader's own: one definition, counted on what they may see (CGU 4.3.B)."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

from attrs import frozen

from conseillers_application.figure_ground import FigureGround, landing_of
from conseillers_application.figure_views import (
    Breakdown,
    By,
    FiguresPage,
    FiguresRequest,
    Part,
    defined,
    part,
)
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_domain.accounts import Act, Person, Role
from conseillers_domain.calendar import day_of
from conseillers_domain.counting import Counted, count
from conseillers_domain.errors import Invalid, NotFound
from conseillers_domain.lives import Scope
from conseillers_domain.periods import Period
from conseillers_domain.territory import Geography

NOT_YOURS = "Vous n’avez pas de chiffres sous ce nom."


class Whose(StrEnum):
    """Whose figures are asked for, besides staff's, who see all of them."""

    PUBLIC = "public"
    TEAMS = "teams"
    INSTITUTION = "institution"
    LANDINGS = "landings"


@frozen(kw_only=True)
class ReadFigures:
    """Counts the figures of a period, live."""

    read: UnitOfWork
    geography: Geography
    now: Clock

    def __call__(self, person: Person, request: FiguresRequest) -> FiguresPage:
        """Staff reads those of everybody. Raises NotFound to others, Invalid for what nothing bears."""
        person.must_be_allowed(Act.SEE_ALL_FIGURES)
        return self.page(request)

    def own(self, person: Person, whose: Whose, request: FiguresRequest) -> FiguresPage:
        """Advisors and managers read their teams', pilots their institution's, partners their pages'.

        Raises NotFound to who has none, Invalid for what nothing bears.
        """
        return self.page(request, person, whose)

    def page(
        self, request: FiguresRequest, person: Person | None = None, whose: Whose | None = None
    ) -> FiguresPage:
        """The figures asked for; for the command line too, which sees all of them."""
        at = self.now()
        period = period_of(request, day_of(at))
        with self.read() as work:
            ground = FigureGround.of(work, self.geography)
            scope = ground.scope(request) if person is None else _own(person, whose, ground, request)
            lives = work.lives.received(period.begins, period.ends, scope.teams)
            counted = count(scope.parts(lives), ground.cuts(request.by), at)
        return FiguresPage(
            since=period.since,
            until=period.until,
            as_of=at,
            figures=defined(counted.total),
            breakdowns=tuple(breakdowns(request.by, counted, ground)),
        )


def _own(person: Person, whose: Whose | None, ground: FigureGround, request: FiguresRequest) -> Scope:
    """What of a request a person may see the figures of."""
    if whose is Whose.TEAMS and person.reaches:
        return ground.scope(request, person.reaches)
    if whose is Whose.INSTITUTION and Role.PILOT in person.roles and person.institution is not None:
        return ground.scope(request, ground.teams_of(person.institution))
    if whose is Whose.LANDINGS and Role.PARTNER in person.roles and person.landings:
        return ground.scope(request).among(landing_of, person.landings)
    raise NotFound(NOT_YOURS)


def period_of(request: FiguresRequest, today: date) -> Period:
    """The days asked for: the last twelve months, this one included, unless said. Raises Invalid."""
    until = request.until or today
    period = Period(since=request.since or a_year_before(until), until=until)
    if faults := period.faults():
        raise Invalid(*faults)
    return period


def a_year_before(day: date) -> date:
    """The first day of the eleventh month before: with that day's own, they are twelve."""
    months = day.year * 12 + day.month - 12
    return date(months // 12, months % 12 + 1, 1) if months >= 12 else date.min  # noqa: PLR2004 - a year's


def breakdowns(by: Iterable[By], counted: Counted, ground: FigureGround) -> Iterable[Breakdown]:
    """Each cut, its parts by what people call them; months in their order, the unknown last."""
    for one in dict.fromkeys(by):
        parts = [part(key, ground.label(one, key), tally) for key, tally in counted.parts[one].items()]
        yield Breakdown(by=one, label=one.label, parts=tuple(sorted(parts, key=_place(one))))


def _place(by: By) -> Callable[[Part], tuple[bool, str]]:
    return lambda one: (one.key is None, str(one.key) if by is By.MONTH else one.label)
