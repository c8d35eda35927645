"""What is kept of persons for too long, found in tables by when its clock began; and the accounts of runs."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from attrs import frozen
from sqlalchemy import Column, ColumnElement, Select, bindparam, insert, literal_column, select, tuple_

from conseillers_adapters.sql.activity import last_activities
from conseillers_adapters.sql.directories import unpacked
from conseillers_adapters.sql.forgetting import FORGETS
from conseillers_adapters.sql.line import Line, Row
from conseillers_adapters.sql.rows import from_json, stored
from conseillers_adapters.sql.tables import (
    access_requests,
    account_changes,
    basket_actions,
    demands,
    directory_entries,
    directory_versions,
    incidents,
    instant,
    invitations,
    letters,
    links,
    refused_addresses,
    replies,
    retention_runs,
    sessions,
    spam,
)
from conseillers_application.ports import RetentionRun
from conseillers_domain.errors import NotFound
from conseillers_domain.incident import IncidentEvent, IncidentState
from conseillers_domain.retention import Keeping, Old

MOMENT: Final = timedelta(milliseconds=1)
SAYS_NOTHING: Final[ColumnElement[str]] = literal_column("''")
"""Written in the statement, as in the condition of an index: a value given apart is not known to be it."""


def _found(
    at: "Column[str]",
    key: "Column[str]",
    *known: ColumnElement[bool],
    shows: Sequence["ColumnElement[Any]"] = (),
    thing: "Column[str] | None" = None,
) -> Select[Any]:
    """Rows of which that instant is past, in its order, from a place on; `thing`: what a row is about."""
    return (
        select((key if thing is None else thing).label("id"), at.label("at"), key.label("key"), *shows)
        .where(
            at < bindparam("before"),
            tuple_(at, key) > tuple_(bindparam("from_at"), bindparam("from_key")),
            *known,
        )
        .order_by(at, key)
        .limit(bindparam("most"))
    )


FINDS: Final[Mapping[Keeping, Select[Any]]] = {
    Keeping.COMPANY: _found(
        demands.c.deposited_at,
        demands.c.id,
        demands.c.forgotten_at.is_(None),
        shows=(demands.c.restricted_at,),
    ),
    Keeping.MAILS: _found(letters.c.queued_at, letters.c.id, letters.c.address_key.is_not(None)),
    Keeping.REFUSED_ADDRESSES: _found(refused_addresses.c.at, refused_addresses.c.key),
    Keeping.LINKS: _found(links.c.expires_at, links.c.token_hash),
    Keeping.REPLIES: _found(replies.c.at, replies.c.key),
    Keeping.SPAM: _found(spam.c.at, spam.c.value, shows=(spam.c.kind,)),
    Keeping.NOTES: _found(basket_actions.c.at, basket_actions.c.id, basket_actions.c.note != SAYS_NOTHING),
    Keeping.ACCESS_REQUESTS: _found(
        access_requests.c.asked_at,
        access_requests.c.id,
        access_requests.c.email != SAYS_NOTHING,
        shows=(access_requests.c.decided_at,),
    ),
    Keeping.INVITATIONS: _found(
        invitations.c.issued_at,
        invitations.c.id,
        invitations.c.email != SAYS_NOTHING,
        shows=(invitations.c.accepted_at, invitations.c.revoked_at, invitations.c.expires_at),
    ),
    Keeping.ACCOUNTS: _found(
        account_changes.c.at,
        account_changes.c.id,
        account_changes.c.kind == literal_column("'ended'"),
        account_changes.c.forgotten_at.is_(None),
        thing=account_changes.c.account,
    ),
    Keeping.SESSIONS: _found(sessions.c.expires_at, sessions.c.token_hash),
    Keeping.INCIDENTS: _found(
        incidents.c.declared_at,
        incidents.c.id,
        incidents.c.description != SAYS_NOTHING,
        incidents.c.state == IncidentState.CLOSED.value,
        shows=(incidents.c.events,),
    ),
}
"""Every class that tables keep, but the directory's, in the order of its clock."""

_LAST_SAID: Final[Mapping[Keeping, Callable[[Row], str]]] = {
    Keeping.ACCESS_REQUESTS: lambda row: row.decided_at or row.at,
    Keeping.INVITATIONS: lambda row: row.accepted_at or row.revoked_at or row.expires_at,
    Keeping.INCIDENTS: lambda row: stored(
        max(one.at for one in from_json(tuple[IncidentEvent, ...], row.events))
    ),
}
"""When the clock of a row began, where it is not the instant that rows are found by, which is before."""

_KNOWN: Final = (
    select(directory_entries.c.id)
    .where(
        directory_entries.c.part == literal_column("'advisors'"),
        directory_entries.c.forgotten_at.is_(None),
        directory_entries.c.id > bindparam("from_id"),
    )
    .order_by(directory_entries.c.id)
)
_VERSIONS_SINCE: Final = select(directory_versions.c.entries).where(
    directory_versions.c.at >= bindparam("since")
)
_VERSION_THEN: Final = (
    select(directory_versions.c.entries)
    .where(directory_versions.c.at < bindparam("since"))
    .order_by(directory_versions.c.version.desc())
    .limit(1)
)

_ADD: Final = insert(retention_runs)
_GET: Final = select(retention_runs).where(retention_runs.c.id == bindparam("id"))
_LATEST: Final = select(retention_runs).order_by(retention_runs.c.id.desc()).limit(bindparam("most"))
_EARLIER: Final = _LATEST.where(retention_runs.c.id < bindparam("after"))


def _found_at(row: Row) -> str:
    at: str = row.at
    return at


@frozen
class SqlRetention:
    """What is kept of persons, class by class, in a database."""

    connection: Line

    def old(self, keeping: Keeping, before: datetime, after: str, limit: int) -> tuple[Old, ...]:
        """Things whose clock may have begun before then, after that place, in the order of their places."""
        if keeping is Keeping.DIRECTORY:
            return self._advisors(before, after, limit)
        from_at, _, from_key = after.partition(" ")
        given = {"before": stored(before), "from_at": from_at, "from_key": from_key, "most": limit}
        rows = self.connection.execute(FINDS[keeping], given).all()
        if keeping is Keeping.COMPANY:
            return self._demands(rows)
        since = _LAST_SAID.get(keeping, _found_at)
        return tuple(
            Old(
                id=f"{row.kind} {row.id}" if keeping is Keeping.SPAM else row.id,
                since=instant(since(row)),
                place=f"{row.at} {row.key}",
            )
            for row in rows
        )

    def _demands(self, rows: Sequence[Row]) -> tuple[Old, ...]:
        last = last_activities(self.connection, [row.id for row in rows])
        return tuple(
            Old(
                id=row.id,
                since=instant(max(row.at, last.get(row.id, ""))),
                place=f"{row.at} {row.id}",
                restricted=row.restricted_at is not None,
            )
            for row in rows
        )

    def _advisors(self, before: datetime, after: str, limit: int) -> tuple[Old, ...]:
        """The entries of advisors that no version names which was in force since then."""
        known = self.connection.execute(_KNOWN, {"from_id": int(after or 0)}).scalars()
        since = {"since": stored(before)}
        named = {
            entry
            for versions in (_VERSIONS_SINCE, _VERSION_THEN)
            for entries in self.connection.execute(versions, since).scalars()
            for entry in unpacked(entries)
        }
        gone = [str(entry) for entry in known if entry not in named]
        return tuple(Old(id=entry, since=before - MOMENT, place=entry) for entry in gone[:limit])

    def forget(self, keeping: Keeping, ids: Sequence[str], at: datetime) -> Mapping[str, int]:
        """Forget the persons of these things; how many rows of which tables said something of them."""
        rows = FORGETS[keeping](self.connection, list(ids), at)
        return {table: changed for table, changed in rows.items() if changed}


@frozen
class SqlRetentionRuns:
    """The accounts of the runs, kept in a database."""

    connection: Line

    def add(self, run: RetentionRun) -> None:
        """Keep a new one."""
        values = {"id": run.id, "at": stored(run.at), "text": run.text, "signature": run.signature}
        self.connection.execute(_ADD, values)

    def get(self, run_id: str) -> RetentionRun:
        """Raises NotFound."""
        row = self.connection.execute(_GET, {"id": run_id}).one_or_none()
        if row is None:
            raise NotFound("Ce passage n’existe pas.")
        return _run_of(row)

    def page(self, after: str, limit: int) -> tuple[RetentionRun, ...]:
        """Those whose id is before `after`, latest first; all, when it is empty."""
        asked, given = (_EARLIER, {"after": after}) if after else (_LATEST, {})
        return tuple(map(_run_of, self.connection.execute(asked, {**given, "most": limit})))


def _run_of(row: Row) -> RetentionRun:
    return RetentionRun(id=row.id, at=instant(row.at), text=row.text, signature=row.signature)
