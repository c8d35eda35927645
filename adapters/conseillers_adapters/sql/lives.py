"""What became of demands, streamed in one statement: a line a position, with what it was said of."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

import msgspec
from attrs import frozen
from sqlalchemy import Select, bindparam, select

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import AnyRow, stored
from conseillers_adapters.sql.tables import demands, instant, needs, positions, referrals
from conseillers_domain.demand import DemandState
from conseillers_domain.lives import Asked, Life, Move, site_of
from conseillers_domain.position import HelpKind, Stance

_COLUMNS: Final = (
    demands.c.id,
    demands.c.deposited_at,
    demands.c.state,
    demands.c.landing,
    demands.c.origin,
    demands.c.establishment,
    demands.c.subject,
    needs.c.id.label("need"),
    needs.c.subject.label("qualified"),
    referrals.c.team,
    referrals.c.sent_at,
    positions.c.stance,
    positions.c.at,
    positions.c.help,
)
_SAID: Final = (positions.c.need == referrals.c.need) & (positions.c.team == referrals.c.team)


def _received(lines: Select[Any]) -> Select[Any]:
    return lines.where(
        demands.c.deposited_at >= bindparam("since"), demands.c.deposited_at < bindparam("until")
    ).order_by(demands.c.deposited_at, demands.c.id, needs.c.id, referrals.c.rank, positions.c.rank)


_ALL: Final = _received(
    select(*_COLUMNS)
    .select_from(demands)
    .outerjoin(needs, needs.c.demand == demands.c.id)
    .outerjoin(referrals, referrals.c.need == needs.c.id)
    .outerjoin(positions, _SAID)
)
_PUT_BEFORE: Final = _received(
    select(*_COLUMNS)
    .select_from(referrals)
    .join(needs, needs.c.id == referrals.c.need)
    .join(demands, demands.c.id == needs.c.demand)
    .outerjoin(positions, _SAID)
    # Nothing is put before a team earlier than it is received: the index of the teams bounds what is read.
    .where(
        referrals.c.team.in_(bindparam("teams", expanding=True)), referrals.c.sent_at >= bindparam("since")
    )
)


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
        for _, lines in groupby(self.connection.each(asked, given), _OF_ONE_NEED):
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
        asked=() if first.team is None else _asked(lines),
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
