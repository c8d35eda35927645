"""The composition root: every provider gives something, and what it gives fits together."""

from pathlib import Path

import pytest
from litestar import Litestar

from conseillers_adapters.jobs.engine import Engine as Jobs
from conseillers_adapters.jobs.store import NewJob
from conseillers_adapters.jobs.worker import drain
from conseillers_adapters.mail.file_post import FilePost
from conseillers_adapters.mail.smtp_post import SmtpPost
from conseillers_adapters.registries import (
    FileRegistry,
    InTurn,
    Remembering,
    StockRegistry,
    write_establishments,
)
from conseillers_adapters.registries.api_entreprise import ApiEntreprise
from conseillers_adapters.registries.recherche_entreprises import RechercheEntreprises
from conseillers_adapters.registries.sirene import Sirene
from conseillers_adapters.registries.stock_loading import load_stock
from conseillers_adapters.sql import SqlStore
from conseillers_application.take_position import TakePosition
from conseillers_entrypoints.cli.installation import installation
from conseillers_entrypoints.cli.running import must_work
from conseillers_entrypoints.http.app import HANDLERS, serve
from conseillers_entrypoints.http.given import given_to
from conseillers_entrypoints.settings import Settings, WrongSettings
from tests.adapters.stock_samples import an_office, write_csv
from tests.builders import an_establishment


def settings(folder: Path, **changes: str) -> Settings:
    mails = f"file://{folder / 'mails'}"
    return Settings(
        **{"database_url": f"sqlite:///{folder / 'service.db'}", "mail_url": mails, **changes}  # type: ignore[arg-type]
    )


def test_every_provider_gives_something(folder: Path) -> None:
    with installation(settings(folder)) as container:
        container.check_dependencies()
        given = {name: provider() for name, provider in container.providers.items()}
        assert None not in given.values()
        assert isinstance(given["store"], SqlStore)
        assert isinstance(given["jobs"], Jobs)
        assert isinstance(given["post"], FilePost)
        assert isinstance(given["take_position"], TakePosition)
        assert given["react"].reactions


def test_what_handlers_ask_for_is_there_and_made_once(folder: Path) -> None:
    with installation(settings(folder)) as container:
        given = {
            name: make for one in HANDLERS for name, make in given_to(one.fn, container.providers).items()
        }
        assert given.keys() > {"identify", "deposit_demand", "geography"}
        for provider in given.values():
            assert provider() is provider()


def test_jobs_reach_the_use_cases_of_their_own_container(folder: Path) -> None:
    with installation(settings(folder)) as container:
        jobs = container.jobs()
        jobs.defer_many([NewJob("react", {"fact": "inconnu"}), NewJob("send_letter", {"letter": "inconnue"})])
        drain(jobs)
        # Both were tried, found nothing, and wait for their next try.
        assert jobs.counts()["todo"] == 2


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("file", FileRegistry),
        ("recherche_entreprises", Remembering),
        ("sirene,api_entreprise,recherche_entreprises", Remembering),
        ("recherche_entreprises,file", InTurn),
        ("file,sirene,file", InTurn),
    ],
)
def test_the_registers_are_those_of_the_settings(folder: Path, names: str, kind: type) -> None:
    with installation(settings(folder, registry=names)) as container:
        assert isinstance(container.registry(), kind)


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("recherche_entreprises", RechercheEntreprises),
        ("sirene", Sirene),
        ("api_entreprise", ApiEntreprise),
        ("sirene,api_entreprise", InTurn),
    ],
)
def test_a_distant_register_may_be_asked_without_a_memory(folder: Path, names: str, kind: type) -> None:
    with installation(settings(folder, registry=names, registry_cache="")) as container:
        assert isinstance(container.registry(), kind)


def test_a_register_may_be_a_stock_that_was_loaded(folder: Path) -> None:
    stock = write_csv(folder / "stock.csv", [an_office(an_establishment())])
    load_stock(stock, folder / "stock.db", followed=lambda *_: None)
    with installation(settings(folder, registry="stock", stock_file=str(folder / "stock.db"))) as container:
        must_work(container)
        registry = container.registry()
        assert isinstance(registry, StockRegistry)
        assert registry.find(an_establishment().siret) is not None
        registry.close()


def test_a_stock_that_was_not_loaded_stops_the_start_and_says_how(folder: Path) -> None:
    for place, why in ((folder / "nul.db", "qui n’existe pas"), (folder, "qui ne se lit pas")):
        wrong = settings(folder, registry="stock", stock_file=str(place))
        with installation(wrong) as container, pytest.raises(WrongSettings) as told:
            must_work(container)
        (sentence,) = told.value.sentences
        assert sentence.startswith(f"CONSEILLERS_STOCK_FILE désigne « {place} », {why}")
        assert "conseillers registry load" in sentence


def test_a_register_may_be_a_file_of_ones_own(folder: Path) -> None:
    file = folder / "companies.json"
    write_establishments(file, [an_establishment()])
    with installation(settings(folder, registry_file=str(file))) as container:
        assert container.registry().search("épicerie", 10) == (an_establishment(),)


def test_every_thing_the_settings_name_in_vain_is_told_at_once(folder: Path) -> None:
    wrong = settings(folder, registry_file=str(folder / "nul.json"), mail_url="smtp://")
    with installation(wrong) as container, pytest.raises(WrongSettings) as told:
        must_work(container)
    assert [one.split()[0] for one in told.value.sentences] == [
        "CONSEILLERS_REGISTRY_FILE",
        "CONSEILLERS_MAIL_URL",
    ]


def test_the_post_is_that_of_the_settings(folder: Path) -> None:
    with installation(settings(folder, mail_url="smtp://127.0.0.1:2525")) as container:
        assert isinstance(container.post(), SmtpPost)


def test_a_process_of_the_server_is_the_service_of_its_variables(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSEILLERS_DATABASE_URL", f"sqlite:///{folder / 'service.db'}")
    app = serve()
    assert isinstance(app, Litestar)
    assert any(route.path == "/api/demands" for route in app.routes)
