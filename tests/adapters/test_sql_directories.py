"""What only the tables of the directory promise: an edit costs what it changes, and is ready at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from conseillers_adapters.sql import SqlStore, migrate
from conseillers_adapters.sql.directories import packed, unpacked
from conseillers_adapters.sql.tables import directory_entries
from conseillers_application.ports import DirectoryVersion
from conseillers_domain.directory import DirectoryDocument
from tests.builders import NOW, a_directory, a_team, an_advisor, an_index_of, an_institution
from tests.contracts.stores import Told, a_sql_store, an_engine, new_ids

TEAMS = tuple(a_team(f"team-{rank}", "recruter") for rank in range(20))
WHOLE = a_directory(*TEAMS, advisors=[an_advisor("ana@example.org", "team-0")])
EDITED = evolve(WHOLE, teams=(evolve(TEAMS[0], name="Autre nom"), *TEAMS[1:]))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = an_engine(tmp_path / "store.sqlite")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: Engine) -> SqlStore:
    return a_sql_store(engine, Told(), new_ids())


def publish(store: SqlStore, document: DirectoryDocument, number: int) -> None:
    with store.begin() as work:
        work.directories.publish(
            an_index_of(document, str(number)),
            DirectoryVersion(version=str(number), at=NOW, by="ana", why=""),
        )


def entries(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(directory_entries)).scalar_one()


def test_a_version_keeps_only_what_it_says_otherwise(engine: Engine, store: SqlStore) -> None:
    publish(store, WHOLE, 1)
    assert entries(engine) == 20 * 3 + 1
    publish(store, EDITED, 2)
    assert entries(engine) == 20 * 3 + 2
    publish(store, EDITED, 3)
    assert entries(engine) == 20 * 3 + 2


def test_the_former_release_reads_institutions_that_list_no_mail_domain(
    engine: Engine, store: SqlStore
) -> None:
    listing = an_institution("cci", mail_domains=("cci.example",))
    document = a_directory(institutions=(an_institution("urssaf"), listing))
    publish(store, document, 1)
    with engine.connect() as connection:
        bodies = connection.execute(select(directory_entries.c.body)).scalars().all()
    assert ["mail_domains" in one for one in sorted(bodies)] == [True, False]
    with a_sql_store(engine, Told(), new_ids()).read() as work:
        assert work.directories.current().directory.document == document


def test_what_two_versions_have_in_common_is_read_once_in_a_process(engine: Engine, store: SqlStore) -> None:
    publish(store, WHOLE, 1)
    other = a_sql_store(engine, Told(), new_ids())
    with other.read() as work:
        before = work.directories.current()
    publish(store, EDITED, 2)
    with other.read() as work:
        after = work.directories.current()
    assert after.directory.document == EDITED
    changed = [code for code in after.entries if after.entries[code] is not before.entries[code]]
    assert changed == ["team-0"]


def test_who_publishes_has_it_ready_once_it_is_kept(store: SqlStore) -> None:
    with store.begin() as work:
        work.directories.publish(an_index_of(WHOLE), DirectoryVersion(version="1", at=NOW, by="ana", why=""))
        own = work.directories.current()
    with store.read() as work:
        assert work.directories.current() is own


@given(st.lists(st.integers(1, 40)))
def test_numbers_come_back_in_their_order(numbers: list[int]) -> None:
    assert unpacked(packed(numbers)) == numbers


def test_numbers_that_follow_one_another_are_said_by_their_ends() -> None:
    assert packed([1, 2, 3, 7, 5, 6, 9]) == "1-3,7,5-6,9"
    assert unpacked("") == []
