"""Territory on a small country: every kind of commune, zone and former code, once."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conseillers_domain.territory import Commune, Geography, UnknownCommune, Zone, ZoneType

COMMUNE, EPCI = ZoneType.COMMUNE, ZoneType.EPCI
DEPARTEMENT, REGION = ZoneType.DEPARTEMENT, ZoneType.REGION

LYON = Commune("69123", "Lyon", "69", "84", "200046977", ("69001", "69002"))
LYON_1 = Commune("69381", "Lyon 1er Arrondissement", "69", "84", None, ("69001",), "69123")
YEU = Commune("85113", "L'Île-d'Yeu", "85", "52")
NONSARD = Commune("55386", "Nonsard-Lamarche", "55", "44", "200066157")


@pytest.fixture
def country() -> Geography:
    """A country that was never asked anything: what it remembers is each test’s own."""
    return Geography(
        version="2026",
        communes={commune.code: commune for commune in (LYON, LYON_1, YEU, NONSARD)},
        former={"55273": "55386", "85113": "69123", "99001": "99002"},
        names={
            Zone(EPCI, "200046977"): "Métropole de Lyon",
            Zone(DEPARTEMENT, "69"): "Rhône",
            Zone(REGION, "84"): "Auvergne-Rhône-Alpes",
        },
    )


def test_a_commune_is_found_by_its_code(country: Geography) -> None:
    assert country.commune("69123") is LYON


def test_an_arrondissement_is_itself(country: Geography) -> None:
    assert country.commune("69381") is LYON_1


def test_a_former_code_leads_to_the_present_commune(country: Geography) -> None:
    assert country.commune("55273") is NONSARD


def test_a_present_commune_is_itself_whatever_else_carries_its_code(country: Geography) -> None:
    assert country.commune("85113") is YEU
    assert country.own_codes("85113") == ("85113",)
    assert country.fault_of(Zone(COMMUNE, "85113")) is None


@pytest.mark.parametrize("code", ["00000", "", "99001", "6912", "69", "69123 "])
def test_a_code_without_commune_is_refused_in_every_question(country: Geography, code: str) -> None:
    for question in (country.commune, country.keys, country.own_codes):
        with pytest.raises(UnknownCommune) as refused:
            question(code)
        assert refused.value.code == "unknown_commune"
        assert refused.value.sentence == (
            f"Le code « {code} » n’est celui d’aucune commune (découpage officiel 2026)."
        )


def test_a_commune_is_covered_by_itself_its_epci_its_departement_and_its_region(country: Geography) -> None:
    assert country.keys("69123") == (
        Zone(COMMUNE, "69123"),
        Zone(EPCI, "200046977"),
        Zone(DEPARTEMENT, "69"),
        Zone(REGION, "84"),
    )
    assert country.own_codes("69123") == ("69123",)


def test_an_arrondissement_is_covered_also_by_its_commune_and_that_communes_epci(country: Geography) -> None:
    assert country.keys("69381") == (Zone(COMMUNE, "69381"), *country.keys("69123"))
    assert country.own_codes("69381") == ("69381", "69123")


def test_a_former_code_is_covered_by_itself_and_by_all_that_contains_the_present_commune(
    country: Geography,
) -> None:
    assert country.keys("55273") == (
        Zone(COMMUNE, "55273"),
        Zone(COMMUNE, "55386"),
        Zone(EPCI, "200066157"),
        Zone(DEPARTEMENT, "55"),
        Zone(REGION, "44"),
    )
    assert country.own_codes("55273") == ("55273", "55386")


def test_a_former_code_of_an_arrondissement_is_covered_by_its_commune(country: Geography) -> None:
    renamed = Geography("2026", country.communes, {"69232": "69381"}, {})
    assert renamed.own_codes("69232") == ("69232", "69123")


def test_a_commune_without_epci_is_covered_by_three_zones(country: Geography) -> None:
    assert country.keys("85113") == (
        Zone(COMMUNE, "85113"),
        Zone(DEPARTEMENT, "85"),
        Zone(REGION, "52"),
    )


def test_the_same_zone_is_one_object_whichever_commune_it_covers(country: Geography) -> None:
    of_lyon, of_lyon_1 = country.keys("69123"), country.keys("69381")
    assert all(one is other for one, other in zip(of_lyon, of_lyon_1[1:], strict=True))
    named = {zone: zone for zone in country.names}
    assert all(zone is named[zone] for zone in of_lyon[1:])


def test_what_was_asked_once_is_kept(country: Geography) -> None:
    assert country.keys("55273") is country.keys("55273")
    assert country.own_codes("55273") is country.own_codes("55273")


@pytest.mark.parametrize(
    "zone",
    [
        Zone(COMMUNE, "69123"),
        Zone(COMMUNE, "69381"),
        Zone(EPCI, "200046977"),
        Zone(DEPARTEMENT, "69"),
        Zone(REGION, "84"),
    ],
    ids=str,
)
def test_a_directory_may_name_what_exists(country: Geography, zone: Zone) -> None:
    assert country.fault_of(zone) is None


@pytest.mark.parametrize(
    "zone",
    [
        Zone(COMMUNE, "00000"),
        Zone(COMMUNE, "69"),
        Zone(COMMUNE, "99001"),
        Zone(EPCI, "69123"),
        Zone(EPCI, "200057867"),
        Zone(DEPARTEMENT, "84"),
        Zone(DEPARTEMENT, "55273"),
        Zone(REGION, "69"),
        Zone(REGION, ""),
    ],
    ids=str,
)
def test_a_directory_may_name_nothing_else(country: Geography, zone: Zone) -> None:
    fault = country.fault_of(zone)
    assert fault is not None
    assert (fault.zone, fault.code, fault.successor) == (zone, "unknown_zone", None)
    assert fault.sentence == f"La zone « {zone} » n’existe pas dans le découpage officiel 2026."


def test_a_former_code_is_a_fault_that_names_its_successor(country: Geography) -> None:
    fault = country.fault_of(Zone(COMMUNE, "55273"))
    assert fault is not None
    assert (fault.zone, fault.code) == (Zone(COMMUNE, "55273"), "unknown_zone")
    assert fault.successor is NONSARD
    assert fault.sentence == (
        "Le code 55273 n’est plus celui d’une commune : la commune actuelle est Nonsard-Lamarche (55386)."
    )


@pytest.mark.parametrize(
    ("zone", "sentence"),
    [
        (Zone(COMMUNE, "47203"), "commune 47203"),
        (Zone(EPCI, "200046977"), "EPCI 200046977"),
        (Zone(DEPARTEMENT, "47"), "département 47"),
        (Zone(REGION, "84"), "région 84"),
    ],
)
def test_a_zone_reads_in_a_french_sentence(zone: Zone, sentence: str) -> None:
    assert str(zone) == sentence


def test_kinds_of_zones_are_wire_values() -> None:
    assert [*ZoneType] == ["commune", "epci", "departement", "region"]


zones = st.builds(Zone, st.sampled_from(ZoneType), st.text(max_size=9))


@given(zones, zones)
def test_zones_are_equal_when_their_kind_and_code_are(one: Zone, other: Zone) -> None:
    assert (one == other) is ((one.type, one.code) == (other.type, other.code))
    assert {one: "found"}[Zone(one.type, one.code)] == "found"


@given(zones)
def test_a_zone_survives_a_journey_to_another_process(zone: Zone) -> None:
    hash(zone)
    arrived = pickle.loads(pickle.dumps(zone))  # noqa: S301 - our own bytes
    assert {zone: "found"}[arrived] == "found"


def test_two_zones_of_one_code_and_two_kinds_are_two_keys() -> None:
    assert len({Zone(DEPARTEMENT, "84"), Zone(REGION, "84")}) == 2


def test_a_commune_known_by_its_containers_only_has_no_postal_code_and_nobody_counted_it() -> None:
    bare = Commune("98411", "Îles Saint-Paul et Nouvelle-Amsterdam", "984", "984")
    assert (bare.epci, bare.postal_codes, bare.within, bare.population) == (None, (), None, 0)


def test_a_geography_does_not_print_what_it_remembers() -> None:
    country = Geography("2026", {}, {}, {})
    assert repr(country) == "Geography(version='2026', communes={}, former={}, names={})"


def test_two_countries_are_told_apart_without_being_read(country: Geography) -> None:
    other = Geography(country.version, country.communes, country.former, country.names)
    assert other != country
    assert len({other, country}) == 2
