"""What the mails to a team say, before anybody words them."""

from datetime import datetime

from attrs import frozen

from conseillers_application.mails.attachment import Attachment
from conseillers_domain.comment_words import CommentKind
from conseillers_domain.survey import SurveyAnswers
from conseillers_domain.thread import Change


@frozen(kw_only=True)
class NeedMail:
    """To a team: a need is waiting for it, with a secure link and no contact details (CGU 4.3.B).

    `company`: its name, None while no registry gave it. `commune`: empty when it is unknown.
    """

    team: str
    subject: str
    company: str | None
    commune: str
    need_url: str
    link_expires_at: datetime


@frozen(kw_only=True)
class RenewedLinkMail:
    """To a team that asked for another link to a need: the former ones serve no more."""

    team: str
    subject: str
    need_url: str
    link_expires_at: datetime


@frozen(kw_only=True)
class FirstNeedMail:
    """To a team that received its first need, the day before: how to go about it."""

    team: str
    subject: str
    need_url: str
    link_expires_at: datetime


@frozen(kw_only=True)
class WaitingNeed:
    """A need that waits for a team, as a list of them says it; `commune`: empty when it is unknown."""

    subject: str
    commune: str
    sent_at: datetime


@frozen(kw_only=True)
class RecapMail:
    """To a team: the needs that wait for it, on Tuesdays, or as soon as staff asks for it (`asked`).

    `others`: how many are not listed. `away`: the team whose advisors are all away, when its delegate is
    written to. `page_url`: a secure link to the first listed; the service's own for a delegate, to whom the
    needs were not put.
    """

    team: str
    away: str | None
    needs: tuple[WaitingNeed, ...]
    others: int
    page_url: str
    asked: bool = False


@frozen(kw_only=True)
class LastChanceMail:
    """To a team: a need waits since long, and will soon be given up waiting for; `away`: as for a recap."""

    team: str
    away: str | None
    need: WaitingNeed
    page_url: str


@frozen(kw_only=True)
class TeamReengagementMail:
    """To a team that had received no need for long: one waits for it, and who reads this may be new."""

    team: str
    need: WaitingNeed
    need_url: str
    link_expires_at: datetime


@frozen(kw_only=True)
class TakenNeed:
    """A need that a team took, as a list of them says it; `commune`: empty when it is unknown."""

    subject: str
    commune: str
    taken_at: datetime


@frozen(kw_only=True)
class ClosingPracticeMail:
    """To a team: needs that it took long ago and never closed; how it closes them, and why.

    `others`: how many are not listed. `page_url`: a secure link to the first listed.
    """

    team: str
    needs: tuple[TakenNeed, ...]
    others: int
    page_url: str


@frozen(kw_only=True)
class ThreadNews:
    """Something new in the thread of a need, without a word of what was written.

    `institution`: the author's, None for the team of the service. `meets_at`: of an appointment.
    """

    author: str
    institution: str | None
    change: Change
    kind: CommentKind
    meets_at: datetime | None


@frozen(kw_only=True)
class CommentMail:
    """To a team: others wrote of a need it works on, behind a secure link (CGU 4.3.B).

    `company`, `commune`: as in a `NeedMail`. `attachments`: a calendar file an appointment.
    """

    team: str
    subject: str
    company: str | None
    commune: str
    news: tuple[ThreadNews, ...]
    need_url: str
    link_expires_at: datetime
    attachments: tuple[Attachment, ...] = ()


@frozen(kw_only=True)
class SharedSurveyMail:
    """To a team that helped: what the company answered, which agreed that it be told.

    `company`, `commune`: as in a `NeedMail`.
    """

    team: str
    subject: str
    company: str | None
    commune: str
    answers: SurveyAnswers
    need_url: str
    link_expires_at: datetime
