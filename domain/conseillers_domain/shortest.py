"""Saying a set of communes in the fewest zones that are exactly it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from attrs import frozen

from conseillers_domain.places import NOWHERE, Atlas, Places, ranks
from conseillers_domain.territory import Zone, ZoneType

LARGEST_FIRST: Final = (ZoneType.REGION, ZoneType.DEPARTEMENT, ZoneType.EPCI, ZoneType.COMMUNE)

Shared = Mapping[Zone, tuple[Zone, ...]]
"""Régions and départements → the EPCI that lie in each."""


@lru_cache(maxsize=256)
def shortest(places: Places, atlas: Atlas) -> tuple[Zone, ...]:
    """The zones that say this set, the largest kinds first, then by code.

    They cover these places and no other, and no fewer zones do; among as few, it is those with the most
    régions and départements. So an EPCI that straddles départements stands only when it is in the set
    whole, and a département that such EPCI say already is left out. That counts on what the official
    geography keeps: a département is in one région, an arrondissement lies where its commune does.

    The one set that zones cannot say has a commune without all its arrondissements (Paris without its
    first one): it is said code by code, and `alone` tells which commune stands there for its own code.
    """
    wide = _wide(places, atlas)
    shared = _shared(atlas)
    free = {
        zone: shared[zone]
        for zone in wide
        if zone in shared and all(_inside(epci, places, atlas) for epci in shared[zone])
    }
    sure = [zone for zone in wide if zone not in free]
    others = _narrow(places & ~atlas.covered(wide), places, atlas)
    undecided = {zone: tuple(epci for epci in lying if epci not in others) for zone, lying in free.items()}
    return tuple(sorted({*sure, *others, *_cover(undecided)}, key=_largest_first))


def alone(zones: Iterable[Zone], places: Places, atlas: Atlas) -> tuple[str, ...]:
    """Codes of the communes among these zones whose arrondissements are not all in the set they say."""
    communes = (zone for zone in zones if zone.type is ZoneType.COMMUNE)
    return tuple(zone.code for zone in communes if not _inside(zone, places, atlas))


def _largest_first(zone: Zone) -> tuple[int, str]:
    return LARGEST_FIRST.index(zone.type), zone.code


def _inside(zone: Zone, places: Places, atlas: Atlas) -> bool:
    own = atlas.within(zone)
    return own & places == own


def _wide(places: Places, atlas: Atlas) -> list[Zone]:
    """The régions that are in the set whole, then the départements outside of them that are."""
    found, said = list[Zone](), NOWHERE
    for zone in _larger(atlas):
        own = atlas.larger[zone]
        if own & places == own and not own & said:
            found.append(zone)
            said |= own
    return found


def _narrow(rest: Places, places: Places, atlas: Atlas) -> dict[Zone, None]:
    """What says places of the set that lie in none of its régions and départements: EPCI, else communes."""
    found: dict[Zone, None] = {}
    whole: dict[Zone, bool] = {}
    for rank in ranks(rest):
        code = atlas.codes[rank]
        epci = _epci(code, atlas)
        if epci is not None and epci not in whole:
            whole[epci] = _inside(epci, places, atlas)
        if epci is not None and whole[epci]:
            found[epci] = None
        else:
            found[_commune(code, places, atlas)] = None
    return found


def _commune(code: str, places: Places, atlas: Atlas) -> Zone:
    """The commune or arrondissement of that code, or the commune around it when the set has it whole."""
    own, *around = atlas.geography.keys(code)[: len(atlas.geography.own_codes(code))]
    return around[0] if around and _inside(around[0], places, atlas) else own


def _epci(code: str, atlas: Atlas) -> Zone | None:
    zone = atlas.geography.keys(code)[-3]
    return zone if zone.type is ZoneType.EPCI else None


@lru_cache(maxsize=2)
def _larger(atlas: Atlas) -> tuple[Zone, ...]:
    """Its régions, then its départements."""
    wide = (zone for zone in atlas.larger if zone.type is not ZoneType.EPCI)
    return tuple(sorted(wide, key=_largest_first))


@lru_cache(maxsize=2)
def _shared(atlas: Atlas) -> Shared:
    """The régions and départements that EPCI could say, for each of theirs lies elsewhere too.

    One with a commune in no EPCI, or with an EPCI of its own, says more than any of its EPCI does: once
    in the set whole, it is among the fewest zones whatever the rest.
    """
    around: dict[Zone | None, set[Zone]] = {}
    for code in atlas.codes:
        around.setdefault(_epci(code, atlas), set()).update(atlas.geography.keys(code)[-2:])
    sure, lying = set[Zone](), dict[Zone, list[Zone]]()
    for epci, zones in around.items():
        kinds = [zone.type for zone in zones]
        for zone in zones:
            if epci is None or kinds.count(zone.type) == 1:
                sure.add(zone)
            else:
                lying.setdefault(zone, []).append(epci)
    return {
        zone: tuple(sorted(found, key=_largest_first)) for zone, found in lying.items() if zone not in sure
    }


def _cover(undecided: Shared) -> set[Zone]:
    """The fewest zones that say every pair of a région or département and an EPCI that share communes.

    Kőnig: as many as the pairs one can choose without a zone in common, one zone of each such pair. The
    régions and départements left out are those that no choice of fewest zones has.
    """
    pairs = _Pairs({}, {})
    for zone in undecided:
        pairs.choose(zone, undecided, set())
    seen, waiting = set[Zone](), [zone for zone in undecided if zone not in pairs.epci_of]
    while waiting:
        zone = waiting.pop()
        fresh = [epci for epci in undecided[zone] if epci not in seen]
        seen |= {zone, *fresh}
        waiting += (pairs.of_epci[epci] for epci in fresh)
    return {zone for zone in undecided if zone not in seen} | {z for z in seen if z.type is ZoneType.EPCI}


@frozen
class _Pairs:
    """Pairs without a zone in common: EPCI → its région or département, and back."""

    of_epci: dict[Zone, Zone]
    epci_of: dict[Zone, Zone]

    def choose(self, zone: Zone, undecided: Shared, tried: set[Zone]) -> bool:
        """Give this région or département an EPCI, moving the others if they must; False when none can."""
        for epci in undecided[zone]:
            if epci in tried:
                continue
            tried.add(epci)
            if epci not in self.of_epci or self.choose(self.of_epci[epci], undecided, tried):
                self.of_epci[epci], self.epci_of[zone] = zone, epci
                return True
        return False
