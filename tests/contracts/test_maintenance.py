"""What every store says of a pause."""

from attrs import evolve

from conseillers_application.ports import DirectoryVersion
from conseillers_domain.maintenance import JobsMeanwhile, Maintenance
from tests.builders import DAY, NOW, a_team, an_index
from tests.contracts.stores import Bench, Store, undone

PAUSE = Maintenance(message="Mise à jour.", since=NOW, by="ops")


def current(store: Store) -> Maintenance | None:
    with store.read() as work:
        return work.maintenance.current()


def begin(store: Store, maintenance: Maintenance = PAUSE) -> None:
    with store.begin() as work:
        work.maintenance.begin(maintenance)


def end(store: Store) -> None:
    with store.begin() as work:
        work.maintenance.end()


def test_a_service_is_open_until_it_is_paused(bench: Bench) -> None:
    assert current(bench.store) is None


def test_a_pause_is_seen_by_every_store_and_so_is_its_end(bench: Bench) -> None:
    begin(bench.store)
    assert current(bench.store) == current(bench.other) == PAUSE
    end(bench.other)
    assert current(bench.store) is current(bench.other) is None


def test_a_pause_comes_back_as_it_was_said(bench: Bench) -> None:
    said = evolve(PAUSE, until=NOW + DAY, jobs=JobsMeanwhile.DRAINED)
    begin(bench.store, said)
    assert current(bench.other) == said


def test_what_is_said_of_a_pause_replaces_what_was_said_before(bench: Bench) -> None:
    begin(bench.store, evolve(PAUSE, until=NOW + DAY))
    begin(bench.other)
    assert current(bench.store) == PAUSE


def test_a_service_that_is_open_may_be_opened_again(bench: Bench) -> None:
    end(bench.store)
    assert current(bench.store) is None


def test_a_pause_is_seen_by_the_rest_of_its_transaction_and_undone_with_it(bench: Bench) -> None:
    with undone(bench.store) as work:
        assert work.maintenance.current() is None
        work.maintenance.begin(PAUSE)
        assert work.maintenance.current() == PAUSE
        work.maintenance.end()
        assert work.maintenance.current() is None
        work.maintenance.begin(PAUSE)
    assert current(bench.store) is None


def test_a_pause_changes_nothing_of_what_is_published(bench: Bench) -> None:
    with bench.store.begin() as work:
        work.directories.publish(
            an_index(a_team("cci", "recruter")), DirectoryVersion(version="1", at=NOW, by="ana", why="")
        )
        work.maintenance.begin(PAUSE)
        assert work.directories.current().directory.version == "1"
    with bench.other.read() as work:
        assert work.directories.current().directory.version == "1"
