"""The store on a database: what the contracts of the ports leave to each store."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from attrs import define, field
from sqlalchemy import Engine, func, select

from conseillers_adapters.sql import Line, SqlStore, make_engine, migrate
from conseillers_adapters.sql.line import heard
from conseillers_adapters.sql.tables import facts, referrals, replies, sessions
from conseillers_application.ports import Reply, Session, StoreFull, Task
from conseillers_application.views import InboxQuery
from conseillers_domain.events import DemandDeposited
from conseillers_domain.need import Tab
from conseillers_domain.position import Stance
from tests.builders import (
    DAY,
    NOW,
    a_catalogue,
    a_demand,
    a_geography,
    a_need,
    a_referral,
    a_routing,
    an_account,
)
from tests.contracts.stores import new_ids, undone


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = make_engine(f"sqlite:///{tmp_path}/service.sqlite")
    migrate(made)
    yield made
    made.dispose()


@define
class Bell:
    """What a store told the jobs: what was put off, with what was written by then; how often it rang."""

    engine: Engine
    put_off: list[tuple[int, int]] = field(factory=list)
    rung: list[int] = field(factory=list)

    def take(self, line: Line, tasks: Sequence[Task]) -> None:
        written = line.execute(select(func.count()).select_from(facts)).scalar_one()
        self.put_off.append((len(tasks), written))

    def ring(self) -> None:
        with self.engine.connect() as connection:
            self.rung.append(connection.execute(select(func.count()).select_from(facts)).scalar_one())


@pytest.fixture
def bell(engine: Engine) -> Bell:
    return Bell(engine)


@pytest.fixture
def store(engine: Engine, bell: Bell) -> SqlStore:
    return SqlStore(
        engine=engine,
        new_id=new_ids(),
        delivered=a_catalogue("recruter"),
        packaged=a_geography,
        put_off=bell.take,
        wake=bell.ring,
    )


def test_tasks_are_put_off_in_the_transaction_and_workers_woken_after_it(store: SqlStore, bell: Bell) -> None:
    with store.begin() as work:
        work.outbox.put(DemandDeposited(demand="1", at=NOW))
        work.outbox.put(DemandDeposited(demand="2", at=NOW))
    assert bell.put_off == [(2, 2)]
    assert bell.rung == [2]


def test_a_transaction_without_task_wakes_nobody(store: SqlStore, bell: Bell) -> None:
    with store.begin() as work:
        work.demands.add(a_demand())
    with undone(store) as work:
        work.outbox.put(DemandDeposited(demand="1", at=NOW))
    assert (bell.put_off, bell.rung) == ([], [])


@pytest.mark.parametrize("teams", [("cci",), ("cci", "cma")])
def test_a_page_and_its_counts_take_two_statements(store: SqlStore, teams: tuple[str, ...]) -> None:
    demand = a_demand()
    with store.begin() as work:
        work.demands.add(demand)
        work.needs.add(a_need(a_referral("cci"), a_referral("cma")), demand, a_routing(), "Agen")

    query = InboxQuery(
        teams=frozenset(teams),
        tab=Tab.INBOX,
        now=NOW,
        words=("agen",),
        subjects=frozenset({demand.subject}),
        since=NOW.date(),
        until=NOW.date(),
        after=(NOW, "z"),
    )
    with store.read() as work, heard() as statements:
        assert work.needs.counts(query)[Tab.INBOX] == 1
        assert len(work.needs.page(query)) == 1
    assert len(statements) == 2, statements


def test_the_column_that_searches_stances_follows_the_history(store: SqlStore, engine: Engine) -> None:
    demand = a_demand()
    with store.begin() as work:
        work.demands.add(demand)
        work.needs.add(
            a_need(a_referral("cci"), a_referral("cma", Stance.REFUSED)), demand, a_routing(), None
        )
    with store.begin() as work:
        work.needs.save(a_need(a_referral("cci", Stance.TAKEN), a_referral("cma", Stance.REFUSED)))
    with engine.connect() as connection:
        kept = connection.execute(select(referrals.c.team, referrals.c.stance).order_by("team")).all()
    assert [tuple(row) for row in kept] == [("cci", "taken"), ("cma", "refused")]


def test_sessions_that_are_over_and_answers_too_old_to_serve_make_room(
    store: SqlStore, engine: Engine
) -> None:
    with store.begin() as work:
        work.accounts.add(an_account("ana"))
        for name, opened in (("old", NOW - 2 * DAY), ("new", NOW)):
            session = Session(account="ana", opened_at=opened, expires_at=opened + DAY)
            work.sessions.open(name, session)
            work.replies.keep(name, Reply(digest="d", answer={}), opened)
    with engine.connect() as connection:
        assert connection.execute(select(sessions.c.token_hash)).scalars().all() == ["new"]
        assert connection.execute(select(replies.c.key)).scalars().all() == ["new"]


def test_a_file_without_room_keeps_nothing_and_goes_on_when_there_is_some(
    engine: Engine, store: SqlStore
) -> None:
    def limited(pages: int) -> None:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    limited(1)
    with pytest.raises(StoreFull), store.begin() as work:
        work.accounts.add(an_account("large", name="x" * 1_000_000))
    limited(1_000_000)
    with store.begin() as work:
        work.accounts.add(an_account("small"))
    with store.read() as work:
        assert work.accounts.by_email(an_account("small").email) == an_account("small")
