"""The letters that remind a team of what the service expects of it (CGU 4.3.B)."""

from datetime import datetime

from conseillers_application.letter_writers.desk import Addressed, Desk, subject_title
from conseillers_application.letter_writers.to_team import addressee, secure_link
from conseillers_application.letters import Letter
from conseillers_application.mails import ClosingPracticeMail, TakenNeed, TeamReengagementMail, WaitingNeed
from conseillers_application.ports import Due, Work
from conseillers_application.transmission import place_name
from conseillers_application.views import InboxQuery
from conseillers_domain.events import ClosingsAwaited, Fact, TeamAwaited
from conseillers_domain.followup import MOST_LISTED
from conseillers_domain.need import Tab


def team_reengagement(desk: Desk, work: Work, letter: Letter, fact: Fact, at: datetime) -> Addressed | None:
    """The need that waits for a team which had none for long; None when it has answered."""
    assert isinstance(fact, TeamAwaited)
    team = addressee(work, letter)
    query = InboxQuery(teams=frozenset({team.code}), tab=Tab.INBOX, now=at, limit=1)
    rows = work.needs.page(query)
    if not rows:
        return None
    (row,) = rows
    url, expires_at = secure_link(desk, work, row.need, team.code, at)
    return team.mailbox, TeamReengagementMail(
        team=team.name,
        need=WaitingNeed(
            subject=subject_title(work, row.subject), commune=row.commune_name or "", sent_at=row.sent_at
        ),
        need_url=url,
        link_expires_at=expires_at,
    )


def closing_practice(desk: Desk, work: Work, letter: Letter, fact: Fact, at: datetime) -> Addressed | None:
    """What a team took long ago and has not closed; None when it closed some of it meanwhile."""
    assert isinstance(fact, ClosingsAwaited)
    team = addressee(work, letter)
    taken = work.loads.taken([team.code], at - desk.thresholds.closing).get(team.code, ())
    if len(taken) < desk.thresholds.closings:
        return None
    listed = taken[:MOST_LISTED]
    return team.mailbox, ClosingPracticeMail(
        team=team.name,
        needs=tuple(_taken(desk, work, one) for one in listed),
        others=len(taken) - len(listed),
        page_url=secure_link(desk, work, listed[0].need, team.code, at)[0],
    )


def _taken(desk: Desk, work: Work, due: Due) -> TakenNeed:
    need = work.needs.get(due.need)
    return TakenNeed(
        subject=subject_title(work, need.subject),
        commune=place_name(desk.geography, work.demands.get(need.demand)) or "",
        taken_at=due.at,
    )
