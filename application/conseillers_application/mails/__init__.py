"""What the service writes: the content of each mail, by what its reader needs; the words are an adapter's."""

from attrs import frozen

from conseillers_application.mails.attachment import Attachment
from conseillers_application.mails.refusals import OF_ADDRESS, MailDelayed, MailRefused, Why
from conseillers_application.mails.to_company import (
    AbandonedMail,
    AnswerMail,
    DraftMail,
    FollowedMail,
    ReceiptMail,
    ReengagementMail,
    SetAsideMail,
    SurveyMail,
    TakenMail,
    UnreachableMail,
)
from conseillers_application.mails.to_person import (
    AccessReceivedMail,
    AccessRefusedMail,
    DemonstrationOffered,
    EndedMail,
    InvitationMail,
    LiftedMail,
    NewPlaceMail,
    PasswordChangedMail,
    ResetMail,
    SuspendedMail,
)
from conseillers_application.mails.to_staff import (
    AccessAskedMail,
    BounceMail,
    BreachMail,
    IncidentMail,
    OverdueMail,
)
from conseillers_application.mails.to_team import (
    ClosingPracticeMail,
    CommentMail,
    FirstNeedMail,
    LastChanceMail,
    NeedMail,
    RecapMail,
    RenewedLinkMail,
    SharedSurveyMail,
    TakenNeed,
    TeamReengagementMail,
    ThreadNews,
    WaitingNeed,
)

__all__ = [
    "OF_ADDRESS",
    "AbandonedMail",
    "AccessAskedMail",
    "AccessReceivedMail",
    "AccessRefusedMail",
    "AnswerMail",
    "Attachment",
    "BounceMail",
    "BreachMail",
    "ClosingPracticeMail",
    "CommentMail",
    "Content",
    "DemonstrationOffered",
    "DraftMail",
    "EndedMail",
    "FirstNeedMail",
    "FollowedMail",
    "IncidentMail",
    "InvitationMail",
    "LastChanceMail",
    "LiftedMail",
    "Mail",
    "MailDelayed",
    "MailRefused",
    "NeedMail",
    "NewPlaceMail",
    "OverdueMail",
    "PasswordChangedMail",
    "RecapMail",
    "ReceiptMail",
    "ReengagementMail",
    "RenewedLinkMail",
    "ResetMail",
    "SetAsideMail",
    "SharedSurveyMail",
    "SurveyMail",
    "SuspendedMail",
    "TakenMail",
    "TakenNeed",
    "TeamReengagementMail",
    "ThreadNews",
    "UnreachableMail",
    "WaitingNeed",
    "Why",
]

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
    | RenewedLinkMail
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
