"""Who acts: accounts, roles, and what a person may see and do with a need (CGU 4.3.B, 6.1)."""

from collections.abc import Iterable
from enum import StrEnum

from attrs import frozen

from conseillers_domain.errors import Forbidden, OutOfReach
from conseillers_domain.need import Need
from conseillers_domain.position import Side


class Role(StrEnum):
    """What a person is to the service; several at once."""

    ADVISOR = "advisor"
    MANAGER = "manager"
    PILOT = "pilot"
    PARTNER = "partner"
    STAFF = "staff"
    OPERATOR = "operator"
    DIRECTION = "direction"


class Motive(StrEnum):
    """Why an account is suspended: by staff itself, or, for any other reason, by the direction (CGU 6.1)."""

    URGENCY = "urgency"
    SECURITY = "security"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As people read it."""
        return {
            Motive.URGENCY: "urgence",
            Motive.SECURITY: "sécurité",
            Motive.OTHER: "décision de la direction",
        }[self]


class Act(StrEnum):
    """What may be asked of the service beside needs."""

    SEE_DIRECTORY = "see_directory"
    CHANGE_DIRECTORY = "change_directory"
    CHANGE_CATALOGUE = "change_catalogue"
    SIMULATE = "simulate"
    SEE_ROUTING = "see_routing"
    REPLAY = "replay"
    SUSPEND = "suspend"
    SEE_COVERAGE = "see_coverage"
    PAUSE = "pause"
    SEE_REFUSED_ADDRESSES = "see_refused_addresses"
    LIFT_REFUSED_ADDRESS = "lift_refused_address"
    SEE_JOBS = "see_jobs"
    RETRY_JOB = "retry_job"
    SEE_MAILS = "see_mails"
    REPLAY_MAIL = "replay_mail"
    SEE_BASKETS = "see_baskets"
    ACT_ON_BASKETS = "act_on_baskets"
    TRIAGE = "triage"
    SEE_ALL_FIGURES = "see_all_figures"
    EXPORT_FIGURES = "export_figures"
    SEE_SURVEYS = "see_surveys"
    SHARE_SURVEY = "share_survey"
    SEE_TASKS = "see_tasks"
    ASSIGN_TASK = "assign_task"
    ANSWER_COMPANY = "answer_company"
    SEE_ACCESS_REQUESTS = "see_access_requests"
    DECIDE_ACCESS = "decide_access"
    INVITE = "invite"
    SEE_ACCESS_LOG = "see_access_log"
    SEE_AUDIT = "see_audit"
    VERIFY_AUDIT = "verify_audit"
    DECIDE_OF_ACCOUNTS = "decide_of_accounts"
    SEE_DECISIONS = "see_decisions"
    HANDLE_INCIDENTS = "handle_incidents"
    RUN_RETENTION = "run_retention"
    MIND_PERSONS = "mind_persons"


ALLOWED: dict[Act, frozenset[Role]] = {
    Act.SEE_DIRECTORY: frozenset({Role.STAFF}),
    Act.CHANGE_DIRECTORY: frozenset({Role.STAFF}),
    Act.CHANGE_CATALOGUE: frozenset({Role.STAFF, Role.OPERATOR}),
    Act.SIMULATE: frozenset({Role.STAFF}),
    Act.SEE_ROUTING: frozenset({Role.STAFF}),
    Act.REPLAY: frozenset({Role.STAFF}),
    Act.SUSPEND: frozenset({Role.STAFF}),
    Act.SEE_COVERAGE: frozenset({Role.STAFF}),
    Act.PAUSE: frozenset({Role.OPERATOR}),
    Act.SEE_REFUSED_ADDRESSES: frozenset({Role.STAFF}),
    Act.LIFT_REFUSED_ADDRESS: frozenset({Role.STAFF}),
    Act.SEE_JOBS: frozenset({Role.OPERATOR}),
    Act.RETRY_JOB: frozenset({Role.OPERATOR}),
    Act.SEE_MAILS: frozenset({Role.STAFF, Role.OPERATOR}),
    Act.REPLAY_MAIL: frozenset({Role.STAFF, Role.OPERATOR}),
    Act.SEE_TASKS: frozenset({Role.STAFF}),
    Act.ASSIGN_TASK: frozenset({Role.STAFF}),
    Act.ANSWER_COMPANY: frozenset({Role.STAFF}),
    Act.SEE_SURVEYS: frozenset({Role.STAFF}),
    Act.SHARE_SURVEY: frozenset({Role.STAFF}),
    Act.SEE_ALL_FIGURES: frozenset({Role.STAFF}),
    Act.EXPORT_FIGURES: frozenset({Role.STAFF}),
    Act.TRIAGE: frozenset({Role.STAFF}),
    Act.SEE_BASKETS: frozenset({Role.STAFF}),
    Act.ACT_ON_BASKETS: frozenset({Role.STAFF}),
    Act.SEE_ACCESS_LOG: frozenset({Role.STAFF}),
    Act.SEE_AUDIT: frozenset({Role.OPERATOR}),
    Act.VERIFY_AUDIT: frozenset({Role.OPERATOR}),
    Act.SEE_ACCESS_REQUESTS: frozenset({Role.STAFF}),
    Act.DECIDE_ACCESS: frozenset({Role.STAFF}),
    Act.INVITE: frozenset({Role.STAFF}),
    Act.DECIDE_OF_ACCOUNTS: frozenset({Role.DIRECTION}),
    Act.SEE_DECISIONS: frozenset({Role.DIRECTION, Role.STAFF}),
    Act.HANDLE_INCIDENTS: frozenset({Role.STAFF}),
    Act.RUN_RETENTION: frozenset({Role.OPERATOR}),
    Act.MIND_PERSONS: frozenset({Role.STAFF}),
}
"""Which roles may do what; whatever is not there is denied."""


class Reach(StrEnum):
    """Which needs a role sees and answers: those of its teams, of the branches it manages, or every one."""

    TEAMS = "teams"
    BRANCHES = "branches"
    ALL = "all"


NEEDS_REACHED: dict[Role, Reach] = {
    Role.ADVISOR: Reach.TEAMS,
    Role.MANAGER: Reach.BRANCHES,
    Role.STAFF: Reach.ALL,
}
"""The needs that each role reaches; one that is not there reaches none."""


def reach(roles: Iterable[Role]) -> frozenset[Reach]:
    """What these roles reach, together."""
    return frozenset(NEEDS_REACHED[role] for role in roles if role in NEEDS_REACHED)


@frozen(kw_only=True)
class Account:
    """A person's way in: an e-mail, a password kept hashed, roles; an advisor's teams are the directory's.

    `branches`: those a manager supervises. `institution`: the one a pilot follows, by its figures only.
    `landings`: the pages of a partner.
    """

    id: str
    email: str
    name: str
    password_hash: str
    roles: frozenset[Role]
    branches: tuple[str, ...] = ()
    institution: str | None = None
    landings: tuple[str, ...] = ()


@frozen(kw_only=True)
class Person:
    """Who is asking, with what the directory says of them at this instant.

    `teams`: codes of the teams they belong to. `supervised`: of those of the branches they manage.
    `institution` and `landings`: whose figures they follow.
    """

    id: str
    email: str
    name: str
    roles: frozenset[Role]
    teams: frozenset[str] = frozenset()
    supervised: frozenset[str] = frozenset()
    institution: str | None = None
    landings: tuple[str, ...] = ()

    @property
    def staff(self) -> bool:
        """Whether they run the service."""
        return Role.STAFF in self.roles

    @property
    def reaches(self) -> frozenset[str]:
        """The teams whose needs they see as one of the team or as its manager."""
        return self.teams | self.supervised

    def must_be_allowed(self, act: Act) -> None:
        """Raise OutOfReach for who may not: what one may not do there does not exist."""
        if ALLOWED[act].isdisjoint(self.roles):
            raise OutOfReach("Cette page n’existe pas.", who=self.id, thing=act.value)

    def must_see(self, need: Need) -> None:
        """Raise OutOfReach unless the need was put before one of their teams, or they are staff."""
        if Reach.ALL not in reach(self.roles) and self.reaches.isdisjoint(_teams(need)):
            raise OutOfReach("Ce besoin n’existe pas.", who=self.id, thing=need.id)

    def side_for(self, team: str) -> Side | None:
        """On whose behalf they may speak for a team; None when they may not."""
        if team in self.reaches:
            return Side.TEAM
        return Side.STAFF if Reach.ALL in reach(self.roles) else None

    def must_speak_for(self, team: str, need: Need) -> Side:
        """On whose behalf they speak. Raises OutOfReach or, on a need they see, Forbidden."""
        self.must_see(need)
        need.referral(team)
        side = self.side_for(team)
        if side is None:
            raise Forbidden(
                "Vous n’appartenez pas à cette équipe : seuls ses membres se positionnent pour elle."
            )
        return side

    def must_comment_for(self, team: str | None, need: Need) -> None:
        """Raise unless they may write in the thread of a need for that team, or as staff when it is None.

        OutOfReach for a need they do not see, Forbidden for another team's voice.
        """
        self.must_see(need)
        if team is None:
            allowed = Reach.ALL in reach(self.roles)
        else:
            need.referral(team)
            allowed = team in self.reaches
        if not allowed:
            raise Forbidden("Dites pour laquelle de vos équipes vous écrivez.", code="not_your_team")


def _teams(need: Need) -> Iterable[str]:
    return (referral.team for referral in need.referrals)
