"""The country every benchmark measures on, and a past for it: the same each time (fixed seeds)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from uuid import UUID

from attrs import evolve

from conseillers_adapters.catalogue import delivered_catalogue
from conseillers_adapters.geography import official_geography
from conseillers_domain.catalogue import DEFAULT_LANDING, FREE_TOPIC, Catalogue, Subject
from conseillers_domain.demand import Consents, Demand, DemandState
from conseillers_domain.demand_form import Contact, Origin
from conseillers_domain.directory import Directory
from conseillers_domain.need import Need
from conseillers_domain.position import HelpKind, NewPosition, RefusalReason, Side, Stance
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.routing import Profile, Routing, route
from conseillers_domain.territory import Commune, Geography
from conseillers_entrypoints.demo.companies import Companies, fictitious_siret, located
from conseillers_entrypoints.demo.country import country
from conseillers_entrypoints.demo.people import plain, somebody
from conseillers_entrypoints.demo.sizes import NATIONAL, TENFOLD, Size

NEEDS = 50_000
"""A past of a little more than a year; about 125,000 referrals come of it."""

UNTIL = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
TODAY = UNTIL.date()
"""The day decisions are taken in benchmarks."""

SPAN = timedelta(days=400)
A_COMPANY_COMES_BACK = 60_000

TAKEN = NewPosition(stance=Stance.TAKEN)
OUTCOMES = (
    (22, ()),
    (30, (NewPosition(stance=Stance.REFUSED, reason=RefusalReason.OUT_OF_SCOPE),)),
    (12, (TAKEN,)),
    (22, (TAKEN, NewPosition(stance=Stance.CLOSED_HELPED, help=(HelpKind.ADVICE,)))),
    (7, (TAKEN, NewPosition(stance=Stance.CLOSED_NO_HELP))),
    (7, (TAKEN, NewPosition(stance=Stance.CLOSED_UNREACHABLE))),
)
"""What teams make of a referral, in a hundred."""


@cache
def _index(size: Size) -> RouteIndex:
    document = country(official_geography(), delivered_catalogue(), size)
    return RouteIndex.of(Directory(document, version=f"country-{len(document.teams)}"))


def national() -> RouteIndex:
    """Forty institutions, about fifteen hundred branches, ten thousand teams and advisors."""
    return _index(NATIONAL)


def tenfold() -> RouteIndex:
    """The same with a hundred thousand teams: as many answer one company."""
    return _index(TENFOLD)


def profiles(geography: Geography, catalogue: Catalogue, count: int, seed: int = 1) -> Iterator[Profile]:
    """What companies ask, where people live, subjects evenly; every question answered."""
    random = Random(seed)
    companies = Companies(geography, random)
    subjects = _subjects(catalogue)
    for _ in range(count):
        subject = random.choice(subjects)
        facts = companies.facts(companies.commune(), companies.trade())
        yield Profile(subject=subject.slug, facts=facts, answers=_answers(subject, random))


def past(
    index: RouteIndex,
    geography: Geography,
    catalogue: Catalogue,
    needs: int = NEEDS,
    *,
    until: datetime = UNTIL,
    account_of: Callable[[str], str] = str,
) -> Iterator[tuple[Demand, Need, Routing]]:
    """Needs already transmitted, the oldest first, with what teams made of them.

    `account_of`: the account of an advisor's e-mail, which signs positions. Demands that no team
    received are left out: they would wait for staff.
    """
    random = Random(2)
    companies = Companies(geography, random)
    subjects = _subjects(catalogue)
    members = {team: account_of(advisors[0].email) for team, advisors in index.directory.members.items()}
    made = 0
    while made < needs:
        at = until - SPAN * (1 - made / needs)
        subject = random.choice(subjects)
        answers = _answers(subject, random)
        commune = companies.commune()
        facts = companies.facts(commune, companies.trade())
        routing = route(
            Profile(subject=subject.slug, facts=facts, answers=answers), index, geography, at.date()
        )
        if not routing.kept:
            continue
        demand = _demand(random, routing.profile, subject, commune, at)
        made += 1
        need = Need(id=_id(at, random), demand=demand.id, subject=subject.slug, created_at=at)
        need, _ = need.transmit(routing.teams, at)
        yield demand, _followed(need, members, random, at, until), routing


def _subjects(catalogue: Catalogue) -> list[Subject]:
    return [s for slug, s in catalogue.subjects.items() if slug != FREE_TOPIC and not s.archived]


def _answers(subject: Subject, random: Random) -> dict[str, str]:
    return {q.key: random.choice(q.options).value for q in subject.questions}


def _demand(random: Random, profile: Profile, subject: Subject, commune: Commune, at: datetime) -> Demand:
    first_name, last_name = somebody(random)
    siret = fictitious_siret(random.randrange(A_COMPANY_COMES_BACK))
    return Demand(
        id=_id(at, random),
        landing=DEFAULT_LANDING,
        subject=subject.slug,
        description=f"{subject.title}. {subject.explanation}",
        contact=Contact(
            first_name=first_name,
            last_name=last_name,
            phone=f"+336{random.randrange(10**8):08}",
            email=f"{plain(first_name)}.{plain(last_name)}@{siret[3:9]}.example",
        ),
        siret=siret,
        answers=profile.answers,
        origin=Origin(url="https://partenaire.example/aides") if random.random() < 0.2 else None,
        consents=Consents(terms_version="1", declares_accuracy=True, at=at),
        deposited_at=at,
        establishment=evolve(
            located(
                siret, f"Société {siret[3:8]} (fictif)", commune, profile.facts, street="1 rue de l’Exemple"
            ),
            as_of=at,
        ),
        state=DemandState.TRANSMITTED,
    )


def _followed(
    need: Need, members: dict[str, str], random: Random, sent_at: datetime, until: datetime
) -> Need:
    """The need after each team's moves, each as the table of moves allows."""
    weights = [share for share, _ in OUTCOMES]
    for referral in need.referrals:
        _, moves = random.choices(OUTCOMES, weights)[0]
        at = sent_at
        for move in moves if referral.team in members else ():
            at += timedelta(hours=random.expovariate(1 / 60))
            if at >= until or need.referral(referral.team).stance is Stance.REFUSED:
                break
            need, _ = need.take_position(
                referral.team, move, by=members[referral.team], side=Side.TEAM, at=at
            )
    return need


def _id(at: datetime, random: Random) -> str:
    """A UUIDv7 of that instant, always the same."""
    milliseconds = int(at.timestamp() * 1000)
    return str(
        UUID(
            int=(milliseconds << 80)
            | (7 << 76)
            | (random.getrandbits(12) << 64)
            | (0b10 << 62)
            | random.getrandbits(62)
        )
    )
