"""A country small enough to be read at a glance, where every case of routing has its place."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from attrs import evolve

from conseillers_domain.company import CompanyFacts
from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.routing import Profile, Routing, route
from conseillers_domain.territory import Commune, Geography, Zone, ZoneType
from conseillers_domain.verdicts import SetAside
from tests.builders import AGEN, SUBJECT, TODAY, Changed

PARIS = Commune("75056", "Paris", "75", "11", "200054781")
PARIS_1 = Commune("75101", "Paris 1er Arrondissement", "75", "11", None, (), "75056")
NERAC = Commune("47195", "Nérac", "47", "75", "200068948")
AJACCIO = Commune("2A004", "Ajaccio", "2A", "94", "242010056")
YEU = Commune("85113", "L’Île-d’Yeu", "85", "52")
NONSARD = Commune("55386", "Nonsard-Lamarche", "55", "44", "200066157")
MAMOUDZOU = Commune("97611", "Mamoudzou", "976", "06", "200059871")

COMMUNES: Final[Mapping[str, Commune]] = {
    one.code: one for one in (AGEN, NERAC, PARIS, PARIS_1, AJACCIO, YEU, NONSARD, MAMOUDZOU)
}
FORMER: Final[Mapping[str, str]] = {"55273": "55386"}


def a_country() -> Geography:
    """The country, never asked anything yet: what it remembers of a test is not told to another."""
    return Geography(
        version="2026",
        communes=COMMUNES,
        former=FORMER,
        names={
            zone: zone.code
            for commune in COMMUNES.values()
            for zone in (
                *((Zone(ZoneType.EPCI, commune.epci),) if commune.epci else ()),
                Zone(ZoneType.DEPARTEMENT, commune.departement),
                Zone(ZoneType.REGION, commune.region),
            )
        },
    )


COUNTRY: Final = a_country()


def in_commune(code: str) -> Zone:
    """A commune, an arrondissement or a former commune as a zone."""
    return Zone(ZoneType.COMMUNE, code)


LOT_ET_GARONNE: Final = Zone(ZoneType.DEPARTEMENT, "47")
PARIS_DEPARTEMENT: Final = Zone(ZoneType.DEPARTEMENT, "75")
NOUVELLE_AQUITAINE: Final = Zone(ZoneType.REGION, "75")


def a_profile(answers: Mapping[str, str] | None = None, **facts: Changed) -> Profile:
    """A need on the usual subject of a company in Agen of which nothing else is known."""
    return Profile(
        subject=facts.pop("subject", SUBJECT),
        facts=CompanyFacts(**{"commune": AGEN.code, **facts}),
        answers=answers or {},
    )


def decided(
    document: DirectoryDocument,
    profile: Profile | None = None,
    *,
    on: date = TODAY,
    suspended: Iterable[str] = (),
) -> Routing:
    """The decision on that need under that directory."""
    return route(profile or a_profile(), prepared(document, suspended), a_country(), on)


def prepared(document: DirectoryDocument, suspended: Iterable[str] = ()) -> RouteIndex:
    """That directory ready for routing, the advisors of these e-mails suspended."""
    return RouteIndex.of(Directory(document, "7", frozenset(suspended)))


def verdict(routing: Routing, team: str) -> SetAside:
    """Why that team is set aside."""
    (found,) = (one for one in routing.set_aside if one.team == team)
    return evolve(found, actual=routing.actual(found))
