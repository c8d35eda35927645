"""How often things were done, in a table: one statement counts and refuses."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar

from attrs import frozen
from sqlalchemy import bindparam, case, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.tables import allowances
from conseillers_domain.allowances import MILLISECOND, Allowance

AnyInsert = TypeVar("AnyInsert", sqlite.Insert, postgresql.Insert)

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

_NUMBERS = ("at", "share", "latest")
_AT, _SHARE, _LATEST = (bindparam(name, type_=allowances.c.clear_at.type) for name in _NUMBERS)


def _taking(insert: AnyInsert) -> AnyInsert:
    """A row added, or put later; nothing when it is so late already that this would be once too often."""
    present = allowances.c.clear_at
    return insert.values(key=bindparam("key"), clear_at=_AT + _SHARE).on_conflict_do_update(
        index_elements=["key"],
        set_={"clear_at": case((present > _AT, present), else_=_AT) + _SHARE},
        where=present <= _LATEST,
    )


_TAKE: Final[Mapping[str, sqlite.Insert | postgresql.Insert]] = {
    "sqlite": _taking(sqlite.insert(allowances)),
    "postgresql": _taking(postgresql.insert(allowances)),
}
# Somebody may have had it forgotten in between: then it was over long ago.
_PRESENT = select(func.coalesce(func.max(allowances.c.clear_at), 0)).where(
    allowances.c.key == bindparam("key")
)
_FORGET = delete(allowances).where(allowances.c.clear_at <= bindparam("at"))


@frozen
class SqlAllowances:
    """What was spent lately, in a database."""

    connection: Line

    def take(self, key: str, allowance: Allowance, at: datetime) -> timedelta | None:
        """Spend it once more; None, or how long to wait."""
        latest = at + allowance.over - allowance.share
        asked = {
            "key": key,
            "at": _number(at),
            "share": allowance.share // MILLISECOND,
            "latest": _number(latest),
        }
        if self.connection.execute(_TAKE[self.connection.dialect.name], asked).rowcount:
            return None
        present = self.connection.execute(_PRESENT, {"key": key}).scalar_one()
        return allowance.wait(_instant(present), at)

    def forget(self, at: datetime) -> None:
        """Keep no more of what is forgotten by then."""
        self.connection.execute(_FORGET, {"at": _number(at)})


def _number(at: datetime) -> int:
    """Milliseconds, which a database adds up."""
    return (at - EPOCH) // MILLISECOND


def _instant(number: int) -> datetime:
    return EPOCH + number * MILLISECOND
