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
class DemandSetAside:
    """A demand was set aside; `told`: its company gets the mail that was kept with it."""

    demand: str
    told: bool
    at: datetime


Fact = (
    DemandDeposited
    | EnrichmentAwaited
    | NeedTransmitted
    | PositionTaken
    | ReferralsLeft
    | ReferralMoved
    | DemandSetAside
)
