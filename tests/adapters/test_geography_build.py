"""The script that builds the packaged files, on a few communes."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from conseillers_adapters.geography.imported import read_territories
from scripts import build_geography as build

README = "| Année | Version |\n| 2026  | 6.0.0   | npm |\n| 2025  | 5.3.0 | npm |\n"


def present(code: str, *former: str) -> dict[str, Any]:
    return {
        "type": "commune-actuelle",
        "code": code,
        "nom": f"C{code}",
        "departement": "01",
        "region": "84",
        "codesPostaux": ["01400", "01300"],
        "population": 7,
        "anciensCodes": list(former),
    }


def delegated(code: str, chief: str, kind: str = "commune-deleguee") -> dict[str, Any]:
    return {"type": kind, "code": code, "chefLieu": chief, "departement": "01"}


def an_arrondissement(code: str, commune: str) -> dict[str, Any]:
    return {**present(code), "type": "arrondissement-municipal", "commune": commune}


def test_a_code_with_one_successor_leads_to_it() -> None:
    assert build.former_codes([present("01001", "01009")]) == {"01009": "01001"}


def test_a_code_with_several_successors_and_no_chief_is_left_out() -> None:
    assert build.former_codes([present("01001", "01009"), present("01002", "01009")]) == {}


@pytest.mark.parametrize("kind", ["commune-deleguee", "commune-associee"])
def test_the_chief_commune_wins_over_those_that_claim_the_code(kind: str) -> None:
    entries = [
        delegated("01009", "01003", kind),
        present("01001", "01009"),
        present("01002", "01009"),
        present("01003"),
    ]
    assert build.former_codes(entries) == {"01009": "01003"}


def test_a_code_with_two_chiefs_is_left_out() -> None:
    chiefs = [delegated("01009", "01001"), delegated("01009", "01002")]
    assert build.former_codes([present("01001"), present("01002"), *chiefs]) == {}


def test_a_present_commune_or_arrondissement_is_never_a_former_one() -> None:
    entries = [
        present("01001", "01002", "01003"),
        present("01002"),
        an_arrondissement("01003", "01002"),
        delegated("01002", "01001"),
    ]
    assert build.former_codes(entries) == {}


def test_a_code_whose_chief_is_gone_is_left_out() -> None:
    assert build.former_codes([delegated("01009", "01008")]) == {}


def test_former_codes_are_sorted() -> None:
    found = build.former_codes([present("01002", "01009"), present("01001", "01005", "01007")])
    assert list(found) == ["01005", "01007", "01009"]


def test_a_kind_of_commune_never_seen_stops_the_building() -> None:
    with pytest.raises(SystemExit, match="commune-flottante"):
        build.former_codes([{"type": "commune-flottante", "code": "01001"}])


def test_a_year_that_the_package_does_not_tell_stops_the_building() -> None:
    assert build.vintage(README, "5.3.0") == "2025"
    with pytest.raises(SystemExit, match=r"7\.0\.0"):
        build.vintage(README, "7.0.0")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    parts: dict[str, list[dict[str, Any]]] = {
        "communes": [
            an_arrondissement("01381", "01123"),
            delegated("01009", "01123"),
            present("01123"),
            {**present("01001"), "codesPostaux": [], "population": 3},
        ],
        "epci": [{"code": "200", "nom": "Métropole", "membres": [{"code": "01123"}]}],
        "departements": [{"code": "01", "nom": "Ain", "region": "84"}],
        "regions": [{"code": "84", "nom": "Auvergne-Rhône-Alpes"}],
    }
    folder = tmp_path / "package"
    (folder / "data").mkdir(parents=True)
    for name, entries in parts.items():
        (folder / "data" / f"{name}.json").write_text(json.dumps(entries), "utf-8")
    (folder / "package.json").write_text('{"name": "@a/b", "version": "6.0.0"}', "utf-8")
    (folder / "README.md").write_text(README, "utf-8")
    (tmp_path / "index.json").write_text(
        json.dumps(
            [
                {"id": "01.1", "label": "Une classe"},
                {"id": "01.11Z", "label": "Culture  de céréales"},
            ]
        ),
        "utf-8",
    )
    (tmp_path / "package.json").write_text('{"name": "@c/naf", "version": "1.1.1"}', "utf-8")
    return folder


def test_the_files_hold_what_the_packages_say(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(build, "DATA", tmp_path)
    build.main([str(package), str(tmp_path / "index.json")])
    territories = json.loads(gzip.decompress((tmp_path / "geography-2026.json.gz").read_bytes()))
    assert territories == {
        "version": "2026",
        "source": build.TERRITORIES_SOURCE,
        "licence": build.TERRITORIES_LICENCE,
        "package": "npm @a/b 6.0.0",
        "regions": {"84": "Auvergne-Rhône-Alpes"},
        "departements": {"01": ["Ain", "84"]},
        "epci": {"200": "Métropole"},
        "communes": {
            "code": ["01001", "01123", "01381"],
            "name": ["C01001", "C01123", "C01381"],
            "departement": ["01", "01", "01"],
            "epci": [None, "200", "200"],
            "postal_codes": ["", "01300 01400", "01300 01400"],
            "population": [3, 7, 7],
        },
        "arrondissements": {"01381": "01123"},
        "former": {"01009": "01123"},
    }
    activities = json.loads(gzip.decompress((tmp_path / "naf.json.gz").read_bytes()))
    assert activities["labels"] == {"0111Z": "Culture de céréales"}
    assert activities["package"] == "npm @c/naf 1.1.1"
    assert "geography-2026.json.gz" in capsys.readouterr().out


def test_the_activities_may_be_left_alone(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "DATA", tmp_path)
    build.main([str(package)])
    assert [path.name for path in tmp_path.glob("*.gz")] == ["geography-2026.json.gz"]


def test_the_territories_may_go_elsewhere_under_another_name(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "DATA", tmp_path)
    (package / "README.md").write_text("", "utf-8")
    file = tmp_path / "mine.json.gz"
    build.main([str(package), "--output", str(file), "--version", "2026-essai"])
    assert [path.name for path in tmp_path.glob("*.gz")] == ["mine.json.gz"]
    document, faults = read_territories(file.read_bytes())
    assert (document.version, faults) == ("2026-essai", ())
    assert document.geography().commune("01123").name == "C01123"


def test_a_call_without_package_says_how_to_call(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build.main([])
    assert "PACKAGE_FOLDER" in capsys.readouterr().err


def test_the_same_document_gives_the_same_bytes_without_a_date() -> None:
    once = build.packed({"é": 1})
    assert once == build.packed({"é": 1})
    assert once[4:8] == bytes(4)
    assert gzip.decompress(once).decode() == '{"é":1}'
