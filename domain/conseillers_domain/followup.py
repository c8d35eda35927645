"""The follow-up clock: what the service does by itself when nothing happens (CGU 4.3.B), one line a rule.

A line says which needs it looks at, from what age and up to what age, and what it does with one that is due.
Ages are counted from what its base says; people are told when they work (`calendar.py`).
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from attrs import frozen

from conseillers_domain.events import (
    Fact,
    FirstNeed,
    LastChance,
    NeedAbandoned,
    NeedFollowed,
    ReengagementDue,
    SurveyAwaited,
)
from conseillers_domain.need import EXPIRY, Need, NeedStatus
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.survey import ASKED_AFTER, YOUNGER_THAN


@frozen(kw_only=True)
class Thresholds:
    """How long the service waits before each thing it does by itself.

    `survey_until`: how old a need may be when its company is asked. `draft_until`: how old a draft may be
    when its author is reminded; `draft_kept`: how long it is kept without a change. A team that took
    `closings` needs longer ago than `closing`, and closed none of them, is told how. Months are counted as
    days: 183 are six months, 152 five, 90 three.
    """

    first_need: timedelta = timedelta(days=1)
    recap: timedelta = timedelta(days=4)
    followed: timedelta = timedelta(days=9)
    last_chance: timedelta = timedelta(days=21)
    abandoned: timedelta = EXPIRY
    archived: timedelta = timedelta(days=183)
    survey: timedelta = ASKED_AFTER
    survey_until: timedelta = YOUNGER_THAN
    reengaged: timedelta = timedelta(days=152)
    draft: timedelta = timedelta(hours=24)
    draft_until: timedelta = timedelta(hours=48)
    draft_kept: timedelta = timedelta(days=30)
    closing: timedelta = timedelta(days=60)
    closings: int = 3


DEFAULTS: Final = Thresholds()

FOR_EVER: Final = timedelta(days=3650)
"""For what is to be done however late it is: nothing is older."""


class Base(StrEnum):
    """What ages are counted from."""

    SENT = "sent"
    HELPED = "helped"
    CREATED = "created"


class Once(StrEnum):
    """What a line is once for."""

    NEED = "need"
    REFERRAL = "referral"
    TEAM = "team"


Due = Callable[[Need, str, datetime, "Line"], bool]
"""Whether a need is due, for that team, at that instant, under that line."""


@frozen(kw_only=True)
class Line:
    """One line of the clock: needs aged `after` to `before` that are `due`, each once.

    `once`: for a team, only the first referral it ever had counts. `fact`: what is told of that need and
    team, from that instant on.
    """

    name: str
    base: Base
    after: timedelta
    before: timedelta = FOR_EVER
    once: Once = Once.NEED
    due: Due
    fact: Callable[[str, str, datetime], Fact]

    def subject(self, need: str, team: str) -> str:
        """What it is done once for."""
        return {Once.NEED: need, Once.REFERRAL: f"{need}/{team}", Once.TEAM: team}[self.once]


def lines(thresholds: Thresholds) -> tuple[Line, ...]:
    """The table of the clock."""
    return (
        Line(
            name="first_need",
            base=Base.SENT,
            after=thresholds.first_need,
            before=thresholds.followed,
            once=Once.TEAM,
            due=_waits,
            fact=lambda need, team, at: FirstNeed(need=need, team=team, at=at),
        ),
        Line(
            name="followed",
            base=Base.SENT,
            after=thresholds.followed,
            before=thresholds.abandoned,
            due=_waits_and_nobody_took_it,
            fact=lambda need, _, at: NeedFollowed(need=need, at=at),
        ),
        Line(
            name="last_chance",
            base=Base.SENT,
            after=thresholds.last_chance,
            before=thresholds.abandoned,
            once=Once.REFERRAL,
            due=_waits_and_nobody_took_it,
            fact=lambda need, team, at: LastChance(need=need, team=team, at=at),
        ),
        Line(
            name="abandoned",
            base=Base.SENT,
            after=thresholds.abandoned,
            before=thresholds.archived,
            due=_nobody_is_expected_any_more,
            fact=lambda need, _, at: NeedAbandoned(need=need, at=at),
        ),
        Line(
            name="survey",
            base=Base.HELPED,
            after=thresholds.survey,
            before=thresholds.survey_until,
            due=_helped_and_young,
            fact=lambda need, _, at: SurveyAwaited(need=need, at=at),
        ),
        Line(
            name="reengaged",
            base=Base.CREATED,
            after=thresholds.reengaged,
            before=thresholds.reengaged + thresholds.reengaged / 2,
            due=_closed,
            fact=lambda need, _, at: ReengagementDue(need=need, at=at),
        ),
    )


def _waits(need: Need, team: str, at: datetime, line: Line) -> bool:
    if not need.asks(team):  # withdrawn or handed over since
        return False
    referral = need.referral(team)
    return referral.waits and line.after <= at - referral.sent_at < line.before


def _waits_and_nobody_took_it(need: Need, team: str, at: datetime, line: Line) -> bool:
    return need.status is NeedStatus.PENDING and _waits(need, team, at, line)


def _nobody_is_expected_any_more(need: Need, team: str, at: datetime, line: Line) -> bool:
    if not _waits_and_nobody_took_it(need, team, at, line):
        return False
    return at - max(one.sent_at for one in need.referrals) >= line.after


def _helped_and_young(need: Need, _: str, at: datetime, line: Line) -> bool:
    return need.status is NeedStatus.HELPED and at - need.created_at < line.before


CLOSED: Final = frozenset({NeedStatus.HELPED, NeedStatus.NO_HELP, NeedStatus.UNREACHABLE})


def _closed(need: Need, _: str, __: datetime, ___: Line) -> bool:
    return need.status in CLOSED


TUESDAY: Final = 1


def recap_day(day: date) -> date:
    """The Tuesday whose recap is the latest one to have been due, that day included."""
    return day - timedelta(days=(day.weekday() - TUESDAY) % 7)


THURSDAY: Final = 3
MONTHS_OF_QUARTER: Final = 3


def closing_day(day: date) -> date:
    """The first Thursday of a quarter, the latest one to have come, that day included."""
    first = day.replace(month=day.month - (day.month - 1) % MONTHS_OF_QUARTER, day=1)
    found = first + timedelta(days=(THURSDAY - first.weekday()) % 7)
    return found if found <= day else closing_day(first - timedelta(days=1))


def who_is_reminded(team: str, index: RouteIndex, day: date) -> str | None:
    """The team itself, its delegate while all its advisors are away, nobody when it has none (CGU 4.3.B).

    A team that left the directory, or that is closed, is not reminded either.
    """
    crew = index.crews.get(team)
    if crew is None or crew.closed is not None:
        return None
    if not crew.all_absent(day):
        return team
    delegate = index.crews.get(index.directory.teams[team].delegate or "")
    return delegate.team if delegate is not None and delegate.stands_in_for(crew, day) else None


MOST_LISTED: Final = 7
"""Needs that a mail lists; the others are counted."""
