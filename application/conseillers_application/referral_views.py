"""How a referral is shown: names instead of ids, and what the reader may do now."""

from collections.abc import Iterable, Mapping

from conseillers_application.ports import Accounts
from conseillers_application.views import CorrectionView, PositionView, ReferralView
from conseillers_domain.accounts import Person
from conseillers_domain.directory import Directory
from conseillers_domain.need import Need, Referral
from conseillers_domain.position import BY_RULE, Correction, Position
from conseillers_domain.sources import source_of

RULE_NAME = "règle du service"
SOMEBODY = "compte supprimé"


def authors(
    referrals: Iterable[Referral],
    accounts: Accounts,
    *,
    reader: Person | None = None,
    others: Iterable[str] = (),
) -> Mapping[str, str]:
    """The names of those who took a position or corrected one, and of others by their ids.

    The reader's own is known already.
    """
    known = {BY_RULE: RULE_NAME} | ({reader.id: reader.name} if reader else {})
    said = [position for referral in referrals for position in referral.positions]
    better = (correction.by for position in said for correction in position.corrections)
    ids = frozenset((*(position.by for position in said), *better, *others)) - known.keys()
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
        positions=tuple(_position(one, names, staff=person.staff) for one in referral.positions),
    )


def _position(position: Position, names: Mapping[str, str], *, staff: bool) -> PositionView:
    source = source_of(position)
    return PositionView(
        stance=position.stance,
        stance_label=position.stance.label,
        source=source,
        source_label=source.label,
        by=names.get(position.by, SOMEBODY),
        at=position.at,
        reason=position.reason,
        help=position.help,
        note=position.note,
        corrections=tuple(_correction(one, names, staff=staff) for one in position.corrections),
    )


def _correction(correction: Correction, names: Mapping[str, str], *, staff: bool) -> CorrectionView:
    """What was replaced may be what should not have been written: colleagues are not shown it again."""
    return CorrectionView(
        by=names.get(correction.by, SOMEBODY),
        at=correction.at,
        help=correction.help if staff else None,
        note=correction.note if staff else None,
    )
