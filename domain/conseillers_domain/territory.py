"""Territories: the communes of France, what contains them, and the zones a directory may name."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar, Final

from attrs import Factory, field, frozen

from conseillers_domain.errors import Refusal


class ZoneType(StrEnum):
    """The kinds of territory that teams and branches are given."""

    COMMUNE = "commune"
    EPCI = "epci"
    DEPARTEMENT = "departement"
    REGION = "region"

    @property
    def label(self) -> str:
        """The kind as one writes it in a French sentence."""
        return _LABELS[self]


_LABELS: Final[Mapping[ZoneType, str]] = {
    ZoneType.COMMUNE: "commune",
    ZoneType.EPCI: "EPCI",
    ZoneType.DEPARTEMENT: "département",
    ZoneType.REGION: "région",
}


@frozen(cache_hash=True)
class Zone:
    """A territory as the directory names it: kind and official code (INSEE; SIREN for an EPCI).

    `key`: both in one text, whose hash Python keeps: what indexes look zones up by.
    """

    type: ZoneType
    code: str
    key: str = field(init=False, eq=False, repr=False)

    @key.default
    def _kind_and_code(self) -> str:
        return f"{self.type.value} {self.code}"

    def __str__(self) -> str:
        return f"{self.type.label} {self.code}"


@frozen
class Commune:
    """A present commune, or a municipal arrondissement of Paris, Lyon or Marseille.

    `within` is the commune an arrondissement belongs to, None for a commune. `epci` is None for the
    communes that are in none. `population`: inhabitants, 0 when nobody counted them.
    """

    code: str
    name: str
    departement: str
    region: str
    epci: str | None = None
    postal_codes: tuple[str, ...] = ()
    within: str | None = None
    population: int = 0


class UnknownCommune(Refusal):
    """No commune bears that code, nor did one that has a single successor."""

    code = "unknown_commune"


@frozen
class ZoneFault:
    """Why the directory may not name a zone: nothing bears its code, or no longer.

    `successor` is the present commune when the code is a former one: the zone to name instead.
    """

    code: ClassVar[str] = "unknown_zone"

    zone: Zone
    sentence: str
    successor: Commune | None = None


@frozen(eq=False)
class Geography:
    """The official territories of one year: what covers a company, what a directory may name.

    `communes`: present communes and municipal arrondissements, by code. `former`: delegated,
    associated or former code → present commune. `names`: of every EPCI with its own taxation,
    département and région. `version`: the year.
    """

    version: str
    communes: Mapping[str, Commune]
    former: Mapping[str, str]
    names: Mapping[Zone, str]
    _zones: dict[Zone, Zone] = field(
        init=False,
        repr=False,
        default=Factory(lambda own: {zone: zone for zone in own.names}, takes_self=True),
    )
    _keys: dict[str, tuple[Zone, ...]] = field(init=False, repr=False, factory=dict)
    _key_texts: dict[str, tuple[str, ...]] = field(init=False, repr=False, factory=dict)
    _own_codes: dict[str, tuple[str, ...]] = field(init=False, repr=False, factory=dict)

    def commune(self, code: str) -> Commune:
        """The commune or arrondissement of that code; the present commune for a former code.

        Raises:
            UnknownCommune: nothing bears that code.
        """
        found = self.communes.get(code) or self.communes.get(self.former.get(code, ""))
        if found is None:
            raise UnknownCommune(
                f"Le code « {code} » n’est celui d’aucune commune (découpage officiel {self.version})."
            )
        return found

    def keys(self, code: str) -> tuple[Zone, ...]:
        """Every zone that covers an establishment of that commune, smallest first (domain rule).

        The code as given, the commune that contains it when it is an arrondissement or that
        replaced it when it is a former one, then the EPCI, département and région of that commune.
        Equal zones are one object, and the second call for a commune costs a look-up.

        Raises:
            UnknownCommune: nothing bears that code.
        """
        known = self._keys.get(code)
        if known is None:
            known = self._keys[code] = tuple(map(self._one, self._covering(code)))
        return known

    def key_texts(self, code: str) -> tuple[str, ...]:
        """The keys of those zones as texts, which the index of routing looks up. Raises UnknownCommune."""
        known = self._key_texts.get(code)
        if known is None:
            known = self._key_texts[code] = tuple(zone.key for zone in self.keys(code))
        return known

    def own_codes(self, code: str) -> tuple[str, ...]:
        """The commune codes an establishment of that commune answers to, the one given first.

        Raises:
            UnknownCommune: nothing bears that code.
        """
        known = self._own_codes.get(code)
        if known is None:
            whole = self._whole(code).code
            known = self._own_codes[code] = (code,) if code == whole else (code, whole)
        return known

    def fault_of(self, zone: Zone) -> ZoneFault | None:
        """What is wrong with a directory that names this zone; None when it may (domain rule)."""
        if zone in self.names or (zone.type is ZoneType.COMMUNE and zone.code in self.communes):
            return None
        unknown = ZoneFault(
            zone, f"La zone « {zone} » n’existe pas dans le découpage officiel {self.version}."
        )
        if zone.type is not ZoneType.COMMUNE:
            return unknown
        successor = self.communes.get(self.former.get(zone.code, ""))
        if successor is None:
            return unknown
        return ZoneFault(
            zone,
            f"Le code {zone.code} n’est plus celui d’une commune : "
            f"la commune actuelle est {successor.name} ({successor.code}).",
            successor,
        )

    def _covering(self, code: str) -> tuple[Zone, ...]:
        whole = self._whole(code)
        return (
            *(Zone(ZoneType.COMMUNE, own) for own in self.own_codes(code)),
            *((Zone(ZoneType.EPCI, whole.epci),) if whole.epci else ()),
            Zone(ZoneType.DEPARTEMENT, whole.departement),
            Zone(ZoneType.REGION, whole.region),
        )

    def _whole(self, code: str) -> Commune:
        found = self.commune(code)
        return self.communes[found.within] if found.within else found

    def _one(self, zone: Zone) -> Zone:
        return self._zones.setdefault(zone, zone)
