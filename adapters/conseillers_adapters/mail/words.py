"""The words of each mail: the one place to read and mend them."""

from urllib.parse import quote

from conseillers_adapters.mail.blocks import (
    Action,
    Block,
    Bullets,
    Facts,
    Heading,
    Paragraph,
    Reader,
    Wording,
)
from conseillers_adapters.mail.typography import (
    at_place,
    day,
    day_and_hour,
    greeting,
    one_line,
    say,
    shortened,
)
from conseillers_application.mails import (
    Content,
    NeedMail,
    ReceiptMail,
    TakenMail,
    UnreachableMail,
)

SERVICE = "Conseillers-Entreprises"

_SUBJECT_LENGTH = 78
_UNKNOWN = "pas encore connue"


def words_of(content: Content) -> Wording:
    """What a mail says, in French."""
    match content:
        case ReceiptMail():
            return _receipt(content)
        case NeedMail():
            return _need(content)
        case TakenMail():
            return _taken(content)
        case UnreachableMail():
            return _unreachable(content)


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


def _receipt(mail: ReceiptMail) -> Wording:
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
            _follow(mail.follow_url),
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


def _need(mail: NeedMail) -> Wording:
    return Wording(
        reader=Reader.TEAM,
        # The name of a company may be that of its owner: it stays out of what passers-by read.
        subject=_subject(
            "Nouveau besoin {where} : {subject}",
            where=at_place(one_line(mail.commune)),
            subject=mail.subject,
        ),
        title=say("Un besoin attend votre réponse"),
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(say("Une entreprise demande de l'aide à l'équipe « {team} ».", team=mail.team)),
            _facts(Sujet=mail.subject, Entreprise=mail.company or _UNKNOWN, Commune=mail.commune or _UNKNOWN),
            _page(say("Lire la fiche du besoin"), mail.need_url),
            Heading(say("Et ensuite ?")),
            Paragraph(
                say(
                    "La fiche dit ce que l'entreprise demande, comment la joindre et pourquoi votre "
                    "équipe est sollicitée. Après l'avoir lue, choisissez :"
                )
            ),
            Bullets(
                (
                    say(
                        "prendre en charge : vous rappelez l'entreprise, puis vous clôturez le "
                        "besoin après votre échange ;"
                    ),
                    say(
                        "refuser : vous dites pourquoi, par exemple si le besoin sort de votre "
                        "champ d'intervention."
                    ),
                )
            ),
            Paragraph(
                say(
                    "Ouvrir le lien ne vous engage à rien. Il est réservé à votre équipe (merci de "
                    "ne pas le transférer) et reste valable jusqu'au {expiry}. Le besoin se trouve "
                    "aussi parmi vos « Besoins reçus ».",
                    expiry=day_and_hour(mail.link_expires_at),
                )
            ),
        ),
    )


def _taken(mail: TakenMail) -> Wording:
    return Wording(
        reader=Reader.COMPANY,
        subject=_subject("{advisor} va vous appeler", advisor=mail.advisor),
        title=say("{advisor} va vous appeler", advisor=mail.advisor),
        blocks=(
            Paragraph(greeting(mail.first_name, mail.last_name)),
            Paragraph(
                say(
                    "Votre demande « {subject} » est prise en charge. Voici qui va vous appeler :",
                    subject=mail.subject,
                )
            ),
            _facts(Nom=mail.advisor, Équipe=mail.team, Institution=mail.institution),
            Paragraph(
                say(
                    "L'appel peut venir d'un numéro que vous ne connaissez pas : pensez aussi à "
                    "écouter votre messagerie."
                )
            ),
            _follow(mail.follow_url),
        ),
    )


def _unreachable(mail: UnreachableMail) -> Wording:
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
            _facts(Équipe=mail.team, Institution=mail.institution),
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
            _follow(mail.follow_url),
        ),
    )


def _follow(url: str) -> Action:
    return _page(say("Suivre votre demande"), url)


def _page(label: str, url: str) -> Action:
    return Action(label=label, url=url, shown=url)


def _facts(**rows: str) -> Facts:
    return Facts(tuple((name, one_line(value)) for name, value in rows.items()))


def _subject(sentence: str, **words: str) -> str:
    return shortened(say(sentence, **words), _SUBJECT_LENGTH)
