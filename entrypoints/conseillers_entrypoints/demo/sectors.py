"""The territories offices serve, and how they are cut into sectors that neither overlap nor leave a hole."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final, TypeVar

from attrs import frozen

from conseillers_domain.territory import Commune, Geography, Zone, ZoneType

Piece = TypeVar("Piece")

OVERSEAS_COLLECTIVITIES: Final = frozenset({"975", "977", "978", "984", "986", "987", "988", "989"})
"""Outside the networks of départements: their companies have national teams only."""


@frozen(slots=False)
class Map:
    """A geography as the networks see it: by département, with the people who live there."""

    geography: Geography

    @cached_property
    def communes(self) -> Mapping[str, tuple[Commune, ...]]:
        """The present communes of each of the 101 départements, in the order of their codes."""
        found: defaultdict[str, list[Commune]] = defaultdict(list)
        for _, commune in sorted(self.geography.communes.items()):
            if commune.within is None and commune.departement not in OVERSEAS_COLLECTIVITIES:
                found[commune.departement].append(commune)
        return {departement: tuple(communes) for departement, communes in found.items()}

    @cached_property
    def arrondissements(self) -> Mapping[str, tuple[Commune, ...]]:
        """The municipal arrondissements of the three communes that have some."""
        found: defaultdict[str, list[Commune]] = defaultdict(list)
        for _, commune in sorted(self.geography.communes.items()):
            if commune.within is not None:
                found[commune.within].append(commune)
        return {whole: tuple(parts) for whole, parts in found.items()}

    @cached_property
    def regions(self) -> Mapping[str, tuple[str, ...]]:
        """The départements of each of the 18 regions."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for departement, communes in self.communes.items():
            found[communes[0].region].append(departement)
        return {region: tuple(sorted(found[region])) for region in sorted(found)}

    @cached_property
    def population(self) -> Mapping[str, int]:
        """The inhabitants of each département."""
        return {
            departement: sum(commune.population for commune in communes)
            for departement, communes in self.communes.items()
        }

    @cached_property
    def epci(self) -> Mapping[str, tuple[Commune, ...]]:
        """The communes of each EPCI."""
        found: defaultdict[str, list[Commune]] = defaultdict(list)
        for communes in self.communes.values():
            for commune in communes:
                if commune.epci is not None:
                    found[commune.epci].append(commune)
        return {code: tuple(communes) for code, communes in found.items()}

    def zones(self, departements: Iterable[str]) -> tuple[Zone, ...]:
        """The fewest zones that cover these départements: regions where they are whole."""
        left = set(departements)
        found = []
        for region, inside in self.regions.items():
            if left.issuperset(inside):
                found.append(Zone(ZoneType.REGION, region))
                left.difference_update(inside)
        return (*found, *(Zone(ZoneType.DEPARTEMENT, code) for code in sorted(left)))

    def sectors(self, departements: Sequence[str], parts: int) -> tuple[tuple[tuple[Zone, ...], str], ...]:
        """These départements cut into that many sectors: their zones and their biggest commune's name.

        By whole départements if there are enough of them, else by whole EPCI, else by communes.
        """
        pieces: list[tuple[Zone, tuple[Commune, ...]]] = [
            (Zone(ZoneType.DEPARTEMENT, code), self.communes[code]) for code in departements
        ]
        if len(pieces) < parts:
            pieces = [piece for code in departements for piece in self._epci_pieces[code]]
        if len(pieces) < parts:
            pieces = [piece for code in departements for piece in self._commune_pieces(code)]
        return tuple(
            (
                tuple(zone for zone, _ in run),
                max((c for _, inside in run for c in inside), key=lambda c: c.population).name,
            )
            for run in runs(pieces, parts)
        )

    def most_sectors(self, departements: Iterable[str]) -> int:
        """How many sectors these départements can be cut into at most."""
        return sum(len(self._commune_pieces(code)) for code in departements)

    @cached_property
    def _epci_pieces(self) -> Mapping[str, list[tuple[Zone, tuple[Commune, ...]]]]:
        """An EPCI over two départements is not a piece of one: its communes are."""
        found: dict[str, list[tuple[Zone, tuple[Commune, ...]]]] = {}
        for departement, communes in self.communes.items():
            pieces: dict[Zone, tuple[Commune, ...]] = {}
            for commune in communes:
                members = self.epci.get(commune.epci or "", ())
                if members and all(one.departement == departement for one in members):
                    pieces[Zone(ZoneType.EPCI, commune.epci or "")] = members
                else:
                    pieces[Zone(ZoneType.COMMUNE, commune.code)] = (commune,)
            found[departement] = list(pieces.items())
        return found

    def _commune_pieces(self, departement: str) -> list[tuple[Zone, tuple[Commune, ...]]]:
        return [
            (Zone(ZoneType.COMMUNE, part.code), (part,))
            for commune in self.communes[departement]
            for part in self.arrondissements.get(commune.code, (commune,))
        ]


def runs(pieces: Sequence[Piece], parts: int) -> tuple[tuple[Piece, ...], ...]:
    """The pieces in that many consecutive runs of nearly the same length; none is empty."""
    count = len(pieces)
    bounds = [rank * count // parts for rank in range(parts + 1)]
    return tuple(tuple(pieces[start:end]) for start, end in pairwise(bounds))
