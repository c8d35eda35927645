"""What a new year's territories break of a directory, and what they redraw, on two small countries."""

from collections.abc import Iterable, Mapping

import pytest

from conseillers_domain.criteria import Criterion
from conseillers_domain.directory import Directory
from conseillers_domain.geography_change import BrokenZone, OwnerKind, Successor, broken_zones
from conseillers_domain.territory import Commune, Geography, Zone, ZoneType
from tests.builders import SUBJECT, a_branch, a_directory, a_team, an_institution
from tests.domain.country import in_commune
from tests.domain.told import plain

NAMES = {
    **{Zone(ZoneType.EPCI, f"E{rank}"): f"CC {rank}" for rank in range(1, 6)},
    Zone(ZoneType.DEPARTEMENT, "47"): "Lot-et-Garonne",
    Zone(ZoneType.DEPARTEMENT, "33"): "Gironde",
    Zone(ZoneType.REGION, "75"): "Nouvelle-Aquitaine",
}
AGEN, BOE, NERAC, BORDEAUX = (
    Commune("47001", "Agen", "47", "75", "E1"),
    Commune("47031", "Boé", "47", "75", "E1"),
    Commune("47195", "Nérac", "47", "75", "E2"),
    Commune("33063", "Bordeaux", "33", "75", "E3"),
)


def a_year(
    year: str,
    *communes: Commune,
    former: Mapping[str, str] | None = None,
    without: Iterable[Zone] = (),
) -> Geography:
    """The territories of a year."""
    names = {zone: name for zone, name in NAMES.items() if zone not in without}
    return Geography(year, {one.code: one for one in communes}, former or {}, names)


def moved(commune: Commune, epci: str | None, departement: str = "47") -> Commune:
    """A commune in another EPCI or département."""
    return Commune(commune.code, commune.name, departement, commune.region, epci)


OLD = a_year("2025", AGEN, BOE, NERAC, BORDEAUX)


def epci(code: str) -> Zone:
    return Zone(ZoneType.EPCI, code)


def changed(zone: Zone, old: Geography, new: Geography) -> BrokenZone | None:
    """What becomes of a zone that a team names."""
    directory = Directory(a_directory(a_team("t", SUBJECT, zones=(zone,))), "1")
    found = broken_zones(directory, old, new)
    return found[0] if found else None


def told(zone: Zone, old: Geography, new: Geography) -> str:
    found = changed(zone, old, new)
    return "" if found is None else plain(found.change.sentence)


def test_nothing_breaks_when_nothing_changed() -> None:
    for zone in (in_commune("47001"), epci("E1"), Zone(ZoneType.DEPARTEMENT, "47")):
        assert changed(zone, OLD, a_year("2026", AGEN, BOE, NERAC, BORDEAUX)) is None


MERGED = a_year("2026", AGEN, NERAC, BORDEAUX, former={"47031": "47001"})


def test_a_commune_that_joined_another_is_replaced_by_it() -> None:
    found = changed(in_commune("47031"), OLD, MERGED)
    assert found is not None
    assert (found.owner, found.owner_kind, found.excluded) == ("t", OwnerKind.TEAM, False)
    change = found.change
    assert (change.gone, change.name, change.left_out) == (True, "Boé", 0)
    assert change.replaced_by == (Successor(zone=in_commune("47001"), name="Agen", communes=1),)
    assert plain(change.sentence) == (
        "La commune « Boé » (47031) n’existe plus dans le découpage 2026 : "
        "la commune « Agen » (47001) la remplace."
    )


def test_the_commune_that_takes_another_in_is_redrawn_and_what_contains_both_is_not() -> None:
    found = changed(in_commune("47001"), OLD, MERGED)
    assert found is not None
    assert (found.change.gone, found.change.gained, found.change.lost) == (False, 1, 0)
    assert plain(found.change.sentence) == (
        "La commune « Agen » (47001) change d’étendue dans le découpage 2026 : 1 commune gagnée."
    )
    for zone in (epci("E1"), Zone(ZoneType.DEPARTEMENT, "47"), Zone(ZoneType.REGION, "75")):
        assert changed(zone, OLD, MERGED) is None


def test_a_commune_that_is_one_again_leaves_the_one_it_had_joined() -> None:
    found = changed(in_commune("47001"), MERGED, OLD)
    assert found is not None
    assert (found.change.gained, found.change.lost) == (0, 1)
    assert changed(epci("E1"), MERGED, OLD) is None


def test_a_commune_that_merely_changes_codes_moves_nothing() -> None:
    renumbered = Commune("47900", "Boé", "47", "75", "E1")
    new = a_year("2026", AGEN, renumbered, NERAC, BORDEAUX, former={"47031": "47900"})
    assert changed(epci("E1"), OLD, new) is None
    assert told(in_commune("47031"), OLD, new).endswith("la commune « Boé » (47900) la remplace.")


def test_a_commune_that_nobody_knew_is_gained() -> None:
    born = Commune("47999", "Neuve", "47", "75", "E1")
    assert told(epci("E1"), OLD, a_year("2026", AGEN, BOE, NERAC, BORDEAUX, born)).endswith(
        ": 1 commune gagnée."
    )


def test_a_commune_without_known_successor_says_so() -> None:
    new = a_year("2026", AGEN, NERAC, BORDEAUX)
    found = changed(in_commune("47031"), OLD, new)
    assert found is not None
    assert (found.change.replaced_by, found.change.left_out) == ((), 1)
    assert plain(found.change.sentence) == (
        "La commune « Boé » (47031) n’existe plus dans le découpage 2026 : aucune ne la remplace."
    )
    assert told(epci("E1"), OLD, new).endswith(": 1 commune perdue.")


def test_an_epci_that_is_no_more_is_replaced_by_those_its_communes_are_in() -> None:
    old = a_year("2025", AGEN, BOE, moved(NERAC, "E1"), moved(BORDEAUX, "E1"))
    new = a_year(
        "2026",
        moved(AGEN, "E4"),
        moved(BOE, "E5"),
        moved(NERAC, "E4"),
        moved(BORDEAUX, None),
        without=[epci("E1")],
    )
    found = changed(epci("E1"), old, new)
    assert found is not None
    assert found.change.replaced_by == (
        Successor(zone=epci("E4"), name="CC 4", communes=2),
        Successor(zone=epci("E5"), name="CC 5", communes=1),
    )
    assert (found.change.gone, found.change.left_out) == (True, 1)
    assert plain(found.change.sentence) == (
        "L’EPCI « CC 1 » (E1) n’existe plus dans le découpage 2026 : à sa place, « CC 4 » (E4) (2 communes) "
        "et « CC 5 » (E5) (1 commune), 1 commune hors de tout autre."
    )


def test_an_epci_that_nothing_replaces_leaves_its_communes_alone() -> None:
    new = a_year("2026", moved(AGEN, None), moved(BOE, None), NERAC, BORDEAUX, without=[epci("E1")])
    assert told(epci("E1"), OLD, new) == (
        "L’EPCI « CC 1 » (E1) n’existe plus dans le découpage 2026 : 2 communes hors de tout autre."
    )


@pytest.mark.parametrize(
    ("zone", "sentence"),
    [
        (
            Zone(ZoneType.DEPARTEMENT, "47"),
            (
                "Le département « Lot-et-Garonne » (47) n’existe plus dans le découpage 2026 : "
                "à sa place, « Gironde » (33) (3 communes)."
            ),
        ),
        (
            Zone(ZoneType.REGION, "75"),
            (
                "La région « Nouvelle-Aquitaine » (75) n’existe plus dans le découpage 2026 : "
                "4 communes hors de tout autre."
            ),
        ),
    ],
)
def test_a_departement_or_a_region_that_is_no_more_is_told_likewise(zone: Zone, sentence: str) -> None:
    here = [moved(one, one.epci, "33") for one in (AGEN, BOE, NERAC, BORDEAUX)]
    assert told(zone, OLD, a_year("2026", *here, without=[zone])) == sentence


def test_zones_that_stay_say_how_many_communes_they_gain_and_lose() -> None:
    new = a_year("2026", moved(AGEN, "E2"), BOE, moved(NERAC, "E1"), moved(BORDEAUX, "E1"))
    found = changed(epci("E1"), OLD, new)
    assert found is not None
    assert (found.change.gone, found.change.gained, found.change.lost) == (False, 2, 1)
    assert plain(found.change.sentence) == (
        "L’EPCI « CC 1 » (E1) change d’étendue dans le découpage 2026 : 2 communes gagnées, 1 commune perdue."
    )


@pytest.mark.parametrize(
    ("zone", "sentence"),
    [
        (
            Zone(ZoneType.DEPARTEMENT, "20"),
            "Le département 20 n’existe ni dans le découpage 2025 ni dans le découpage 2026.",
        ),
        (
            in_commune("00000"),
            "La commune 00000 n’existe ni dans le découpage 2025 ni dans le découpage 2026.",
        ),
    ],
)
def test_what_neither_year_knows_is_told_as_such(zone: Zone, sentence: str) -> None:
    found = changed(zone, OLD, MERGED)
    assert found is not None
    assert (found.change.gone, found.change.name) == (True, zone.code)
    assert plain(found.change.sentence) == sentence


def test_a_municipal_arrondissement_is_a_zone_like_another() -> None:
    lyon = Commune("69123", "Lyon", "69", "84")
    first = Commune("69381", "Lyon 1er Arrondissement", "69", "84", None, (), "69123")
    both, one = a_year("2025", lyon, first), a_year("2026", lyon, former={"69381": "69123"})
    assert changed(in_commune("69381"), both, both) is None
    assert told(in_commune("69381"), both, one).endswith("la commune « Lyon » (69123) la remplace.")


def excluding(code: str) -> Directory:
    """A directory whose branch refuses one commune."""
    refused = (Criterion(excluded_communes=(code, code)), Criterion(min_years=3))
    document = a_directory(a_team("t", SUBJECT), branches=[a_branch("t", criteria=refused)])
    return Directory(document, "1")


@pytest.mark.parametrize(
    ("code", "old", "new", "broken"),
    [
        ("47001", OLD, OLD, False),
        ("47031", OLD, MERGED, True),
        ("47031", MERGED, MERGED, False),
        ("47031", MERGED, a_year("2027", AGEN), True),
        ("99999", OLD, OLD, True),
    ],
)
def test_an_excluded_commune_breaks_when_it_stops_being_one(
    code: str, old: Geography, new: Geography, broken: bool
) -> None:
    found = broken_zones(excluding(code), old, new)
    assert [(one.owner, one.owner_kind, one.excluded, one.change.gone) for one in found] == (
        [("t", OwnerKind.BRANCH, True, True)] if broken else []
    )


def test_an_excluded_commune_that_takes_another_in_is_told_too() -> None:
    (found,) = broken_zones(excluding("47001"), OLD, MERGED)
    assert (found.excluded, found.change.gone, found.change.gained) == (True, False, 1)


def test_a_zone_is_told_of_each_that_names_it_in_the_order_of_the_directory() -> None:
    refused, boe = (Criterion(excluded_communes=("47031",)),), in_commune("47031")
    document = a_directory(
        a_team("b", SUBJECT, branch="x", zones=(epci("E1"), boe, boe)),
        a_team("a", SUBJECT, branch="x", criteria=refused),
        branches=[a_branch("x", institution="i", zones=(boe,))],
        institutions=[an_institution("i", criteria=refused)],
    )
    found = broken_zones(Directory(document, "1"), OLD, MERGED)
    assert [(one.owner, one.owner_kind.value, one.excluded) for one in found] == [
        ("i", "institution", True),
        ("x", "branch", False),
        ("b", "team", False),
        ("a", "team", True),
    ]
    assert found[1].change is found[2].change
