"""The words of the mails that remind a team of what the service expects of it."""

from conseillers_adapters.mail.blocks import Bullets, Heading, Paragraph, Reader, Wording
from conseillers_adapters.mail.phrases import UNKNOWN, and_others, facts, in_a_line, page, subject_line
from conseillers_adapters.mail.typography import day, day_and_hour, say
from conseillers_application.mails import ClosingPracticeMail, TeamReengagementMail
from conseillers_domain.french import number, plural


def team_reengagement(mail: TeamReengagementMail) -> Wording:
    """A need waits for a team that had none for long."""
    need = mail.need
    return Wording(
        reader=Reader.TEAM,
        subject=subject_line("Une entreprise attend votre équipe : {subject}", subject=need.subject),
        title=say("Une entreprise attend votre équipe"),
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(
                say(
                    "L'équipe « {team} » n'avait pas reçu de besoin d'entreprise depuis plusieurs mois. "
                    "En voici un, qui attend votre réponse :",
                    team=mail.team,
                )
            ),
            facts(Sujet=need.subject, Commune=need.commune or UNKNOWN, Reçu=day(need.sent_at)),
            page(say("Lire la fiche du besoin"), mail.need_url),
            Heading(say("Ce que l'entreprise attend de vous")),
            Bullets(
                (
                    say(
                        "vous lisez la fiche, puis vous prenez le besoin en charge, ou vous le refusez "
                        "en disant pourquoi ;"
                    ),
                    say(
                        "si vous le prenez en charge, vous appelez l'entreprise dans les jours qui suivent ;"
                    ),
                    say("après votre échange, vous clôturez le besoin."),
                )
            ),
            Heading(say("Votre équipe a changé ?")),
            Paragraph(
                say(
                    "Des personnes sont parties ou arrivées, l'équipe a une autre adresse ou ne s'occupe "
                    "plus de ce sujet ? Répondez à ce message : l'équipe du service mettra l'annuaire à "
                    "jour et, s'il le faut, confiera ce besoin à d'autres."
                )
            ),
            Paragraph(
                say(
                    "Le lien est réservé à votre équipe et reste valable jusqu'au {expiry}.",
                    expiry=day_and_hour(mail.link_expires_at),
                )
            ),
        ),
    )


def closing_practice(mail: ClosingPracticeMail) -> Wording:
    """How and why needs are closed."""
    count = len(mail.needs) + mail.others
    taken = (in_a_line(one.subject, one.commune, "pris en charge", one.taken_at) for one in mail.needs)
    title = say("{count} {needs} à clôturer ?", count=number(count), needs=plural(count, "besoin"))
    return Wording(
        reader=Reader.TEAM,
        subject=title,
        title=title,
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(
                say(
                    "L'équipe « {team} » a pris ces besoins en charge il y a longtemps, et nous ne savons "
                    "pas comment vos échanges se sont terminés :",
                    team=mail.team,
                )
            ),
            Bullets((*taken, *and_others(mail.others))),
            Heading(say("Comment clôturer un besoin")),
            Paragraph(say("Sur la fiche de chacun, dites comment l'échange s'est terminé :")),
            Bullets(
                (
                    say("aide proposée, et laquelle ;"),
                    say("pas d'aide possible ;"),
                    say("entreprise injoignable : nous dirons à l'entreprise que vous l'avez appelée."),
                )
            ),
            page(say("Ouvrir le premier de ces besoins"), mail.page_url),
            Heading(say("Pourquoi c'est utile")),
            Paragraph(
                say(
                    "Tant qu'un besoin n'est pas clôturé, l'entreprise lit que sa demande est prise en "
                    "charge et attend. Une fois qu'il l'est, elle peut dire ce que votre aide lui a "
                    "apporté, et ce que vous faites pour les entreprises se voit."
                )
            ),
            Paragraph(
                say(
                    "Si l'accompagnement continue, vous n'avez rien à faire. Ce rappel vient une fois par "
                    "trimestre au plus."
                )
            ),
        ),
    )
