"""One mail of each kind, as the country of the demonstrations would send them."""

from datetime import UTC, datetime

from conseillers_application.mails import (
    AbandonedMail,
    Content,
    DraftMail,
    FirstNeedMail,
    FollowedMail,
    LastChanceMail,
    Mail,
    NeedMail,
    RecapMail,
    ReceiptMail,
    ReengagementMail,
    TakenMail,
    UnreachableMail,
    WaitingNeed,
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

DRAFT = DraftMail(
    draft_url="https://conseillers.example/api/drafts/0193a7c2?token=Zm9vYmFy", expires_at=EVENING
)

GALLERY: dict[str, Content] = {
    "receipt": RECEIPT,
    "receipt_under_review": RECEIPT_UNDER_REVIEW,
    "need": NEED,
    "taken": TAKEN,
    "unreachable": UNREACHABLE,
    "followed": FOLLOWED,
    "abandoned": ABANDONED,
    "reengagement": REENGAGEMENT,
    "first_need": FIRST_NEED,
    "recap": RECAP,
    "recap_for_a_delegate": RECAP_OF_ONE_FOR_A_DELEGATE,
    "last_chance": LAST_CHANCE,
    "draft": DRAFT,
}


def a_mail(content: Content = NEED, to: str = "rh@cci-47.example", letter: str = "letter-1") -> Mail:
    return Mail(to=to, message_id=f"{letter}@conseillers.example", content=content)
