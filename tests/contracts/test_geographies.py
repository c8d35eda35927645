"""What every store does with the territories of several years."""

import pytest
from attrs import evolve

from conseillers_application.ports import GeographyVersion
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.geography_document import GeographyDocument
from conseillers_domain.territory import Geography
from tests.builders import NOW
from tests.contracts.stores import PACKAGED, Bench, Store, undone
from tests.domain.territories import DOCUMENT

OLD = evolve(DOCUMENT, version="2025")
PACKAGED_VERSION = GeographyVersion(version="2026")


def add(store: Store, document: GeographyDocument) -> None:
    with store.begin() as work:
        work.geographies.add(document, at=NOW, by="account")


def get(store: Store, version: str) -> Geography:
    with store.read() as work:
        return work.geographies.get(version)


def versions(store: Store) -> tuple[GeographyVersion, ...]:
    with store.read() as work:
        return work.geographies.versions()


def test_the_packaged_territories_are_there_before_any_is_imported(bench: Bench) -> None:
    assert versions(bench.store) == (PACKAGED_VERSION,)
    assert PACKAGED_VERSION.packaged
    assert get(bench.store, "2026") is PACKAGED


def test_territories_come_back_as_they_were_imported_to_every_store(bench: Bench) -> None:
    add(bench.store, OLD)
    for store in (bench.store, bench.other):
        found, expected = get(store, "2025"), OLD.geography()
        assert (found.version, found.former) == ("2025", expected.former)
        assert (found.communes, found.names) == (expected.communes, expected.names)
        assert get(store, "2026") is PACKAGED


def test_territories_are_prepared_once(bench: Bench) -> None:
    add(bench.store, OLD)
    assert get(bench.store, "2025") is get(bench.store, "2025")


def test_every_version_is_told_latest_name_first(bench: Bench) -> None:
    for version in ("2025", "2027", "2026-essai"):
        add(bench.store, evolve(DOCUMENT, version=version))
    found = versions(bench.other)
    assert [one.version for one in found] == ["2027", "2026-essai", "2026", "2025"]
    assert found[0] == GeographyVersion(version="2027", at=NOW, by="account")
    assert [one.packaged for one in found] == [False, False, True, False]


@pytest.mark.parametrize("version", ["2025", "2026"])
def test_a_version_that_exists_is_refused(bench: Bench, version: str) -> None:
    add(bench.store, OLD)
    before = versions(bench.store)
    with bench.other.begin() as work, pytest.raises(Conflict, match=version):
        work.geographies.add(evolve(DOCUMENT, version=version), at=NOW, by="account")
    assert versions(bench.store) == before


def test_a_version_that_nobody_imported_is_not_found(bench: Bench) -> None:
    with pytest.raises(NotFound) as refused:
        get(bench.store, "1789")
    assert refused.value.code == "unknown_geography"


def test_territories_that_are_undone_leave_nothing_behind(bench: Bench) -> None:
    with undone(bench.store) as work:
        work.geographies.add(OLD, at=NOW, by="account")
        assert work.geographies.get("2025").version == "2025"
    assert versions(bench.store) == (PACKAGED_VERSION,)
    add(bench.other, evolve(OLD, former={}))
    assert get(bench.store, "2025").former == {}
