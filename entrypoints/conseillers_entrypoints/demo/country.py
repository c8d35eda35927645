"""A fictitious directory on the real map of France: the same size always gives the same country."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Final

from attrs import evolve

from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import (
    Advisor,
    Branch,
    Competence,
    DirectoryDocument,
    Team,
)
from conseillers_domain.directory_faults import directory_faults
from conseillers_domain.errors import Invalid
from conseillers_domain.territory import Geography, Zone
from conseillers_entrypoints.demo import gaps
from conseillers_entrypoints.demo.offices import Post, offices
from conseillers_entrypoints.demo.people import Addresses, somebody
from conseillers_entrypoints.demo.sectors import Map
from conseillers_entrypoints.demo.sizes import Size
from conseillers_entrypoints.demo.stories import (
    BRANCH_CRITERIA,
    CLOSED_TEAM,
    DELEGATES,
    HOLIDAYS,
    MAILBOXES_ONLY,
    PEOPLE,
)
from conseillers_entrypoints.demo.territories import NETWORKS

WITHOUT_ADVISOR: Final = 0.04
IN_TWO_TEAMS: Final = 0.12
ON_HOLIDAY: Final = 0.02


def country(geography: Geography, catalogue: Catalogue, size: Size) -> DirectoryDocument:
    """The directory of that size, ready to be published.

    Raises:
        Invalid: the catalogue lacks a subject or a question that the country counts on.
    """
    territory = Map(geography)
    all_offices = [o for network in NETWORKS for o in offices(network, territory, size)]
    branches = tuple(
        evolve(office.branch, criteria=BRANCH_CRITERIA.get(office.branch.code, ())) for office in all_offices
    )
    if size.gaps:
        branches += gaps.BRANCHES
    posts = [post for office in all_offices for post in office.posts]
    teams = _teams(posts, territory, size.teams, {branch.code for branch in branches})
    if size.gaps:
        teams = (*(_narrowed(team) for team in teams), *gaps.TEAMS)
    document = DirectoryDocument(
        institutions=tuple(
            evolve(one.institution, mail_domains=(_mail_domain(one.institution.slug),)) for one in NETWORKS
        ),
        branches=branches,
        teams=teams,
        advisors=tuple(_advisors(teams, branches, size)),
    )
    if faults := directory_faults(document, catalogue, geography):
        raise Invalid(*faults)
    return document


def _teams(posts: Sequence[Post], territory: Map, count: int | None, branches: set[str]) -> tuple[Team, ...]:
    closed = [CLOSED_TEAM] if CLOSED_TEAM.branch in branches else []
    missing = 0 if count is None else max(0, count - len(posts) - len(closed))
    sectors = _Sectors(territory)
    parts = sectors.shared(posts, missing)
    teams = (
        team
        for post, many in zip(posts, parts, strict=True)
        for team in _teams_of(post, sectors.of(post, many))
    )
    return (*teams, *closed)


def _mail_domain(institution: str) -> str:
    return f"{institution}.example"


def _narrowed(team: Team) -> Team:
    return evolve(team, zones=gaps.ZONES.get(team.code, team.zones))


class _Sectors:
    """The sectors of the posts; many posts are cut the same way, which is worked out once."""

    def __init__(self, territory: Map) -> None:
        self._territory = territory
        self._most: dict[tuple[str, ...], int] = {}
        self._cuts: dict[tuple[tuple[str, ...], int], tuple[tuple[tuple[Zone, ...], str], ...]] = {}

    def shared(self, posts: Sequence[Post], missing: int) -> list[int]:
        """How many sectors each post gets when that many teams are added where most people live.

        Fewer are added when every territory is already cut commune by commune.
        """
        parts = [1] * len(posts)
        waiting = [(-people / 2, rank) for rank, post in enumerate(posts) if (people := self._people(post))]
        heapq.heapify(waiting)
        while missing and waiting:
            missing -= 1
            _, rank = waiting[0]
            parts[rank] += 1
            if parts[rank] < self._most_for(posts[rank]):
                after = -self._people(posts[rank]) / (parts[rank] + 1)
                heapq.heapreplace(waiting, (after, rank))
            else:
                heapq.heappop(waiting)
        return parts

    def of(self, post: Post, parts: int) -> tuple[tuple[tuple[Zone, ...], str], ...]:
        """The zones and the name of each sector of a post."""
        if parts == 1:
            return ((post.zones, post.place),)
        cut = post.departements, parts
        if cut not in self._cuts:
            self._cuts[cut] = self._territory.sectors(*cut)
        return self._cuts[cut]

    def _people(self, post: Post) -> int:
        return sum(self._territory.population[code] for code in post.departements)

    def _most_for(self, post: Post) -> int:
        if post.departements not in self._most:
            self._most[post.departements] = self._territory.most_sectors(post.departements)
        return self._most[post.departements]


def _teams_of(post: Post, sectors: Iterable[tuple[tuple[Zone, ...], str]]) -> Iterator[Team]:
    institution = post.network.institution.slug
    place = post.branch.code.removeprefix(f"{institution}-")
    for rank, (zones, name) in enumerate(sectors, 1):
        suffix = f"-{rank}" if rank > 1 else ""
        code = f"{post.branch.code}-{post.desk.code}{suffix}"
        yield Team(
            code=code,
            branch=post.branch.code,
            name=f"{post.desk.name} — {name}",
            mailbox=f"{post.desk.code}-{place}{suffix}@{_mail_domain(institution)}",
            delegate=DELEGATES.get(code),
            zones=zones,
            criteria=post.desk.criteria,
            competences=tuple(
                Competence(subject=subject, description=post.desk.says) for subject in post.desk.subjects
            ),
        )


def _advisors(teams: Sequence[Team], branches: Iterable[Branch], size: Size) -> Iterator[Advisor]:
    random = Random(size.seed)  # noqa: S311 - a fictitious country keeps no secret
    addresses = Addresses()
    domains = {branch.code: _mail_domain(branch.institution) for branch in branches}
    by_code = {team.code: team for team in teams}
    planted = [person for person in (*PEOPLE, *gaps.PEOPLE) if person.team in by_code]
    for person in planted:
        branch = by_code[person.team].branch
        yield Advisor(
            email=addresses.of(person.first_name, person.last_name, domains[branch]),
            first_name=person.first_name,
            last_name=person.last_name,
            branch=branch,
            teams=(person.team,),
            absences=person.absences,
        )
    # Who is away for years is alone in the team, so that the team itself is absent.
    closed_to_others = MAILBOXES_ONLY | {person.team for person in planted if person.absences}
    # Those who were added draw nobody: without them the rest of the country is the same.
    closed_to_others |= {team.code for team in gaps.TEAMS}
    staffed = [
        team
        for team in teams
        if not team.closed
        and team.code not in closed_to_others
        and (team.code in DELEGATES.values() or random.random() >= WITHOUT_ADVISOR)
    ]
    random.shuffle(staffed)
    colleagues: defaultdict[str, list[str]] = defaultdict(list)
    for team in staffed:
        colleagues[team.branch].append(team.code)
    for rank in range(size.advisors - len(planted)):
        team = staffed[rank % len(staffed)]
        first_name, last_name = somebody(random)
        second = random.choice(colleagues[team.branch])
        both = second != team.code and random.random() < IN_TWO_TEAMS
        yield Advisor(
            email=addresses.of(first_name, last_name, domains[team.branch]),
            first_name=first_name,
            last_name=last_name,
            branch=team.branch,
            teams=(team.code, second) if both else (team.code,),
            absences=HOLIDAYS if random.random() < ON_HOLIDAY else (),
        )
