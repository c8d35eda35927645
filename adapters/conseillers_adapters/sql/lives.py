"""What became of demands, streamed: a line a position, with what it was said of."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from heapq import merge
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

import msgspec
from attrs import frozen
from sqlalchemy import Select, Table, bindparam, select

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import AnyRow, stored
from conseillers_adapters.sql.tables import (
    demands,
    instant,
    left_referrals,
    needs,
    positions,
    referrals,
    surveys,
)
from conseillers_domain.demand import DemandState
from conseillers_domain.lives import Asked, Life, Move, Surveyed, site_of
from conseillers_domain.position import HelpKind, Stance
from conseillers_domain.referral import Leaving

_OF_DEMAND: Final = (
    demands.c.id,
    demands.c.deposited_at,
    demands.c.state,
    demands.c.landing,
    demands.c.origin,
    demands.c.establishment,
    demands.c.subject,
    needs.c.id.label("need"),
    needs.c.subject.label("qualified"),
    surveys.c.contacted,
    surveys.c.useful,
    surveys.c.mark,
)


def _received(asked: Table, *, teams: bool, all_demands: bool) -> Select[Any]:
    """The demands received in a period, a line a position, with what it was said of (`asked`)."""
    said = (positions.c.need == asked.c.need) & (positions.c.team == asked.c.team)
    lines = select(
        *_OF_DEMAND, asked.c.team, asked.c.sent_at, positions.c.stance, positions.c.at, positions.c.help
    ).where(demands.c.deposited_at >= bindparam("since"), demands.c.deposited_at < bindparam("until"))
    if asked is left_referrals:
        lines = lines.where(asked.c.how == Leaving.ARCHIVED.value)
    if teams:
        # Nothing is put before a team earlier than it is received: its index bounds what is read.
        lines = (
            lines.select_from(asked)
            .join(needs, needs.c.id == asked.c.need)
            .join(demands, demands.c.id == needs.c.demand)
            .where(
                asked.c.team.in_(bindparam("teams", expanding=True)), asked.c.sent_at >= bindparam("since")
            )
        )
    else:
        lines = (
            lines.select_from(demands)
            .join(needs, needs.c.demand == demands.c.id, isouter=all_demands)
            .join(asked, asked.c.need == needs.c.id, isouter=all_demands)
        )
    return (
        lines.outerjoin(positions, said)
        .outerjoin(surveys, surveys.c.need == needs.c.id)
        .order_by(demands.c.deposited_at, demands.c.id, needs.c.id, asked.c.rank, positions.c.rank)
    )


_ALL: Final = (
    _received(referrals, teams=False, all_demands=True),
    _received(left_referrals, teams=False, all_demands=False),
)
_PUT_BEFORE: Final = tuple(
    _received(asked, teams=True, all_demands=False) for asked in (referrals, left_referrals)
)
"""Those that stand, then those archived: nobody answered them, and figures say so."""


@frozen
class _Place:
    """What is read of an establishment."""

    commune: str | None = None


@frozen
class _From:
    """What is read of an origin."""

    url: str | None = None


# Made of what the service wrote itself; msgspec skips the rest of it.
_PLACE: Final = msgspec.json.Decoder(_Place)
_FROM: Final = msgspec.json.Decoder(_From)
_STANCES: Final = {one.value: one for one in Stance}
_STATES: Final = {one.value: one for one in DemandState}
_OF_ONE_NEED: Final = attrgetter("id", "need")


def _in_order(line: AnyRow) -> tuple[str, str, str]:
    return line.deposited_at, line.id, line.need or ""


@frozen
class SqlLives:
    """What became of demands, read from a database."""

    connection: Line

    def received(
        self, since: datetime, until: datetime, teams: frozenset[str] | None = None
    ) -> Iterator[Life]:
        """The demands received from one instant to another, that one left out, oldest first."""
        if teams is not None and not teams:
            return
        asked = _ALL if teams is None else _PUT_BEFORE
        between = {"since": stored(since), "until": stored(until)}
        given = between if teams is None else {**between, "teams": sorted(teams)}
        both = merge(*(self.connection.each(one, given) for one in asked), key=_in_order)
        for _, lines in groupby(both, _OF_ONE_NEED):
            yield _life(list(lines))


def _life(lines: Sequence[AnyRow]) -> Life:
    first = lines[0]
    return Life(
        demand=first.id,
        received_at=instant(first.deposited_at),
        state=_STATES[first.state],
        landing=first.landing,
        origin=None if first.origin is None else site_of(_FROM.decode(first.origin).url),
        commune=None if first.establishment is None else _PLACE.decode(first.establishment).commune,
        subject=first.qualified or first.subject,
        need=first.need,
        asked=_asked(one for one in lines if one.team is not None),
        surveyed=None
        if first.mark is None
        else Surveyed(bool(first.contacted), bool(first.useful), first.mark),
    )


def _asked(lines: Iterable[AnyRow]) -> tuple[Asked, ...]:
    said: dict[tuple[str, str], list[Move]] = {}
    for one in lines:
        moves = said.setdefault((one.team, one.sent_at), [])
        if one.stance is not None:
            moves.append(Move(_STANCES[one.stance], instant(one.at), _help(one.help)))
    return tuple(Asked(team, instant(sent_at), tuple(moves)) for (team, sent_at), moves in said.items())


def _help(stored_kinds: str) -> tuple[HelpKind, ...]:
    return tuple(map(HelpKind, stored_kinds.split())) if stored_kinds else ()
