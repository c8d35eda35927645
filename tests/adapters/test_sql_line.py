"""Core's statements said to the driver: with lists of any length, and errors as Core tells them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Engine, MetaData, Table, Text, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError, NoResultFound, ProgrammingError

from conseillers_adapters.sql import Line, make_engine
from conseillers_adapters.sql.engine import opened
from conseillers_adapters.sql.line import heard

people = Table("people", MetaData(), Column("name", Text, primary_key=True), Column("town", Text))
ADD = insert(people)
MOVE = update(people).where(people.c.name == bindparam("who")).values(town=bindparam("to"))
LEAVE = update(people).where(people.c.name == bindparam("who")).values(town=None)
ONE = select(people).where(people.c.name == bindparam("who"))
THESE = select(people.c.name).where(people.c.name.in_(bindparam("names", expanding=True))).order_by("name")
IN_AGEN = select(func.count()).where(people.c.town == "Agen", people.c.name.in_(["ana", "bob", "eve"]))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = make_engine(f"sqlite:///{tmp_path / 'people.sqlite'}")
    people.metadata.create_all(made)
    yield made
    made.dispose()


@pytest.fixture
def line(engine: Engine) -> Iterator[Line]:
    with opened(engine) as (made, _):
        made.execute(ADD, [{"name": name, "town": "Agen"} for name in ("ana", "bob", "cyd")])
        yield made


def test_a_row_bears_the_names_of_its_columns(line: Line) -> None:
    row = line.execute(ONE, {"who": "ana"}).one()
    assert (row.name, row.town) == ("ana", "Agen") == row
    assert line.execute(ONE, {"who": "zoe"}).one_or_none() is None
    with pytest.raises(NoResultFound):
        line.execute(ONE, {"who": "zoe"}).one()
    with pytest.raises(NoResultFound):
        line.execute(ONE, {"who": "zoe"}).scalar_one()


@pytest.mark.parametrize("names", [[], ["ana"], ["ana", "bob", "zoe"], ["bob"]])
def test_a_list_may_have_any_length(line: Line, names: list[str]) -> None:
    found = [name for name in names if name != "zoe"]
    assert line.execute(THESE, {"names": names}).scalars() == found
    assert [row.name for row in line.execute(THESE, {"names": names})] == found
    assert [row.name for row in line.execute(THESE, {"names": names}).all()] == found


def test_a_statement_keeps_the_values_it_was_written_with(line: Line) -> None:
    assert line.execute(IN_AGEN).scalar_one() == 2
    assert line.execute(LEAVE, {"who": "ana"}).rowcount == 1
    assert line.execute(IN_AGEN).scalar_one() == 1
    assert line.execute(ONE, {"who": "ana"}).one().town is None


def test_several_are_said_as_one(line: Line) -> None:
    with heard() as said:
        line.execute(MOVE, [{"who": "ana", "to": "Pau"}, {"who": "bob", "to": "Pau"}])
        assert line.execute(IN_AGEN).scalar_one() == 0
    assert len(said) == 2
    line.execute(IN_AGEN)
    assert len(said) == 2


def test_a_refusal_is_told_as_core_tells_it_and_quotes_nobody(line: Line) -> None:
    with pytest.raises(IntegrityError, match="UNIQUE") as told:
        line.execute(ADD, {"name": "ana", "town": "a secret"})
    assert "secret" not in str(told.value)
    with pytest.raises(ProgrammingError, match="town"):
        line.execute(ADD, {"name": "zoe"})


def test_what_nobody_keeps_is_undone(engine: Engine) -> None:
    with opened(engine) as (line, _):
        line.execute(ADD, {"name": "ana", "town": "Agen"})
    with opened(engine) as (line, keep):
        assert line.execute(IN_AGEN).scalar_one() == 0
        line.execute(ADD, {"name": "bob", "town": "Agen"})
        keep()
    with opened(engine) as (line, _):
        assert line.execute(IN_AGEN).scalar_one() == 1
