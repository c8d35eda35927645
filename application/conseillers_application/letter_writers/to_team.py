"""The letters to a team: a need is put before it (CGU 4.3.B)."""

from datetime import datetime

from conseillers_application.letter_writers.desk import Addressed, Desk, company_name, subject_title
from conseillers_application.letters import Letter
from conseillers_application.mails import MailDelayed, NeedMail, Why
from conseillers_application.ports import NeedLink, Work
from conseillers_application.transmission import place_name
from conseillers_domain.directory import Team
from conseillers_domain.events import Fact, NeedTransmitted, ReferralMoved


def need(desk: Desk, work: Work, letter: Letter, fact: Fact, at: datetime) -> Addressed | None:
    """A need waits for it, behind a secure link that is its own; None when it was taken back meanwhile."""
    assert isinstance(fact, NeedTransmitted | ReferralMoved)
    need = work.needs.get(fact.need)
    if not need.asks(letter.recipient):
        return None
    team = addressee(work, letter)
    demand = work.demands.get(need.demand)
    url, expires_at = secure_link(desk, work, need.id, team.code, at)
    return team.mailbox, NeedMail(
        team=team.name,
        subject=subject_title(work, need.subject),
        company=company_name(demand),
        commune=place_name(desk.geography, demand) or "",
        need_url=url,
        link_expires_at=expires_at,
    )


def addressee(work: Work, letter: Letter) -> Team:
    """The team a letter goes to. Raises MailDelayed while the directory does not have it."""
    team = work.directories.current().directory.teams.get(letter.recipient)
    if team is None:
        absent = "the team is not in the directory: it may be back in the next one"
        raise MailDelayed(absent, Why.NO_RECIPIENT)
    return team


def secure_link(desk: Desk, work: Work, need: str, team: str, at: datetime) -> tuple[str, datetime]:
    """A link made for this mail, to one need for one team, and when it expires."""
    token = desk.secrets.token()
    link = NeedLink(need=need, team=team, expires_at=at + desk.links_last)
    work.links.add(desk.secrets.hash(token), link)
    return f"{desk.base_url}/n/{token}", link.expires_at
