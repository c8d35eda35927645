"""The line one transaction speaks on: statements that Core writes once, said to the driver itself.

Going through Core takes as long as SQLite takes to answer, each time (`docs/decisions/0020`).
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from typing import Any, Final

from attrs import Factory, define, frozen
from sqlalchemy import Executable, Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.sql.compiler import SQLCompiler

Values = Mapping[str, Any]
Row = Any
"""What an answer is made of: a named tuple."""

Keep = Callable[[], None]
"""Ends the transaction of a line, whose changes are kept."""

_LISTENERS: Final[list[list[str]]] = []

_NUMBERS: Final = count()
"""Of the statements read bit by bit, which a server wants named."""

HANDED_OVER: Final = 2_000
"""Rows that a server hands over at a time."""

KEPT: Final = 512
"""Statements kept ready, more than the service has."""

_WRITERS: Final[Mapping[str, Dialect]] = {
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": PGDialect_psycopg(),  # type: ignore[no-untyped-call]
}


@frozen
class Said:
    """A statement as a database hears it.

    `fixed`: the values it holds itself; `lists`: those of its values that are lists, each written as so many
    values of its own; `row`: what makes a row of its answer; `changes`: whether it may change anything.
    """

    text: str
    fixed: Values
    row: Callable[[Any], Row]
    lists: Mapping[str, Sequence[str]]
    changes: bool

    def given(self, values: Values) -> Values:
        """Everything it needs, with these values."""
        if self.fixed:
            values = {**self.fixed, **values}
        if self.lists:
            values = dict(values)
            for name, places in self.lists.items():
                values.update(zip(places, values[name], strict=True))
        return values


@frozen
class Answer:
    """What the database answers, read once."""

    _cursor: Any
    _row: Callable[[Any], Row]

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        count: int = self._cursor.rowcount
        return count

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, self._cursor)

    def all(self) -> list[Row]:
        """Every row."""
        return list(map(self._row, self._cursor.fetchall()))

    def one_or_none(self) -> Row | None:
        """The only row, None when there is none; asked by keys, so that there are no others."""
        row = self._cursor.fetchone()
        return None if row is None else self._row(row)

    def one(self) -> Row:
        """The only row. Raises NoResultFound."""
        row = self.one_or_none()
        if row is None:
            raise NoResultFound
        return row

    def scalar_one_or_none(self) -> Any:  # noqa: ANN401 - what the column holds
        """The first value of the only row, None when there is none."""
        row = self._cursor.fetchone()
        return None if row is None else row[0]

    def scalar_one(self) -> Any:  # noqa: ANN401 - same
        """The first value of the only row. Raises NoResultFound."""
        return self.one()[0]

    def scalars(self) -> list[Any]:
        """The first value of every row."""
        return [row[0] for row in self._cursor.fetchall()]


@define
class Changes:
    """What the transaction of a line did so far; `any`: it changed something."""

    any: bool = False


@frozen
class Line:
    """A driver's connection with a transaction open on it, which says Core's statements."""

    driver: Any
    dialect: Dialect
    changes: Changes = Factory(Changes)

    def execute(self, statement: Executable, values: Values | Sequence[Values] = ()) -> Answer:
        """Say it, once or with each of several values. Raises SQLAlchemy's errors, as Core does."""
        said = _said(statement, self.dialect.name)
        try:
            if isinstance(values, list):
                self._tell(said.text)
                cursor = self.driver.cursor()
                cursor.executemany(said.text, [said.given(one) for one in values])
            else:
                known: Values = values or {}  # type: ignore[assignment]
                if said.lists:
                    lengths = tuple((name, len(known[name])) for name in said.lists)
                    said = _said(statement, self.dialect.name, lengths)
                self._tell(said.text)
                cursor = self.driver.execute(said.text, said.given(known))
        except self.dialect.loaded_dbapi.Error as error:
            raise as_core_says(error, self.dialect, said.text) from error
        if said.changes and cursor.rowcount:
            self.changes.any = True
        return Answer(cursor, said.row)

    def each(self, statement: Executable, values: Values) -> Iterator[Row]:
        """Its rows one after the other, however many: a server hands them over a few at a time."""
        if self.dialect.name == "sqlite":
            yield from self.execute(statement, values)
            return
        said = _said(statement, self.dialect.name)
        if said.lists:
            lengths = tuple((name, len(values[name])) for name in said.lists)
            said = _said(statement, self.dialect.name, lengths)
        self._tell(said.text)
        with self.driver.cursor(name=f"rows_{next(_NUMBERS)}") as cursor:
            cursor.itersize = HANDED_OVER
            cursor.execute(said.text, said.given(values))
            yield from map(said.row, cursor)

    def _tell(self, text: str) -> None:
        for listener in _LISTENERS:
            listener.append(text)


@contextmanager
def heard() -> Iterator[list[str]]:
    """What is said on every line in the meantime: tests and benchmarks count it."""
    told = list[str]()
    _LISTENERS.append(told)
    try:
        yield told
    finally:
        _LISTENERS.remove(told)


def as_core_says(error: Exception, dialect: Dialect, text: str | None = None) -> Exception:
    """A driver’s error as SQLAlchemy raises it, any other as it is; values are people’s, and stay untold."""
    driver = dialect.loaded_dbapi.Error
    if not isinstance(error, driver):
        return error
    told = DBAPIError.instance(text, None, error, driver, hide_parameters=True, dialect=dialect)
    assert isinstance(told, Exception)
    return told


@lru_cache(maxsize=KEPT)
def _said(statement: Executable, database: str, lengths: tuple[tuple[str, int], ...] = ()) -> Said:
    compiled = statement.compile(dialect=_WRITERS[database])  # type: ignore[attr-defined]
    assert isinstance(compiled, SQLCompiler)
    awaited = {name: bind for name, bind in compiled.binds.items() if bind.required}
    lists = {name: () for name, bind in awaited.items() if bind.expanding}
    if lists and not lengths:
        return Said(compiled.string, {}, tuple, lists, statement.is_dml)
    expanded = compiled.construct_expanded_state(
        compiled.params | {name: [None] * many for name, many in lengths}
    )
    places = {name: expanded.parameter_expansion[name] for name in lists}
    not_its_own = awaited.keys() | {place for some in places.values() for place in some}
    fixed = {name: value for name, value in expanded.parameters.items() if name not in not_its_own}
    return Said(expanded.statement, fixed, _row_of(statement), places, statement.is_dml)


def _row_of(statement: Executable) -> Callable[[Any], Row]:
    if not isinstance(statement, Select):
        return tuple
    names = [str(column.key) for column in statement.selected_columns]
    kind: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc] # noqa: PYI024 - of any statement
    make: Callable[[Any], Row] = kind._make
    return make
