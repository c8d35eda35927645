"""What every store does with the catalogue in force."""

import pytest

from conseillers_adapters.catalogue import delivered_catalogue
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.errors import Conflict
from tests.builders import NOW, a_catalogue
from tests.contracts.stores import DELIVERED, Bench, Store, undone


def publish(store: Store, catalogue: Catalogue) -> None:
    with store.begin() as work:
        work.catalogues.publish(catalogue, NOW)


def current(store: Store) -> Catalogue:
    with store.read() as work:
        return work.catalogues.current()


def test_the_delivered_catalogue_is_in_force_before_any_is_published(bench: Bench) -> None:
    assert current(bench.store) == DELIVERED


def test_the_whole_catalogue_comes_back_as_it_was_published(bench: Bench) -> None:
    publish(bench.store, delivered_catalogue())
    assert current(bench.store) == delivered_catalogue()
    assert current(bench.other) == delivered_catalogue()


def test_the_one_published_last_is_in_force_for_every_store(bench: Bench) -> None:
    for number in range(2, 12):
        catalogue = a_catalogue("recruter", f"sujet-{number}", version=str(number))
        publish(bench.store, catalogue)
        assert current(bench.other) == catalogue
    assert current(bench.store) is current(bench.store)


@pytest.mark.parametrize("version", ["2", "3"])
def test_a_version_that_exists_or_is_past_is_refused(bench: Bench, version: str) -> None:
    publish(bench.store, a_catalogue("recruter", version="2"))
    publish(bench.store, a_catalogue("investir", version="3"))
    with bench.other.begin() as work, pytest.raises(Conflict):
        work.catalogues.publish(a_catalogue("autre-demande", version=version), NOW)
    assert current(bench.other) == a_catalogue("investir", version="3")


def test_a_catalogue_that_is_undone_leaves_nothing_behind(bench: Bench) -> None:
    withdrawn, published = a_catalogue("recruter", version="2"), a_catalogue("investir", version="2")
    with undone(bench.store) as work:
        work.catalogues.publish(withdrawn, NOW)
        assert work.catalogues.current() == withdrawn
    publish(bench.other, published)
    assert current(bench.store) == published
