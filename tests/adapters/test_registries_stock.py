"""INSEE's stocks loaded into a file, and the register that answers from it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from attrs import evolve

from conseillers_adapters.registries import NoStock, StockRegistry, stock, stock_files
from conseillers_adapters.registries.reading import UNDISCLOSED, UNNAMED
from conseillers_adapters.registries.stock_columns import TREATED
from conseillers_adapters.registries.stock_files import Piece, StockFile, UnreadableStock
from conseillers_adapters.registries.stock_layout import LAYOUT
from conseillers_adapters.registries.stock_loading import AlreadyLoading, Loaded, load_stock
from conseillers_application.ports import RegistrySilent
from conseillers_domain.company import Establishment, Siret
from tests.adapters.registry_api import a_siret
from tests.adapters.stock_samples import (
    Row,
    a_company,
    an_office,
    write_csv,
    write_parquet,
    write_zip,
)

AS_OF = datetime(2026, 10, 30, 8, 15, tzinfo=UTC)
HERE = Establishment(
    siret=a_siret(1),
    name="ÉPICERIE DU MARCHÉ",
    source="Stock des établissements (INSEE)",
    as_of=AS_OF,
    commune="75115",
    postal_code="75015",
    address="1 RUE DE LA POSTE 75015 PARIS",
    created_on=date(2014, 4, 29),
    legal_form="5710",
    naf="43.32A",
    headcount="12",
)
SHOP = evolve(HERE, siret=a_siret(1, 2))
OTHER = evolve(HERE, siret=a_siret(2), name="LE FOURNIL", open=False)


def quietly(name: str, done: int, total: int) -> None:
    """Follow nothing."""


class Desk:
    """A folder where stocks are put and loaded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "stock.db"
        self.opened: list[StockRegistry] = []

    def load(self, offices: list[Row], companies: list[Row] | None = None, *, end: str = "") -> Loaded:
        """Write them in CSV, and load that."""
        file = write_csv(self.folder / "StockEtablissement.csv", offices, end=end)
        held = write_csv(self.folder / "StockUniteLegale.csv", companies) if companies else None
        return self.load_files(file, held)

    def load_files(self, file: Path, companies: Path | None = None) -> Loaded:
        return load_stock(file, self.output, companies=companies, followed=quietly)

    @property
    def registry(self) -> StockRegistry:
        found = StockRegistry(self.output)
        self.opened.append(found)
        return found

    def told(self, company: Row, **office: str | None) -> Establishment | None:
        """What is known of `HERE` when its rows say so."""
        self.load([an_office(HERE, **office)], [company])
        return self.registry.find(HERE.siret)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    for one in made.opened:
        one.close()


# Reading INSEE's files


@pytest.mark.parametrize(
    ("write", "name"), [(write_csv, "stock.csv"), (write_zip, "stock.zip"), (write_parquet, "stock.parquet")]
)
def test_a_stock_is_read_however_it_was_downloaded(
    desk: Desk, write: Callable[[Path, list[Row]], Path], name: str
) -> None:
    file = write(desk.folder / name, [an_office(HERE), an_office(OTHER)])
    companies = write(desk.folder / f"u-{name}", [a_company(HERE), a_company(OTHER)])
    loaded = desk.load_files(file, companies)
    assert (loaded.read, loaded.kept, loaded.companies, loaded.refusals, loaded.resumed) == (4, 2, 2, 0, 0)
    assert loaded.size == desk.output.stat().st_size
    assert desk.registry.find(HERE.siret) == HERE
    assert desk.registry.find(OTHER.siret) == OTHER
    assert desk.registry.find(a_siret(9)) is None


def test_without_the_companies_an_establishment_has_its_own_name_or_none(desk: Desk) -> None:
    loaded = desk.load([an_office(HERE), an_office(OTHER, enseigne1Etablissement="AU BON PAIN")])
    assert loaded.companies == 0
    here, other = (evolve(one, legal_form=None, created_on=date(2024, 2, 3)) for one in (HERE, OTHER))
    assert desk.registry.find(HERE.siret) == evolve(here, name=UNNAMED)
    assert desk.registry.find(OTHER.siret) == evolve(other, name="AU BON PAIN")


@pytest.mark.parametrize(
    ("unit", "office", "name"),
    [
        ({"denominationUsuelle1UniteLegale": "CHEZ ZOÉ"}, {}, "CHEZ ZOÉ"),
        ({"prenom1UniteLegale": "ZOÉ", "nomUniteLegale": "DURAND"}, {}, "ZOÉ DURAND"),
        ({"prenomUsuelUniteLegale": "ZOÉ", "nomUsageUniteLegale": "MARTIN"}, {}, "ZOÉ MARTIN"),
        ({}, {"denominationUsuelleEtablissement": "LE FOURNIL"}, "LE FOURNIL"),
        ({}, {"enseigne1Etablissement": "AU BON PAIN"}, "AU BON PAIN"),
        ({}, {}, UNNAMED),
        (
            {"nomUniteLegale": "[ND]", "prenom1UniteLegale": "[ND]", "statutDiffusionUniteLegale": "P"},
            {},
            UNDISCLOSED,
        ),
        ({}, {"statutDiffusionEtablissement": "N"}, UNDISCLOSED),
    ],
)
def test_a_company_is_called_as_it_is_known_and_no_name_is_made_up(
    desk: Desk, unit: Row, office: dict[str, str | None], name: str
) -> None:
    company = a_company(HERE, denominationUniteLegale=None, **unit)
    assert desk.told(company, **office) == evolve(HERE, name=name)


@pytest.mark.parametrize("write", [write_csv, write_parquet])
def test_what_is_masked_is_unknown(desk: Desk, write: Callable[[Path, list[Row]], Path]) -> None:
    masked = dict.fromkeys(
        (
            "numeroVoieEtablissement",
            "typeVoieEtablissement",
            "libelleVoieEtablissement",
            "codePostalEtablissement",
        ),
        "[ND]",
    )
    file = write(desk.folder / "stock", [an_office(HERE, statutDiffusionEtablissement="P", **masked)])
    desk.load_files(file, write(desk.folder / "unites", [a_company(HERE)]))
    assert desk.registry.find(HERE.siret) == evolve(HERE, address=None, postal_code=None)


def test_the_company_tells_what_its_establishment_does_not(desk: Desk) -> None:
    company = a_company(HERE, trancheEffectifsUniteLegale="42", dateCreationUniteLegale=None)
    found = desk.told(company, trancheEffectifsEtablissement=None)
    assert found == evolve(HERE, headcount="42", created_on=date(2024, 2, 3))


def test_an_activity_of_a_former_nomenclature_and_a_day_that_is_none_are_unknown(desk: Desk) -> None:
    company = a_company(HERE, dateCreationUniteLegale="0000-00-00")
    found = desk.told(
        company, nomenclatureActivitePrincipaleEtablissement="NAP", dateCreationEtablissement=None
    )
    assert found == evolve(HERE, naf=None, created_on=None)


def test_an_establishment_abroad_is_told_foreign(desk: Desk) -> None:
    found = desk.told(
        a_company(HERE),
        codeCommuneEtablissement=None,
        codePostalEtablissement=None,
        libelleCommuneEtablissement=None,
        libelleCommuneEtrangerEtablissement="BRUXELLES",
        codePaysEtrangerEtablissement="99131",
    )
    abroad = evolve(HERE, commune=None, postal_code=None, address="1 RUE DE LA POSTE BRUXELLES", foreign=True)
    assert found == abroad


def test_an_establishment_of_the_post_is_kept(desk: Desk) -> None:
    post = evolve(HERE, siret=Siret("35600000049837"))
    desk.load([an_office(post)])
    assert desk.registry.find(post.siret) is not None


def test_the_last_treatment_dates_the_stock_and_the_file_does_without(desk: Desk) -> None:
    desk.load([an_office(HERE), an_office(SHOP, **{TREATED: "2026-09-01T00:00:00"})])
    found = desk.registry.find(SHOP.siret)
    assert found is not None
    assert found.as_of == AS_OF
    row = an_office(HERE)
    del row[TREATED]
    file = write_csv(desk.folder / "sans.csv", [row])
    os.utime(file, (1_790_000_000, 1_790_000_000))
    desk.load_files(file)
    found = desk.registry.find(HERE.siret)
    assert found is not None
    assert found.as_of == datetime.fromtimestamp(1_790_000_000, tz=UTC)


# Refusals


def test_rows_that_cannot_be_kept_are_told_with_their_line(desk: Desk) -> None:
    offices: list[Row] = [
        an_office(HERE),
        an_office(HERE, siret="123"),
        an_office(HERE, siret=None),
        an_office(HERE, siret="12345678901234"),
        an_office(HERE, siret="1234567890123X"),
        an_office(SHOP, etatAdministratifEtablissement="Z"),
    ]
    loaded = desk.load(offices, [a_company(HERE, siren="123456789"), a_company(HERE)], end="a,b\n")
    told = [(one.file, one.line, one.why) for one in loaded.refused]
    assert told == [
        ("companies", 2, "« 123456789 » n’est pas un SIREN"),
        ("establishments", 3, "« 123 » n’est pas un SIRET"),
        ("establishments", 4, "«  » n’est pas un SIRET"),
        ("establishments", 5, "« 12345678901234 » n’est pas un SIRET"),
        ("establishments", 6, "« 1234567890123X » n’est pas un SIRET"),
        ("establishments", 7, f"l’établissement {SHOP.siret} n’est dit ni ouvert ni fermé"),
        ("establishments", 8, "2 colonnes au lieu de 24"),
    ]
    assert (loaded.read, loaded.kept, loaded.refusals) == (8, 1, 7)


def test_the_line_of_a_row_counts_those_cut_wrong_before_it(desk: Desk) -> None:
    lines = write_csv(desk.folder / "s.csv", [an_office(HERE), an_office(HERE, siret="123")]).read_text(
        "utf-8"
    )
    heading, first, second = lines.splitlines()
    file = desk.folder / "s.csv"
    file.write_text(f"{heading}\na,b\n{first}\nc,d\n{second}\n", "utf-8")
    loaded = desk.load_files(file)
    assert [one.line for one in loaded.refused] == [2, 4, 5]


def test_many_refusals_are_counted_and_the_first_told(desk: Desk) -> None:
    loaded = desk.load([an_office(HERE), *[an_office(HERE, siret="1")] * 30])
    assert (loaded.refusals, len(loaded.refused), loaded.kept) == (30, 20, 1)


def garbled(path: Path) -> None:
    path.write_bytes("siret;raison sociale\né".encode("latin-1"))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def not_parquet(path: Path) -> None:
    path.write_bytes(b"PAR1 et plus rien")


def not_zip(path: Path) -> None:
    write_zip(path, [an_office(HERE)])
    path.write_bytes(path.read_bytes().replace(b".csv", b".txt"))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (garbled, "n’a pas les colonnes|n’est ni un CSV"),
        (empty, "n’a pas les colonnes attendues : siret, .* et 14 autres"),
        (not_parquet, "n’est ni un CSV"),
        (not_zip, "contient 0 fichiers CSV"),
    ],
)
def test_a_file_that_is_no_stock_is_refused(desk: Desk, spoil: Callable[[Path], None], sentence: str) -> None:
    file = desk.folder / "stock.zip"
    spoil(file)
    with pytest.raises(UnreadableStock, match=sentence):
        desk.load_files(file)
    assert [one.name for one in desk.folder.iterdir()] == ["stock.zip"]


def test_missing_columns_are_named(desk: Desk) -> None:
    row = an_office(HERE)
    del row["siret"], row["codeCommuneEtablissement"]
    with pytest.raises(UnreadableStock, match="siret et codeCommuneEtablissement"):
        desk.load([row])
    with pytest.raises(UnreadableStock, match=r"« StockUniteLegale\.csv » n’a pas"):
        desk.load([an_office(HERE)], [an_office(HERE)])


def test_a_text_that_is_no_utf_8_further_on_is_refused(desk: Desk) -> None:
    file = write_csv(desk.folder / "s.csv", [an_office(HERE, enseigne1Etablissement="CAFÉ")])
    file.write_bytes(file.read_text("utf-8").encode("latin-1"))
    with pytest.raises(UnreadableStock, match="ne se lit pas jusqu’au bout"):
        desk.load_files(file)


def test_a_stock_that_would_know_nobody_is_not_put_in_service(desk: Desk) -> None:
    desk.load([an_office(HERE)])
    with pytest.raises(UnreadableStock, match=r"aucun établissement à garder\. Ligne 2 : « 1 »"):
        desk.load([an_office(HERE, siret="1")])
    assert desk.registry.find(HERE.siret) is not None
    heading = (desk.folder / "StockEtablissement.csv").read_text("utf-8").splitlines()[0]
    (desk.folder / "vide.csv").write_text(heading + "\n", "utf-8")
    with pytest.raises(UnreadableStock, match=r"aucun établissement à garder\.$"):
        desk.load_files(desk.folder / "vide.csv")


# A load that is cut


def test_a_piece_may_be_taken_up_in_its_middle() -> None:
    piece = Piece(11, (["k", "l", "m"], ["K", "L", "M"]), 13, 20)
    assert piece.after(10) is piece
    assert piece.after(11) == Piece(12, (["l", "m"], ["L", "M"]), 13, 20)
    assert piece.after(13) is None


class Cut(Exception):  # noqa: N818 - says what happens
    """The machine stops there."""


@pytest.fixture
def in_small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stock_files, "ROWS", 7)
    monkeypatch.setattr(stock_files, "PIECE", 1_000)


def cut_at_once(*_: object) -> None:
    raise Cut


def cut_after(pieces: int) -> Callable[[StockFile, Callable[[int, str], None]], Iterator[Piece]]:
    """Reads so many pieces, of one file then of the other, before the machine stops."""
    whole, left = StockFile.pieces, iter(range(pieces))

    def read(file: StockFile, refuse: Callable[[int, str], None]) -> Iterator[Piece]:
        for piece in whole(file, refuse):
            if next(left, None) is None:
                raise Cut
            yield piece

    return read


@pytest.mark.usefixtures("in_small_pieces")
@pytest.mark.parametrize(("write", "name"), [(write_csv, "s.csv"), (write_parquet, "s.parquet")])
@pytest.mark.parametrize("pieces", range(6))
def test_a_load_that_was_cut_is_taken_up_where_it_stood(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    write: Callable[[Path, list[Row]], Path],
    name: str,
    pieces: int,
) -> None:
    several = [evolve(HERE, siret=a_siret(rank)) for rank in range(1, 41)]
    offices = [an_office(one) for one in several]
    file = write(desk.folder / name, [*offices, an_office(HERE, siret="1")])
    if file.suffix == ".csv":
        file.write_text(file.read_text("utf-8") + "a,b\n", "utf-8")
    companies = write(desk.folder / f"u-{name}", [a_company(one) for one in several])
    with monkeypatch.context() as stopped:
        stopped.setattr(StockFile, "pieces", cut_after(pieces))
        with pytest.raises(Cut):
            desk.load_files(file, companies)
    assert not desk.output.exists()
    loaded = desk.load_files(file, companies)
    assert (loaded.resumed > 0) is (pieces > 0)
    assert (loaded.kept, loaded.companies) == (40, 40)
    assert loaded.read == 81
    assert [one.line for one in loaded.refused] == ([42, 43] if file.suffix == ".csv" else [41])
    registry = desk.registry
    assert [registry.find(one.siret) for one in several] == several
    assert len(registry.search("épicerie", 50)) == 40


KILLED = """
import os, signal, sys
from pathlib import Path
from conseillers_adapters.registries import stock_files
from conseillers_adapters.registries.stock_loading import load_stock

stock_files.ROWS = 7
left = iter(range(3))

def follow(*_):
    if next(left, None) is None:
        os.kill(os.getpid(), signal.SIGKILL)

load_stock(Path(sys.argv[1]), Path(sys.argv[2]), followed=follow)
"""


def test_a_load_killed_outright_is_taken_up_and_what_serves_goes_on(desk: Desk) -> None:
    desk.load([an_office(OTHER)])
    several = [evolve(HERE, siret=a_siret(rank), name="CHEZ ZOÉ") for rank in range(1, 41)]
    named = [an_office(one, enseigne1Etablissement="CHEZ ZOÉ") for one in several]
    file = write_parquet(desk.folder / "s.parquet", named)
    killed = subprocess.run([sys.executable, "-c", KILLED, file, desk.output], check=False)  # noqa: S603 - ours
    assert killed.returncode == -signal.SIGKILL
    assert desk.registry.find(OTHER.siret) is not None
    loaded = desk.load_files(file)
    assert (loaded.resumed, loaded.read, loaded.kept) == (28, 40, 40)
    assert len(desk.registry.search("zoé", 50)) == 40


def test_a_load_begins_again_when_the_files_have_changed(desk: Desk) -> None:
    file = write_csv(desk.folder / "s.csv", [an_office(HERE)])
    with pytest.raises(Cut):
        load_stock(file, desk.output, followed=cut_at_once)
    loaded = desk.load_files(write_csv(file, [an_office(SHOP), an_office(OTHER)]))
    assert (loaded.resumed, loaded.kept) == (0, 2)
    assert desk.registry.find(HERE.siret) is None


def test_a_file_under_construction_that_is_spoilt_is_begun_again(desk: Desk) -> None:
    building = desk.folder / "stock.db.en-cours"
    building.write_bytes(b"rien d'une base " * 400)
    assert desk.load([an_office(HERE)]).kept == 1
    with closing(sqlite3.connect(building)) as other:
        other.execute("CREATE TABLE autre (chose)")
    assert desk.load([an_office(HERE)]).kept == 1
    assert sorted(one.name for one in desk.folder.iterdir()) == ["StockEtablissement.csv", "stock.db"]


def test_two_loads_do_not_write_the_same_file(desk: Desk) -> None:
    file = write_csv(desk.folder / "s.csv", [an_office(HERE)])
    refused = list[bool]()

    def follow(name: str, done: int, total: int) -> None:
        with pytest.raises(AlreadyLoading):
            load_stock(file, desk.output, followed=quietly)
        refused.append(True)

    load_stock(file, desk.output, followed=follow)
    assert refused
    assert desk.registry.find(HERE.siret) is not None


def test_a_place_that_cannot_be_written_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_csv(desk.folder / "s.csv", [an_office(HERE)])
    (desk.folder / "stock.db.en-cours").mkdir()
    with pytest.raises(sqlite3.OperationalError):
        load_stock(file, desk.output, followed=quietly)
    with pytest.raises(OSError, match="File exists"):
        load_stock(file, Path("/dev/null/stock.db"), followed=quietly)


@pytest.mark.usefixtures("in_small_pieces")
@pytest.mark.parametrize(("write", "name"), [(write_zip, "s.zip"), (write_parquet, "s.parquet")])
def test_how_far_a_load_got_is_told_and_its_end_once(
    desk: Desk, write: Callable[[Path, list[Row]], Path], name: str
) -> None:
    told = list[tuple[str, int, int]]()
    file = write(desk.folder / name, [an_office(evolve(HERE, siret=a_siret(rank))) for rank in range(1, 41)])
    load_stock(file, desk.output, followed=lambda *one: told.append(one))
    assert {name for name, _, _ in told} == {name}
    shares = [done / total for _, done, total in told]
    assert shares == sorted(shares)
    # A small CSV is read ahead to its end while its first rows are written.
    assert len(shares) > 1 or file.suffix == ".zip"
    assert shares.count(1) == 1


# The register


def test_a_stock_loaded_again_is_seen_at_the_next_question(desk: Desk) -> None:
    desk.load([an_office(HERE)])
    registry = desk.registry
    assert registry.find(HERE.siret) is not None
    assert registry.find(OTHER.siret) is None
    desk.load([an_office(OTHER)])
    assert registry.find(HERE.siret) is None
    assert registry.find(OTHER.siret) is not None


def test_a_register_whose_file_goes_is_silent_until_it_is_back(desk: Desk) -> None:
    desk.load([an_office(HERE)])
    registry = desk.registry
    registry.check()
    aside = desk.output.rename(desk.folder / "ailleurs")
    with pytest.raises(RegistrySilent):
        registry.find(HERE.siret)
    aside.rename(desk.output)
    assert registry.find(HERE.siret) is not None


def spoilt(path: Path) -> None:
    path.write_bytes(b"rien d'une base " * 400)


def of_another_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA user_version = 99")


def dated_wrong(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE about SET value = 'hier'")


def undated(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("DELETE FROM about")


@pytest.mark.parametrize("spoil", [spoilt, of_another_version, dated_wrong, undated])
def test_a_file_that_holds_no_stock_is_told_at_start_and_silent_later(
    desk: Desk, spoil: Callable[[Path], None]
) -> None:
    desk.load([an_office(HERE)])
    spoil(desk.output)
    with pytest.raises(NoStock):
        desk.registry.check()
    with pytest.raises(RegistrySilent):
        desk.registry.find(HERE.siret)
    with pytest.raises(RegistrySilent):
        desk.registry.search("épicerie", 3)


def test_a_file_spoilt_while_it_serves_is_silence(desk: Desk) -> None:
    desk.load([an_office(HERE)])
    with closing(sqlite3.connect(desk.output)) as base:
        base.execute("DROP TABLE establishments")
    with pytest.raises(RegistrySilent):
        desk.registry.find(HERE.siret)


def test_a_search_that_takes_too_long_is_silence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.load([an_office(HERE)], [a_company(HERE)])
    monkeypatch.setattr(stock, "PATIENCE", -1)
    monkeypatch.setattr(stock, "STEPS", 1)
    registry = desk.registry
    with pytest.raises(RegistrySilent):
        registry.search("épicerie", 3)
    assert registry.find(HERE.siret) == HERE


def test_each_company_found_is_shown_before_the_second_shop_of_one(desk: Desk) -> None:
    second = evolve(HERE, siret=a_siret(3), name="ÉPICERIE ZOLA")
    shut = evolve(HERE, siret=a_siret(4), name="ÉPICERIE ABEL", open=False)
    several = (HERE, SHOP, second, shut)
    desk.load([an_office(one) for one in several], [a_company(one) for one in (HERE, second, shut)])
    registry = desk.registry
    found = [one.siret for one in registry.search("épicerie", 10)]
    assert found == [HERE.siret, second.siret, SHOP.siret, shut.siret]
    assert len(registry.search("épicerie", 2)) == 2


def test_an_establishment_is_found_by_its_own_name_too(desk: Desk) -> None:
    desk.load([an_office(HERE, enseigne1Etablissement="Chez l’Oncle Tom")], [a_company(HERE)])
    assert [one.siret for one in desk.registry.search("oncle", 3)] == [HERE.siret]
    assert [one.siret for one in desk.registry.search("épicerie", 3)] == [HERE.siret]


def test_whole_words_come_before_words_that_begin_so(desk: Desk) -> None:
    longer = evolve(HERE, siret=a_siret(2), name="AU MARCHÉ DES ÉPICERIES")
    desk.load([an_office(one) for one in (HERE, longer)], [a_company(one) for one in (HERE, longer)])
    assert desk.registry.search("épicerie", 3) == (HERE, longer)
    assert desk.registry.search("épicerie", 1) == (HERE,)


def test_short_words_are_looked_for_whole(desk: Desk) -> None:
    desk.load([an_office(HERE)], [a_company(HERE)])
    assert desk.registry.search("du marché", 3) == (HERE,)
    assert desk.registry.search("d marché", 3) == ()
    assert desk.registry.search("du", 3) == ()


def test_many_may_ask_at_once(desk: Desk) -> None:
    desk.load([an_office(HERE)], [a_company(HERE)])
    registry, told = desk.registry, list[Establishment | None]()
    several = [threading.Thread(target=lambda: told.append(registry.find(HERE.siret))) for _ in range(8)]
    for one in several:
        one.start()
    for one in several:
        one.join()
    assert told == [HERE] * 8


def test_the_file_knows_what_it_was_made_from(desk: Desk) -> None:
    desk.load([an_office(HERE)])
    with closing(sqlite3.connect(desk.output)) as base:
        tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        ((sources,),) = base.execute("SELECT value FROM about WHERE key = 'sources'").fetchall()
    assert not tables & {"progress", "refused"}
    assert json.loads(sources)[0] == LAYOUT
