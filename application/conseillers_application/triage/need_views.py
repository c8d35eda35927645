"""A need as staff looks after it: who has it, who had it."""

from datetime import datetime

from attrs import frozen

from conseillers_application.ports import Work
from conseillers_application.referral_views import authors, one_view
from conseillers_application.views import ReferralView
from conseillers_domain.accounts import Person
from conseillers_domain.need import Need, NeedStatus
from conseillers_domain.referral import Leaving


@frozen(kw_only=True)
class LeftView:
    """A referral that is over for its team, how and since when."""

    team: str
    team_name: str
    how: Leaving
    how_label: str
    sent_at: datetime
    at: datetime


@frozen(kw_only=True)
class NeedAtStaff:
    """A need with its referrals, those that are over among them."""

    id: str
    status: NeedStatus
    status_label: str
    subject: str
    referrals: tuple[ReferralView, ...]
    left: tuple[LeftView, ...]
    version: int


def need_at_staff(work: Work, need: Need, person: Person) -> NeedAtStaff:
    """The need as that person of the staff sees it."""
    directory = work.directories.current().directory
    names = authors(need.referrals, work.accounts, reader=person)
    called = {code: team.name for code, team in directory.teams.items()} if need.left else {}
    return NeedAtStaff(
        id=need.id,
        status=need.status,
        status_label=need.status.label,
        subject=need.subject,
        referrals=tuple(one_view(one, person, directory, names) for one in need.referrals),
        left=tuple(
            LeftView(
                team=one.referral.team,
                team_name=called.get(one.referral.team, one.referral.team),
                how=one.how,
                how_label=one.how.label,
                sent_at=one.referral.sent_at,
                at=one.at,
            )
            for one in need.left
        ),
        version=need.version,
    )
