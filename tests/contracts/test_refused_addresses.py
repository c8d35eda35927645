"""What every store keeps of the addresses that nothing reaches: one line each, until it is lifted."""

import pytest
from attrs import evolve

from conseillers_application.letters import RefusedAddress
from conseillers_domain.events import DemandDeposited
from tests.builders import HOUR, NOW, a_letter, a_refused_address
from tests.contracts.stores import Bench


@pytest.fixture(autouse=True)
def letter(bench: Bench) -> None:
    with bench.store.begin() as work:
        fact = work.outbox.put(DemandDeposited(demand="demand", at=NOW))
        work.letters.queue(a_letter(fact=fact))


def mark(bench: Bench, *refused: RefusedAddress) -> None:
    with bench.store.begin() as work:
        for one in refused:
            work.refused_addresses.mark(one)


def test_an_address_is_found_as_it_was_marked_and_no_other_is(bench: Bench) -> None:
    mark(bench, a_refused_address(), a_refused_address("silent", code=None))
    with bench.other.read() as work:
        assert work.refused_addresses.find("key") == a_refused_address()
        assert work.refused_addresses.find("silent") == a_refused_address("silent", code=None)
        assert work.refused_addresses.find("other") is None


def test_an_address_marked_again_stays_as_it_was_first(bench: Bench) -> None:
    mark(bench, a_refused_address())
    mark(bench, evolve(a_refused_address(), at=NOW + HOUR, code="552"))
    with bench.other.read() as work:
        assert work.refused_addresses.find("key") == a_refused_address()
        assert work.refused_addresses.count() == 1


def test_who_marks_an_address_is_told_whether_it_was_known(bench: Bench) -> None:
    with bench.store.begin() as work:
        assert work.refused_addresses.mark(a_refused_address())
        assert not work.refused_addresses.mark(a_refused_address())
        assert work.refused_addresses.lift("key")
        assert work.refused_addresses.mark(a_refused_address())


def test_an_address_is_marked_because_of_a_letter_that_is_kept(bench: Bench) -> None:
    with pytest.raises(bench.broken):
        mark(bench, a_refused_address(letter="unknown"))


def test_an_address_is_lifted_once(bench: Bench) -> None:
    mark(bench, a_refused_address())
    with bench.store.begin() as work:
        assert work.refused_addresses.lift("key")
        assert not work.refused_addresses.lift("key")
    with bench.other.read() as work:
        assert work.refused_addresses.find("key") is None
        assert work.refused_addresses.count() == 0


def test_addresses_are_listed_the_latest_first_page_by_page(bench: Bench) -> None:
    one, two = a_refused_address("1"), a_refused_address("2")
    latest = a_refused_address("0", at=NOW + HOUR)
    mark(bench, one, latest, two)
    with bench.other.read() as work:
        page = work.refused_addresses.page
        assert page(None, 9) == (latest, two, one)
        assert page(None, 1) == (latest,)
        assert page((latest.at, latest.key), 9) == (two, one)
        assert page((two.at, two.key), 9) == (one,)
        assert page((one.at, one.key), 9) == ()
