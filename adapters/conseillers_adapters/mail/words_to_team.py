"""The words of the mails to a team."""

from conseillers_adapters.mail.blocks import Bullets, Heading, Paragraph, Reader, Wording
from conseillers_adapters.mail.phrases import UNKNOWN, facts, page, subject_line
from conseillers_adapters.mail.typography import at_place, day_and_hour, one_line, say
from conseillers_application.mails import NeedMail


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
