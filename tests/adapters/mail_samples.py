"""One mail of each kind, as the country of the demonstrations would send them."""

from datetime import UTC, datetime

from conseillers_application.mails import (
    AnswerMail,
    BounceMail,
    Content,
    Mail,
    NeedMail,
    OverdueMail,
    ReceiptMail,
    TakenMail,
    UnreachableMail,
)
from conseillers_domain.french import typeset

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

GALLERY: dict[str, Content] = {
    "receipt": RECEIPT,
    "receipt_under_review": RECEIPT_UNDER_REVIEW,
    "need": NEED,
    "taken": TAKEN,
    "unreachable": UNREACHABLE,
    "answer": ANSWER,
    "overdue": OVERDUE,
    "bounce": BOUNCE,
}


def a_mail(content: Content = NEED, to: str = "rh@cci-47.example", letter: str = "letter-1") -> Mail:
    return Mail(to=to, message_id=f"{letter}@conseillers.example", content=content)
