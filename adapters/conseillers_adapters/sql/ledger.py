"""The mails owed, counted and listed; the addresses that nothing reaches; in tables."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from attrs import frozen
from sqlalchemy import Select, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import letter_of, refused_address_of, refused_address_values, stored
from conseillers_adapters.sql.tables import facts, letters, refused_addresses
from conseillers_application.letters import (
    LedgerRow,
    Letter,
    LetterQuery,
    LetterState,
    RefusedAddress,
    Stage,
)

_WAITING = (LetterState.QUEUED.value, LetterState.SENDING.value)
_COUNTS = select(letters.c.state, func.count().label("number")).group_by(letters.c.state)
_DELAYED = select(func.count()).where(letters.c.state == LetterState.QUEUED.value, letters.c.tries > 0)
_PAGE = (
    select(letters, facts.c.kind.label("fact_kind"))
    .join(facts, facts.c.id == letters.c.fact)
    .order_by(letters.c.id.desc())
    .limit(bindparam("most"))
)
_OVERDUE = (
    select(letters)
    .where(
        letters.c.state.in_(_WAITING),
        letters.c.not_before <= bindparam("since"),
        letters.c.marked_at <= bindparam("since"),
        letters.c.id > bindparam("after"),
    )
    .order_by(letters.c.id)
    .limit(bindparam("most"))
)
_SEVERAL = select(letters).where(letters.c.id.in_(bindparam("ids", expanding=True)))
_WRITTEN_TO = (
    select(letters)
    .where(letters.c.address_key == bindparam("key"), letters.c.state == bindparam("state"))
    .order_by(letters.c.id.desc())
    .limit(bindparam("most"))
)
_MARK = {
    "sqlite": sqlite.insert(refused_addresses).on_conflict_do_nothing(index_elements=["key"]),
    # SQLAlchemy looks at how many rows an insertion added when it is asked to only.
    "postgresql": (
        postgresql.insert(refused_addresses)
        .on_conflict_do_nothing(index_elements=["key"])
        .execution_options(preserve_rowcount=True)
    ),
}
_FIND = select(refused_addresses).where(refused_addresses.c.key == bindparam("key"))
_LIFT = delete(refused_addresses).where(refused_addresses.c.key == bindparam("same_key"))
_ALL = (
    select(refused_addresses)
    .order_by(refused_addresses.c.at.desc(), refused_addresses.c.key.desc())
    .limit(bindparam("most"))
)
_AFTER = _ALL.where(
    (refused_addresses.c.at < bindparam("since"))
    | ((refused_addresses.c.at == bindparam("since")) & (refused_addresses.c.key < bindparam("key")))
)
_COUNT = select(func.count()).select_from(refused_addresses)


@frozen
class SqlLedger:
    """The mails owed, counted and listed in a database."""

    connection: Line

    def counts(self) -> Mapping[Stage, int]:
        """How many letters are at each stage."""
        found = dict.fromkeys(Stage, 0)
        for row in self.connection.execute(_COUNTS):
            found[Stage(row.state)] = row.number
        found[Stage.DELAYED] = self.connection.execute(_DELAYED).scalar_one()
        found[Stage.QUEUED] -= found[Stage.DELAYED]
        return found

    def page(self, query: LetterQuery) -> tuple[LedgerRow, ...]:
        """Those asked for, latest owed first."""
        given: dict[str, object] = {"most": query.limit}
        if query.before is not None:
            given["before"] = query.before
        rows = self.connection.execute(_page(query.stage, before=query.before is not None), given)
        return tuple(LedgerRow(letter=letter_of(row), fact_kind=row.fact_kind) for row in rows)

    def overdue(self, since: datetime, after: str, limit: int) -> tuple[Letter, ...]:
        """Those that should have left by then, and of which nothing was said since, oldest owed first."""
        given = {"since": stored(since), "after": after, "most": limit}
        return tuple(map(letter_of, self.connection.execute(_OVERDUE, given)))

    def several(self, letter_ids: Collection[str]) -> Mapping[str, Letter]:
        """These letters, by their ids; an unknown one is left out."""
        rows = self.connection.execute(_SEVERAL, {"ids": list(letter_ids)})
        return {row.id: letter_of(row) for row in rows}

    def written_to(self, address_key: str, state: LetterState, limit: int) -> tuple[Letter, ...]:
        """Those last written to that address that are in that state, latest owed first."""
        given = {"key": address_key, "state": state.value, "most": limit}
        return tuple(map(letter_of, self.connection.execute(_WRITTEN_TO, given)))


@cache
def _page(stage: Stage | None, *, before: bool) -> Select[Any]:
    """The same statement each time the same is asked: writing one takes longer than its answer."""
    page = _at_stage(_PAGE, stage)
    return page.where(letters.c.id < bindparam("before")) if before else page


def _at_stage(statement: Select[Any], stage: Stage | None) -> Select[Any]:
    match stage:
        case None:
            return statement
        case Stage.DELAYED:
            return statement.where(letters.c.state == LetterState.QUEUED.value, letters.c.tries > 0)
        case Stage.QUEUED:
            return statement.where(letters.c.state == LetterState.QUEUED.value, letters.c.tries == 0)
        case _:
            return statement.where(letters.c.state == stage.value)


@frozen
class SqlRefusedAddresses:
    """The addresses that nothing reaches, kept in a database."""

    connection: Line

    def mark(self, refused: RefusedAddress) -> bool:
        """Keep one; False for an address marked already, which stays as it was."""
        statement = _MARK[self.connection.dialect.name]
        return self.connection.execute(statement, refused_address_values(refused)).rowcount == 1

    def find(self, key: str) -> RefusedAddress | None:
        """What is known of that address, None when nothing says it is refused."""
        row = self.connection.execute(_FIND, {"key": key}).one_or_none()
        return None if row is None else refused_address_of(row)

    def lift(self, key: str) -> bool:
        """Forget that it was refused; False when it was not."""
        return self.connection.execute(_LIFT, {"same_key": key}).rowcount == 1

    def page(self, after: tuple[datetime, str] | None, limit: int) -> tuple[RefusedAddress, ...]:
        """Those after that instant and key, latest first."""
        if after is None:
            rows = self.connection.execute(_ALL, {"most": limit})
        else:
            at, key = after
            rows = self.connection.execute(_AFTER, {"most": limit, "since": stored(at), "key": key})
        return tuple(map(refused_address_of, rows))

    def count(self) -> int:
        """How many there are."""
        return int(self.connection.execute(_COUNT).scalar_one())
