"""What routing reads of a team, prepared once a directory version: who is there, where, with which rules."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from attrs import field, frozen

from conseillers_domain.criteria import Check, Criterion, checks
from conseillers_domain.directory import (
    OPCO,
    Advisor,
    AnswerConditions,
    Branch,
    Institution,
    Level,
    Team,
)
from conseillers_domain.verdicts import By, Reason, SetAside

EVERYWHERE: Final = "national"
"""The key under which a team that works in the whole country is found."""


@frozen
class Crew:
    """Who may read what a team receives: its members, its institution, and its verdict if it is closed.

    `suspended`: those of its members, by e-mail in lower case, whose account is.
    """

    team: str
    institution: str
    closed: SetAside | None
    members: tuple[Advisor, ...]
    suspended: frozenset[str]
    always_there: bool = field(init=False)

    @always_there.default
    def _nobody_ever_away(self) -> bool:
        return not self.suspended and not any(advisor.absences for advisor in self.members)

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


@frozen(kw_only=True)
class Entry:
    """One team in the index: the parts of the directory that its verdicts depend on, and those verdicts.

    `keys`: where it is found, empty when it is closed. `holders`: by subject, none when it is closed.
    `far`: its verdict when the company is elsewhere. `subjects`: all those it holds.
    """

    team: Team
    branch: Branch
    institution: Institution
    crew: Crew
    keys: tuple[str, ...]
    holders: Mapping[str, Holder]
    far: SetAside
    subjects: tuple[str, ...]

    def still_says(
        self,
        team: Team,
        branch: Branch,
        institution: Institution,
        members: tuple[Advisor, ...],
        suspended: frozenset[str],
    ) -> bool:
        """Whether it would be made again as it is. Unchanged parts usually are the very same objects."""
        return (
            (self.team is team or self.team == team)
            and (self.branch is branch or self.branch == branch)
            and (self.institution is institution or self.institution == institution)
            and self.crew.members == members
            and self.crew.suspended == suspended
        )


class Preparation:
    """Makes entries; branches and institutions say the same to many teams, so that is worked out once."""

    def __init__(self) -> None:
        """Nothing is worked out yet."""
        self._checks = lru_cache(maxsize=None)(checks)
        self._groups = dict[tuple[str, str], tuple[Mapping[str, str], ...]]()

    def entry(
        self,
        team: Team,
        branch: Branch,
        institution: Institution,
        members: tuple[Advisor, ...],
        suspended: frozenset[str],
    ) -> Entry:
        """What the index keeps of a team."""
        closed = _closed(team, branch, institution)
        crew = Crew(team.code, institution.slug, closed, members, suspended)
        zones = team.zones or branch.zones
        everywhere = not team.zones and branch.level is Level.NATIONAL
        subjects = tuple(dict.fromkeys(competence.subject for competence in team.competences))
        by = By.TEAM_ZONE if team.zones else (By.NATIONAL if everywhere else By.BRANCH_ZONE)
        return Entry(
            team=team,
            branch=branch,
            institution=institution,
            crew=crew,
            keys=_keys(team, branch) if closed is None else (),
            holders={}
            if closed is not None
            else {
                subject: Holder(
                    crew=crew,
                    by=by,
                    institution=institution,
                    checks=self._all_checks(team, branch, institution, subject),
                    groups=self._answer_groups(institution, subject),
                    delegate=team.delegate,
                )
                for subject in subjects
            },
            far=closed
            or SetAside(
                team=team.code,
                reason=Reason.OUTSIDE_TERRITORY,
                expected=zones,
                actual=None,
                owner=team.code if team.zones else branch.code,
            ),
            subjects=subjects,
        )

    def _all_checks(
        self, team: Team, branch: Branch, institution: Institution, subject: str
    ) -> tuple[Check, ...]:
        return (
            *self._of(team.code, team.criteria, subject),
            *self._of(branch.code, branch.criteria, subject),
            *self._of(institution.slug, institution.criteria, subject),
        )

    def _of(self, owner: str, criteria: tuple[Criterion, ...], subject: str) -> tuple[Check, ...]:
        return self._checks(owner, criteria, subject) if criteria else ()

    def _answer_groups(self, institution: Institution, subject: str) -> tuple[Mapping[str, str], ...]:
        known = self._groups.get((institution.slug, subject))
        if known is None:
            known = answer_groups(institution.answer_conditions, subject)
            self._groups[institution.slug, subject] = known
        return known


def _keys(team: Team, branch: Branch) -> tuple[str, ...]:
    if not team.zones and branch.level is Level.NATIONAL:
        return (EVERYWHERE,)
    return tuple(dict.fromkeys(zone.key for zone in team.zones or branch.zones))


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
