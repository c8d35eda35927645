"""How a referral is shown: names instead of ids, and what the reader may do now."""

from collections.abc import Iterable, Mapping

from conseillers_application.ports import Accounts
from conseillers_application.views import PositionView, ReferralView
from conseillers_domain.accounts import Person
from conseillers_domain.directory import Directory
from conseillers_domain.need import Need, Referral
from conseillers_domain.position import BY_RULE, Position

RULE_NAME = "règle du service"
SOMEBODY = "compte supprimé"


def authors(
    referrals: Iterable[Referral],
    accounts: Accounts,
    *,
    reader: Person | None = None,
    others: Iterable[str] = (),
) -> Mapping[str, str]:
    """The names of those who took a position, and of others by their ids; the reader's is known already."""
    known = {BY_RULE: RULE_NAME} | ({reader.id: reader.name} if reader else {})
    said = (position.by for referral in referrals for position in referral.positions)
    ids = frozenset((*said, *others)) - known.keys()
    return {**(accounts.names(ids) if ids else {}), **known}


def referral_view(
    need: Need, team: str, person: Person, directory: Directory, accounts: Accounts
) -> ReferralView:
    """One referral of a need, as that person sees it."""
    referral = need.referral(team)
    return one_view(referral, person, directory, authors((referral,), accounts, reader=person))


def one_view(
    referral: Referral, person: Person, directory: Directory, names: Mapping[str, str]
) -> ReferralView:
    """One referral, the names being known."""
    team = directory.teams.get(referral.team)
    side = person.side_for(referral.team)
    return ReferralView(
        team=referral.team,
        team_name=team.name if team else referral.team,
        institution=directory.institution_of(referral.team).name if team else "",
        stance=referral.stance,
        stance_label=referral.stance.label,
        sent_at=referral.sent_at,
        mine=referral.team in person.reaches,
        next=referral.next(side) if side else (),
        positions=tuple(_position(one, names) for one in referral.positions),
    )


def _position(position: Position, names: Mapping[str, str]) -> PositionView:
    return PositionView(
        stance=position.stance,
        stance_label=position.stance.label,
        by=names.get(position.by, SOMEBODY),
        at=position.at,
        reason=position.reason,
        help=position.help,
        note=position.note,
    )
