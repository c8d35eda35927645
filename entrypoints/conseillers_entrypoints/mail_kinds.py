"""What each kind of mail is called, where they are counted."""

from collections.abc import Mapping
from typing import Final, get_args

from conseillers_application.mails import (
    AbandonedMail,
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
    LastChanceMail,
    LiftedMail,
    NeedMail,
    OverdueMail,
    RecapMail,
    ReceiptMail,
    ReengagementMail,
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
    LastChanceMail: "dernière relance (J+21)",
    TeamReengagementMail: "reprise de contact avec une équipe",
    ClosingPracticeMail: "besoins à clôturer, chaque trimestre",
    CommentMail: "commentaire d’un fil",
    SharedSurveyMail: "réponse d’enquête partagée",
    OverdueMail: "tâche en retard",
    BounceMail: "adresse refusée",
    SuspendedMail: "compte suspendu",
    LiftedMail: "suspension levée",
    EndedMail: "compte terminé",
    IncidentMail: "incident déclaré",
    BreachMail: "violation de données à notifier",
}
"""To companies, then to teams, then to staff."""
assert set(KINDS) == set(get_args(Content))

ASKED: Final = "besoins en attente, relance de l’équipe du service"
STOOD_IN: Final = "besoins en attente, au relais d’une équipe absente"
MEETING: Final = "rendez-vous d’un fil, avec son fichier d’agenda"

EXCEPTIONAL: Final = (SuspendedMail, LiftedMail, EndedMail, IncidentMail, BreachMail)
"""What a year may pass without."""

ALL_KINDS: Final = (
    *(name for kind, name in KINDS.items() if kind not in EXCEPTIONAL),
    ASKED,
    STOOD_IN,
    MEETING,
)
"""What comes in any year."""


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
