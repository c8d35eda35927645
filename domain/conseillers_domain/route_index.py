"""The index routing reads: for each subject, who holds it and where, prepared once a directory version."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from attrs import field, frozen

from conseillers_domain.criteria import Check, Criterion, checks
from conseillers_domain.directory import (
    OPCO,
    Advisor,
    AnswerConditions,
    Branch,
    Directory,
    Institution,
    Level,
    Team,
)
from conseillers_domain.territory import Zone


class By(StrEnum):
    """By what a team is kept."""

    TEAM_ZONE = "team_zone"
    BRANCH_ZONE = "branch_zone"
    NATIONAL = "national"
    DELEGATE = "delegate"


class Reason(StrEnum):
    """Why a team is set aside; in the order of the rules."""

    TEAM_CLOSED = "team_closed"
    SUBJECT_NOT_OFFERED = "subject_not_offered"
    OUTSIDE_TERRITORY = "outside_territory"
    CHAMBER_ACTIVITY = "chamber_activity"
    OTHER_OPCO = "other_opco"
    CRITERION = "criterion"
    ANSWERS = "answers"
    ABSENT = "absent"
    SUSPENDED = "suspended"


@frozen(kw_only=True)
class SetAside:
    """A team that holds the subject and does not receive the need: why, and who carries the rule.

    `owner`: code of the team, the branch or the institution. `criterion`: the key that failed, for that
    reason only. `expected` and `actual` are what the rule wanted and what it found, None when unknown.
    A verdict « outside the territory » is made once for every company, so it does not say where one is:
    `Routing.actual` does.
    """

    team: str
    reason: Reason
    expected: object
    actual: object
    owner: str
    criterion: str | None = None


@frozen
class Crew:
    """Who may read what a team receives: its members, its institution, and its verdict if it is closed."""

    team: str
    institution: str
    closed: SetAside | None
    members: tuple[Advisor, ...]
    suspended: frozenset[str]
    always_there: bool = field(init=False)

    @always_there.default
    def _nobody_ever_away(self) -> bool:
        return not any(
            advisor.absences or advisor.email.lower() in self.suspended for advisor in self.members
        )

    @property
    def active(self) -> tuple[Advisor, ...]:
        """The members whose account is not suspended."""
        return tuple(a for a in self.members if a.email.lower() not in self.suspended)

    def all_absent(self, day: date) -> bool:
        """Whether the team has members and every one that could act is away that day."""
        return bool(self.members) and all(a.absent(day) for a in self.active or self.members)

    def stands_in_for(self, other: "Crew", day: date) -> bool:
        """Whether it may receive what that team cannot: same institution, open, a member who could act."""
        return (
            self.institution == other.institution
            and self.closed is None
            and any(not advisor.absent(day) for advisor in self.active)
        )


@frozen(kw_only=True)
class Holder:
    """A team that holds a subject, with every rule it carries for it, ready to be tried.

    `unconditional`: it carries none, as most teams do.
    """

    crew: Crew
    by: By
    institution: Institution
    checks: tuple[Check, ...]
    groups: tuple[Mapping[str, str], ...]
    delegate: str | None
    unconditional: bool = field(init=False)

    @unconditional.default
    def _whoever_is_near_is_received(self) -> bool:
        conditions = self.institution.activity_rule or self.checks or self.groups
        return not conditions and not is_opco(self.institution)

    @property
    def team(self) -> str:
        """Its code."""
        return self.crew.team


Far = Mapping[str, SetAside]
"""Team code → the verdict it gets when the company is outside its territory; in the order of the codes."""

EVERYWHERE: Final = "national"
NOBODY: Final[Mapping[Zone | str, tuple[Holder, ...]]] = {}
NOWHERE: Final[Far] = {}


@frozen(slots=False)
class RouteIndex:
    """A directory ready for routing: a decision costs what its own teams cost, whatever the others."""

    directory: Directory
    holders: Mapping[str, Mapping[Zone | str, tuple[Holder, ...]]]
    far: Mapping[str, Far]
    crews: Mapping[str, Crew]

    def near(self, subject: str, keys: Iterable[Zone]) -> Iterator[Holder]:
        """The open teams that hold the subject and whose territory has one of these keys, each once."""
        by_zone = self.holders.get(subject, NOBODY)
        seen = set[str]()
        everywhere_then_here: tuple[Zone | str, ...] = (EVERYWHERE, *keys)
        for key in everywhere_then_here:
            for holder in by_zone.get(key, ()):
                if holder.crew.team not in seen:
                    seen.add(holder.crew.team)
                    yield holder

    @classmethod
    def of(cls, directory: Directory) -> "RouteIndex":
        """Prepare a directory; about a second for a hundred thousand teams."""
        crews = {team.code: _crew(team, directory) for team in directory.document.teams}
        holders: dict[str, dict[Zone | str, list[Holder]]] = {}
        far: dict[str, dict[str, SetAside]] = {}
        rules = _Rules()
        for team in sorted(directory.document.teams, key=lambda team: team.code):
            branch = directory.branches[team.branch]
            institution = directory.institutions[branch.institution]
            closed = crews[team.code].closed
            zones = team.zones or branch.zones
            everywhere = not team.zones and branch.level is Level.NATIONAL
            outside = closed or _outside(team, branch, zones)
            for subject in dict.fromkeys(competence.subject for competence in team.competences):
                far.setdefault(subject, {})[team.code] = outside
                if closed is not None:
                    continue
                holder = Holder(
                    crew=crews[team.code],
                    by=By.TEAM_ZONE if team.zones else (By.NATIONAL if everywhere else By.BRANCH_ZONE),
                    institution=institution,
                    checks=rules.checks(team, branch, institution, subject),
                    groups=rules.groups(institution, subject),
                    delegate=team.delegate,
                )
                by_zone = holders.setdefault(subject, {})
                for key in (EVERYWHERE,) if everywhere else dict.fromkeys(zones):
                    by_zone.setdefault(key, []).append(holder)
        return cls(
            directory=directory,
            holders={
                subject: {key: tuple(found) for key, found in by_zone.items()}
                for subject, by_zone in holders.items()
            },
            far=far,
            crews=crews,
        )


def _crew(team: Team, directory: Directory) -> Crew:
    branch = directory.branches[team.branch]
    institution = directory.institutions[branch.institution]
    return Crew(
        team=team.code,
        institution=institution.slug,
        closed=_closed(team, branch, institution),
        members=directory.members.get(team.code, ()),
        suspended=directory.suspended,
    )


def _closed(team: Team, branch: Branch, institution: Institution) -> SetAside | None:
    for closed, owner in (
        (team.closed, team.code),
        (branch.closed, branch.code),
        (institution.closed, institution.slug),
    ):
        if closed:
            return SetAside(
                team=team.code,
                reason=Reason.TEAM_CLOSED,
                expected="open",
                actual="closed",
                owner=owner,
            )
    return None


def _outside(team: Team, branch: Branch, zones: tuple[Zone, ...]) -> SetAside:
    return SetAside(
        team=team.code,
        reason=Reason.OUTSIDE_TERRITORY,
        expected=zones,
        actual=None,
        owner=team.code if team.zones else branch.code,
    )


class _Rules:
    """Branches and institutions say the same to many teams: their rules are prepared once."""

    def __init__(self) -> None:
        self._checks = lru_cache(maxsize=None)(checks)
        self._groups = dict[tuple[str, str], tuple[Mapping[str, str], ...]]()

    def checks(self, team: Team, branch: Branch, institution: Institution, subject: str) -> tuple[Check, ...]:
        return (
            *self._of(team.code, team.criteria, subject),
            *self._of(branch.code, branch.criteria, subject),
            *self._of(institution.slug, institution.criteria, subject),
        )

    def _of(self, owner: str, criteria: tuple[Criterion, ...], subject: str) -> tuple[Check, ...]:
        return self._checks(owner, criteria, subject) if criteria else ()

    def groups(self, institution: Institution, subject: str) -> tuple[Mapping[str, str], ...]:
        known = self._groups.get((institution.slug, subject))
        if known is None:
            known = answer_groups(institution.answer_conditions, subject)
            self._groups[institution.slug, subject] = known
        return known


def answer_groups(conditions: Iterable[AnswerConditions], subject: str) -> tuple[Mapping[str, str], ...]:
    """The groups of expected answers for a subject: pooled when given several times, empty ones ignored."""
    return tuple(
        group
        for condition in conditions
        if condition.subject == subject
        for group in condition.groups
        if group
    )


def is_opco(institution: Institution) -> bool:
    """Whether a company belongs to one such institution only (opérateur de compétences)."""
    return OPCO in institution.categories
