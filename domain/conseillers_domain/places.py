"""Sets of communes as numbers, one bit a commune: a whole country is joined or compared in one step."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from attrs import frozen

from conseillers_domain.routing import MAYOTTE
from conseillers_domain.territory import Geography, Zone, ZoneType

Places = int
"""A set of communes and municipal arrondissements; only the atlas that made it can read it."""

NOWHERE: Places = 0


def ranks(places: Places) -> Iterator[int]:
    """The rank of each place of the set, in order."""
    bits = f"{places:b}"[::-1]
    rank = bits.find("1")
    while rank >= 0:
        yield rank
        rank = bits.find("1", rank + 1)


def _gathered(in_order: list[int]) -> Places:
    bits = bytearray(in_order[-1] // 8 + 1)
    for rank in in_order:
        bits[rank // 8] |= 1 << rank % 8
    return int.from_bytes(bits, "little")


@frozen
class Territory:
    """What a list of zones covers, and those of them that the geography does not know, each once."""

    places: Places
    unknown: tuple[Zone, ...]


@frozen(eq=False, slots=False)
class Atlas:
    """A geography ready for sets of communes; prepared once.

    `codes`: the universe, that is every present commune and municipal arrondissement, by rank; those of
    one département stand side by side. A former code is no place of its own: its present commune is.
    `larger`: every EPCI, département and région, with its places.
    """

    geography: Geography
    codes: tuple[str, ...]
    larger: Mapping[Zone, Places]

    @classmethod
    def of(cls, geography: Geography) -> "Atlas":
        """Less than a second for the whole country, most of it for the geography to tell its keys."""

        def from_the_largest(code: str) -> tuple[str, str, str]:
            departement, region = geography.keys(code)[-2:]
            return region.code, departement.code, code

        codes = tuple(sorted(geography.communes, key=from_the_largest))
        larger: dict[Zone, list[int]] = {}
        for rank, code in enumerate(codes):
            for zone in geography.keys(code)[len(geography.own_codes(code)) :]:
                larger.setdefault(zone, []).append(rank)
        return cls(
            geography=geography,
            codes=codes,
            larger={zone: _gathered(found) for zone, found in larger.items()},
        )

    @cached_property
    def everywhere(self) -> Places:
        """The universe."""
        return (1 << len(self.codes)) - 1

    @cached_property
    def mayotte(self) -> Places:
        """Where skills operators have rules of their own."""
        return self.within(Zone(ZoneType.DEPARTEMENT, MAYOTTE))

    @cached_property
    def _communes(self) -> Mapping[str, tuple[int, ...]]:
        """Ranks by commune code: an arrondissement's own, a commune's with those of its arrondissements."""
        found: dict[str, tuple[int, ...]] = {}
        for rank, code in enumerate(self.codes):
            for own in self.geography.own_codes(code):
                found[own] = (*found.get(own, ()), rank)
        return found

    def within(self, zone: Zone) -> Places:
        """What a zone covers: the communes that have it among their keys; nothing when it is unknown."""
        if zone.type is not ZoneType.COMMUNE:
            return self.larger.get(zone, NOWHERE)
        places = NOWHERE
        for rank in self._communes.get(zone.code, ()):
            places |= 1 << rank
        return places

    def covered(self, zones: Iterable[Zone]) -> Places:
        """What these zones cover together."""
        places = NOWHERE
        for zone in zones:
            places |= self.within(zone)
        return places

    @cached_property
    def territory(self) -> Callable[[tuple[Zone, ...]], Territory]:
        """Many teams are given the same zones: what these are is worked out once."""

        def found(zones: tuple[Zone, ...]) -> Territory:
            fault_of = self.geography.fault_of
            unknown = tuple(zone for zone in dict.fromkeys(zones) if fault_of(zone) is not None)
            return Territory(self.covered(zones), unknown)

        return lru_cache(maxsize=4096)(found)

    def communes(self, codes: Iterable[str]) -> Places:
        """The places that answer to one of these commune codes."""
        return self.covered(Zone(ZoneType.COMMUNE, code) for code in codes)


@lru_cache(maxsize=2)
def atlas_of(geography: Geography) -> Atlas:
    """The atlas of a geography: one is in force, another may be tried."""
    return Atlas.of(geography)
