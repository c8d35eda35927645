"""The words of the mails to a company."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final
from urllib.parse import quote

from conseillers_adapters.mail.blocks import Action, Block, Bullets, Heading, Paragraph, Reader, Wording
from conseillers_adapters.mail.phrases import facts, follow, page, subject_line
from conseillers_adapters.mail.typography import day, greeting, one_line, say, shortened
from conseillers_application.mails import AnswerMail, ReceiptMail, SetAsideMail, TakenMail, UnreachableMail
from conseillers_domain.french import typeset
from conseillers_domain.templates import BODY_LENGTH, COMPLETION_LINK, FOLLOW_LINK, SUBJECT_LENGTH


def receipt(mail: ReceiptMail) -> Wording:
    """Its demand is received, and what happens now."""
    title = say("Votre demande est bien reçue")
    return Wording(
        reader=Reader.COMPANY,
        subject=title,
        title=title,
        blocks=(
            Paragraph(greeting(mail.first_name, mail.last_name)),
            Paragraph(_received(mail)),
            Heading(say("Et maintenant ?")),
            *_what_next(mail.institutions),
            Paragraph(
                say(
                    "Le service est public et gratuit : aucun paiement ne vous sera demandé pour "
                    "cette mise en relation."
                )
            ),
            follow(mail.follow_url),
            Paragraph(
                say(
                    "En déposant votre demande, vous avez accepté les conditions générales "
                    "d'utilisation (version {version}).",
                    version=mail.terms_version,
                )
            ),
        ),
    )


def _received(mail: ReceiptMail) -> str:
    if mail.company is None:
        return say(
            "Nous avons bien reçu la demande que vous avez déposée le {day} : « {subject} ».",
            day=day(mail.deposited_at),
            subject=mail.subject,
        )
    return say(
        "Nous avons bien reçu la demande que vous avez déposée le {day} "
        "pour l'entreprise {company} : « {subject} ».",
        day=day(mail.deposited_at),
        company=mail.company,
        subject=mail.subject,
    )


def _what_next(institutions: tuple[str, ...]) -> tuple[Block, ...]:
    if not institutions:
        return (
            Paragraph(
                say(
                    "L'équipe du service examine votre demande, pour la confier aux conseillers qui "
                    "peuvent y répondre. Vous n'avez rien à faire : elle vous écrira si une "
                    "précision lui manque."
                )
            ),
        )
    return (
        Paragraph(
            say(
                "Votre demande est transmise aux conseillers compétents sur ce sujet. Vous pouvez "
                "recevoir un appel de la part de :"
            )
        ),
        Bullets(tuple(one_line(name) for name in institutions)),
        Paragraph(
            say(
                "Vous n'avez rien à faire : nous vous écrirons dès que l'un d'eux prendra votre "
                "demande en charge."
            )
        ),
    )


def taken(mail: TakenMail) -> Wording:
    """Who will call it."""
    return Wording(
        reader=Reader.COMPANY,
        subject=subject_line("{advisor} va vous appeler", advisor=mail.advisor),
        title=say("{advisor} va vous appeler", advisor=mail.advisor),
        blocks=(
            Paragraph(greeting(mail.first_name, mail.last_name)),
            Paragraph(
                say(
                    "Votre demande « {subject} » est prise en charge. Voici qui va vous appeler :",
                    subject=mail.subject,
                )
            ),
            facts(Nom=mail.advisor, Équipe=mail.team, Institution=mail.institution),
            Paragraph(
                say(
                    "L'appel peut venir d'un numéro que vous ne connaissez pas : pensez aussi à "
                    "écouter votre messagerie."
                )
            ),
            follow(mail.follow_url),
        ),
    )


def unreachable(mail: UnreachableMail) -> Wording:
    """Who tried to call it."""
    mailbox = one_line(mail.team_mailbox)
    about = one_line(f"Ma demande : {mail.subject}")
    return Wording(
        reader=Reader.COMPANY,
        subject=say("Nous n'avons pas réussi à vous joindre"),
        title=say("{advisor} a cherché à vous joindre", advisor=mail.advisor),
        blocks=(
            Paragraph(greeting(mail.first_name, mail.last_name)),
            Paragraph(
                say(
                    "{advisor} a cherché à vous appeler au sujet de votre demande « {subject} », "
                    "sans réussir à vous joindre.",
                    advisor=mail.advisor,
                    subject=mail.subject,
                )
            ),
            facts(Équipe=mail.team, Institution=mail.institution),
            Heading(say("Pour reprendre contact")),
            Paragraph(
                say(
                    "Écrivez à cette équipe : donnez le numéro où vous appeler et les moments qui "
                    "vous conviennent."
                )
            ),
            Action(
                label=say("Écrire à {mailbox}", mailbox=mailbox),
                url=f"mailto:{quote(mailbox, safe='@')}?subject={quote(about)}",
                shown=mailbox,
            ),
            Paragraph(say("Vous pouvez aussi relire votre demande et voir où elle en est :")),
            follow(mail.follow_url),
        ),
    )


LINKS: Final = {FOLLOW_LINK: "Suivre votre demande", COMPLETION_LINK: "Compléter votre demande"}
"""What is written on the button of each link that stands alone in its paragraph."""


def set_aside(mail: SetAsideMail) -> Wording:
    """It goes no further, in the words of staff; every paragraph on one line, links where they stand."""
    title = typeset(one_line(mail.subject))
    return Wording(
        reader=Reader.COMPANY,
        subject=shortened(title, SUBJECT_LENGTH),
        title=title,
        blocks=tuple(_paragraph(text, mail.links) for text in mail.paragraphs),
    )


def _paragraph(text: str, links: Mapping[str, str]) -> Block:
    said = typeset(one_line(text, BODY_LENGTH))
    for name, url in links.items():
        if said == f"{{{name}}}":
            return page(typeset(LINKS[name]), url)
    for name, url in links.items():
        said = said.replace(f"{{{name}}}", url)
    return Paragraph(said)


_DASHES: Final = ("- ", "• ", "* ")
_LONGEST_LINE: Final = 10_000


def answer(mail: AnswerMail) -> Wording:
    """What staff answers it: its words, and nothing else but where to read them again."""
    return Wording(
        reader=Reader.COMPANY,
        subject=subject_line("Réponse à votre demande : {subject}", subject=mail.subject),
        title=say("Réponse à votre demande"),
        blocks=(*_written(mail.text), follow(mail.follow_url)),
    )


def _written(text: str) -> Iterator[Block]:
    """A text somebody wrote: a paragraph a line; lines that begin with a dash are items of one list."""
    lines = (typeset(one_line(line, _LONGEST_LINE)) for line in text.splitlines())
    for is_list, found in groupby(
        (line for line in lines if line), key=lambda line: line.startswith(_DASHES)
    ):
        if is_list:
            yield Bullets(tuple(line[2:].strip() for line in found))
        else:
            yield from map(Paragraph, found)
