"""A changed directory tried on the past: who would have gained needs, lost some, or left them to nobody."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from attrs import evolve, frozen

from conseillers_domain.holders import EVERYWHERE
from conseillers_domain.route_index import RouteIndex, changed
from conseillers_domain.routing import Profile, route
from conseillers_domain.territory import Geography, UnknownCommune

ORPHANS_TOLD: Final = 100
"""How many orphaned needs are named; all are counted."""


@frozen(kw_only=True)
class PastNeed:
    """A need of the past as routing saw it: what it looked at, and the day."""

    id: str
    profile: Profile
    on: date


@frozen(kw_only=True)
class Effect:
    """How many needs of one subject a team gains, loses, keeps, or leaves to nobody."""

    team: str
    subject: str
    needs: int


@frozen(kw_only=True)
class WhatIf:
    """What a change of the directory would have made of past needs, by team and subject.

    `needs`: how many were looked at. `orphaned`: by team that had them; `orphans`: how many needs that is,
    `orphan_ids`: the first of them. `undecided`: those whose commune the geography does not know any more.
    """

    needs: int
    gained: tuple[Effect, ...]
    lost: tuple[Effect, ...]
    orphaned: tuple[Effect, ...]
    unchanged: tuple[Effect, ...]
    orphans: int
    orphan_ids: tuple[str, ...]
    undecided: int


@frozen
class Touched:
    """Where a change of the directory may change a verdict: subject → keys of zones."""

    keys: Mapping[str, frozenset[str]]

    @classmethod
    def between(cls, before: RouteIndex, after: RouteIndex) -> "Touched":
        """What differs between an index and the one made from it.

        A team whose delegate changed may be kept or replaced otherwise, though nothing of its own changed.
        """
        entries = changed(before, after)
        codes = {one.team.code for one in entries}
        delegating = (
            one
            for index in (before, after)
            for one in index.entries.values()
            if one.team.delegate in codes and one.team.code not in codes
        )
        found: dict[str, set[str]] = {}
        for one in (*entries, *delegating):
            for subject in one.holders:
                found.setdefault(subject, set()).update(one.keys)
        return cls({subject: frozenset(keys) for subject, keys in found.items()})

    @property
    def subjects(self) -> frozenset[str]:
        """The subjects of which some need may be decided otherwise."""
        return frozenset(self.keys)

    def reaches(self, profile: Profile, geography: Geography) -> bool:
        """Whether a need like this one may be decided otherwise. Raises UnknownCommune."""
        keys = self.keys.get(profile.subject)
        if keys is None:
            return False
        return EVERYWHERE in keys or not keys.isdisjoint(geography.key_texts(profile.facts.commune))


def lasting(before: RouteIndex, after: RouteIndex) -> tuple[RouteIndex, RouteIndex]:
    """Both as if nobody were suspended: a suspension is lifted one day, a closed team stays closed."""
    if not (before.directory.suspended or after.directory.suspended):
        return before, after
    former = RouteIndex.of(evolve(before.directory, suspended=frozenset()), before)
    return former, RouteIndex.of(evolve(after.directory, suspended=frozenset()), former)


def what_if(past: Iterable[PastNeed], before: RouteIndex, after: RouteIndex, geography: Geography) -> WhatIf:
    """Decide each past need under both directories, on its own day, as if nobody were suspended.

    `after` was made from `before`.
    """
    before, after = lasting(before, after)
    touched = Touched.between(before, after)
    needs = undecided = 0
    gained, lost, orphaned, unchanged = (Counter[tuple[str, str]]() for _ in range(4))
    orphans: list[str] = []
    for need in past:
        needs += 1
        subject = need.profile.subject
        try:
            had = route(need.profile, before, geography, need.on).teams
            if not touched.reaches(need.profile, geography):
                unchanged.update((team, subject) for team in had)
                continue
            has = route(need.profile, after, geography, need.on).teams
        except UnknownCommune:
            undecided += 1
            continue
        gained.update((team, subject) for team in has if team not in had)
        lost.update((team, subject) for team in had if team not in has)
        unchanged.update((team, subject) for team in had if team in has)
        if had and not has:
            orphaned.update((team, subject) for team in had)
            orphans.append(need.id)
    return WhatIf(
        needs=needs,
        gained=_effects(gained),
        lost=_effects(lost),
        orphaned=_effects(orphaned),
        unchanged=_effects(unchanged),
        orphans=len(orphans),
        orphan_ids=tuple(orphans[:ORPHANS_TOLD]),
        undecided=undecided,
    )


def _effects(counted: Mapping[tuple[str, str], int]) -> tuple[Effect, ...]:
    return tuple(
        Effect(team=team, subject=subject, needs=needs) for (team, subject), needs in sorted(counted.items())
    )
