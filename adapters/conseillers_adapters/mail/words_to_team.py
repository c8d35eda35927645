"""The words of the mails to a team."""

from conseillers_adapters.mail.blocks import Block, Bullets, Heading, Paragraph, Reader, Wording
from conseillers_adapters.mail.phrases import UNKNOWN, facts, page, subject_line
from conseillers_adapters.mail.typography import at_place, day_and_hour, one_line, say
from conseillers_application.mails import CommentMail, NeedMail, ThreadNews
from conseillers_domain.thread import Change


def need(mail: NeedMail) -> Wording:
    """A need waits for it."""
    return Wording(
        reader=Reader.TEAM,
        # The name of a company may be that of its owner: it stays out of what passers-by read.
        subject=subject_line(
            "Nouveau besoin {where} : {subject}",
            where=at_place(one_line(mail.commune)),
            subject=mail.subject,
        ),
        title=say("Un besoin attend votre réponse"),
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(say("Une entreprise demande de l'aide à l'équipe « {team} ».", team=mail.team)),
            facts(Sujet=mail.subject, Entreprise=mail.company or UNKNOWN, Commune=mail.commune or UNKNOWN),
            page(say("Lire la fiche du besoin"), mail.need_url),
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


def comment(mail: CommentMail) -> Wording:
    """Others wrote of a need it works on; nothing of what they wrote is told here."""
    title = _title(mail.news)
    return Wording(
        reader=Reader.TEAM,
        subject=subject_line("{title} : {subject}", title=title, subject=mail.subject),
        title=title,
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(
                say(
                    "Le fil de discussion d'un besoin adressé à l'équipe « {team} » a du nouveau :",
                    team=mail.team,
                )
            ),
            Bullets(tuple(map(_news, mail.news))),
            facts(Sujet=mail.subject, Entreprise=mail.company or UNKNOWN, Commune=mail.commune or UNKNOWN),
            page(say("Lire le fil de discussion"), mail.need_url),
            *_calendar(len(mail.attachments)),
            Paragraph(
                say(
                    "Ce qui a été écrit se lit sur la fiche du besoin, jamais dans un mail. Le lien "
                    "est réservé à votre équipe (merci de ne pas le transférer) et reste valable "
                    "jusqu'au {expiry}.",
                    expiry=day_and_hour(mail.link_expires_at),
                )
            ),
        ),
    )


def _title(news: tuple[ThreadNews, ...]) -> str:
    if len(news) > 1:
        return say("Du nouveau dans le fil de discussion")
    (only,) = news
    match only.change:
        case Change.MOVED:
            return say("Rendez-vous modifié")
        case Change.CANCELLED:
            return say("Rendez-vous annulé")
        case Change.WRITTEN:
            return say("Nouveau commentaire" if only.meets_at is None else "Nouveau rendez-vous")


_SAID = {
    Change.WRITTEN: "{author} : rendez-vous le {day}.",
    Change.MOVED: "{author} : rendez-vous modifié, il est fixé au {day}.",
    Change.CANCELLED: "{author} : le rendez-vous du {day} est annulé.",
}


def _news(one: ThreadNews) -> str:
    author = f"{one.author} ({one.institution})" if one.institution else "L’équipe du service"
    if one.meets_at is None:
        return say("{author} : {kind}.", author=author, kind=one.kind.label)
    return say(_SAID[one.change], author=author, day=day_and_hour(one.meets_at))


def _calendar(files: int) -> tuple[Block, ...]:
    if not files:
        return ()
    if files > 1:
        return (Paragraph(say("Les fichiers joints mettent votre agenda à jour.")),)
    return (Paragraph(say("Le fichier joint met votre agenda à jour.")),)
