"""Commands on the territories of several years, and the setting that chooses one."""

import gzip
import json
from pathlib import Path

import pytest
from attrs import evolve

from conseillers_adapters.documents import unstructure
from conseillers_adapters.geography.packaged import packaged
from tests.domain.territories import DOCUMENT
from tests.domain.told import plain
from tests.entrypoints.service import Cli, Document


@pytest.fixture
def small(tmp_path: Path) -> str:
    """The file of a country of three communes, under the name of another year."""
    file = tmp_path / "2027.json"
    file.write_text(json.dumps(unstructure(evolve(DOCUMENT, version="2027"))), "utf-8")
    return str(file)


@pytest.fixture
def redrawn(tmp_path: Path) -> str:
    """The packaged country, a commune of Lot-et-Garonne gone to Gironde; compressed."""
    document: Document = packaged("geography-2026")
    document["version"] = "2027"
    rank = document["communes"]["code"].index("47195")
    document["communes"]["departement"][rank] = "33"
    file = tmp_path / "2027.json.gz"
    file.write_bytes(gzip.compress(json.dumps(document).encode()))
    return str(file)


def test_a_year_is_imported_once_and_listed(filled: Cli, small: str) -> None:
    status, said, _ = filled("geography", "import", small)
    assert (status, plain(said)) == (
        0,
        (
            "Découpage 2027 importé : 3 communes et arrondissements. "
            "Il sera en service avec CONSEILLERS_GEOGRAPHY=2027.\n"
        ),
    )
    status, said, _ = filled("geography", "import", small)
    assert (status, plain(said)) == (0, "Le découpage 2027 est déjà là, avec ce contenu.\n")
    status, said, _ = filled("geography", "list")
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert status == 0
    assert lines[0] == "Découpage En service Origine"
    assert lines[1].startswith("2027 importé le ")
    assert lines[2] == "2026 oui livré avec le service"


def test_another_content_under_the_same_version_is_refused(filled: Cli, small: str) -> None:
    content = json.loads(Path(small).read_text("utf-8")) | {"version": "2026"}
    Path(small).write_text(json.dumps(content), "utf-8")
    status, _, told = filled("geography", "import", small)
    assert status == 1
    assert plain(told).startswith("Le découpage 2026 existe déjà avec un autre contenu : ")


def test_every_fault_of_a_file_is_told(filled: Cli, small: str, tmp_path: Path) -> None:
    content = json.loads(Path(small).read_text("utf-8")) | {"couleur": "bleu", "former": {"69232": "0"}}
    Path(small).write_text(json.dumps(content), "utf-8")
    status, said, told = filled("geography", "import", small)
    assert (status, said) == (1, "")
    assert [line.split(" : ")[0] for line in told.splitlines()] == ["/couleur", "/former/69232"]
    status, _, told = filled("geography", "import", str(tmp_path / "nul.json"))
    assert status == 1
    assert "ne se lit pas" in told


def test_a_report_lists_what_breaks_and_leaves_with_one(filled: Cli, small: str) -> None:
    filled("geography", "import", small)
    status, said, _ = filled("geography", "report", "2027")
    assert status == 1
    lines = [" ".join(plain(line).split()) for line in said.splitlines()]
    assert lines[0] == "Ne serait plus reconnu Porté par Ce qui change"
    assert lines[1] == (
        "département 47 antenne cci-47 Le département « Lot-et-Garonne » (47) n’existe plus dans le "
        "découpage 2027 : 319 communes hors de tout autre."
    )
    assert lines[2].startswith("département 47 antenne emploi-47 ")
    assert lines[3:] == ["Annuaire 1, du découpage 2026 au découpage 2027 : 2 endroits à corriger."]


def test_a_report_lists_what_is_redrawn_and_leaves_with_zero(filled: Cli, redrawn: str) -> None:
    filled("geography", "import", redrawn)
    status, said, _ = filled("geography", "report", "2027")
    lines = [" ".join(plain(line).split()) for line in said.splitlines()]
    assert status == 0
    assert lines[0] == "Changerait d’étendue Porté par Ce qui change"
    assert lines[1].endswith("change d’étendue dans le découpage 2027 : 1 commune perdue.")
    assert lines[-1] == "Annuaire 1, du découpage 2026 au découpage 2027 : rien à corriger."


def test_an_excluded_commune_is_told_as_such(filled: Cli, small: str) -> None:
    document = json.loads(filled("directory", "export")[1])
    document["teams"][0]["criteria"] = [{"excluded_communes": ["47195"]}]
    filled("directory", "import", "-", given=json.dumps(document))
    filled("geography", "import", small)
    assert "commune 47195 (exclue)" in filled("geography", "report", "2027")[1]


def test_a_version_that_nobody_imported_has_no_report(filled: Cli) -> None:
    status, said, told = filled("geography", "report", "1789")
    assert (status, said, plain(told)) == (1, "", "Découpage inconnu : « 1789 ».\n")


def test_the_setting_chooses_the_territories_in_force(
    filled: Cli, redrawn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled("geography", "import", redrawn)
    assert filled("route", "recruter", "47195")[0] == 0
    monkeypatch.setenv("CONSEILLERS_GEOGRAPHY", "2027")
    status, said, _ = filled("route", "recruter", "47195")
    assert status == 1
    assert "géographie 2027" in said
    assert "département 33" in filled("geography", "show", "47195")[1]
    assert "2027       oui" in filled("geography", "list")[1]


@pytest.mark.parametrize(
    "words", ["serve", "jobs", "route recruter 47001", "geography show", "geography list"]
)
def test_an_unknown_version_stops_the_start_and_names_its_setting(
    filled: Cli, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setenv("CONSEILLERS_GEOGRAPHY", "1789")
    status, _, told = filled(*words.split())
    assert status == 2
    assert plain(told) == (
        "CONSEILLERS_GEOGRAPHY désigne le découpage « 1789 », qui n’est pas de ceux du service : 2026.\n"
    )
