"""The document of a year's territories: what it becomes, and what may be wrong in it."""

import pytest
from attrs import evolve, fields

from conseillers_domain.geography_document import CommuneColumns, GeographyDocument
from conseillers_domain.geography_faults import geography_faults
from conseillers_domain.territory import Commune, Zone, ZoneType
from tests.builders import Changed
from tests.domain.territories import COLUMNS, DOCUMENT


def test_a_document_becomes_territories() -> None:
    country = DOCUMENT.geography()
    assert country.version == "2026"
    assert country.commune("2A004") == Commune(
        "2A004", "Ajaccio", "2A", "94", None, ("20000", "20090"), None, 7
    )
    assert country.commune("69381") == Commune(
        "69381", "Lyon 1er Arrondissement", "69", "84", "200046977", (), "69123", 0
    )
    assert country.commune("69232").name == "Lyon"
    assert country.names == {
        Zone(ZoneType.EPCI, "200046977"): "Métropole de Lyon",
        Zone(ZoneType.DEPARTEMENT, "2A"): "Corse-du-Sud",
        Zone(ZoneType.DEPARTEMENT, "69"): "Rhône",
        Zone(ZoneType.REGION, "84"): "Auvergne-Rhône-Alpes",
        Zone(ZoneType.REGION, "94"): "Corse",
    }


def told(document: GeographyDocument) -> list[tuple[str, str]]:
    return [(fault.pointer, fault.code) for fault in geography_faults(document)]


def test_a_right_document_has_no_fault() -> None:
    assert told(DOCUMENT) == []


@pytest.mark.parametrize("version", ["2026", "2026-essai", "millesime_1.2"])
def test_a_version_is_a_year_or_another_plain_name(version: str) -> None:
    assert told(evolve(DOCUMENT, version=version)) == []


@pytest.mark.parametrize("version", ["", ".", "..", "l’an 2026", "2026/2", " 2026"])
def test_a_version_that_cannot_stand_in_an_address_is_refused(version: str) -> None:
    assert told(evolve(DOCUMENT, version=version)) == [("/version", "format")]


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        (
            {"departements": {"2A": ("Corse", "94"), "69": ("Rhône", "82")}},
            [("/departements/69/1", "unknown_region")],
        ),
        (
            {"departements": {"2A": ("Corse",), "69": ("Rhône", "84", "x")}},
            [("/departements/2A", "wrong_length"), ("/departements/69", "wrong_length")],
        ),
        (
            {"arrondissements": {"69999": "69123", "69381": "69000"}},
            [("/arrondissements/69999", "unknown_commune"), ("/arrondissements/69381", "unknown_commune")],
        ),
        (
            {"former": {"69123": "2A004", "69232": "00000"}},
            [("/former/69123", "duplicate"), ("/former/69232", "unknown_commune")],
        ),
    ],
)
def test_what_a_part_names_must_be_in_another(
    changes: dict[str, Changed], faults: list[tuple[str, str]]
) -> None:
    assert told(evolve(DOCUMENT, **changes)) == faults


@pytest.mark.parametrize(
    ("column", "values", "faults"),
    [
        ("code", ("2A004", "69123", "6938"), [("code/2", "format")]),
        ("code", ("2A004", "69123", "69123"), [("code/2", "duplicate")]),
        ("name", ("", "Lyon", " "), [("name/0", "required"), ("name/2", "required")]),
        ("departement", ("2B", "69", "69"), [("departement/0", "unknown_departement")]),
        ("epci", ("999", None, None), [("epci/0", "unknown_epci")]),
        ("population", (1, 2), [("population", "wrong_length")]),
        ("postal_codes", (), [("postal_codes", "wrong_length")]),
    ],
)
def test_each_commune_has_every_fact_in_its_column(
    column: str, values: tuple[object, ...], faults: list[tuple[str, str]]
) -> None:
    columns = evolve(COLUMNS, **{column: values})  # type: ignore[arg-type]
    document = evolve(DOCUMENT, communes=columns, arrondissements={}, former={})
    assert told(document) == [(f"/communes/{place}", code) for place, code in faults]


def test_a_country_without_commune_is_none() -> None:
    nothing = CommuneColumns(**{one.name: () for one in fields(CommuneColumns)})
    document = evolve(DOCUMENT, communes=nothing, arrondissements={}, former={})
    assert told(document) == [("/communes/code", "required")]


def test_faults_are_told_in_french() -> None:
    columns = evolve(COLUMNS, population=(1,), departement=("2B", "69", "69"))
    sentences = [fault.message for fault in geography_faults(evolve(DOCUMENT, communes=columns))]
    assert sentences == [
        "Cette colonne a 1 valeur, et celle des codes 3.",
        "Département inconnu\u00a0: «\u00a02B\u00a0».",
    ]
