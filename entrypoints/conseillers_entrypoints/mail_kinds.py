"""What each kind of mail is called, where they are counted."""

from collections.abc import Mapping
from typing import Final, get_args

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

KINDS: Final[Mapping[type[Content], str]] = {
    ReceiptMail: "accusé de réception",
    DraftMail: "demande commencée",
    SetAsideMail: "demande classée sans suite, ou à compléter",
    TakenMail: "prise en charge",
    UnreachableMail: "entreprise injoignable",
    FollowedMail: "demande suivie (J+9)",
    AbandonedMail: "demande sans conseiller (J+45)",
    AnswerMail: "réponse à une entreprise refusée par toutes les équipes",
    SurveyMail: "enquête de satisfaction",
    ReengagementMail: "reprise de contact avec une entreprise (5 mois)",
    NeedMail: "besoin à une équipe",
    FirstNeedMail: "premier besoin d’une équipe",
    RecapMail: "besoins en attente, le mardi",
    RenewedLinkMail: "nouveau lien vers un besoin",
    LastChanceMail: "dernière relance (J+21)",
    TeamReengagementMail: "reprise de contact avec une équipe",
    ClosingPracticeMail: "besoins à clôturer, chaque trimestre",
    CommentMail: "commentaire d’un fil",
    SharedSurveyMail: "réponse d’enquête partagée",
    OverdueMail: "tâche en retard",
    BounceMail: "adresse refusée",
    ResetMail: "mot de passe oublié",
    PasswordChangedMail: "mot de passe changé",
    NewPlaceMail: "connexion depuis un nouveau lieu",
    AccessAskedMail: "demande d’accès, à l’équipe",
    AccessReceivedMail: "demande d’accès reçue",
    AccessRefusedMail: "demande d’accès refusée",
    InvitationMail: "invitation",
    SuspendedMail: "compte suspendu",
    LiftedMail: "suspension levée",
    EndedMail: "compte terminé",
    IncidentMail: "incident déclaré",
    BreachMail: "violation de données à notifier",
}
"""To companies, then to teams, then to staff, then to people."""
assert set(KINDS) == set(get_args(Content))

ASKED: Final = "besoins en attente, relance de l’équipe du service"
STOOD_IN: Final = "besoins en attente, au relais d’une équipe absente"
MEETING: Final = "rendez-vous d’un fil, avec son fichier d’agenda"

NOT_PLAYED: Final = frozenset(
    KINDS[kind]
    for kind in (
        AccessAskedMail,
        AccessReceivedMail,
        AccessRefusedMail,
        InvitationMail,
        ResetMail,
        PasswordChangedMail,
        NewPlaceMail,
        SuspendedMail,
        LiftedMail,
        EndedMail,
        IncidentMail,
        BreachMail,
    )
)
"""Nobody joins a country whose time is played, signs in there, is shut out or declares an incident."""

ALL_KINDS: Final = (*KINDS.values(), ASKED, STOOD_IN, MEETING)


def kind_of(content: Content) -> str:
    """What a mail is called, told from others of its content where people would."""
    match content:
        case RecapMail(asked=True):
            return ASKED
        case RecapMail(away=str()):
            return STOOD_IN
        case CommentMail() if content.attachments:
            return MEETING
        case _:
            return KINDS[type(content)]
