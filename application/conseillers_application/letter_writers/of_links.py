"""The letter that carries another link to a need (CGU 4.3.B)."""

from datetime import datetime

from conseillers_application.letter_writers.desk import Addressed, Desk, subject_title
from conseillers_application.letter_writers.to_team import addressee, secure_link
from conseillers_application.letters import Letter
from conseillers_application.mails import RenewedLinkMail
from conseillers_application.ports import Work
from conseillers_domain.events import Fact, NeedLinkRenewed


def renewed_link(desk: Desk, work: Work, letter: Letter, fact: Fact, at: datetime) -> Addressed | None:
    """Another link to a need that the team has; None when it was taken back meanwhile."""
    assert isinstance(fact, NeedLinkRenewed)
    need = work.needs.get(fact.need)
    if not need.asks(fact.team):
        return None
    team = addressee(work, letter)
    url, expires_at = secure_link(desk, work, need.id, team.code, at)
    return team.mailbox, RenewedLinkMail(
        team=team.name,
        subject=subject_title(work, need.subject),
        need_url=url,
        link_expires_at=expires_at,
    )
