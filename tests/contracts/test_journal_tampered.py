"""A journal that somebody with the database in hand changes: whatever row it is, it is found (CGU 6.2)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import evolve, frozen
from sqlalchemy import Column, ColumnElement, Executable, Table, and_, delete, insert, select, update

from conseillers_adapters.sql import SqlStore
from conseillers_adapters.sql.tables import journal, journal_blocks, journal_ends
from conseillers_adapters.sql.work import SqlWork
from conseillers_domain.errors import Conflict
from tests.contracts.journals import YEAR, Journals
from tests.contracts.stores import a_bench, undone

TABLES: Final = (journal, journal_blocks, journal_ends)
Row = Mapping[str, Any]


@frozen
class Attack:
    """What somebody does with the database in hand, and without the service's key."""

    work: SqlWork
    journals: Journals

    def __call__(self, *statements: Executable) -> None:
        """Say these to the database."""
        for statement in statements:
            self.work.connection.execute(statement)

    @property
    def found_out(self) -> bool:
        """Whether a verification finds it."""
        verify = evolve(self.journals.verify, read=lambda: nullcontext(self.work))
        return not verify.as_it_is().intact


@frozen
class Attacker:
    """Where attacks begin: the journal as the service left it."""

    journals: Journals
    store: SqlStore
    rows: Mapping[Table, Sequence[Row]]

    @contextmanager
    def at_work(self) -> Iterator[Attack]:
        """Inside, the database is theirs; nothing of it is kept."""
        with undone(self.store) as work:
            assert isinstance(work, SqlWork)
            yield Attack(work, self.journals)

    def do(self, *statements: Executable) -> None:
        """The same, for good."""
        with self.store.begin() as work:
            Attack(work, self.journals)(*statements)

    def block(self, book: str, which: Callable[..., Row]) -> Row:
        """The first or the last block of a book: `which` is `min` or `max`."""
        return which((one for one in self.rows[journal_blocks] if one["book"] == book), key=_number)


def _number(block: Row) -> int:
    number: int = block["number"]
    return number


@pytest.fixture(params=["sqlite", "postgres"])
def attacker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Attacker]:
    """A journal that has lived: begun anew after a pruning, sealed several times, with lines in no block."""
    with a_bench(request, tmp_path) as bench:
        assert isinstance(bench.store, SqlStore)
        journals = Journals(bench.store)
        journals.live(acts=1, readings=1)
        journals.at += 4 * YEAR
        for _ in range(2):
            journals.live(acts=2, readings=1)
        assert journals.prune() == 2
        journals.seal()
        journals.act()
        journals.act()
        with bench.store.engine.connect() as connection:
            rows = {
                table: [dict(row) for row in connection.execute(select(table)).mappings()] for table in TABLES
            }
        assert [len(rows[table]) for table in TABLES] == [10, 5, 4]
        assert journals.verify.as_it_is().intact
        yield Attacker(journals, bench.store, rows)


def same(table: Table, row: Row) -> ColumnElement[bool]:
    """The condition that finds a row."""
    return and_(*(column == row[column.name] for column in table.primary_key.columns))


def taken(table: Table, row: Row, rows: Sequence[Row]) -> bool:
    """Whether the database itself refuses it: a key given twice."""
    keys = [column.name for column in table.primary_key.columns]
    return any(all(row[key] == one[key] for key in keys) for one in rows)


def others(column: "Column[Any]", value: object, rows: Sequence[Row]) -> set[object]:
    """What a value may be changed into: something of nobody's, nothing, and what another row has there."""
    if column is journal.c.block and value is None:
        invented: object = 1
    else:
        invented = value + 100 if isinstance(value, int) else f"{value}x"
    nothing = {None} if column.nullable else set[object]()
    another = [row[column.name] for row in rows if row[column.name] not in {value, None}]
    return {invented, *nothing, *another[:1]} - {value}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_any_column_of_any_row_that_is_changed(attacker: Attacker, table: Table) -> None:
    rows, missed, tried = attacker.rows[table], [], set()
    for number, row in enumerate(rows):
        for column in table.columns:
            for value in others(column, row[column.name], rows):
                if taken(table, {**row, column.name: value}, [one for one in rows if one is not row]):
                    continue
                with attacker.at_work() as attack:
                    attack(update(table).where(same(table, row)).values({column.name: value}))
                    tried.add((number, column.name))
                    if not attack.found_out:
                        missed.append((row, column.name, value))
    assert missed == []
    assert len(tried) == len(rows) * len(table.columns)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_any_row_that_is_removed_once_it_is_sealed(attacker: Attacker, table: Table) -> None:
    for row in attacker.rows[table]:
        with attacker.at_work() as attack:
            attack(delete(table).where(same(table, row)))
            assert attack.found_out is (row.get("block", 0) is not None), row


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_any_row_that_is_put_in_by_copying_another(attacker: Attacker, table: Table) -> None:
    rows, tried = attacker.rows[table], 0
    for row in rows:
        for column in table.primary_key.columns:
            for value in others(column, row[column.name], []):
                copied = {**row, column.name: value}
                if taken(table, copied, rows):
                    continue
                with attacker.at_work() as attack:
                    attack(insert(table).values(copied))
                    assert attack.found_out, copied
                tried += 1
    assert tried >= len(rows)


def test_any_two_lines_that_trade_what_they_have(attacker: Attacker) -> None:
    for one, two in combinations(attacker.rows[journal], 2):
        for column in journal.columns:
            name = column.name
            if one[name] == two[name]:
                continue
            with attacker.at_work() as attack:
                attack(
                    *(delete(journal).where(same(journal, row)) for row in (one, two)),
                    insert(journal).values({**one, name: two[name]}),
                    insert(journal).values({**two, name: one[name]}),
                )
                assert attack.found_out, (one, two, name)


@pytest.mark.parametrize("edge", ["first", "last"])
@pytest.mark.parametrize("book", ["acts", "access"])
@pytest.mark.parametrize("end", ["kept", "removed", "moved"])
def test_an_end_of_the_chain_that_is_cut_off(attacker: Attacker, edge: str, book: str, end: str) -> None:
    block = attacker.block(book, min if edge == "first" else max)
    here = (journal_ends.c.book == book) & (journal_ends.c.edge == edge)
    with attacker.at_work() as attack:
        attack(
            delete(journal_blocks).where(same(journal_blocks, block)),
            delete(journal).where(journal.c.book == book, journal.c.block == block["number"]),
        )
        if end == "removed":
            attack(delete(journal_ends).where(here))
        elif end == "moved" and edge == "first":
            attack(update(journal_ends).where(here).values(number=block["number"], seal=block["seal"]))
        elif end == "moved":
            moved = {"number": block["number"] - 1, "seal": block["previous"]}
            attack(update(journal_ends).where(here).values(moved))
        assert attack.found_out


@pytest.mark.parametrize("kept", [("first", "last"), ("first",), ("last",)], ids="-".join)
def test_a_journal_emptied_but_for_its_ends(attacker: Attacker, kept: tuple[str, ...]) -> None:
    with attacker.at_work() as attack:
        attack(
            delete(journal),
            delete(journal_blocks),
            delete(journal_ends).where(journal_ends.c.edge.not_in(kept)),
        )
        assert attack.found_out


def test_all_of_it_emptied_is_found_by_a_seal_noted_elsewhere_only(attacker: Attacker) -> None:
    heads = [book.head for book in attacker.journals.verdict().books]
    attacker.do(*map(delete, TABLES))
    assert not attacker.journals.verdict(*heads).intact
    assert attacker.journals.verdict().intact


def test_sealing_and_pruning_hide_nothing_of_what_is_broken(attacker: Attacker) -> None:
    block = attacker.block("acts", max)
    attacker.do(
        delete(journal_blocks).where(same(journal_blocks, block)),
        delete(journal).where(journal.c.book == "acts", journal.c.block == block["number"]),
        delete(journal_ends).where(journal_ends.c.book == "acts", journal_ends.c.edge == "last"),
        update(journal_blocks)
        .where(journal_blocks.c.book == "access")
        .values(until="2000-01-01T00:00:00.000Z"),
    )
    for act in (attacker.journals.seal, attacker.journals.prune):
        with pytest.raises(Conflict, match="rompue"):
            act()
    for _ in range(2):
        assert [book.intact for book in attacker.journals.verdict().books] == [False, False]


def test_many_breaches_are_counted_and_the_first_are_told(
    attacker: Attacker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conseillers_application.verify_journal.MOST_TOLD", 2)
    attacker.do(update(journal).values(who="mallory"))
    _, acts = attacker.journals.verdict().books
    assert acts.found == acts.lines > len(acts.breaches) == 2
    assert acts.breaches[0].message.startswith("La ligne line-")
