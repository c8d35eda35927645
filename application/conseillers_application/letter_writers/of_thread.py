"""The letters to a team of what is new in the thread of a need (CGU 4.3.B)."""

from datetime import datetime

from conseillers_application.comment_views import institution_name
from conseillers_application.letter_writers.desk import Addressed, Desk, company_name, subject_title
from conseillers_application.letter_writers.to_team import addressee, secure_link
from conseillers_application.letters import Letter, LetterState
from conseillers_application.mails import CommentMail, ThreadNews
from conseillers_application.meetings import attached, meeting
from conseillers_application.ports import Work
from conseillers_application.referral_views import SOMEBODY
from conseillers_application.transmission import place_name
from conseillers_domain.events import CommentChanged, CommentWritten, Fact
from conseillers_domain.thread import Change, Comment, News

Told = tuple[tuple[Comment, News], ...]


def comment(desk: Desk, work: Work, letter: Letter, fact: Fact, at: datetime) -> Addressed | None:
    """What is new since the comment it is owed for; None when all of it was taken back meanwhile.

    Written again because who was handing it over died, it tells what it told: a later letter tells the rest.
    """
    assert isinstance(fact, CommentWritten | CommentChanged)
    need = work.needs.get(fact.need)
    until = letter.marked_at if letter.state is LetterState.SENDING else None
    found = (
        (one, one.news(letter.recipient, fact.number, until))
        for one in work.threads.changed_since(need.id, fact.number)
    )
    told: Told = tuple((one, news) for one, news in found if news is not None)
    if not told:
        return None
    team = addressee(work, letter)
    demand = work.demands.get(need.demand)
    subject, commune = subject_title(work, need.subject), place_name(desk.geography, demand) or ""
    url, expires_at = secure_link(desk, work, need.id, team.code, at)
    meetings = (
        meeting(
            one.id,
            news.appointment,
            sequence=news.sequence,
            stamp=news.at,
            subject=subject,
            commune=commune,
            cancelled=news.change is Change.CANCELLED,
        )
        for one, news in told
        if news.appointment is not None
    )
    return team.mailbox, CommentMail(
        team=team.name,
        subject=subject,
        company=company_name(demand),
        commune=commune,
        news=_named(work, told),
        need_url=url,
        link_expires_at=expires_at,
        attachments=tuple(attached(desk.calendar, one, rank) for rank, one in enumerate(meetings)),
    )


def _named(work: Work, told: Told) -> tuple[ThreadNews, ...]:
    names = work.accounts.names(frozenset(one.by for one, _ in told))
    directory = work.directories.current().directory
    return tuple(
        ThreadNews(
            author=names.get(one.by, SOMEBODY),
            institution=institution_name(one.team, directory) or one.team,
            change=news.change,
            kind=news.kind,
            meets_at=news.appointment.at if news.appointment else None,
        )
        for one, news in told
    )
