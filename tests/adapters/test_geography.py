"""The packaged territories: what the official data say, read as the domain wants it."""

import re
import subprocess
import sys
from collections import defaultdict
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conseillers_adapters.geography import naf_label, official_geography
from conseillers_adapters.geography.packaged import packaged
from conseillers_domain.territory import UnknownCommune, Zone, ZoneType

COMMUNE, EPCI = ZoneType.COMMUNE, ZoneType.EPCI
DEPARTEMENT, REGION = ZoneType.DEPARTEMENT, ZoneType.REGION
COUNTRY = official_geography()


def shown(code: str) -> list[str]:
    return [f"{zone.type} {zone.code}" for zone in COUNTRY.keys(code)]


def test_the_country_has_its_communes_arrondissements_and_containers() -> None:
    within = [commune.within for commune in COUNTRY.communes.values()]
    assert within.count(None) == 34_969
    assert (within.count("75056"), within.count("69123"), within.count("13055")) == (20, 9, 16)
    assert len(within) == 34_969 + 45
    kinds = [zone.type for zone in COUNTRY.names]
    assert (kinds.count(EPCI), kinds.count(DEPARTEMENT), kinds.count(REGION)) == (1255, 109, 26)
    assert len(COUNTRY.former) == 4240
    assert COUNTRY.version == "2026"


def test_the_geography_is_read_once() -> None:
    assert official_geography() is COUNTRY


def test_every_commune_is_covered_by_zones_a_directory_may_name() -> None:
    for code in COUNTRY.communes:
        for zone in COUNTRY.keys(code):
            assert COUNTRY.fault_of(zone) is None, (code, zone)


def test_every_former_code_leads_to_a_present_commune_and_is_a_fault_in_a_directory() -> None:
    for code, successor in COUNTRY.former.items():
        assert code not in COUNTRY.communes
        assert COUNTRY.communes[successor].within is None
        assert COUNTRY.own_codes(code) == (code, successor)
        fault = COUNTRY.fault_of(Zone(COMMUNE, code))
        assert fault is not None
        assert fault.successor is COUNTRY.communes[successor]


def test_ninety_eight_communes_have_no_epci() -> None:
    alone = {commune.code for commune in COUNTRY.communes.values() if commune.epci is None}
    assert len(alone) == 98
    assert {"22016", "29083", "29155", "85113"} < alone


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("47001", ["commune 47001", "epci 200096956", "departement 47", "region 75"]),
        ("75056", ["commune 75056", "epci 200054781", "departement 75", "region 11"]),
        (
            "75101",
            ["commune 75101", "commune 75056", "epci 200054781", "departement 75", "region 11"],
        ),
        (
            "69381",
            ["commune 69381", "commune 69123", "epci 200046977", "departement 69", "region 84"],
        ),
        (
            "13216",
            ["commune 13216", "commune 13055", "epci 200054807", "departement 13", "region 93"],
        ),
        ("85113", ["commune 85113", "departement 85", "region 52"]),
        ("2A004", ["commune 2A004", "epci 242010056", "departement 2A", "region 94"]),
        ("97608", ["commune 97608", "epci 200050532", "departement 976", "region 06"]),
        ("98818", ["commune 98818", "departement 988", "region 988"]),
        ("97501", ["commune 97501", "departement 975", "region 975"]),
        (
            "69232",
            ["commune 69232", "commune 69123", "epci 200046977", "departement 69", "region 84"],
        ),
    ],
)
def test_an_establishment_is_covered_by_all_that_contains_its_commune(code: str, keys: list[str]) -> None:
    assert shown(code) == keys


def test_an_associated_commune_over_the_border_is_covered_by_the_departement_it_joined() -> None:
    assert COUNTRY.own_codes("02285") == ("02285", "59545")
    assert Zone(DEPARTEMENT, "59") in COUNTRY.keys("02285")
    assert Zone(DEPARTEMENT, "02") not in COUNTRY.keys("02285")


@pytest.mark.parametrize(("code", "chief"), [("55273", "55386"), ("60455", "60694")])
def test_the_chief_commune_wins_over_another_that_claims_the_code(code: str, chief: str) -> None:
    assert COUNTRY.commune(code).code == chief


def test_a_delegated_commune_with_the_code_of_a_present_one_is_the_present_one() -> None:
    assert COUNTRY.commune("01015").name == "Arboys en Bugey"
    assert COUNTRY.own_codes("01015") == ("01015",)


def test_an_epci_may_lie_over_two_regions() -> None:
    regions = defaultdict(set)
    for commune in COUNTRY.communes.values():
        regions[commune.epci].add(commune.region)
    assert regions["200030435"] == {"75", "76"}


EPCI_OF_CITIES = {"75056": "200054781", "69123": "200046977", "13055": "200054807"}


@pytest.mark.parametrize(("city", "metropolis"), EPCI_OF_CITIES.items())
def test_every_arrondissement_of_the_three_cities_is_covered_as_its_city_is(
    city: str, metropolis: str
) -> None:
    for one in COUNTRY.communes.values():
        if one.within == city:
            assert COUNTRY.keys(one.code) == (Zone(COMMUNE, one.code), *COUNTRY.keys(city))
            assert Zone(EPCI, metropolis) in COUNTRY.keys(one.code)
            assert Zone(COMMUNE, one.code) not in COUNTRY.keys(city)


def test_the_metropolis_of_lyon_covers_the_city_its_arrondissements_and_its_communes() -> None:
    lyon = Zone(EPCI, "200046977")
    covered = {code for code in COUNTRY.communes if lyon in COUNTRY.keys(code)}
    arrondissements = {f"6938{rank}" for rank in range(1, 10)}
    assert {"69123", "69266", "69259", *arrondissements} <= covered
    assert len(covered - arrondissements) == 58
    assert {COUNTRY.communes[code].departement for code in covered} == {"69"}
    assert Zone(DEPARTEMENT, "69") in COUNTRY.keys("69264")  # Villefranche: in the Rhône, outside it
    assert lyon not in COUNTRY.keys("69264")


@pytest.mark.parametrize(
    ("code", "present"),
    [
        ("01033", "01033"),  # delegated, with the code of the new commune
        ("49004", "49307"),  # Andard, delegated in Loire-Authion
        ("59355", "59350"),  # Lomme, associated with Lille
        ("59298", "59350"),  # Hellemmes, likewise
        ("74011", "74010"),  # Annecy-le-Vieux, delegated in Annecy
        ("69232", "69123"),  # Saint-Rambert, long in Lyon
    ],
)
def test_a_delegated_associated_or_former_commune_is_covered_by_the_present_one(
    code: str, present: str
) -> None:
    own = (Zone(COMMUNE, code),) if code != present else ()
    assert COUNTRY.keys(code) == (*own, *COUNTRY.keys(present))
    assert COUNTRY.commune(code).code == present


@pytest.mark.parametrize(
    ("commune", "departement", "region", "epci"),
    [
        ("97105", "971", "01", True),  # Basse-Terre
        ("97209", "972", "02", True),  # Fort-de-France
        ("97302", "973", "03", True),  # Cayenne
        ("97411", "974", "04", True),  # Saint-Denis
        ("97611", "976", "06", True),  # Mamoudzou
        ("97502", "975", "975", False),  # Saint-Pierre
        ("97701", "977", "977", False),  # Saint-Barthélemy
        ("97801", "978", "978", False),  # Saint-Martin
        ("98411", "984", "984", False),  # Îles Saint-Paul et Nouvelle-Amsterdam
        ("98611", "986", "986", False),  # Alo
        ("98735", "987", "987", False),  # Papeete
        ("98818", "988", "988", False),  # Nouméa
        ("98901", "989", "989", False),  # Clipperton
    ],
)
def test_each_overseas_departement_and_collectivity_is_a_territory_of_its_own(
    commune: str, departement: str, region: str, epci: bool
) -> None:
    zones = COUNTRY.keys(commune)
    assert zones[-2:] == (Zone(DEPARTEMENT, departement), Zone(REGION, region))
    assert any(zone.type is EPCI for zone in zones) is epci
    covered = {code for code in COUNTRY.communes if Zone(DEPARTEMENT, departement) in COUNTRY.keys(code)}
    assert covered == {code for code in COUNTRY.communes if code.startswith(departement)}


def test_all_seventeen_communes_of_mayotte_are_in_an_epci() -> None:
    mayotte = [one for one in COUNTRY.communes.values() if one.departement == "976"]
    assert len(mayotte) == 17
    assert all(one.epci and one.region == "06" for one in mayotte)


def test_an_epci_may_lie_over_several_departements_and_regions_each_commune_staying_in_its_own() -> None:
    places = defaultdict(set)
    for commune in COUNTRY.communes.values():
        if commune.epci:
            places[commune.epci].add((commune.departement, commune.region))
    wide = [epci for epci, found in places.items() if len(found) > 1]
    assert len(wide) > 30
    assert any(len({region for _, region in places[epci]}) > 1 for epci in wide)
    for commune in COUNTRY.communes.values():
        if commune.epci in wide:
            assert COUNTRY.keys(commune.code)[-3:] == (
                Zone(EPCI, commune.epci),
                Zone(DEPARTEMENT, commune.departement),
                Zone(REGION, commune.region),
            )


def test_a_commune_without_epci_has_nothing_between_it_and_its_departement() -> None:
    for code in ("22016", "29083", "29155", "85113"):
        assert [zone.type for zone in COUNTRY.keys(code)] == [COMMUNE, DEPARTEMENT, REGION]


def test_corsican_codes_are_written_in_upper_case() -> None:
    assert COUNTRY.commune("2A004").name == "Ajaccio"
    assert COUNTRY.fault_of(Zone(DEPARTEMENT, "2A")) is None
    assert COUNTRY.fault_of(Zone(DEPARTEMENT, "2a")) is not None
    assert COUNTRY.fault_of(Zone(COMMUNE, "2a004")) is not None
    with pytest.raises(UnknownCommune):
        COUNTRY.commune("2a004")


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        (Zone(EPCI, "200046977"), "Métropole de Lyon"),
        (Zone(DEPARTEMENT, "47"), "Lot-et-Garonne"),
        (Zone(DEPARTEMENT, "2B"), "Haute-Corse"),
        (Zone(DEPARTEMENT, "976"), "Mayotte"),
        (Zone(DEPARTEMENT, "987"), "Polynésie française"),
        (Zone(REGION, "06"), "Mayotte"),
        (Zone(REGION, "75"), "Nouvelle-Aquitaine"),
        (Zone(REGION, "978"), "Saint-Martin"),
    ],
    ids=str,
)
def test_zones_have_their_official_names(zone: Zone, name: str) -> None:
    assert COUNTRY.names[zone] == name


@pytest.mark.parametrize(
    "zone",
    [
        Zone(EPCI, "200057867"),  # an EPT of Greater Paris, without taxation of its own
        Zone(REGION, "72"),  # Aquitaine, until 2015
        Zone(DEPARTEMENT, "20"),
        Zone(DEPARTEMENT, "4"),
        Zone(COMMUNE, "99999"),
    ],
    ids=str,
)
def test_what_is_no_territory_of_the_year_is_unknown(zone: Zone) -> None:
    fault = COUNTRY.fault_of(zone)
    assert fault is not None
    assert fault.successor is None


def test_a_commune_says_its_postal_codes_and_inhabitants() -> None:
    lyon = COUNTRY.commune("69123")
    assert lyon.postal_codes == tuple(f"6900{rank}" for rank in range(1, 10))
    assert lyon.population == 519_127
    assert COUNTRY.commune("98901").population == 0


def test_the_arrondissements_of_a_city_have_the_epci_of_the_city() -> None:
    assert COUNTRY.commune("69389").epci == "200046977"


@pytest.mark.parametrize(
    ("name", "licence"),
    [("geography-2026", "2.0 (Etalab)"), ("naf", "Apache-2.0")],
)
def test_a_packaged_file_declares_its_source_and_its_licence(name: str, licence: str) -> None:
    document = packaged(name)
    sources = (files("conseillers_adapters.geography") / "data/SOURCES.md").read_text("utf-8")
    assert document["licence"].endswith(licence)
    assert licence in sources
    assert "INSEE" in document["source"]
    assert re.fullmatch(r"npm @\S+ \d+\.\d+\.\d+", document["package"])
    assert f"`{name}.json.gz`" in sources
    assert document["package"].removeprefix("npm ").replace(" ", "` ") in sources


def test_the_packaged_file_names_those_who_publish_the_data() -> None:
    source = packaged("geography-2026")["source"]
    assert all(publisher in source for publisher in ("INSEE", "DGCL", "La Poste"))


def test_the_geography_needs_nothing_but_attrs() -> None:
    seen = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, conseillers_adapters.geography; print(*sys.modules)",
        ],
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split()
    outside = {name.split(".")[0] for name in seen} - {*sys.stdlib_module_names}
    assert "attr" in outside
    assert outside & {"cattrs", "msgspec", "sqlalchemy", "litestar"} == set()


@pytest.mark.parametrize("code", ["62.02A", "6202A", "62.02a", " 6202a "])
def test_an_activity_is_labelled_however_its_code_is_written(code: str) -> None:
    assert naf_label(code) == "Conseil en systèmes et logiciels informatiques"


@pytest.mark.parametrize("code", ["", "62", "62.02", "99.99Z", "A"])
def test_what_is_no_activity_sub_class_has_no_label(code: str) -> None:
    assert naf_label(code) is None


def test_every_sub_class_has_a_label_without_stray_spaces() -> None:
    labels = packaged("naf")["labels"]
    assert len(labels) == 732
    assert all(label == " ".join(label.split()) for label in labels.values())


@given(st.text(max_size=6))
def test_any_code_is_a_commune_or_is_refused(code: str) -> None:
    try:
        found = COUNTRY.commune(code)
    except UnknownCommune:
        assert code not in COUNTRY.communes
        assert code not in COUNTRY.former
    else:
        assert found.code in {code, COUNTRY.former.get(code)}
