"""One mail of each kind, as the country of the demonstrations would send them."""

from datetime import UTC, datetime

from conseillers_application.mails import (
    Content,
    Mail,
    NeedMail,
    ReceiptMail,
    SetAsideMail,
    TakenMail,
    UnreachableMail,
)

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

GALLERY: dict[str, Content] = {
    "receipt": RECEIPT,
    "receipt_under_review": RECEIPT_UNDER_REVIEW,
    "need": NEED,
    "taken": TAKEN,
    "unreachable": UNREACHABLE,
    "set_aside": SET_ASIDE,
}


def a_mail(content: Content = NEED, to: str = "rh@cci-47.example", letter: str = "letter-1") -> Mail:
    return Mail(to=to, message_id=f"{letter}@conseillers.example", content=content)
