"""Facts: what happened to a demand or a need; identifiers only, for they outlive personal data (CGU 6.2)."""

from datetime import datetime

from attrs import frozen

from conseillers_domain.position import Stance


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
class ReferralArchived:
    """A need was put away from the lists of a team that never answered."""

    need: str
    team: str
    at: datetime


@frozen(kw_only=True)
class SurveyDue:
    """The company of a need that was helped may be asked what it thinks of it."""

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
class DraftLeft:
    """A company left a demand half typed for a day: it may be reminded of it."""

    draft: str
    at: datetime


@frozen(kw_only=True)
class TeamReminded:
    """Staff asked that a team be reminded of the needs that wait for it (CGU 4.3.B)."""

    team: str
    at: datetime


Fact = (
    DemandDeposited
    | EnrichmentAwaited
    | NeedTransmitted
    | PositionTaken
    | FirstNeed
    | NeedFollowed
    | LastChance
    | NeedAbandoned
    | ReferralArchived
    | SurveyDue
    | ReengagementDue
    | RecapDue
    | DraftLeft
    | TeamReminded
)
