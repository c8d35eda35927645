"""The directory: institutions, branches, teams and advisors, as the one document that carries them says.

The same values are imported, exported, simulated with and routed on. A field without a default must stand
in the document; what else may be wrong in one is told by `directory_faults.py`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property

from attrs import frozen

from conseillers_domain.criteria import Criterion
from conseillers_domain.territory import Zone


class Nature(StrEnum):
    """What an institution may be (CGU 2); no other organisation is listed."""

    STATE = "state"
    PUBLIC_BODY = "public_body"
    SEMI_PUBLIC_BODY = "semi_public_body"
    REGIONAL_COUNCIL = "regional_council"
    LOCAL_AUTHORITY = "local_authority"


class Level(StrEnum):
    """How wide a branch works; only `national` spares it from naming its zones."""

    LOCAL = "local"
    REGIONAL = "regional"
    NATIONAL = "national"


OPCO = "opco"
"""The category of institutions that are skills operators: a company belongs to one of them."""


@frozen(kw_only=True)
class ActivityRule:
    """The activity natures a chamber receives; `any_nafa`: any craft activity code opens it too."""

    natures: tuple[str, ...] = ()
    any_nafa: bool = False


@frozen(kw_only=True)
class AnswerConditions:
    """What must be answered to a subject's questions: groups OR-ed, answers inside a group AND-ed."""

    subject: str
    groups: tuple[Mapping[str, str], ...] = ()


@frozen(kw_only=True)
class Institution:
    """A partner organisation (institution); `mail_domains`: those of its people's addresses, if it says."""

    slug: str
    name: str
    nature: Nature
    categories: tuple[str, ...] = ()
    siren: str | None = None
    closed: bool = False
    single_taker: bool = False
    activity_rule: ActivityRule | None = None
    mayotte_only: bool = False
    criteria: tuple[Criterion, ...] = ()
    answer_conditions: tuple[AnswerConditions, ...] = ()
    mail_domains: tuple[str, ...] = ()


@frozen(kw_only=True)
class Branch:
    """An institution's office (antenne); branches form a tree inside their institution."""

    code: str
    institution: str
    name: str
    level: Level
    parent: str | None = None
    closed: bool = False
    zones: tuple[Zone, ...] = ()
    criteria: tuple[Criterion, ...] = ()


@frozen(kw_only=True)
class Competence:
    """A subject a team answers for (domaine d'intervention), with what it says of it to people."""

    subject: str
    description: str = ""


@frozen(kw_only=True)
class Team:
    """The unit that is notified (équipe): a mailbox, its competences, the zones of its own if any."""

    code: str
    branch: str
    name: str
    mailbox: str
    closed: bool = False
    delegate: str | None = None
    zones: tuple[Zone, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    competences: tuple[Competence, ...]


@frozen(kw_only=True)
class Absence:
    """Days away, both ends included; the document says `from` where Python has to say `from_`."""

    from_: date
    to: date

    def covers(self, day: date) -> bool:
        """Whether that day is one of them."""
        return self.from_ <= day <= self.to


@frozen(kw_only=True)
class Advisor:
    """A person who answers companies for the teams they belong to (conseiller)."""

    email: str
    first_name: str
    last_name: str
    branch: str
    teams: tuple[str, ...]
    absences: tuple[Absence, ...] = ()

    @property
    def name(self) -> str:
        """As people say it."""
        return f"{self.first_name} {self.last_name}".strip()

    def absent(self, day: date) -> bool:
        """Whether they are away that day."""
        return any(absence.covers(day) for absence in self.absences)


@frozen(kw_only=True)
class DirectoryDocument:
    """A whole directory, as it is imported, exported and tried."""

    institutions: tuple[Institution, ...] = ()
    branches: tuple[Branch, ...] = ()
    teams: tuple[Team, ...] = ()
    advisors: tuple[Advisor, ...] = ()


@frozen(slots=False)
class Directory:
    """A directory that holds together, under the name of its version.

    `suspended`: e-mails of the advisors whose account is suspended (CGU 6.1); it is no part of the
    document.
    """

    document: DirectoryDocument
    version: str
    suspended: frozenset[str] = frozenset()

    @cached_property
    def institutions(self) -> Mapping[str, Institution]:
        """By slug."""
        return {institution.slug: institution for institution in self.document.institutions}

    @cached_property
    def branches(self) -> Mapping[str, Branch]:
        """By code."""
        return {branch.code: branch for branch in self.document.branches}

    @cached_property
    def teams(self) -> Mapping[str, Team]:
        """By code."""
        return {team.code: team for team in self.document.teams}

    @cached_property
    def advisors(self) -> Mapping[str, Advisor]:
        """By e-mail, lower case."""
        return {advisor.email.lower(): advisor for advisor in self.document.advisors}

    @cached_property
    def members(self) -> Mapping[str, tuple[Advisor, ...]]:
        """The advisors of each team that has some, by the team's code."""
        found: dict[str, list[Advisor]] = {}
        for advisor in self.document.advisors:
            for team in dict.fromkeys(advisor.teams):
                found.setdefault(team, []).append(advisor)
        return {team: tuple(advisors) for team, advisors in found.items()}

    def institution_of(self, team: str) -> Institution:
        """The institution behind a team."""
        return self.institutions[self.branches[self.teams[team].branch].institution]

    @cached_property
    def _branches_under(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for branch in self.document.branches:
            if branch.parent is not None:
                found.setdefault(branch.parent, []).append(branch.code)
        return {parent: tuple(codes) for parent, codes in found.items()}

    def teams_supervised(self, branches: Iterable[str]) -> frozenset[str]:
        """The teams of these branches and of all those below them (a manager's)."""
        waiting, seen = list(branches), set[str]()
        while waiting:
            branch = waiting.pop()
            if branch not in seen:
                seen.add(branch)
                waiting.extend(self._branches_under.get(branch, ()))
        return frozenset(team.code for team in self.document.teams if team.branch in seen)
