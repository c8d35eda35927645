"""The words of access: what staff and who asks for an account are told, and the invitation."""

from conseillers_adapters.mail.blocks import Block, Bullets, Heading, Paragraph, Reader, Wording
from conseillers_adapters.mail.phrases import SERVICE, facts, page, subject_line
from conseillers_adapters.mail.typography import day, day_and_hour, greeting, one_line, say
from conseillers_application.mails import (
    AccessAskedMail,
    AccessReceivedMail,
    AccessRefusedMail,
    DemonstrationOffered,
    InvitationMail,
)

PRESENTATION_LENGTH = 5_000
REASON_LENGTH = 2_000


def asked(mail: AccessAskedMail) -> Wording:
    """An agent asks for an account."""
    return Wording(
        reader=Reader.STAFF,
        subject=subject_line("Demande d'accès : {institution}", institution=mail.institution),
        title=say("Un agent demande un compte"),
        blocks=(
            Paragraph("Bonjour,"),
            Paragraph(
                say(
                    "Une demande d'accès est arrivée le {day}. Vérifiez auprès de la structure qu'elle "
                    "est d'accord avant de l'accepter.",
                    day=day_and_hour(mail.asked_at),
                )
            ),
            facts(
                **{
                    "Institution": mail.institution,
                    "Personne": mail.name,
                    "Adresse": mail.email,
                    "Antenne ou équipe": mail.wished or "non précisée",
                }
            ),
            Heading(say("Comment cette personne se présente")),
            Paragraph(one_line(mail.presentation, PRESENTATION_LENGTH)),
            page(say("Voir les demandes d'accès"), mail.list_url),
        ),
    )


def received(mail: AccessReceivedMail) -> Wording:
    """Their request is looked at."""
    return Wording(
        reader=Reader.PERSON,
        subject=say("Votre demande de compte est bien reçue"),
        title=say("Votre demande de compte est bien reçue"),
        blocks=(
            Paragraph(greeting(mail.first_name, mail.last_name)),
            Paragraph(
                say(
                    "Vous avez demandé le {day} un compte de conseiller sur {service}, au titre de "
                    "l'institution « {institution} ».",
                    day=day(mail.asked_at),
                    service=SERVICE,
                    institution=mail.institution,
                )
            ),
            Paragraph(
                say(
                    "L'équipe du service examine votre demande avec votre structure. Si elle est acceptée, "
                    "vous recevrez à cette adresse une invitation à ouvrir votre compte ; sinon, la raison "
                    "du refus."
                )
            ),
            Paragraph(say("Vous n'avez rien d'autre à faire : en attendant, lisez ce qu'un compte suppose.")),
            page(say("Lire les conditions d'utilisation"), mail.terms_url),
        ),
    )


def refused(mail: AccessRefusedMail) -> Wording:
    """Their request is refused."""
    return Wording(
        reader=Reader.PERSON,
        subject=say("Votre demande de compte n'est pas acceptée"),
        title=say("Votre demande de compte n'est pas acceptée"),
        blocks=(
            Paragraph(greeting(mail.first_name, mail.last_name)),
            Paragraph(
                say(
                    "L'équipe du service n'a pas accepté votre demande de compte de conseiller au titre de "
                    "l'institution « {institution} ».",
                    institution=mail.institution,
                )
            ),
            Heading(say("Pourquoi")),
            Paragraph(one_line(mail.reason, REASON_LENGTH)),
            Paragraph(say("Vous pouvez répondre à ce message, ou faire une nouvelle demande.")),
            page(say("Faire une nouvelle demande"), mail.access_url),
        ),
    )


def invitation(mail: InvitationMail) -> Wording:
    """The link that opens an account."""
    return Wording(
        reader=Reader.PERSON,
        subject=say("Ouvrez votre compte de conseiller sur {service}", service=SERVICE),
        title=say("Votre demande est acceptée" if mail.asked else "Votre compte vous attend"),
        blocks=(
            Paragraph(greeting(mail.first_name, mail.last_name)),
            Paragraph(_why(mail)),
            Paragraph(
                say(
                    "{service} met en relation les petites entreprises et les conseillers publics : votre "
                    "compte vous donne à lire les besoins adressés à vos équipes, et à y répondre.",
                    service=SERVICE,
                )
            ),
            page(say("Ouvrir mon compte"), mail.invitation_url),
            Paragraph(
                say(
                    "Ce lien vous est personnel (merci de ne pas le transférer), sert une seule fois et "
                    "reste valable jusqu'au {expiry}. Vous choisirez un mot de passe et accepterez les "
                    "conditions d'utilisation.",
                    expiry=day_and_hour(mail.expires_at),
                )
            ),
            *_demonstrations(mail.demonstrations),
        ),
    )


def _why(mail: InvitationMail) -> str:
    if mail.asked:
        return say(
            "Votre demande de compte de conseiller au titre de l'institution « {institution} » est acceptée, "
            "avec l'accord de votre structure.",
            institution=mail.institution,
        )
    return say(
        "L'institution « {institution} » est partenaire de {service} et vous a désigné comme conseiller.",
        institution=mail.institution,
        service=SERVICE,
    )


def _demonstrations(offered: tuple[DemonstrationOffered, ...]) -> tuple[Block, ...]:
    if not offered:
        return ()
    several = len(offered) > 1
    return (
        Heading(say("Découvrir le service")),
        Paragraph(
            say(
                "Des séances de démonstration vous sont proposées ; choisissez la vôtre. Les fichiers joints "
                "les ajoutent à votre agenda."
                if several
                else "Une séance de démonstration vous est proposée. Le fichier joint l'ajoute à l'agenda."
            )
        ),
        Bullets(tuple(map(_date, offered))),
    )


def _date(offered: DemonstrationOffered) -> str:
    if not offered.place:
        return day_and_hour(offered.at)
    return say("{when} : {place}", when=day_and_hour(offered.at), place=offered.place)
