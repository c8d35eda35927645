"""What the service writes: the content of each mail, by what its reader needs; the words are an adapter's."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import frozen

from conseillers_domain.comment_words import CommentKind
from conseillers_domain.survey import SurveyAnswers
from conseillers_domain.thread import Change


@frozen(kw_only=True)
class ReceiptMail:
    """To the company: its demand is received, what happens now, free of charge (CGU 2, 4.1).

    `institutions`: names of those that may call; empty while the team of the service looks at it.
    `company`: its name, None while no registry gave it. `terms_version`: the terms accepted.
    `follow_url`: the company's own page.
    """

    first_name: str
    last_name: str
    subject: str
    company: str | None
    institutions: tuple[str, ...]
    follow_url: str
    terms_version: str
    deposited_at: datetime


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
class TakenMail:
    """To the company: who takes its need in charge and will call (CGU 4.3.B)."""

    first_name: str
    last_name: str
    subject: str
    advisor: str
    team: str
    institution: str
    follow_url: str


@frozen(kw_only=True)
class UnreachableMail:
    """To the company: who tried to call it, in vain (CGU 4.3.B)."""

    first_name: str
    last_name: str
    subject: str
    advisor: str
    team: str
    institution: str
    team_mailbox: str
    follow_url: str


@frozen(kw_only=True)
class FollowedMail:
    """To the company: nobody took its need yet, and the team of the service sees to it (CGU 4.3.B)."""

    first_name: str
    last_name: str
    subject: str
    institutions: tuple[str, ...]
    follow_url: str
    deposited_at: datetime


@frozen(kw_only=True)
class AbandonedMail:
    """To the company: nobody could take its need, and what it may do now (CGU 4.3.B)."""

    first_name: str
    last_name: str
    subject: str
    follow_url: str
    service_url: str
    deposited_at: datetime


@frozen(kw_only=True)
class ReengagementMail:
    """To the company: some time after its need ended, whether it has another one."""

    first_name: str
    last_name: str
    subject: str
    service_url: str
    deposited_at: datetime


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
class DraftMail:
    """To who left a demand half typed: where it is found again, and until when."""

    draft_url: str
    expires_at: datetime


@frozen(kw_only=True)
class SetAsideMail:
    """To the company: its demand goes no further, in the words of the service's staff (CGU 6.2).

    `paragraphs`: in them links stand by their names, between braces.
    """

    subject: str
    paragraphs: tuple[str, ...]
    links: Mapping[str, str]


@frozen(kw_only=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    media_type: str
    content: bytes


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
class SurveyMail:
    """To the company: four questions on the help it was given, behind a link that serves once."""

    first_name: str
    last_name: str
    subject: str
    institutions: tuple[str, ...]
    survey_url: str


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


@frozen(kw_only=True)
class AnswerMail:
    """To the company: no team can help it; `text` is what staff wrote, and all that is said (CGU 4.3.B)."""

    subject: str
    text: str
    follow_url: str


@frozen(kw_only=True)
class OverdueMail:
    """To staff: a task was not done in time; `owner`: whose it is, None when it is the whole staff's.

    `company`: its name, None while no registry gave it. `team`: its name, of a task that is about one, and
    not about a need with its `subject`. `task_url`: where it is done.
    """

    task: str
    subject: str | None
    company: str | None
    team: str | None = None
    owner: str | None
    created_at: datetime
    due_at: datetime
    task_url: str


@frozen(kw_only=True)
class BounceMail:
    """To staff: an address reaches nobody; `concerns`: who is no longer told anything, without the address.

    `why`: in words. `code`: the mail server's. `list_url`: where it is said to be right again.
    """

    concerns: str
    why: str
    code: str | None
    at: datetime
    list_url: str


@frozen(kw_only=True)
class SuspendedMail:
    """To a person whose account is suspended: since when, why, and what is left to them (CGU 6.1).

    `motive`: in words.
    """

    name: str
    motive: str
    at: datetime


@frozen(kw_only=True)
class LiftedMail:
    """To a person whose account is no longer suspended; `sign_in_url`: where they are let in again."""

    name: str
    at: datetime
    sign_in_url: str


@frozen(kw_only=True)
class EndedMail:
    """To a person whose account the direction ended for good (CGU 6.1)."""

    name: str
    at: datetime


@frozen(kw_only=True)
class IncidentMail:
    """To staff: somebody declared an incident; `notify_by`: of a personal-data breach only (CGU 6.2).

    What was written of it stays out of mails: it may name anybody.
    """

    kind: str
    declared_at: datetime
    since: datetime | None
    notify_by: datetime | None
    incident_url: str


@frozen(kw_only=True)
class BreachMail:
    """To staff: the CNIL is not notified of a breach; `hours_left`: none is left once it is too late."""

    known_since: datetime
    notify_by: datetime
    hours_left: int
    incident_url: str


@frozen(kw_only=True)
class AccessAskedMail:
    """To staff: an agent of a listed institution asks for an account (CGU 4.3.A).

    `wished`: the branch or the team, in their own words, which may be empty as `presentation` never is.
    """

    institution: str
    name: str
    email: str
    wished: str
    presentation: str
    asked_at: datetime
    list_url: str


@frozen(kw_only=True)
class AccessReceivedMail:
    """To who asked for an account: staff looks at it, with their structure."""

    first_name: str
    last_name: str
    institution: str
    asked_at: datetime
    terms_url: str


@frozen(kw_only=True)
class AccessRefusedMail:
    """To who asked for an account: staff refused it, and why; `access_url`: where to ask again."""

    first_name: str
    last_name: str
    institution: str
    reason: str
    access_url: str


@frozen(kw_only=True)
class DemonstrationOffered:
    """A date of demonstration as a mail says it; `place`: a room or a link, which may be empty."""

    at: datetime
    place: str


@frozen(kw_only=True)
class InvitationMail:
    """To an advisor of the directory: the link that opens their account, once (CGU 4.3.A).

    `asked`: they asked for it. `attachments`: a calendar file a date of demonstration.
    """

    first_name: str
    last_name: str
    institution: str
    asked: bool
    invitation_url: str
    expires_at: datetime
    demonstrations: tuple[DemonstrationOffered, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@frozen(kw_only=True)
class ResetMail:
    """To a person: the link by which they choose another password (CGU 6.1)."""

    name: str
    reset_url: str
    link_expires_at: datetime


@frozen(kw_only=True)
class PasswordChangedMail:
    """To a person: their password was changed, by them or by somebody else (CGU 6.1).

    `sessions_url`: where they see from where they are signed in.
    """

    name: str
    at: datetime
    sessions_url: str


@frozen(kw_only=True)
class NewPlaceMail:
    """To a person: somebody signed in from where they never did; `network`: shortened (CGU 6.1).

    `sessions_url`: where they see from where they are signed in.
    """

    name: str
    at: datetime
    network: str
    sessions_url: str


Content = (
    ReceiptMail
    | NeedMail
    | TakenMail
    | UnreachableMail
    | AnswerMail
    | OverdueMail
    | BounceMail
    | CommentMail
    | SurveyMail
    | SharedSurveyMail
    | SetAsideMail
    | FollowedMail
    | AbandonedMail
    | ReengagementMail
    | FirstNeedMail
    | RecapMail
    | LastChanceMail
    | TeamReengagementMail
    | ClosingPracticeMail
    | DraftMail
    | ResetMail
    | PasswordChangedMail
    | NewPlaceMail
    | AccessAskedMail
    | AccessReceivedMail
    | AccessRefusedMail
    | InvitationMail
    | SuspendedMail
    | LiftedMail
    | EndedMail
    | IncidentMail
    | BreachMail
)


@frozen(kw_only=True)
class Mail:
    """A mail ready to leave; `message_id` is the same at every try, so that a second copy is recognised.

    `message_id`: without angle brackets, `<letter>@<domain of the service>`.
    """

    to: str
    message_id: str
    content: Content

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files that go with it."""
        return self.content.attachments if isinstance(self.content, CommentMail | InvitationMail) else ()


class Why(StrEnum):
    """Why a mail did not leave, or did not arrive: what people can act upon."""

    UNKNOWN_MAILBOX = "unknown_mailbox"
    CLOSED_MAILBOX = "closed_mailbox"
    FULL_MAILBOX = "full_mailbox"
    UNKNOWN_DOMAIN = "unknown_domain"
    ADDRESS_REFUSED_BEFORE = "address_refused_before"
    MESSAGE = "message"
    POLICY = "policy"
    SERVER = "server"
    NO_RECIPIENT = "no_recipient"
    NO_MORE_TRIES = "no_more_tries"

    @property
    def label(self) -> str:
        """As people read it."""
        return _WHY[self]

    @property
    def of_address(self) -> bool:
        """Whether the address itself is at fault: nothing more will reach it."""
        return self in OF_ADDRESS


OF_ADDRESS: Final = frozenset({Why.UNKNOWN_MAILBOX, Why.CLOSED_MAILBOX, Why.FULL_MAILBOX, Why.UNKNOWN_DOMAIN})

_WHY: Final[Mapping[Why, str]] = {
    Why.UNKNOWN_MAILBOX: "la boîte aux lettres n’existe pas",
    Why.CLOSED_MAILBOX: "la boîte aux lettres est fermée",
    Why.FULL_MAILBOX: "la boîte aux lettres est pleine",
    Why.UNKNOWN_DOMAIN: "aucun serveur ne reçoit pour cette adresse",
    Why.ADDRESS_REFUSED_BEFORE: "l’adresse a déjà été refusée",
    Why.MESSAGE: "ce mail-ci est refusé",
    Why.POLICY: "le serveur ne veut pas de nos mails",
    Why.SERVER: "le serveur de mail ne le prend pas pour l’instant",
    Why.NO_RECIPIENT: "son destinataire n’est plus dans l’annuaire",
    Why.NO_MORE_TRIES: "chaque essai a échoué",
}


class _NotSent(Exception):  # noqa: N818 - what its two kinds are
    """What came of handing a mail over; its text is for logs and names nobody."""

    def __init__(self, text: str, why: Why, code: str | None = None) -> None:
        """Keep why, and the server's code when it gave one: `550 5.1.1`."""
        super().__init__(text)
        self.why = why
        self.code = code


class MailRefused(_NotSent):
    """The mail server refuses this mail for good: trying again changes nothing (SMTP 5xx)."""

    def __init__(self, text: str, why: Why = Why.MESSAGE, code: str | None = None) -> None:
        """Unless it is told, it is this mail that is refused, not its addressee."""
        super().__init__(text, why, code)


class MailDelayed(_NotSent):
    """The mail server is out of reach, says to come back later (SMTP 4xx), or does not want us."""

    def __init__(self, text: str, why: Why = Why.SERVER, code: str | None = None) -> None:
        """Unless it is told, it is the server that is at fault."""
        super().__init__(text, why, code)
