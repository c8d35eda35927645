"""One mail of each kind, as the country of the demonstrations would send them."""

from datetime import UTC, datetime, timedelta

from attrs import evolve

from conseillers_adapters.calendars import ICalendarFile
from conseillers_application.mails import (
    AbandonedMail,
    AccessAskedMail,
    AccessReceivedMail,
    AccessRefusedMail,
    AnswerMail,
    Attachment,
    BounceMail,
    BreachMail,
    ClosingPracticeMail,
    CommentMail,
    Content,
    DemonstrationOffered,
    DraftMail,
    EndedMail,
    FirstNeedMail,
    FollowedMail,
    IncidentMail,
    InvitationMail,
    LastChanceMail,
    LiftedMail,
    Mail,
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
    TakenNeed,
    TeamReengagementMail,
    ThreadNews,
    UnreachableMail,
    WaitingNeed,
)
from conseillers_application.meetings import attached, meeting
from conseillers_domain.comment_words import Appointment, CommentKind
from conseillers_domain.french import typeset
from conseillers_domain.survey import SurveyAnswers
from conseillers_domain.thread import Change

CONTACT = "contact@conseillers.example"
EVENING = datetime(2026, 11, 23, 18, 15, tzinfo=UTC)

RECEIPT = ReceiptMail(
    first_name="Jeanne",
    last_name="N’Guessan-Lefèvre",
    subject="Recruter un premier salarié",
    company="BOULANGERIE DES ARCADES",
    institutions=("CCI Lot-et-Garonne", "France Travail", "URSSAF Aquitaine"),
    follow_url="https://conseillers.example/d/0193a7c2#k=Zm9vYmFy",
    terms_version="2026-03",
    deposited_at=EVENING,
)
RECEIPT_UNDER_REVIEW = ReceiptMail(
    first_name="Jeanne",
    last_name="N’Guessan-Lefèvre",
    subject="Autre demande",
    company="BOULANGERIE DES ARCADES",
    institutions=(),
    follow_url="https://conseillers.example/d/0193a7c2#k=Zm9vYmFy",
    terms_version="2026-03",
    deposited_at=EVENING,
)
NEED = NeedMail(
    team="Ressources humaines 47",
    subject="Recruter un premier salarié",
    company="BOULANGERIE DES ARCADES",
    commune="Agen",
    need_url="https://conseillers.example/n/Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9",
    link_expires_at=datetime(2026, 12, 23, 18, 15, tzinfo=UTC),
)
TAKEN = TakenMail(
    first_name="Jeanne",
    last_name="N’Guessan-Lefèvre",
    subject="Recruter un premier salarié",
    advisor="Zoé Petit",
    team="Ressources humaines 47",
    institution="CCI Lot-et-Garonne",
    follow_url="https://conseillers.example/d/0193a7c2#k=Zm9vYmFy",
)
UNREACHABLE = UnreachableMail(
    first_name="Jeanne",
    last_name="N’Guessan-Lefèvre",
    subject="Recruter un premier salarié",
    advisor="Zoé Petit",
    team="Ressources humaines 47",
    institution="CCI Lot-et-Garonne",
    team_mailbox="rh@cci-47.example",
    follow_url="https://conseillers.example/d/0193a7c2#k=Zm9vYmFy",
)
FOLLOWED = FollowedMail(
    first_name="Jeanne",
    last_name="N’Guessan-Lefèvre",
    subject="Recruter un premier salarié",
    institutions=("CCI Lot-et-Garonne", "France Travail"),
    follow_url="https://conseillers.example/d/0193a7c2#k=Zm9vYmFy",
    deposited_at=EVENING,
)
ABANDONED = AbandonedMail(
    first_name="Jeanne",
    last_name="N’Guessan-Lefèvre",
    subject="Recruter un premier salarié",
    follow_url="https://conseillers.example/d/0193a7c2#k=Zm9vYmFy",
    service_url="https://conseillers.example",
    deposited_at=EVENING,
)
REENGAGEMENT = ReengagementMail(
    first_name="Jeanne",
    last_name="N’Guessan-Lefèvre",
    subject="Recruter un premier salarié",
    service_url="https://conseillers.example",
    deposited_at=EVENING,
)
FIRST_NEED = FirstNeedMail(
    team="Ressources humaines 47",
    subject="Recruter un premier salarié",
    need_url="https://conseillers.example/n/Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9",
    link_expires_at=datetime(2026, 12, 23, 18, 15, tzinfo=UTC),
)
RENEWED_LINK = RenewedLinkMail(
    team="Ressources humaines 47",
    subject="Recruter un premier salarié",
    need_url="https://conseillers.example/n/Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9",
    link_expires_at=datetime(2026, 12, 23, 18, 15, tzinfo=UTC),
)
WAITING = WaitingNeed(subject="Recruter un premier salarié", commune="Le Mans", sent_at=EVENING)
RECAP = RecapMail(
    team="Ressources humaines 47",
    away=None,
    needs=(WAITING, WaitingNeed(subject="Investir", commune="", sent_at=EVENING)),
    others=3,
    page_url="https://conseillers.example/n/Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9",
)
RECAP_OF_ONE_FOR_A_DELEGATE = RecapMail(
    team="Création 47",
    away="Ressources humaines 47",
    needs=(WAITING,),
    others=0,
    page_url="https://conseillers.example",
)
LAST_CHANCE = LastChanceMail(
    team="Ressources humaines 47",
    away=None,
    need=WAITING,
    page_url="https://conseillers.example/n/Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9",
)
TEAM_REENGAGEMENT = TeamReengagementMail(
    team="Ressources humaines 47",
    need=WAITING,
    need_url="https://conseillers.example/n/Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9",
    link_expires_at=datetime(2026, 12, 23, 18, 15, tzinfo=UTC),
)
CLOSING_PRACTICE = ClosingPracticeMail(
    team="Ressources humaines 47",
    needs=(
        TakenNeed(subject="Recruter un premier salarié", commune="Le Mans", taken_at=EVENING),
        TakenNeed(subject="Investir", commune="", taken_at=EVENING),
        TakenNeed(subject="Vendre en ligne", commune="Agen", taken_at=EVENING),
    ),
    others=2,
    page_url="https://conseillers.example/n/Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9",
)

DRAFT = DraftMail(
    draft_url="https://conseillers.example/api/drafts/0193a7c2?token=Zm9vYmFy", expires_at=EVENING
)

SET_ASIDE = SetAsideMail(
    subject="Votre demande est à compléter",
    paragraphs=(
        "Bonjour Jeanne N’Guessan-Lefèvre,",
        "Il nous manque des précisions : votre délai, par exemple.",
        "{lien_pour_completer}",
        "Vous pouvez aussi la relire ({lien_de_suivi}).",
    ),
    links={
        "lien_pour_completer": "https://conseillers.example/c/0193a7c2#k=Zm9vYmFy",
        "lien_de_suivi": "https://conseillers.example/d/0193a7c2#k=Zm9vYmFy",
    },
)

COMMENT = CommentMail(
    team="Ressources humaines 47",
    subject="Recruter un premier salarié",
    company="BOULANGERIE DES ARCADES",
    commune="Agen",
    news=(
        ThreadNews(
            author="Inès Roche",
            institution="France Travail",
            change=Change.WRITTEN,
            kind=CommentKind.ANSWER,
            meets_at=None,
        ),
    ),
    need_url="https://conseillers.example/n/Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9",
    link_expires_at=datetime(2026, 12, 23, 18, 15, tzinfo=UTC),
)
APPOINTMENT = evolve(
    COMMENT,
    news=(
        ThreadNews(
            author="Inès Roche",
            institution="France Travail",
            change=Change.WRITTEN,
            kind=CommentKind.APPOINTMENT,
            meets_at=datetime(2026, 12, 1, 9, 30, tzinfo=UTC),
        ),
    ),
    attachments=(
        attached(
            ICalendarFile(CONTACT),
            meeting(
                "0193a7c2-0000-7000-8000-000000000000",
                Appointment(at=datetime(2026, 12, 1, 9, 30, tzinfo=UTC), place="12 rue des Arcades, Agen"),
                sequence=0,
                stamp=EVENING,
                subject="Recruter un premier salarié",
                commune="Agen",
            ),
            0,
        ),
    ),
)
SURVEY = SurveyMail(
    first_name="Jeanne",
    last_name="N’Guessan-Lefèvre",
    subject="Recruter un premier salarié",
    institutions=("CCI Lot-et-Garonne", "France Travail"),
    survey_url="https://conseillers.example/api/surveys/0193a7c2.Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9",
)
SHARED_SURVEY = SharedSurveyMail(
    team="Ressources humaines 47",
    subject="Recruter un premier salarié",
    company="BOULANGERIE DES ARCADES",
    commune="Agen",
    answers=SurveyAnswers(
        contacted=True,
        useful=True,
        mark=4,
        comment="Un rappel dès le lendemain, et une réponse claire sur l’aide à l’embauche.",
        agrees_to_share=True,
    ),
    need_url="https://conseillers.example/n/Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9",
    link_expires_at=datetime(2026, 12, 23, 18, 15, tzinfo=UTC),
)

ANSWER = AnswerMail(
    subject="Recruter un premier salarié",
    text=typeset(
        "Bonjour,\n\nAucun conseiller ne peut se charger de votre demande :\n\n"
        "- CCI Lot-et-Garonne : elle n’a pas de conseiller disponible en ce moment ;\n"
        "- France Travail : cette demande sort de son champ d’intervention.\n\n"
        "L’équipe de Conseillers-Entreprises"
    ),
    follow_url="https://conseillers.example/d/0193a7c2#k=Zm9vYmFy",
)
OVERDUE = OverdueMail(
    task="répondre à l’entreprise que toutes les équipes ont refusée",
    subject="Recruter un premier salarié",
    company="BOULANGERIE DES ARCADES",
    owner="Lou Delmas",
    created_at=EVENING,
    due_at=datetime(2026, 11, 25, 18, 15, tzinfo=UTC),
    task_url="https://conseillers.example/api/admin/needs/0193a7c2/answer",
)
BOUNCE = BounceMail(
    concerns=typeset("l’équipe « Ressources humaines 47 » (CCI Lot-et-Garonne)"),
    why="la boîte aux lettres n’existe pas",
    code="550 5.1.1",
    at=EVENING,
    list_url="https://conseillers.example/api/admin/refused-addresses",
)
OVERDUE_TEAM = OverdueMail(
    task="confier à d’autres les besoins d’une équipe sans personne",
    subject=None,
    company=None,
    team="Ressources humaines 47",
    owner="Lou Delmas",
    created_at=EVENING,
    due_at=datetime(2026, 11, 25, 18, 15, tzinfo=UTC),
    task_url="https://conseillers.example/api/admin/tasks?kind=orphan_referrals",
)
SUSPENDED = SuspendedMail(name="Zoé Petit", motive="sécurité", at=EVENING)
LIFTED = LiftedMail(name="Zoé Petit", at=EVENING, sign_in_url="https://conseillers.example")
ENDED = EndedMail(name="Zoé Petit", at=EVENING)
INCIDENT_URL = "https://conseillers.example/api/admin/incidents/0193a7c2"
INCIDENT = IncidentMail(
    kind="usage malveillant", declared_at=EVENING, since=None, notify_by=None, incident_url=INCIDENT_URL
)
INCIDENT_OF_DATA = IncidentMail(
    kind="violation de données personnelles",
    declared_at=EVENING,
    since=EVENING - timedelta(hours=5),
    notify_by=EVENING + timedelta(hours=72),
    incident_url=INCIDENT_URL,
)
BREACH = BreachMail(
    known_since=EVENING,
    notify_by=EVENING + timedelta(hours=72),
    hours_left=24,
    incident_url=INCIDENT_URL,
)
BREACH_LATE = evolve(BREACH, hours_left=-1)
ACCESS_ASKED = AccessAskedMail(
    institution="CCI Lot-et-Garonne",
    name="Jeanne N’Guessan-Lefèvre",
    email="jeanne.nguessan@cci-47.example",
    wished="Ressources humaines, à Agen",
    presentation="Je suis conseillère en ressources humaines depuis mars, aux côtés de Lou Delmas.",
    asked_at=EVENING,
    list_url="https://conseillers.example/api/admin/access-requests",
)
ACCESS_RECEIVED = AccessReceivedMail(
    first_name="Jeanne",
    last_name="N’Guessan-Lefèvre",
    institution="CCI Lot-et-Garonne",
    asked_at=EVENING,
    terms_url="https://conseillers.example/api/terms",
)
ACCESS_REFUSED = AccessRefusedMail(
    first_name="Jeanne",
    last_name="N’Guessan-Lefèvre",
    institution="CCI Lot-et-Garonne",
    reason="Votre structure nous dit que ce poste ne répond pas aux entreprises.",
    access_url="https://conseillers.example/api/access-requests",
)
INVITATION = InvitationMail(
    first_name="Jeanne",
    last_name="N’Guessan-Lefèvre",
    institution="CCI Lot-et-Garonne",
    asked=False,
    invitation_url="https://conseillers.example/api/invitations/Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9",
    expires_at=datetime(2027, 1, 23, 18, 15, tzinfo=UTC),
    demonstrations=(
        DemonstrationOffered(at=datetime(2026, 12, 1, 9, 0, tzinfo=UTC), place="https://visio.example/demo"),
        DemonstrationOffered(at=datetime(2026, 12, 8, 13, 0, tzinfo=UTC), place=""),
    ),
    attachments=(
        Attachment(
            name="demonstration-1.ics",
            media_type="text/calendar; charset=utf-8; method=PUBLISH",
            content=b"BEGIN:VCALENDAR",
        ),
    ),
)
INVITATION_ASKED_FOR = evolve(
    INVITATION, asked=True, demonstrations=INVITATION.demonstrations[:1], attachments=()
)

RESET = ResetMail(
    name="Zoé Petit",
    reset_url="https://conseillers.example/api/password-resets/Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9",
    link_expires_at=datetime(2026, 11, 24, 0, 15, tzinfo=UTC),
)
SESSIONS = "https://conseillers.example/api/me/sessions"
PASSWORD_CHANGED = PasswordChangedMail(name="Zoé Petit", at=EVENING, sessions_url=SESSIONS)
NEW_PLACE = NewPlaceMail(name="Zoé Petit", at=EVENING, network="192.0.2.0/24", sessions_url=SESSIONS)

GALLERY: dict[str, Content] = {
    "overdue_team": OVERDUE_TEAM,
    "suspended": SUSPENDED,
    "lifted": LIFTED,
    "ended": ENDED,
    "incident": INCIDENT,
    "incident_of_data": INCIDENT_OF_DATA,
    "breach": BREACH,
    "breach_late": BREACH_LATE,
    "receipt": RECEIPT,
    "receipt_under_review": RECEIPT_UNDER_REVIEW,
    "need": NEED,
    "taken": TAKEN,
    "unreachable": UNREACHABLE,
    "answer": ANSWER,
    "overdue": OVERDUE,
    "bounce": BOUNCE,
    "reset": RESET,
    "password_changed": PASSWORD_CHANGED,
    "new_place": NEW_PLACE,
    "comment": COMMENT,
    "appointment": APPOINTMENT,
    "survey": SURVEY,
    "shared_survey": SHARED_SURVEY,
    "set_aside": SET_ASIDE,
    "followed": FOLLOWED,
    "abandoned": ABANDONED,
    "reengagement": REENGAGEMENT,
    "first_need": FIRST_NEED,
    "renewed_link": RENEWED_LINK,
    "recap": RECAP,
    "recap_for_a_delegate": RECAP_OF_ONE_FOR_A_DELEGATE,
    "last_chance": LAST_CHANCE,
    "team_reengagement": TEAM_REENGAGEMENT,
    "closing_practice": CLOSING_PRACTICE,
    "draft": DRAFT,
    "access_asked": ACCESS_ASKED,
    "access_received": ACCESS_RECEIVED,
    "access_refused": ACCESS_REFUSED,
    "invitation": INVITATION,
    "invitation_asked_for": INVITATION_ASKED_FOR,
}


def a_mail(content: Content = NEED, to: str = "rh@cci-47.example", letter: str = "letter-1") -> Mail:
    return Mail(to=to, message_id=f"{letter}@conseillers.example", content=content)
