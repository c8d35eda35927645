"""Writers of the same thing, named, wait for one another: what SQLite's single writer does by itself."""

from sqlalchemy import Text, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from conseillers_adapters.sql.line import Line

_NAME = func.unnest(bindparam("names", type_=ARRAY(Text))).column_valued("name")
_TAKE = select(func.pg_advisory_xact_lock(func.hashtextextended(_NAME, 0)))


def take_turn(connection: Line, *names: str) -> None:
    """Wait until nobody else changes what bears these names; it is ours until the transaction ends.

    What is read afterwards is what the one before has kept.
    """
    if connection.dialect.name != "sqlite":
        # Always in the same order, so that two never wait for each other.
        connection.execute(_TAKE, {"names": sorted(names)})
