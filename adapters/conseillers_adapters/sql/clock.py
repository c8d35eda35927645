"""The follow-up clock, in tables: what is due is found by indexes on when things happened."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from attrs import frozen
from sqlalchemy import (
    BindParameter,
    Column,
    Select,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    tuple_,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import stored
from conseillers_adapters.sql.tables import (
    hands,
    instant,
    left_referrals,
    milestones,
    needs,
    positions,
    referrals,
)
from conseillers_adapters.sql.turns import take_turn
from conseillers_application.ports import Due, Load
from conseillers_domain.basket import Wait
from conseillers_domain.need import NeedStatus
from conseillers_domain.position import Stance

_REACH = {
    "sqlite": sqlite.insert(milestones).on_conflict_do_nothing(),
    "postgresql": (
        postgresql.insert(milestones).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    ),
}
_HAND = select(hands).where(hands.c.name == bindparam("name"))
_TAKE_OFF = delete(hands).where(hands.c.name == bindparam("name"))
_PUT = insert(hands)


@frozen
class SqlMilestones:
    """What is done once only, kept in a database."""

    connection: Line

    def reach(self, name: str, subject: str, at: datetime) -> bool:
        """Reach a milestone of a subject; True the first time only."""
        reached = {"name": name, "subject": subject, "at": stored(at)}
        return self.connection.execute(_REACH[self.connection.dialect.name], reached).rowcount == 1


@frozen
class SqlHands:
    """How far each line of the clock has read, kept in a database; `writing`: it is about to read on."""

    connection: Line
    writing: bool

    def of(self, name: str) -> Due | None:
        """The last thing it read, None when it has not begun."""
        if self.writing:
            take_turn(self.connection, f"hand {name}")  # two that read on at once would read the same
        row = self.connection.execute(_HAND, {"name": name}).one_or_none()
        return None if row is None else Due(at=instant(row.at), need=row.need, team=row.team)

    def move(self, name: str, to: Due) -> None:
        """It has read as far as that."""
        self.connection.execute(_TAKE_OFF, {"name": name})
        self.connection.execute(_PUT, {"name": name, "at": stored(to.at), "need": to.need, "team": to.team})


def _after(at: "Column[str]", need: "Column[str]", *team: "Column[str]") -> Select[*tuple[Any, ...]]:
    """What happened to needs, and to those teams, in its order, from one place of it on."""
    place: list[BindParameter[str]] = [bindparam(name) for name in ("after", "need", "team")[: 2 + len(team)]]
    return (
        select(at.label("at"), need.label("need"), (team[0] if team else literal("")).label("team"))
        .where(tuple_(at, need, *team) > tuple_(*place), at <= bindparam("until"))
        .order_by(at, need, *team)
        .limit(bindparam("limit"))
    )


_SENT: Final = _after(referrals.c.sent_at, referrals.c.need, referrals.c.team).where(
    referrals.c.stance == Stance.PENDING.value
)
_SAID: Final = _after(positions.c.at, positions.c.need, positions.c.team).where(
    positions.c.stance == bindparam("stance")
)
_CREATED: Final = _after(needs.c.created_at, needs.c.id)


@frozen
class SqlDues:
    """What happened between two instants, kept in a database."""

    connection: Line

    def sent(self, after: Due, until: datetime, limit: int) -> tuple[Due, ...]:
        """The referrals put before teams then that still wait for an answer."""
        return self._found(_SENT, after, until, limit)

    def put_back(self, after: Due, until: datetime, limit: int) -> tuple[Due, ...]:
        """The positions taken back then."""
        return self._found(_SAID, after, until, limit, stance=Stance.PENDING.value)

    def helped(self, after: Due, until: datetime, limit: int) -> tuple[Due, ...]:
        """The exchanges that teams said then to have ended by a help."""
        return self._found(_SAID, after, until, limit, stance=Stance.CLOSED_HELPED.value)

    def created(self, after: Due, until: datetime, limit: int) -> tuple[Due, ...]:
        """The needs born then."""
        return self._found(_CREATED, after, until, limit)

    def _found(
        self, asked: Select[*tuple[Any, ...]], after: Due, until: datetime, limit: int, **more: str
    ) -> tuple[Due, ...]:
        between = {
            "after": stored(after.at),
            "need": after.need,
            "team": after.team,
            "until": stored(until),
            "limit": limit,
        }
        rows = self.connection.execute(asked, {**between, **more})
        return tuple(Due(at=instant(row.at), need=row.need, team=row.team) for row in rows)


_WAITING: Final = (
    select(
        referrals.c.team,
        func.count().label("count"),
        func.max(referrals.c.sent_at).label("latest"),
    )
    .where(
        referrals.c.team.in_(bindparam("teams", expanding=True)),
        referrals.c.sent_at > bindparam("after"),
        referrals.c.sent_at <= bindparam("until"),
        referrals.c.stance == Stance.PENDING.value,
    )
    .group_by(referrals.c.team)
)
_AWAITED: Final = (
    select(referrals.c.team)
    .where(
        referrals.c.stance == Stance.PENDING.value,
        referrals.c.sent_at > bindparam("after"),
        referrals.c.sent_at <= bindparam("until"),
    )
    .distinct()
)
_WAITS: Final = (
    select(
        needs.c.id,
        needs.c.status,
        func.min(referrals.c.sent_at).label("first"),
        func.max(referrals.c.sent_at).label("last"),
    )
    .outerjoin(referrals, (referrals.c.need == needs.c.id) & (referrals.c.stance == Stance.PENDING.value))
    .where(needs.c.id.in_(bindparam("needs", expanding=True)))
    .group_by(needs.c.id)
    .order_by(needs.c.id)
)
_STANCES: Final = (
    select(referrals.c.team, referrals.c.stance, func.count().label("count"))
    .where(referrals.c.sent_at > bindparam("after"), referrals.c.sent_at <= bindparam("until"))
    .group_by(referrals.c.team, referrals.c.stance)
)
_TAKEN: Final = (
    select(referrals.c.team, referrals.c.need, func.max(positions.c.at).label("at"))
    .join(positions, (positions.c.need == referrals.c.need) & (positions.c.team == referrals.c.team))
    .where(
        referrals.c.team.in_(bindparam("teams", expanding=True)),
        # Said here and not given apart: an index of its own finds these.
        referrals.c.stance == text(f"'{Stance.TAKEN.value}'"),
        positions.c.stance == Stance.TAKEN.value,
    )
    .group_by(referrals.c.team, referrals.c.need)
    .having(func.max(positions.c.at) <= bindparam("until"))
    .order_by("at", referrals.c.need)
)
_SENT_BEFORE: Final = union_all(
    *(
        select(func.max(asked.c.sent_at).label("at")).where(
            asked.c.team == bindparam("team"), asked.c.sent_at < bindparam("at")
        )
        for asked in (referrals, left_referrals)
    )
).subquery("sent_before")
_BEFORE: Final = select(func.max(_SENT_BEFORE.c.at))


@frozen
class SqlLoads:
    """What waits for teams, kept in a database."""

    connection: Line

    def waiting(self, teams: Iterable[str], after: datetime, until: datetime) -> Mapping[str, Load]:
        """What was sent after an instant, until another included, and is unanswered; teams without: none."""
        asked = {"teams": sorted(teams), "after": stored(after), "until": stored(until)}
        rows = self.connection.execute(_WAITING, asked) if asked["teams"] else ()
        return {row.team: Load(count=row.count, latest=instant(row.latest)) for row in rows}

    def awaited(self, after: datetime, until: datetime) -> frozenset[str]:
        """The teams that have something unanswered, sent after an instant, until another included."""
        between = {"after": stored(after), "until": stored(until)}
        return frozenset(self.connection.execute(_AWAITED, between).scalars())

    def waits(self, needs: Iterable[str]) -> Mapping[str, Wait]:
        """How each of these needs waits."""
        asked = {"needs": sorted(needs)}
        rows = self.connection.execute(_WAITS, asked) if asked["needs"] else ()
        return {
            row.id: Wait(
                status=NeedStatus(row.status),
                first=row.first and instant(row.first),
                last=row.last and instant(row.last),
            )
            for row in rows
        }

    def stances(self, after: datetime, until: datetime) -> Mapping[str, Mapping[Stance, int]]:
        """Of what was sent to each team after an instant, until another included: how much stands where."""
        found: dict[str, dict[Stance, int]] = {}
        for row in self.connection.execute(_STANCES, {"after": stored(after), "until": stored(until)}):
            found.setdefault(row.team, {})[Stance(row.stance)] = row.count
        return found

    def taken(self, teams: Iterable[str], until: datetime) -> Mapping[str, tuple[Due, ...]]:
        """What each team took until an instant, included, and has not closed since, oldest first."""
        found: dict[str, list[Due]] = {}
        asked = {"teams": sorted(teams), "until": stored(until)}
        for row in self.connection.execute(_TAKEN, asked) if asked["teams"] else ():
            found.setdefault(row.team, []).append(Due(at=instant(row.at), need=row.need, team=row.team))
        return {team: tuple(dues) for team, dues in found.items()}

    def sent_before(self, team: str, at: datetime) -> datetime | None:
        """When the last referral before that instant was sent to a team, None when it had none."""
        found = self.connection.execute(_BEFORE, {"team": team, "at": stored(at)}).scalar_one()
        return found and instant(found)
