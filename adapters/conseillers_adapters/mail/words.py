"""Which words each mail has, and why somebody gets it."""

from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

from conseillers_adapters.mail import words_of_clock as of_clock
from conseillers_adapters.mail import words_of_ends as of_ends
from conseillers_adapters.mail import words_of_joining as of_joining
from conseillers_adapters.mail import words_of_links as of_links
from conseillers_adapters.mail import words_of_practice as of_practice
from conseillers_adapters.mail import words_of_sign_in as of_sign_in
from conseillers_adapters.mail import words_of_survey as of_survey
from conseillers_adapters.mail import words_to_company as to_company
from conseillers_adapters.mail import words_to_staff as to_staff
from conseillers_adapters.mail import words_to_team as to_team
from conseillers_adapters.mail.blocks import Reader, Wording
from conseillers_adapters.mail.phrases import SERVICE
from conseillers_adapters.mail.typography import say
from conseillers_application.mails import (
    AbandonedMail,
    AccessAskedMail,
    AccessReceivedMail,
    AccessRefusedMail,
    AnswerMail,
    BounceMail,
    BreachMail,
    ClosingPracticeMail,
    CommentMail,
    Content,
    DraftMail,
    EndedMail,
    FirstNeedMail,
    FollowedMail,
    IncidentMail,
    InvitationMail,
    LastChanceMail,
    LiftedMail,
    NeedMail,
    NewPlaceMail,
    OverdueMail,
    PasswordChangedMail,
    RecapMail,
    ReceiptMail,
    ReengagementMail,
    RenewedLinkMail,
    ResetMail,
    SetAsideMail,
    SharedSurveyMail,
    SurveyMail,
    SuspendedMail,
    TakenMail,
    TeamReengagementMail,
    UnreachableMail,
)

WORDS: Final[Mapping[type[Content], Callable[[Any], Wording]]] = {
    ReceiptMail: to_company.receipt,
    TakenMail: to_company.taken,
    UnreachableMail: to_company.unreachable,
    AnswerMail: to_company.answer,
    SetAsideMail: to_company.set_aside,
    NeedMail: to_team.need,
    OverdueMail: to_staff.overdue,
    BounceMail: to_staff.bounce,
    CommentMail: to_team.comment,
    SurveyMail: of_survey.asked,
    SharedSurveyMail: of_survey.shared,
    FollowedMail: of_clock.followed,
    AbandonedMail: of_clock.abandoned,
    ReengagementMail: of_clock.reengagement,
    FirstNeedMail: of_clock.first_need,
    RecapMail: of_clock.recap,
    RenewedLinkMail: of_links.renewed_link,
    LastChanceMail: of_clock.last_chance,
    TeamReengagementMail: of_practice.team_reengagement,
    ClosingPracticeMail: of_practice.closing_practice,
    DraftMail: of_clock.draft,
    ResetMail: of_sign_in.reset,
    PasswordChangedMail: of_sign_in.password_changed,
    NewPlaceMail: of_sign_in.new_place,
    AccessAskedMail: of_joining.asked,
    AccessReceivedMail: of_joining.received,
    AccessRefusedMail: of_joining.refused,
    InvitationMail: of_joining.invitation,
    SuspendedMail: of_ends.suspended,
    LiftedMail: of_ends.lifted,
    EndedMail: of_ends.ended,
    IncidentMail: of_ends.incident,
    BreachMail: of_ends.breach,
}
assert set(WORDS) == set(get_args(Content))


def words_of(content: Content) -> Wording:
    """What a mail says, in French."""
    return WORDS[type(content)](content)


def foot_of(reader: Reader) -> str:
    """Why somebody gets this mail, and what comes before the contact address."""
    match reader:
        case Reader.COMPANY:
            return say(
                "Vous recevez ce message parce qu'une demande a été déposée avec cette adresse sur "
                "{service}, service public et gratuit. Une question, ou cette demande n'est pas de "
                "vous ? Répondez à ce message ou écrivez à",
                service=SERVICE,
            )
        case Reader.TEAM:
            return say(
                "Vous recevez ce message parce que cette adresse est celle d'une équipe de "
                "conseillers inscrite à {service}. Une question ? Écrivez à",
                service=SERVICE,
            )
        case Reader.PERSON:
            return say(
                "Vous recevez ce message parce que cette adresse professionnelle est celle d'une personne "
                "qui a ou a eu un compte sur {service}, y est invitée ou en a demandé un. Ce n'est pas vous, "
                "une question, un incident ? Écrivez à",
                service=SERVICE,
            )
        case Reader.STAFF:
            return say(
                "Vous recevez ce message parce que vous faites vivre {service}. L'adresse de contact du "
                "service est",
                service=SERVICE,
            )
