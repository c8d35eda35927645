"""Facts: what happened to a demand or a need; identifiers only, for they outlive personal data (CGU 6.2)."""

from datetime import datetime

from attrs import frozen

from conseillers_domain.position import Stance
from conseillers_domain.referral import Leaving


@frozen(kw_only=True)
class DemandDeposited:
    """A company deposited a demand (CGU 4.1, 4.2)."""

    demand: str
    at: datetime


@frozen(kw_only=True)
class EnrichmentAwaited:
    """A demand was accepted while no registry answered: its company is still to be looked up."""

    demand: str
    at: datetime


@frozen(kw_only=True)
class NeedTransmitted:
    """A need was put before teams, by their codes (mise en relation)."""

    need: str
    teams: tuple[str, ...]
    at: datetime


@frozen(kw_only=True)
class PositionTaken:
    """A team's stance on a need changed; `by_team`: somebody of the team moved it, not staff, not a rule."""

    need: str
    team: str
    before: Stance
    after: Stance
    by_team: bool
    at: datetime


@frozen(kw_only=True)
class FirstNeed:
    """A team let the first need it ever received wait for a day: it is told how to go about one."""

    need: str
    team: str
    at: datetime


@frozen(kw_only=True)
class NeedFollowed:
    """A need that nobody took is followed: its company is told so; `at`: when people work (CGU 4.3.B)."""

    need: str
    at: datetime


@frozen(kw_only=True)
class LastChance:
    """A team let a need wait for so long that it is reminded of it a last time (CGU 4.3.B)."""

    need: str
    team: str
    at: datetime


@frozen(kw_only=True)
class NeedAbandoned:
    """A need that nobody took is given up waiting for: its company is told so (CGU 4.3.B)."""

    need: str
    at: datetime


@frozen(kw_only=True)
class ReferralsLeft:
    """Referrals of a need were withdrawn by staff, or archived since nobody answered."""

    need: str
    teams: tuple[str, ...]
    how: Leaving
    at: datetime


@frozen(kw_only=True)
class ReferralMoved:
    """An open referral was handed from a team to another, as it stood."""

    need: str
    team: str
    to: str
    at: datetime


@frozen(kw_only=True)
class NeedLinkRenewed:
    """A team is sent another link to a need, the former ones serving no more (CGU 4.3.B)."""

    need: str
    team: str
    at: datetime


@frozen(kw_only=True)
class DemandSetAside:
    """A demand was set aside; `told`: its company gets the mail that was kept with it."""

    demand: str
    told: bool
    at: datetime


@frozen(kw_only=True)
class ExportAsked:
    """Staff asked for a file of figures: it is to be made."""

    export: str
    at: datetime


@frozen(kw_only=True)
class CommentWritten:
    """Somebody wrote in the thread of a need; `number`: the rank of what they wrote in it."""

    need: str
    comment: str
    number: int
    at: datetime


@frozen(kw_only=True)
class CommentChanged:
    """The author of a comment corrected it, or took it back."""

    need: str
    comment: str
    number: int
    withdrawn: bool
    at: datetime


@frozen(kw_only=True)
class SurveyDue:
    """The company of a need is to be asked what the help was worth."""

    need: str
    survey: str
    at: datetime


@frozen(kw_only=True)
class SurveyAwaited:
    """Enough time has passed since a help for its company to be asked what it was worth."""

    need: str
    at: datetime


@frozen(kw_only=True)
class ReengagementDue:
    """A company whose need ended some time ago may be asked whether it has another one."""

    need: str
    at: datetime


@frozen(kw_only=True)
class RecapDue:
    """A team has needs waiting, and it is the day of the week when it is told which."""

    team: str
    at: datetime


@frozen(kw_only=True)
class TeamAwaited:
    """A need waits for a team that had received none for long, and may have changed meanwhile."""

    team: str
    at: datetime


@frozen(kw_only=True)
class ClosingsAwaited:
    """A team took several needs long ago, and has said of none of them how it ended."""

    team: str
    at: datetime


@frozen(kw_only=True)
class DraftLeft:
    """A company left a demand half typed for a day: it may be reminded of it."""

    draft: str
    at: datetime


@frozen(kw_only=True)
class TeamReminded:
    """Staff asked that a team be reminded of the needs that wait for it (CGU 4.3.B)."""

    team: str
    at: datetime


@frozen(kw_only=True)
class SurveyShared:
    """Staff shared what a company answered with the teams that helped, by their codes."""

    need: str
    survey: str
    teams: tuple[str, ...]
    at: datetime


@frozen(kw_only=True)
class ClosingCorrected:
    """Better words were put on a team's closing of a need (CGU 5.3)."""

    need: str
    team: str
    at: datetime


@frozen(kw_only=True)
class CompanyAnswered:
    """Staff answered a company that every team refused; `task`: the one that asked for it (CGU 4.3.B)."""

    need: str
    task: str
    at: datetime


@frozen(kw_only=True)
class TaskOverdue:
    """A task of staff was not done in time; `owner`: an account's id, or that of nobody in person.

    `subject`: the id of what it is about, or the code of the team when it is `about_team`.
    """

    task: str
    subject: str
    owner: str
    at: datetime
    about_team: bool = False


@frozen(kw_only=True)
class AddressRefused:
    """An address is said to reach nobody; `key`: what it is known by, `letter`: the one it refused."""

    key: str
    letter: str
    at: datetime


@frozen(kw_only=True)
class AccountChanged:
    """Something was done to an account: `change` says what (CGU 6.1)."""

    account: str
    change: str
    at: datetime


@frozen(kw_only=True)
class IncidentDeclared:
    """Somebody declared an incident (CGU 6.2)."""

    incident: str
    at: datetime


@frozen(kw_only=True)
class BreachAwaits:
    """The CNIL is not notified of a personal-data breach, that many hours after it was known (CGU 6.2)."""

    incident: str
    hours: int
    at: datetime


OfTeam = RecapDue | TeamReminded | TeamAwaited | ClosingsAwaited
"""What is told of a team, whatever the needs it has."""


@frozen(kw_only=True)
class AccessAsked:
    """An agent of a listed institution asked for an account (CGU 4.3.A)."""

    request: str
    at: datetime


@frozen(kw_only=True)
class AccessRefused:
    """Staff refused a request for an account: who asked is told why."""

    request: str
    at: datetime


@frozen(kw_only=True)
class InvitationIssued:
    """An invitation is sent, or sent again; `number`: how many times it was by then."""

    invitation: str
    number: int
    at: datetime


@frozen(kw_only=True)
class ResetAsked:
    """Somebody says that they forgot a password; `reset`: whose, if the address has an account (CGU 6.1)."""

    reset: str
    at: datetime


@frozen(kw_only=True)
class PasswordChanged:
    """The password of an account was changed: its holder is told, who may not have done it (CGU 6.1)."""

    account: str
    at: datetime


@frozen(kw_only=True)
class SignedInElsewhere:
    """Somebody signed in from a place where that account never was; `place`: which (CGU 6.1)."""

    account: str
    place: str
    at: datetime


Fact = (
    DemandDeposited
    | EnrichmentAwaited
    | NeedTransmitted
    | PositionTaken
    | ClosingCorrected
    | CompanyAnswered
    | TaskOverdue
    | AddressRefused
    | CommentWritten
    | CommentChanged
    | SurveyDue
    | SurveyAwaited
    | SurveyShared
    | ExportAsked
    | ReferralsLeft
    | ReferralMoved
    | NeedLinkRenewed
    | DemandSetAside
    | FirstNeed
    | NeedFollowed
    | LastChance
    | NeedAbandoned
    | ReengagementDue
    | RecapDue
    | TeamAwaited
    | ClosingsAwaited
    | DraftLeft
    | TeamReminded
    | ResetAsked
    | PasswordChanged
    | SignedInElsewhere
    | AccessAsked
    | AccessRefused
    | InvitationIssued
    | AccountChanged
    | IncidentDeclared
    | BreachAwaits
)
