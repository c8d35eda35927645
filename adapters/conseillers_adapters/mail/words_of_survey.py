"""The words of the satisfaction survey: what a company is asked, what the teams that helped are told."""

from conseillers_adapters.mail.blocks import Block, Bullets, Heading, Paragraph, Reader, Wording
from conseillers_adapters.mail.phrases import UNKNOWN, facts, page, subject_line
from conseillers_adapters.mail.typography import day_and_hour, greeting, one_line, say
from conseillers_application.mails import SharedSurveyMail, SurveyMail
from conseillers_domain.survey import BEST, COMMENT_LENGTH


def asked(mail: SurveyMail) -> Wording:
    """Four questions on the help a company was given."""
    return Wording(
        reader=Reader.COMPANY,
        subject=say("Votre avis sur l'aide reçue : quatre questions"),
        title=say("Que pensez-vous de l'aide reçue ?"),
        blocks=(
            Paragraph(greeting(mail.first_name, mail.last_name)),
            Paragraph(
                say(
                    "Vous avez demandé de l'aide sur « {subject} », et une aide vous a été proposée.",
                    subject=mail.subject,
                )
            ),
            *_helpers(mail.institutions),
            Paragraph(
                say(
                    "Quatre questions suffisent pour dire ce que cette aide vous a apporté. Votre réponse "
                    "est lue par l'équipe du service ; les conseillers ne la lisent que si vous l'acceptez."
                )
            ),
            page(say("Répondre aux quatre questions"), mail.survey_url),
            Paragraph(say("Ce lien est le vôtre et sert une seule fois. Répondre n'est pas obligatoire.")),
        ),
    )


def _helpers(institutions: tuple[str, ...]) -> tuple[Block, ...]:
    if not institutions:
        return ()
    return (Paragraph(say("Elle venait de :")), Bullets(tuple(map(one_line, institutions))))


def shared(mail: SharedSurveyMail) -> Wording:
    """What the company that was helped answered."""
    answers = mail.answers
    return Wording(
        reader=Reader.TEAM,
        subject=subject_line("Une entreprise aidée a répondu : {subject}", subject=mail.subject),
        title=say("L'avis d'une entreprise que vous avez aidée"),
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(
                say(
                    "L'équipe « {team} » a aidé cette entreprise, qui a répondu à notre questionnaire et "
                    "accepte que vous lisiez sa réponse.",
                    team=mail.team,
                )
            ),
            facts(Sujet=mail.subject, Entreprise=mail.company or UNKNOWN, Commune=mail.commune or UNKNOWN),
            Heading(say("Sa réponse")),
            Bullets(
                (
                    say("A été appelée ou rencontrée : {answer}", answer=_yes(said=answers.contacted)),
                    say("L'aide répond à son besoin : {answer}", answer=_yes(said=answers.useful)),
                    say("Note donnée : {mark} sur {best}", mark=str(answers.mark), best=str(BEST)),
                )
            ),
            *_comment(answers.comment),
            page(say("Relire la fiche du besoin"), mail.need_url),
            Paragraph(
                say(
                    "Le lien est réservé à votre équipe (merci de ne pas le transférer) et reste valable "
                    "jusqu'au {expiry}.",
                    expiry=day_and_hour(mail.link_expires_at),
                )
            ),
        ),
    )


def _yes(*, said: bool) -> str:
    return "oui" if said else "non"


def _comment(comment: str) -> tuple[Block, ...]:
    said = one_line(comment, COMMENT_LENGTH)
    return (Heading(say("Ce qu'elle ajoute")), Paragraph(said)) if said else ()
