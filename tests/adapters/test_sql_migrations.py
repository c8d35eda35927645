"""A migrated database is the one the tables say, up, down and up again."""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, Inspector, inspect, text
from sqlalchemy.exc import OperationalError

from conseillers_adapters.documents import read, unstructure
from conseillers_adapters.sql import make_engine, migrate, sqlite_engine
from conseillers_adapters.sql.migrate import Standing, alembic_config, is_current, standing, standing_at
from conseillers_adapters.sql.rows import stored
from conseillers_adapters.sql.tables import metadata
from conseillers_application.ports import DirectoryVersion
from conseillers_domain.directory import DirectoryDocument
from tests.builders import NOW, a_directory, a_team, an_index_of
from tests.contracts.stores import Told, a_sql_store, new_ids
from tests.postgres import Server

BOOKKEEPING = "alembic_version"
migrations = sys.modules[migrate.__module__]
CATALOGUED = (
    (
        "select table_name, column_name, data_type, is_nullable, column_default, collation_name "
        "from information_schema.columns where table_schema = 'public'"
    ),
    "select tablename, indexdef from pg_indexes where schemaname = 'public'",
    (
        "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint "
        "where connamespace = 'public'::regnamespace"
    ),
)


New = Callable[[], Engine]


@pytest.fixture(params=["sqlite", "postgres"])
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[New]:
    """Gives engines on databases where there is nothing."""
    with ExitStack() as closing:

        def a_database() -> Engine:
            if request.param == "sqlite":
                url = f"sqlite:///{tmp_path}/{len(engines)}.sqlite"
            else:
                server: Server = request.getfixturevalue("postgres")
                url = server.fresh()
                closing.callback(server.drop, url)
            engines.append(make_engine(url))
            closing.callback(engines[-1].dispose)
            return engines[-1]

        engines: list[Engine] = []
        yield a_database


@pytest.fixture
def migrated(new: New) -> Engine:
    engine = new()
    migrate(engine)
    return engine


@pytest.fixture
def created(new: New) -> Engine:
    engine = new()
    with engine.begin() as connection:
        metadata.create_all(connection)
    return engine


def tables(engine: Engine) -> list[str]:
    return sorted(set(inspect(engine).get_table_names()) - {BOOKKEEPING})


def described(engine: Engine) -> dict[str, dict[str, Any]]:
    """What the database says of each of its tables, in an order that says nothing."""
    inspector = inspect(engine)
    return {table: _described(inspector, table) for table in tables(engine)}


def _described(inspector: Inspector, table: str) -> dict[str, Any]:
    columns = [{**one, "type": str(one["type"])} for one in inspector.get_columns(table)]
    return {
        "columns": columns,
        "primary key": inspector.get_pk_constraint(table),
        "foreign keys": _sorted(inspector.get_foreign_keys(table)),
        "unique": _sorted(inspector.get_unique_constraints(table)),
        "checks": _sorted(inspector.get_check_constraints(table)),
        "indexes": _sorted(inspector.get_indexes(table)),
    }


def _sorted(told: Sequence[Mapping[str, Any]]) -> list[str]:
    return sorted(json.dumps(one, default=str, sort_keys=True) for one in told)


def written(engine: Engine) -> dict[str, list[str]]:
    """The statements that made everything: each table's own lines in an order that says nothing.

    PostgreSQL keeps none: what it says of each column and index stands for them.
    """
    if engine.dialect.name != "sqlite":
        return _catalogued(engine)
    with engine.connect() as connection:
        rows = connection.execute(text("select name, sql from sqlite_master where sql is not null")).all()
    return {row.name: _lines(row.sql) for row in rows if row.name != BOOKKEEPING}


def _catalogued(engine: Engine) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with engine.connect() as connection:
        for asked in CATALOGUED:
            for table, *told in connection.execute(text(asked)):
                if table != BOOKKEEPING:
                    found.setdefault(table, []).append(" ".join(map(str, told)))
    return {table: sorted(lines) for table, lines in found.items()}


def _lines(sql: str) -> list[str]:
    """Its parts, whatever line they stand on: a column added later stands at the end of the last one."""
    head, _, body = re.sub(r"\s+", " ", sql).strip().partition("(")
    return [head, *sorted(part.strip() for part in re.split(r",(?![^(]*\))", body.removesuffix(")")))]


def test_a_migrated_database_is_the_created_one(migrated: Engine, created: Engine) -> None:
    assert tables(migrated) == sorted(metadata.tables)
    assert described(migrated) == described(created)


def test_it_was_made_by_the_same_statements(migrated: Engine, created: Engine) -> None:
    assert written(migrated) == written(created)


def test_nothing_is_left_to_migrate(migrated: Engine) -> None:
    with migrated.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        command.check(alembic_config(connection))


def test_the_tables_of_the_jobs_engine_are_its_own(migrated: Engine) -> None:
    with migrated.begin() as connection:
        connection.execute(text("create table procrastinate_jobs (id integer primary key)"))
        command.check(alembic_config(connection))
        connection.execute(text("create table anything_else (id integer primary key)"))
        with pytest.raises(Exception, match="anything_else"):
            command.check(alembic_config(connection))


def test_migrations_go_up_and_down_and_up_again(migrated: Engine, created: Engine) -> None:
    assert is_current(migrated)
    migrate(migrated, to="base")
    assert tables(migrated) == []
    assert not is_current(migrated)
    migrate(migrated)
    assert written(migrated) == written(created)
    assert is_current(migrated)


def test_a_database_that_is_up_to_date_is_left_as_it_is(migrated: Engine) -> None:
    before = written(migrated)
    migrate(migrated)
    assert written(migrated) == before


def test_a_database_comes_back_to_an_earlier_revision(migrated: Engine) -> None:
    before = written(migrated)
    migrate(migrated, to="0001")
    assert set(metadata.tables) - set(tables(migrated)) >= {"geographies"}
    assert "demands" in tables(migrated)
    assert not is_current(migrated)
    migrate(migrated)
    assert written(migrated) == before


def test_every_text_of_postgresql_is_compared_byte_by_byte(migrated: Engine) -> None:
    if migrated.dialect.name == "postgresql":
        texts = [line for lines in written(migrated).values() for line in lines if " text " in line]
        assert len(texts) > 50
        assert {line.rpartition(" ")[2] for line in texts} == {"C"}


def at_revision(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = :revision"), {"revision": revision})


@pytest.mark.parametrize(
    ("revisions", "expected", "usable"),
    [
        ([], Standing.NONE, False),
        (["0001"], Standing.BEHIND, False),
        (["9999"], Standing.AHEAD, True),
        (["0000"], Standing.NONE, False),
        (["a1b2c3d4e5f6"], Standing.NONE, False),
        (["00001"], Standing.NONE, False),
        (["0001", "9999"], Standing.NONE, False),
    ],
)
def test_a_database_stands_behind_ahead_or_is_of_no_version_of_the_service(
    revisions: list[str], expected: Standing, usable: bool
) -> None:
    found = standing_at(revisions)
    assert (found, found.usable) == (expected, usable)


def test_a_version_works_on_a_database_that_a_later_one_has_migrated_and_says_so(
    migrated: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    assert standing(migrated) is Standing.CURRENT
    assert is_current(migrated)
    assert caplog.messages == []
    at_revision(migrated, "9999")
    assert standing(migrated) is Standing.AHEAD
    assert is_current(migrated)
    assert caplog.messages == ["The database was migrated by a later version of the service"]


def test_and_leaves_its_tables_as_they_are(migrated: Engine, caplog: pytest.LogCaptureFixture) -> None:
    at_revision(migrated, "9999")
    before = written(migrated)
    migrate(migrated)
    assert written(migrated) == before
    assert standing(migrated) is Standing.AHEAD
    assert "left as it is" in caplog.text


def test_processes_that_migrate_at_once_do_it_once_whatever_else_is_made_with_it(new: New) -> None:
    first = new()
    engines = [first, *(make_engine(first.url.render_as_string(hide_password=False)) for _ in range(3))]
    made: list[object] = []

    def make(driver: Any) -> None:  # noqa: ANN401 - either driver's own
        # Would be refused to the second one, were they beside each other.
        if not made:
            driver.execute("create table beside (number integer)").close()
        made.append(driver)

    with ThreadPoolExecutor(4) as pool:
        for one in [pool.submit(migrate, engine, then=make) for engine in engines]:
            one.result()
    assert len(made) == 4
    assert {standing(engine) for engine in engines} == {Standing.CURRENT}
    for engine in engines:
        engine.dispose()


def test_a_migration_waits_for_another_longer_than_a_request_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_engine, "PATIENCE", 0)
    engine, other = (make_engine(f"sqlite:///{tmp_path}/fresh.sqlite") for _ in range(2))
    with ThreadPoolExecutor(1) as pool:
        with engine.begin():
            with pytest.raises(OperationalError, match="locked"), other.begin():
                pass
            waiting = pool.submit(migrate, other)
            assert not Event().wait(0.1)
            assert not waiting.done()
        waiting.result()
    assert standing(engine) is Standing.CURRENT
    engine.dispose()
    other.dispose()


def test_on_a_server_a_migration_waits_for_a_table_a_few_seconds_and_changes_nothing(
    postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "SHORT", "100ms")
    engine = make_engine(postgres.fresh())
    migrate(engine, to="0001")
    with engine.begin() as connection:
        connection.execute(text("lock table directories in access share mode"))
        with pytest.raises(OperationalError, match="lock timeout"):
            migrate(engine)
    assert standing(engine) is Standing.BEHIND
    migrate(engine)
    assert standing(engine) is Standing.CURRENT
    engine.dispose()


def test_asking_whether_it_is_up_to_date_waits_for_no_writer(migrated: Engine) -> None:
    with migrated.begin():
        assert is_current(migrated)


def test_directories_published_before_they_were_kept_by_entries_are_still_there(new: New) -> None:
    engine = new()
    migrate(engine, to="0001")
    former = {"1": a_directory(a_team("cci", "recruter")), "2": a_directory(a_team("cma", "investir"))}
    add = text(
        "insert into directories (version, at, by, why, document) values (:v, :at, 'ana', 'Été', :doc)"
    )
    with engine.begin() as connection:
        for version, document in former.items():
            values = {"v": version, "at": stored(NOW), "doc": json.dumps(unstructure(document))}
            connection.execute(add, values)
    migrate(engine)
    store = a_sql_store(engine, Told(), new_ids())
    with store.begin() as work:
        for version, document in former.items():
            assert work.directories.at(version).directory.document == document
            assert (work.directories.version(version).at, work.directories.version(version).why) == (
                NOW,
                "Été",
            )
        third = DirectoryVersion(version="3", at=NOW, by="ana", why="")
        work.directories.publish(an_index_of(former["1"], "3"), third)
    migrate(engine, to="0001")
    with engine.connect() as connection:
        kept = connection.execute(text("select version, document from directories order by version")).all()
    assert [(row.version, read(DirectoryDocument, json.loads(row.document))) for row in kept] == [
        (1, former["1"]),
        (2, former["2"]),
        (3, former["1"]),
    ]
