"""What every register of establishments does, whichever one a service runs with."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from attrs import evolve

from conseillers_adapters.memory.registry import MemoryRegistry
from conseillers_adapters.registries import FileRegistry, InTurn, StockRegistry, write_establishments
from conseillers_adapters.registries.api_entreprise import ApiEntreprise, Purpose
from conseillers_adapters.registries.recherche_entreprises import RechercheEntreprises
from conseillers_adapters.registries.sirene import Sirene
from conseillers_adapters.registries.stock_columns import TREATED
from conseillers_adapters.registries.stock_loading import load_stock
from conseillers_application.ports import Registry
from conseillers_domain.company import Establishment
from tests.adapters.insee_api import api_entreprise_knowing, sirene_knowing
from tests.adapters.registry_api import a_service, a_siret, knowing
from tests.adapters.stock_samples import a_company, an_office, write_csv, write_parquet

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BAKERY = Establishment(
    siret=a_siret(1),
    name="L’Épicerie du Marché",
    source="essai",
    as_of=NOW,
    commune="47001",
    postal_code="47000",
    address="1 PLACE DES LAITIERS 47000 AGEN",
    created_on=date(2019, 5, 1),
    legal_form="5710",
    naf="47.11B",
    headcount="03",
)
SHOP = evolve(
    BAKERY,
    siret=a_siret(1, 2),
    commune="47203",
    postal_code="47300",
    address="2 RUE NEUVE 47300 PUJOLS",
)
CLOSED = evolve(BAKERY, siret=a_siret(2), name="Aux épices du marché", open=False)
OFFICE = evolve(BAKERY, siret=a_siret(3), name="Cœur de bœuf", headcount=None)
KNOWN = (CLOSED, SHOP, BAKERY, OFFICE)
PURPOSE = Purpose(context="Aide aux entreprises", recipient="13002526500013", object="Mise en relation")


NAMED = ("memory", "file", "stock", "recherche_entreprises", "sirene", "in_turn")
"""Those that know companies by name; API Entreprise knows numbers only."""


@pytest.fixture(params=[*NAMED, "api_entreprise"])
def registry(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Registry]:
    match request.param:
        case "memory":
            yield MemoryRegistry(KNOWN)
        case "file":
            file = tmp_path / "companies.json.gz"
            write_establishments(file, KNOWN)
            yield FileRegistry.load(file)
        case "stock":
            yield from stock(tmp_path)
        case "recherche_entreprises":
            with (
                a_service(knowing(KNOWN)) as service,
                closing(RechercheEntreprises(lambda: NOW, service.address)) as public,
            ):
                yield public
        case "sirene":
            with (
                a_service(sirene_knowing(KNOWN)) as service,
                closing(Sirene(lambda: NOW, "une-cle", service.address)) as insee,
            ):
                yield insee
        case "api_entreprise":
            with (
                a_service(api_entreprise_knowing(KNOWN)) as service,
                closing(ApiEntreprise(lambda: NOW, "un-jeton", PURPOSE, service.address)) as state,
            ):
                yield state
        case _:
            yield InTurn([MemoryRegistry(), MemoryRegistry(KNOWN)])


def stock(folder: Path) -> Iterator[Registry]:
    treated = {TREATED: NOW.isoformat()}
    offices = write_csv(folder / "StockEtablissement.csv", [an_office(one, **treated) for one in KNOWN])
    companies = write_parquet(folder / "StockUniteLegale.parquet", [a_company(one) for one in KNOWN])
    load_stock(offices, folder / "stock.db", companies=companies, followed=lambda *_: None)
    with closing(StockRegistry(folder / "stock.db")) as loaded:
        yield loaded


by_name = pytest.mark.parametrize("registry", NAMED, indirect=True)


def told(establishment: Establishment | None) -> Establishment | None:
    return establishment and evolve(establishment, source="essai", as_of=NOW)


@pytest.mark.parametrize("known", KNOWN, ids=lambda one: one.name)
def test_what_is_known_of_an_establishment_is_told_whole(registry: Registry, known: Establishment) -> None:
    assert told(registry.find(known.siret)) == known


def test_where_and_when_it_was_read_is_told(registry: Registry) -> None:
    found = registry.find(BAKERY.siret)
    assert found is not None
    assert found.source
    assert found.as_of == NOW


def test_nothing_is_told_of_a_siret_nobody_has(registry: Registry) -> None:
    assert registry.find(a_siret(9)) is None


@by_name
def test_a_siren_finds_every_establishment_of_the_company(registry: Registry) -> None:
    assert {one.siret for one in registry.search(BAKERY.siren, 10)} == {BAKERY.siret, SHOP.siret}


def test_a_siret_typed_with_spaces_finds_its_establishment(registry: Registry) -> None:
    spaced = f" {OFFICE.siret[:3]} {OFFICE.siret[3:6]} {OFFICE.siret[6:9]} {OFFICE.siret[9:]}"
    assert [told(one) for one in registry.search(spaced, 10)] == [OFFICE]


@by_name
@pytest.mark.parametrize("text", ["epicerie marche", "MARCHÉ ÉPICER", "l'épicerie"])
def test_a_name_is_found_by_the_beginnings_of_its_words(registry: Registry, text: str) -> None:
    assert {one.name for one in registry.search(text, 10)} == {BAKERY.name}


@by_name
def test_joined_letters_are_found_apart(registry: Registry) -> None:
    assert [one.name for one in registry.search("coeur boeuf", 10)] == [OFFICE.name]


@by_name
def test_open_establishments_come_first(registry: Registry) -> None:
    assert [one.open for one in registry.search("marché", 10)] == [True, True, False]


@by_name
def test_no_more_than_asked_is_found(registry: Registry) -> None:
    assert len(registry.search("marché", 2)) == 2


@by_name
@pytest.mark.parametrize("text", ["", "  ", "!?", "boucherie", "123456789"])
def test_what_nobody_is_called_finds_nothing(registry: Registry, text: str) -> None:
    assert registry.search(text, 10) == ()
