"""The words of mails about accounts shut out, and about incidents."""

from conseillers_adapters.mail.blocks import Heading, Paragraph, Reader, Wording
from conseillers_adapters.mail.phrases import SERVICE, facts, page, subject_line
from conseillers_adapters.mail.typography import day, day_and_hour, say
from conseillers_application.mails import BreachMail, EndedMail, IncidentMail, LiftedMail, SuspendedMail

UNSAID = "non précisé"


def suspended(mail: SuspendedMail) -> Wording:
    """An account is suspended."""
    return Wording(
        reader=Reader.PERSON,
        subject=say("Votre compte {service} est suspendu", service=SERVICE),
        title=say("Votre compte est suspendu"),
        blocks=(
            Paragraph(say("Bonjour {name},", name=mail.name)),
            Paragraph(
                say(
                    "Votre compte est suspendu depuis le {at}. Vos sessions sont fermées, et vos équipes ne "
                    "reçoivent plus rien par vous.",
                    at=day_and_hour(mail.at),
                )
            ),
            facts(Motif=mail.motive),
            Heading(say("Et maintenant ?")),
            Paragraph(
                say(
                    "La suspension peut être levée : pour vous expliquer, répondez à ce message. "
                    "Vous pouvez toujours déclarer un incident, par mail à l'adresse ci-dessous ou en vous "
                    "identifiant."
                )
            ),
        ),
    )


def lifted(mail: LiftedMail) -> Wording:
    """An account is no longer suspended."""
    return Wording(
        reader=Reader.PERSON,
        subject=say("Votre compte {service} est rouvert", service=SERVICE),
        title=say("Votre compte est rouvert"),
        blocks=(
            Paragraph(say("Bonjour {name},", name=mail.name)),
            Paragraph(
                say(
                    "La suspension de votre compte est levée depuis le {at}. Vous pouvez vous identifier de "
                    "nouveau ; vos équipes reçoivent les besoins comme avant.",
                    at=day_and_hour(mail.at),
                )
            ),
            page(say("M'identifier"), mail.sign_in_url),
        ),
    )


def ended(mail: EndedMail) -> Wording:
    """An account is over."""
    return Wording(
        reader=Reader.PERSON,
        subject=say("Votre compte {service} a pris fin", service=SERVICE),
        title=say("Votre compte a pris fin"),
        blocks=(
            Paragraph(say("Bonjour {name},", name=mail.name)),
            Paragraph(
                say(
                    "Sur décision de la direction du service, votre compte a pris fin le {at}. Il ne "
                    "rouvrira pas.",
                    at=day(mail.at),
                )
            ),
            Paragraph(
                say(
                    "Vos données personnelles restent soumises aux mêmes règles que celles de tous : pour "
                    "les consulter, les rectifier ou vous opposer à leur usage, répondez à ce message."
                )
            ),
        ),
    )


def incident(mail: IncidentMail) -> Wording:
    """Somebody declared an incident."""
    rows = {
        "Sorte": mail.kind,
        "Déclaré le": day_and_hour(mail.declared_at),
        "Commencé le": day_and_hour(mail.since) if mail.since else UNSAID,
    }
    if mail.notify_by:
        rows["CNIL à notifier avant le"] = day_and_hour(mail.notify_by)
    return Wording(
        reader=Reader.STAFF,
        subject=subject_line("Incident déclaré : {kind}", kind=mail.kind),
        title=say("Un incident est déclaré"),
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(say("Une personne qui a un compte déclare un incident. Lisez-le, puis qualifiez-le.")),
            facts(**rows),
            page(say("Voir cet incident"), mail.incident_url),
        ),
    )


def breach(mail: BreachMail) -> Wording:
    """The CNIL is not notified of a breach."""
    left = (
        say("Il reste {hours} h pour le faire.", hours=str(mail.hours_left))
        if mail.hours_left > 0
        else say("Le délai est passé : notifiez-la maintenant, en disant les motifs du retard.")
    )
    return Wording(
        reader=Reader.STAFF,
        subject=say("Violation de données : la CNIL n'est pas notifiée"),
        title=say("La CNIL n'est pas encore notifiée"),
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(
                say(
                    "Une violation de données personnelles est connue depuis le {since}. La CNIL doit en "
                    "être notifiée avant le {limit}.",
                    since=day_and_hour(mail.known_since),
                    limit=day_and_hour(mail.notify_by),
                )
            ),
            Paragraph(left),
            Paragraph(
                say(
                    "Une fois la notification faite, inscrivez-la au journal de l'incident : ces rappels "
                    "cesseront. Si ce n'est pas une violation de données, qualifiez l'incident autrement."
                )
            ),
            page(say("Voir cet incident"), mail.incident_url),
        ),
    )
