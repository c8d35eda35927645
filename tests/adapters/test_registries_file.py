"""The register held in a file."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from attrs import evolve

from conseillers_adapters.registries import (
    FileRegistry,
    UnreadableEstablishments,
    packaged_companies,
    write_establishments,
)
from conseillers_domain.company import Establishment
from tests.adapters.registry_api import a_siret

READ_ON = datetime(2026, 1, 1, tzinfo=UTC)
FULL = Establishment(
    siret=a_siret(1),
    name="Café de l’Été",
    source="Stock officiel",
    as_of=READ_ON,
    commune="97411",
    postal_code="97400",
    address="1 RUE DU PORT",
    created_on=date(2020, 2, 29),
    legal_form="1000",
    naf="56.30Z",
    headcount="NN",
    natures=("COMMERCIALE",),
    nafa=(),
    opco="opco-commerce",
    open=False,
    foreign=True,
)
BARE = Establishment(siret=a_siret(2), name="Sans détail", source="Stock officiel", as_of=READ_ON)


@pytest.mark.parametrize("name", ["some.json", "some.json.gz"])
def test_what_is_written_reads_back_the_same(tmp_path: Path, name: str) -> None:
    write_establishments(tmp_path / name, [BARE, FULL])
    assert FileRegistry.load(tmp_path / name).establishments == (FULL, BARE)


def test_the_same_establishments_make_the_same_file(tmp_path: Path) -> None:
    write_establishments(tmp_path / "one.json.gz", [FULL, BARE])
    write_establishments(tmp_path / "other.json.gz", [BARE, FULL])
    assert (tmp_path / "one.json.gz").read_bytes() == (tmp_path / "other.json.gz").read_bytes()


def test_what_is_unknown_is_not_written(tmp_path: Path) -> None:
    write_establishments(tmp_path / "some.json", [BARE])
    document = json.loads((tmp_path / "some.json").read_bytes())
    assert document["establishments"] == [{"siret": BARE.siret, "name": BARE.name}]


@pytest.mark.parametrize("some", [[], [FULL, evolve(BARE, source="ailleurs")]])
def test_a_file_has_one_origin(tmp_path: Path, some: list[Establishment]) -> None:
    with pytest.raises(ValueError, match="origine"):
        write_establishments(tmp_path / "some.json", some)


def a_file(**other: object) -> dict[str, object]:
    return {
        "source": "essai",
        "as_of": READ_ON.isoformat(),
        "establishments": [{"siret": FULL.siret, "name": "Ici", "naf": None, **other}],
    }


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ("{", "JSON"),
        (b"\x1f\x8bno", "JSON"),
        (gzip.compress(b"{}" * 99, mtime=0)[:-5], "JSON"),
        (gzip.compress(b"{}", mtime=0)[:10] + b"\xff" * 9, "JSON"),
        ([], "objet"),
        ({}, "source"),
        (a_file() | {"establishments": {}}, "establishments"),
        (a_file() | {"as_of": None}, "as_of"),
        (a_file() | {"as_of": "hier"}, "as_of"),
        (a_file() | {"as_of": "2026-01-01"}, "as_of"),
        (a_file() | {"establishments": [3]}, "n° 1 : un objet"),
        (a_file() | {"establishments": [{"siret": FULL.siret}]}, "n° 1 : il manque"),
        (a_file(colour="bleu"), "« colour » est inconnu"),
        (a_file(siret="123"), "« siret » : ce SIRET n’existe pas"),
        (a_file(name=3), "« name » : un texte est attendu"),
        (a_file(created_on="mai"), "« created_on » : un jour"),
        (a_file(natures="COMMERCIALE"), "« natures » : une liste"),
        (a_file(nafa=[1]), "« nafa » : un texte"),
        (a_file(open="oui"), "« open » : vrai ou faux"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_of_the_fault(
    tmp_path: Path, document: object, sentence: str
) -> None:
    file = tmp_path / "some.json"
    match document:
        case bytes():
            file.write_bytes(document)
        case str():
            file.write_text(document)
        case _:
            file.write_text(json.dumps(document))
    with pytest.raises(UnreadableEstablishments, match=sentence):
        FileRegistry.load(file)


def test_a_service_built_without_companies_knows_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conseillers_adapters.registries.file.files", lambda _: Path("/nowhere"))
    assert packaged_companies().establishments == ()


def test_the_companies_shipped_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    write_establishments(tmp_path / "data" / "companies.json.gz", [FULL])
    monkeypatch.setattr("conseillers_adapters.registries.file.files", lambda _: tmp_path)
    assert packaged_companies().find(FULL.siret) == FULL


def test_the_companies_really_shipped_do_not_exist() -> None:
    assert all(one.siren.startswith("000") for one in packaged_companies().establishments)
