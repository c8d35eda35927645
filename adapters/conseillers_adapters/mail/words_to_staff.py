"""The words of the mails to those who run the service."""

from conseillers_adapters.mail.blocks import Facts, Heading, Paragraph, Reader, Wording
from conseillers_adapters.mail.phrases import UNKNOWN, facts, page, subject_line
from conseillers_adapters.mail.typography import day, day_and_hour, one_line, say
from conseillers_application.mails import BounceMail, OverdueMail
from conseillers_domain.french import typeset


def overdue(mail: OverdueMail) -> Wording:
    """A task was not done in time."""
    return Wording(
        reader=Reader.STAFF,
        # The name of a company may be that of its owner: it stays out of what passers-by read.
        subject=subject_line("Tâche en retard : {task}", task=mail.task),
        title=say("Une tâche est en retard"),
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(
                say(
                    "Une tâche de l'équipe du service devait être faite avant le {due}, et ne l'est pas : "
                    "des entreprises attendent."
                    if mail.team is not None
                    else "Une tâche de l'équipe du service devait être faite avant le {due}, et ne l'est "
                    "pas : une entreprise attend.",
                    due=day_and_hour(mail.due_at),
                )
            ),
            facts(
                **{
                    "Tâche": mail.task,
                    **_about(mail),
                    "Depuis le": day(mail.created_at),
                    "Confiée à": mail.owner or "toute l’équipe du service",
                }
            ),
            page(say("Faire cette tâche"), mail.task_url),
            Paragraph(
                say(
                    "Elle peut être confiée à une autre personne de l'équipe. Ce rappel n'est envoyé qu'une "
                    "fois."
                )
            ),
        ),
    )


def _about(mail: OverdueMail) -> dict[str, str]:
    if mail.team is not None:
        return {"Équipe": mail.team or UNKNOWN}
    return {"Sujet": mail.subject or UNKNOWN, "Entreprise": mail.company or UNKNOWN}


def bounce(mail: BounceMail) -> Wording:
    """An address reaches nobody."""
    code = one_line(mail.code) if mail.code else "aucun"
    return Wording(
        reader=Reader.STAFF,
        subject=say("Une adresse refuse nos mails"),
        title=say("Une adresse refuse nos mails"),
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(
                say(
                    "Un mail du service a été refusé pour de bon. Plus rien ne part vers cette adresse tant "
                    "que vous n'avez pas dit qu'elle est juste."
                )
            ),
            Facts(
                (
                    ("Qui n’est plus prévenu", typeset(one_line(mail.concerns))),
                    ("Pourquoi", one_line(mail.why)),
                    ("Code du serveur", code),
                    ("Depuis le", day_and_hour(mail.at)),
                )
            ),
            Heading(say("Que faire ?")),
            Paragraph(
                say(
                    "Pour une équipe, vérifiez son adresse avec elle et corrigez l'annuaire : les mails "
                    "suivants partiront à la nouvelle adresse. Pour une entreprise, appelez-la. Si l'adresse "
                    "reçoit de nouveau, levez le refus : les mails retenus repartiront."
                )
            ),
            page(say("Voir les adresses refusées"), mail.list_url),
        ),
    )
