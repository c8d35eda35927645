"""Sets of communes said in zones: exactly them, and no fewer zones would do."""

from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conseillers_domain.places import Atlas, Places, atlas_of, ranks
from conseillers_domain.shortest import LARGEST_FIRST, alone, shortest
from conseillers_domain.territory import Commune, Geography, Zone, ZoneType
from tests.domain.country import COUNTRY, NOUVELLE_AQUITAINE, PARIS_DEPARTEMENT, in_commune

REGION_OF = {"d0": "r0", "d1": "r0", "d2": "r1", "d3": "r2", "d4": "r3", "d5": "r4"}

at_random = settings(max_examples=200, deadline=None)


def a_country(*communes: Commune) -> Geography:
    return Geography(version="2026", communes={one.code: one for one in communes}, former={}, names={})


def a_commune(code: str, departement: str, epci: str | None = None, within: str | None = None) -> Commune:
    return Commune(code, code, departement, REGION_OF[departement], epci, (), within)


@st.composite
def countries(draw: st.DrawFn, most: int) -> Geography:
    """Départements in régions, EPCI across all of them, some communes cut into arrondissements."""
    communes = []
    for rank in range(draw(st.integers(1, most))):
        departement = draw(st.sampled_from(sorted(REGION_OF)))
        epci = draw(st.sampled_from((None, "e0", "e1", "e2", "e3")))
        communes.append(a_commune(f"c{rank}", departement, epci))
        parts = range(draw(st.sampled_from((0, 0, 0, 2))))
        communes += [a_commune(f"c{rank}a{part}", departement, None, f"c{rank}") for part in parts]
    return a_country(*communes)


@st.composite
def sets_of_communes(draw: st.DrawFn, most: int) -> tuple[Atlas, Places]:
    """Any that zones can say: what some of them cover."""
    atlas = atlas_of(draw(countries(most)))
    return atlas, atlas.covered(draw(st.lists(st.sampled_from(every_zone(atlas)))))


def every_zone(atlas: Atlas) -> list[Zone]:
    return sorted({zone for code in atlas.codes for zone in atlas.geography.keys(code)}, key=str)


def kinds(zones: Iterable[Zone]) -> list[int]:
    return sorted(LARGEST_FIRST.index(zone.type) for zone in zones)


@at_random
@given(sets_of_communes(most=12))
def test_the_zones_said_cover_the_set_and_nothing_else(drawn: tuple[Atlas, Places]) -> None:
    atlas, places = drawn
    assert atlas.covered(shortest(places, atlas)) == places


@at_random
@given(sets_of_communes(most=5))
def test_no_fewer_zones_say_it_and_none_as_few_in_larger_kinds(drawn: tuple[Atlas, Places]) -> None:
    atlas, places = drawn
    inside = [zone for zone in every_zone(atlas) if not atlas.within(zone) & ~places]
    said = shortest(places, atlas)
    for count in range(len(said) + 1):
        for zones in combinations(inside, count):
            if atlas.covered(zones) == places:
                assert count == len(said)
                assert kinds(said) <= kinds(zones)


@at_random
@given(countries(most=5), st.data())
def test_a_set_that_zones_cannot_say_is_said_code_by_code_where_they_cannot(
    geography: Geography, data: st.DataObject
) -> None:
    atlas = atlas_of(geography)
    codes = data.draw(st.sets(st.sampled_from(atlas.codes)))
    places = sum(1 << rank for rank, code in enumerate(atlas.codes) if code in codes)
    said = shortest(places, atlas)
    by_themselves = set(alone(said, places, atlas))
    own = sum(1 << rank for rank, code in enumerate(atlas.codes) if code in by_themselves)
    assert atlas.covered(zone for zone in said if zone.code not in by_themselves) | own == places
    assert by_themselves == {code for code in codes if atlas.within(in_commune(code)) & ~places}


@pytest.mark.parametrize(
    ("country", "of", "said"),
    [
        pytest.param("d0e0 d0e1", "12", "r0", id="a région rather than its only département"),
        pytest.param("d0e0 d1e0", "1", "d0", id="a département rather than its only commune"),
        pytest.param("d0e0 d0e1 d1e1", "1", "e0", id="an EPCI rather than its only commune"),
        pytest.param("d0e0 d2e0 d0e1", "13", "r0", id="a région although an EPCI is not whole"),
        pytest.param("d0e0 d1e0 d1e1", "2", "2", id="a commune of an EPCI that is not whole"),
        pytest.param("d0e0 d2e0 d2e1 d3e0 d3e1", "124", "e0", id="an EPCI makes a région needless"),
        pytest.param(
            "d0e0 d2e0 d0e1 d2e1 d2e2 d3e0 d3e1 d3e2", "123467", "e0 e1", id="so does a pair of EPCI"
        ),
        pytest.param("d0e0 d2e0", "12", "e0", id="one EPCI rather than two régions"),
        pytest.param("d0e0 d2e0 d2e1 d3e1", "1234", "e0 e1", id="two EPCI rather than three régions"),
        pytest.param("d0e0 d0e1 d2e0 d3e1", "1234", "e0 e1", id="whatever their order"),
        pytest.param("d0e0 d0e1 d2e0 d2e1", "1234", "r0 r1", id="two régions rather than two EPCI"),
        pytest.param(
            "d0e0 d0e1 d2e0 d3e1 d3e2 d4e2 d5e1", "123456", "r0 r1 r2 r3", id="no EPCI that is not whole"
        ),
        pytest.param("d0-- d1-- d1--", "23", "d1", id="communes in no EPCI"),
        pytest.param("d0-- d1-- d1--", "2", "2", id="one commune in no EPCI"),
        pytest.param("d0e0", "", "", id="nothing"),
    ],
)
def test_what_says_a_set_shortest(country: str, of: str, said: str) -> None:
    where = [(one[:2], one[2:].strip("-") or None) for one in country.split()]
    atlas = atlas_of(a_country(*(a_commune(str(n), *one) for n, one in enumerate(where, 1))))
    assert " ".join(zone.code for zone in shortest(atlas.communes(of), atlas)) == said


def test_paris_says_its_arrondissements_and_the_universe_its_regions() -> None:
    atlas = atlas_of(COUNTRY)
    assert shortest(atlas.communes(["75056"]), atlas) == (Zone(ZoneType.REGION, "11"),)
    everything = shortest(atlas.everywhere, atlas)
    assert [str(zone) for zone in everything] == [f"région {n}" for n in ("06", "11", "44", "52", "75", "94")]
    assert atlas.covered(everything) == atlas.everywhere


def test_an_arrondissement_is_covered_by_its_own_code_and_by_all_that_holds_its_commune() -> None:
    atlas = atlas_of(COUNTRY)
    own = atlas.within(in_commune("75101"))
    assert own.bit_count() == 1
    for around in (in_commune("75056"), PARIS_DEPARTEMENT, Zone(ZoneType.EPCI, "200054781")):
        assert atlas.within(around) & own == own
        assert atlas.within(around).bit_count() == 2
    assert not own & atlas.within(NOUVELLE_AQUITAINE)


@pytest.mark.parametrize("zone", [in_commune("55273"), in_commune("00000"), Zone(ZoneType.REGION, "99")])
def test_a_zone_that_is_no_more_covers_nothing(zone: Zone) -> None:
    assert atlas_of(COUNTRY).within(zone) == 0


def test_an_atlas_is_made_once_a_geography_and_reads_its_sets_back() -> None:
    atlas = atlas_of(COUNTRY)
    assert atlas_of(COUNTRY) is atlas
    read = {atlas.codes[rank] for rank in ranks(atlas.covered([NOUVELLE_AQUITAINE]))}
    assert read == {"47001", "47195"}
    assert list(ranks(0)) == []
