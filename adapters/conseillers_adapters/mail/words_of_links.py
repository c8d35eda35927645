"""The words of the mail that carries another link to a need."""

from conseillers_adapters.mail.blocks import Paragraph, Reader, Wording
from conseillers_adapters.mail.phrases import facts, page, subject_line
from conseillers_adapters.mail.typography import day_and_hour, say
from conseillers_application.mails import RenewedLinkMail


def renewed_link(mail: RenewedLinkMail) -> Wording:
    """Somebody of the team, or staff, asked for it."""
    return Wording(
        reader=Reader.TEAM,
        subject=subject_line("Nouveau lien vers un besoin : {subject}", subject=mail.subject),
        title=say("Votre nouveau lien vers un besoin"),
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(
                say(
                    "Un nouveau lien vers la fiche d'un besoin a été demandé pour l'équipe « {team} ». "
                    "Les liens des mails précédents ne servent plus.",
                    team=mail.team,
                )
            ),
            facts(Sujet=mail.subject),
            page(say("Lire la fiche du besoin"), mail.need_url),
            Paragraph(
                say(
                    "Ouvrir le lien ne change rien. Il est réservé à votre équipe, demande que vous vous "
                    "identifiiez (merci de ne pas le transférer) et reste valable jusqu'au {expiry}.",
                    expiry=day_and_hour(mail.link_expires_at),
                )
            ),
        ),
    )
