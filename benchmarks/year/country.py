"""The country a year is played in: the one of the other benchmarks, whose advisors go away and stand in."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from attrs import evolve

from conseillers_adapters.catalogue import delivered_catalogue
from conseillers_adapters.geography import official_geography
from conseillers_domain.directory import Absence, DirectoryDocument, Team
from conseillers_entrypoints.demo.country import country
from conseillers_entrypoints.demo.sizes import NATIONAL

HAS_A_DELEGATE: Final = 0.6
LONG_LEAVE: Final = 0.04
SEED: Final = 5


def country_of(teams: int, year: int) -> DirectoryDocument:
    """That many teams, as many advisors; `year`: the one whose summer is in the middle of what is played."""
    made = country(official_geography(), delivered_catalogue(), evolve(NATIONAL, teams=teams, advisors=teams))
    random = Random(SEED)
    return evolve(
        made,
        teams=tuple(_with_delegates(made.teams, random)),
        advisors=tuple(evolve(one, absences=tuple(_absences(year, random))) for one in made.advisors),
    )


def _with_delegates(teams: tuple[Team, ...], random: Random) -> Iterator[Team]:
    """Teams of a branch stand in for one another."""
    open_ones = defaultdict[str, list[str]](list)
    for team in teams:
        if not team.closed:
            open_ones[team.branch].append(team.code)
    for team in teams:
        others = [one for one in open_ones[team.branch] if one != team.code]
        has_one = bool(others) and random.random() < HAS_A_DELEGATE
        yield evolve(team, delegate=random.choice(others)) if has_one else team


def _absences(year: int, random: Random) -> Iterator[Absence]:
    """A week or two at the end of each year, two to four in summer; now and then two months."""
    for winter in (year - 1, year):
        yield _away(date(winter, 12, 19) + timedelta(days=random.randrange(8)), random.choice((7, 14)))
    yield _away(date(year, 7, 5) + timedelta(days=random.randrange(40)), random.choice((14, 21, 28)))
    if random.random() < LONG_LEAVE:
        yield _away(date(year, 1, 15) + timedelta(days=random.randrange(120)), 60)


def _away(since: date, days: int) -> Absence:
    return Absence(from_=since, to=since + timedelta(days=days - 1))
