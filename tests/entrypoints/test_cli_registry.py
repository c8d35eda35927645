"""The command that loads INSEE's stock: what it says, leaves with, and makes the service know."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from attrs import evolve
from rich.console import Console

from conseillers_adapters.registries import StockRegistry, stock_loading
from conseillers_adapters.registries.stock_loading import AlreadyLoading, Loaded
from conseillers_domain.company import Establishment
from conseillers_entrypoints.cli import progress
from conseillers_entrypoints.cli import registry as command
from tests.adapters.registry_api import a_siret
from tests.adapters.stock_samples import a_company, an_office, write_csv, write_parquet
from tests.entrypoints.service import Cli

HERE = Establishment(
    siret=a_siret(1),
    name="ÉPICERIE DU MARCHÉ",
    source="Stock des établissements (INSEE)",
    as_of=datetime(2026, 10, 30, 8, 15, tzinfo=UTC),
    commune="47001",
    postal_code="47000",
    address="1 RUE DE LA POSTE 47000 AGEN",
    created_on=date(2014, 4, 29),
)


@pytest.fixture
def offices(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "StockEtablissement.csv", [an_office(HERE), an_office(HERE, siret="1")])


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> Path:
    monkeypatch.setenv("CONSEILLERS_STOCK_FILE", str(tmp_path / "stock.db"))
    return tmp_path / "stock.db"


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_load_says_what_was_read_kept_and_refused(cli: Cli, offices: Path, place: Path) -> None:
    status, said, told = cli("registry", "load", str(offices))
    assert status == 0
    summary, refused, *hints = plain(said).splitlines()
    assert summary.startswith(
        f"« {place} » est en service (0 Mo) : 1 établissement, 0 entreprise. 2 lignes en "
    )
    assert summary.endswith(", 1 refusée.")
    assert refused == "établissements, ligne 3 : « 1 » n’est pas un SIRET."
    assert hints == [
        "Sans --companies, seuls ont un nom les établissements qui portent le leur.",
        "Pour que le service s’en serve, mettez « stock » dans CONSEILLERS_REGISTRY.",
    ]
    assert told == "Stock : StockEtablissement.csv est lu.\n"


def test_what_was_loaded_is_what_the_service_knows(
    cli: Cli, offices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSEILLERS_REGISTRY", "stock")
    companies = write_parquet(tmp_path / "StockUniteLegale.parquet", [a_company(HERE)])
    output = tmp_path / "ailleurs" / "stock.db"
    status, said, _ = cli("registry", "load", str(offices), "--companies", str(companies), "-o", str(output))
    assert status == 0
    assert "CONSEILLERS_REGISTRY" not in said
    assert "--companies" not in said
    registry = StockRegistry(output)
    assert registry.find(HERE.siret) == HERE
    registry.close()


def test_many_refusals_are_counted(cli: Cli, tmp_path: Path) -> None:
    rows = [an_office(HERE), *[an_office(HERE, siret="1")] * 25]
    _, said, _ = cli("registry", "load", str(write_csv(tmp_path / "s.csv", rows)))
    assert said.count("n’est pas un SIRET") == 20
    assert "… et 5 de plus." in said


def test_a_load_taken_up_says_so(cli: Cli, offices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(command, "_follow", lambda _: cut)
        status, _, told = cli("registry", "load", str(offices))
    assert (status, told) == (130, "Chargement interrompu : la même commande le reprendra.\n")
    status, said, _ = cli("registry", "load", str(offices))
    assert status == 0
    assert said.startswith("Chargement repris : 2 lignes déjà lues.\n")


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("nul.csv",), 1, "« nul.csv » ne se lit pas : il n’existe pas."),
        ((".",), 1, "« . » ne se lit pas : c’est un dossier."),
        (
            ("OFFICES", "--companies", "OFFICES"),
            1,
            "n’a pas les colonnes attendues : statutDiffusionUniteLegale, ",
        ),
        (("OFFICES", "-o", "/dev/null/stock.db"), 3, "La machine refuse : /dev/null"),
        (("OFFICES", "-o", "/proc/stock.db"), 3, "La machine refuse : /proc/stock.db"),
        ((), 2, "Il manque une valeur : FILE."),
    ],
)
def test_what_cannot_be_done_is_told(
    cli: Cli, offices: Path, words: tuple[str, ...], status: int, sentence: str
) -> None:
    left, _, told = cli("registry", "load", *(str(offices) if one == "OFFICES" else one for one in words))
    assert (left, sentence in plain(told)) == (status, True), told


def test_two_loads_at_once_are_refused(cli: Cli, offices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> Loaded:
        raise AlreadyLoading

    monkeypatch.setattr(stock_loading, "load_stock", busy)
    status, _, told = cli("registry", "load", str(offices))
    assert (status, told.startswith("Un chargement est déjà en cours")) == (1, True)


def test_a_service_installed_without_pyarrow_says_what_to_install(
    cli: Cli, offices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stock_files", "stock_loading"):
        monkeypatch.setitem(sys.modules, f"conseillers_adapters.registries.{name}", None)
    status, _, told = cli("registry", "load", str(offices))
    assert (status, "conseillers-entreprises[stock]" in told) == (2, True)


def test_a_long_load_is_followed_by_tenths_in_logs_and_by_a_bar_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def load() -> str:
        with progress.followed("Stock", 1) as told:
            for done in range(101):
                told.part(done, 100)
            told.step("stock.csv est lu")
        return capsys.readouterr().err

    lines = load().splitlines()
    assert lines == [*(f"Stock : {tenth}0 %." for tenth in range(1, 10)), "Stock : stock.csv est lu."]
    terminal = Console(stderr=True, force_terminal=True, width=80)
    monkeypatch.setattr(progress, "beside", terminal)
    assert "━" in load()


def test_the_rows_an_earlier_load_had_read_are_not_counted_in_the_speed(
    cli: Cli, offices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Loaded(read=9, kept=8, companies=0, refusals=0, refused=(), resumed=9, size=4)
    monkeypatch.setattr(stock_loading, "load_stock", lambda *_, **__: evolve(made))
    _, said, _ = cli("registry", "load", str(offices))
    assert "(0 par seconde)" in plain(said)
