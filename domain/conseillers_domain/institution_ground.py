"""An institution as coverage sees it: its territory, and for each team whom it can receive."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import frozen

from conseillers_domain.anomalies import NeverHolds, NeverReached
from conseillers_domain.criteria import checks
from conseillers_domain.directory import Branch, Institution, Level, Team
from conseillers_domain.never_holds import Checks, contradictions, excluded, meet
from conseillers_domain.overlaps import Reach
from conseillers_domain.places import NOWHERE, Atlas, Places
from conseillers_domain.route_index import is_opco
from conseillers_domain.territory import Zone

Conditions = tuple[NeverHolds, ...]


@frozen
class Parts:
    """All that coverage reads of an institution: as long as these are equal, so is what it covers.

    `staffed`: codes of the teams with an advisor who could act, that is whose account is not suspended.
    """

    institution: Institution
    branches: tuple[Branch, ...]
    teams: tuple[Team, ...]
    staffed: frozenset[str]


@frozen(eq=False, slots=False)
class Holder:
    """A team, and what its own parts say of it once and for all.

    `staffed`: it has an advisor who could act. `places`: its territory; its own zones replace its
    branch's. `answered`: the part of it where companies may be its institution's own. `subjects`: those it
    holds and a company may ask for, each once.
    """

    team: Team
    branch: Branch
    institution: Institution
    staffed: bool
    atlas: Atlas
    places: Places
    answered: Places
    subjects: tuple[str, ...]

    @property
    def code(self) -> str:
        """The team's."""
        return self.team.code

    @property
    def open(self) -> bool:
        """Whether needs may come to it; its institution is open."""
        return not (self.team.closed or self.branch.closed)

    def is_of(self, team: Team, branch: Branch, staffed: bool) -> bool:
        """Whether it is made of these parts."""
        return (self.team, self.branch, self.staffed) == (team, branch, staffed)

    @cached_property
    def reaches(self) -> Mapping[str, Reach]:
        """Whom the team receives for each of its subjects.

        Neither a chamber's activities nor answers keep anybody out for good: what is unknown passes them.
        """
        found = {}
        for subject in self.subjects:
            own = self._checks(subject)
            places = self.answered & ~excluded(own, self.atlas) if own else self.answered
            found[subject] = Reach(self.code, places, own)
        return found

    def _checks(self, subject: str) -> Checks:
        carriers = (
            (self.code, self.team.criteria),
            (self.branch.code, self.branch.criteria),
            (self.institution.slug, self.institution.criteria),
        )
        return tuple(
            check for owner, criteria in carriers if criteria for check in checks(owner, criteria, subject)
        )

    @cached_property
    def unknown_zones(self) -> tuple[Zone, ...]:
        """Those of its own that the geography does not know."""
        return self.atlas.territory(self.team.zones).unknown

    @cached_property
    def never_hold(self) -> Mapping[Conditions, tuple[str, ...]]:
        """The conditions that nobody meets in the team's territory, and the subjects they bear on."""
        found: dict[Conditions, tuple[str, ...]] = {}
        for subject, reach in self.reaches.items():
            for culprits in contradictions(reach.checks, self.places, self.atlas):
                conditions = tuple(
                    NeverHolds(owner=one.owner, criterion=one.criterion, expected=one.expected)
                    for one in culprits
                )
                found[conditions] = (*found.get(conditions, ()), subject)
        return found

    @cached_property
    def why_never_reached(self) -> NeverReached | None:
        """Why no need can reach the team, open, by itself; None when some need can."""
        if not self.subjects:
            return NeverReached.NO_SUBJECT
        if not self.places:
            return NeverReached.NO_TERRITORY
        if not self.answered:
            return NeverReached.OTHER_OPCO
        if any(one.places and meet(one.checks) for one in self.reaches.values()):
            return None
        return NeverReached.CRITERION


@frozen(eq=False, slots=False)
class Ground:
    """An open institution, ready to be looked at.

    `holders`: its teams, open or not, by code. `territory`: the places covered by its open branches, and
    by the own zones of its open teams.
    """

    parts: Parts
    atlas: Atlas
    holders: Mapping[str, Holder]
    territory: Places

    @classmethod
    def of(cls, parts: Parts, asked: frozenset[str], atlas: Atlas, before: "Ground | None") -> "Ground":
        """`asked`: the subjects a company may ask for. `before`: itself before some parts changed."""
        made = _Making(parts, asked, atlas)
        known = before.holders if before and before.parts.institution == parts.institution else {}
        holders = {team.code: made.holder(team, known.get(team.code)) for team in made.teams}
        territory = together(one for one in holders.values() if one.open and one.team.zones)
        for branch in parts.branches:
            if not branch.closed:
                territory |= made.around(branch)
        return cls(parts=parts, atlas=atlas, holders=holders, territory=territory)

    @property
    def slug(self) -> str:
        """The institution's."""
        return self.parts.institution.slug

    @cached_property
    def open(self) -> tuple[Holder, ...]:
        """The open teams."""
        return tuple(holder for holder in self.holders.values() if holder.open)

    @cached_property
    def by_subject(self) -> Mapping[str, tuple[Holder, ...]]:
        """The teams that hold each subject offered, open or not."""
        found: dict[str, list[Holder]] = {}
        for holder in self.holders.values():
            for subject in holder.subjects:
                found.setdefault(subject, []).append(holder)
        return {subject: tuple(holders) for subject, holders in found.items()}


def together(holders: Iterable[Holder]) -> Places:
    """What these teams cover."""
    places = NOWHERE
    for holder in holders:
        places |= holder.places
    return places


class _Making:
    """The teams of an institution being read."""

    def __init__(self, parts: Parts, asked: frozenset[str], atlas: Atlas) -> None:
        self._parts = parts
        self._asked = asked
        self._atlas = atlas
        self._branches = {branch.code: branch for branch in parts.branches}
        # A skills operator that is not of Mayotte has no company there, whatever its territory.
        elsewhere_only = is_opco(parts.institution) and not parts.institution.mayotte_only
        self._own = ~atlas.mayotte if elsewhere_only else atlas.everywhere

    @property
    def teams(self) -> Iterator[Team]:
        return iter(sorted(self._parts.teams, key=lambda team: team.code))

    def holder(self, team: Team, known: Holder | None) -> Holder:
        branch, staffed = self._branches[team.branch], team.code in self._parts.staffed
        if known is not None and known.is_of(team, branch, staffed):
            return known
        places = self._atlas.territory(team.zones).places if team.zones else self.around(branch)
        return Holder(
            team=team,
            branch=branch,
            institution=self._parts.institution,
            staffed=staffed,
            atlas=self._atlas,
            places=places,
            answered=places & self._own,
            subjects=tuple(dict.fromkeys(c.subject for c in team.competences if c.subject in self._asked)),
        )

    def around(self, branch: Branch) -> Places:
        """A branch's territory; a national one's is everywhere, whatever its zones."""
        if branch.level is Level.NATIONAL:
            return self._atlas.everywhere
        return self._atlas.territory(branch.zones).places
