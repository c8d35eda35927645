"""Where each network has offices, and which desks each of them keeps, on which part of the country."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from conseillers_domain.directory import Branch, Level
from conseillers_domain.territory import Zone, ZoneType
from conseillers_entrypoints.demo.networks import Desk, Network, Span
from conseillers_entrypoints.demo.sectors import Map
from conseillers_entrypoints.demo.sizes import Size

ELSEWHERE: Final = "autres"
FRANCE: Final = "france"
AGEN: Final = "47001"
COMMUNES_AMONG_PLACES: Final = 5


@frozen(kw_only=True)
class Post:
    """A desk in an office: one team, or as many as its départements are cut into sectors.

    `zones`: its own, when it does not serve what its office serves. `departements`: none when it cannot
    be cut.
    """

    network: Network
    branch: Branch
    place: str
    desk: Desk
    departements: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = ()


@frozen(kw_only=True)
class Office:
    """A branch of the directory with its posts."""

    branch: Branch
    posts: tuple[Post, ...]


def offices(network: Network, country: Map, size: Size) -> Iterator[Office]:
    """The offices of a network, those that others depend on first."""
    match network.span:
        case Span.NATIONAL:
            yield _national(network)
        case Span.REGIONAL | Span.DEPARTEMENTAL:
            yield from _territorial(network, country, size)
        case Span.EPCI:
            for epci in _biggest_epci(country, size.places):
                yield _of_one_place(
                    network, Zone(ZoneType.EPCI, epci), country.geography.names[Zone(ZoneType.EPCI, epci)]
                )
        case Span.COMMUNE:
            for code, name in _biggest_communes(country, size.places // COMMUNES_AMONG_PLACES):
                yield _of_one_place(network, Zone(ZoneType.COMMUNE, code), name)


def _national(network: Network) -> Office:
    return _office(network, FRANCE, "France entière", Level.NATIONAL, desks=network.desks, departements=())


def _of_one_place(network: Network, zone: Zone, name: str) -> Office:
    return _office(network, zone.code, name, Level.LOCAL, zones=(zone,), desks=network.desks)


def _territorial(network: Network, country: Map, size: Size) -> Iterator[Office]:
    """Regional offices, those of départements below them, and one more for the rest of the country."""
    names = country.geography.names
    local = [desk for desk in network.desks if not desk.regional]
    regional = [desk for desk in network.desks if desk.regional]
    if network.span is Span.REGIONAL:
        local, regional = [], list(network.desks)
    served = {
        region: tuple(code for code in codes if code not in network.absent_from)
        for region, codes in country.regions.items()
    }
    rest_local: list[str] = []
    rest_regional: list[str] = []
    for region, codes in served.items():
        of_region = size.regions is None or region in size.regions
        here = [c for c in codes if size.departements is None or c in size.departements]
        if not of_region:
            rest_regional += codes
        rest_local += [code for code in codes if code not in here or not local]
        parent = None
        if codes and of_region and (regional or here):
            office = _office(
                network,
                f"r{region}",
                names[Zone(ZoneType.REGION, region)],
                Level.REGIONAL,
                zones=country.zones(codes),
                desks=regional,
                departements=codes,
            )
            parent = office.branch.code
            yield office
        for code in here if local else ():
            zone = Zone(ZoneType.DEPARTEMENT, code)
            yield _office(
                network,
                code,
                names[zone],
                Level.LOCAL,
                zones=(zone,),
                desks=local,
                departements=(code,),
                parent=parent,
            )
    yield from _elsewhere(network, country, (local, rest_local), (regional, rest_regional))


def _elsewhere(network: Network, country: Map, *parts: tuple[list[Desk], list[str]]) -> Iterator[Office]:
    kept = [(desks, tuple(sorted(codes))) for desks, codes in parts if desks and codes]
    if not kept:
        return
    zones = country.zones(kept[0][1])
    office = _office(network, ELSEWHERE, "ailleurs en France", Level.REGIONAL, zones=zones, desks=())
    yield Office(
        branch=office.branch,
        posts=tuple(
            Post(
                network=network,
                branch=office.branch,
                place="ailleurs en France",
                desk=desk,
                departements=codes,
                zones=() if codes == kept[0][1] else country.zones(codes),
            )
            for desks, codes in kept
            for desk in desks
        ),
    )


def _office(
    network: Network,
    code: str,
    place: str,
    level: Level,
    *,
    zones: tuple[Zone, ...] = (),
    desks: Iterable[Desk],
    departements: tuple[str, ...] = (),
    parent: str | None = None,
) -> Office:
    institution = network.institution
    branch = Branch(
        code=f"{institution.slug}-{code.lower()}",
        institution=institution.slug,
        name=f"{institution.name} — {place}",
        level=level,
        parent=parent,
        zones=zones,
    )
    return Office(
        branch=branch,
        posts=tuple(
            Post(network=network, branch=branch, place=place, desk=desk, departements=departements)
            for desk in desks
        ),
    )


def _biggest_epci(country: Map, count: int) -> list[str]:
    """The most populated EPCI, and Agen's: the guided visit of the demonstration happens there."""
    people = {code: sum(c.population for c in members) for code, members in country.epci.items()}
    agen = country.geography.commune(AGEN).epci or ""
    others = sorted(people.keys() - {agen}, key=lambda code: (-people[code], code))
    return sorted([agen, *others[: count - 1]])


def _biggest_communes(country: Map, count: int) -> list[tuple[str, str]]:
    """The most populated communes, and Agen for the same reason."""
    every = (commune for communes in country.communes.values() for commune in communes)
    others = sorted(
        (commune for commune in every if commune.code != AGEN),
        key=lambda commune: (-commune.population, commune.code),
    )
    return sorted(
        (commune.code, commune.name) for commune in (country.geography.commune(AGEN), *others[:count])
    )
