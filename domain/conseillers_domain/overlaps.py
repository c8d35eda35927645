"""Where one company would reach several teams of the same institution at once."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from attrs import field, frozen

from conseillers_domain.never_holds import Checks, meet
from conseillers_domain.places import NOWHERE, Places


@frozen
class Reach:
    """Whom a team receives for one subject: the places left by its criteria, and its other conditions."""

    team: str
    places: Places
    checks: Checks


@frozen
class Overlap:
    """Where teams receive the same companies, and which do."""

    places: Places
    teams: tuple[str, ...]


def overlap(reaches: Iterable[Reach]) -> Overlap | None:
    """Every place where some company is received by two of these teams or more, with all such teams."""
    places, teams = NOWHERE, set[str]()
    for one, other in _meeting(_alike(reaches)):
        if _both(one.checks, other.checks):
            places |= one.places & other.places
            teams.update(one.teams, other.teams)
    return Overlap(places, tuple(sorted(teams))) if places else None


@frozen
class _Alike:
    """Teams that receive the very same companies: looked at once, however many they are."""

    places: Places
    checks: Checks
    teams: tuple[str, ...]
    first: int = field(init=False)
    last: int = field(init=False)

    @first.default
    def _lowest_rank(self) -> int:
        return (self.places & -self.places).bit_length()

    @last.default
    def _highest_rank(self) -> int:
        return self.places.bit_length()


def _alike(reaches: Iterable[Reach]) -> list[_Alike]:
    """In the order of the first place of each; only those that share one."""
    reaches = tuple(reaches)
    once = twice = NOWHERE
    for reach in reaches:
        twice |= once & reach.places
        once |= reach.places
    found: dict[tuple[Places, Checks], list[str]] = {}
    for reach in reaches:
        if reach.places & twice:
            found.setdefault((reach.places, reach.checks), []).append(reach.team)
    alike = (_Alike(places, checks, tuple(teams)) for (places, checks), teams in found.items())
    return sorted(alike, key=lambda one: one.first)


def _meeting(alike: list[_Alike]) -> Iterator[tuple[_Alike, _Alike]]:
    """Those that have a place in common, two by two; with itself what several teams are.

    Places of one département stand side by side, so that most pairs are told apart by their ends.
    """
    for rank, one in enumerate(alike):
        if len(one.teams) > 1:
            yield one, one
        for other in alike[rank + 1 :]:
            if other.first > one.last:
                break
            if one.places & other.places:
                yield one, other


@lru_cache(maxsize=1024)
def _both(one: Checks, other: Checks) -> bool:
    return meet((*one, *other))
