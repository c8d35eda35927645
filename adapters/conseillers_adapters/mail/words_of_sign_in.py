"""The words of the mails on the way in: a forgotten password, a changed one, a new place."""

from typing import Final

from conseillers_adapters.mail.blocks import Bullets, Heading, Paragraph, Reader, Wording
from conseillers_adapters.mail.phrases import facts, page
from conseillers_adapters.mail.typography import day_and_hour, greeting, say
from conseillers_application.mails import NewPlaceMail, PasswordChangedMail, ResetMail

IF_NOT_YOU: Final = (
    "choisissez un autre mot de passe, comme si vous l'aviez oublié : toutes les sessions se ferment ;",
    "écrivez à l'équipe du service, qui peut suspendre le compte tout de suite.",
)


def reset(mail: ResetMail) -> Wording:
    """The link by which a password is chosen."""
    return Wording(
        reader=Reader.PERSON,
        subject=say("Choisissez un nouveau mot de passe"),
        title=say("Choisissez un nouveau mot de passe"),
        blocks=(
            Paragraph(greeting(mail.name, "")),
            Paragraph(say("Vous avez oublié votre mot de passe : ce lien permet d'en choisir un autre.")),
            page(say("Choisir un mot de passe"), mail.reset_url),
            Paragraph(
                say(
                    "Il est à vous seul, sert une fois, et reste valable jusqu'au {expiry}. Le nouveau mot "
                    "de passe fermera toutes vos sessions.",
                    expiry=day_and_hour(mail.link_expires_at),
                )
            ),
            Paragraph(
                say(
                    "Ce n'est pas vous qui l'avez demandé ? Ne faites rien : votre mot de passe reste le "
                    "même, et personne d'autre n'a ce lien."
                )
            ),
        ),
    )


def password_changed(mail: PasswordChangedMail) -> Wording:
    """It was, maybe by somebody else."""
    return Wording(
        reader=Reader.PERSON,
        subject=say("Votre mot de passe a été changé"),
        title=say("Votre mot de passe a été changé"),
        blocks=(
            Paragraph(greeting(mail.name, "")),
            Paragraph(
                say(
                    "Le mot de passe de votre compte a été changé le {at}. Les autres sessions sont fermées.",
                    at=day_and_hour(mail.at),
                )
            ),
            page(say("Voir vos sessions"), mail.sessions_url),
            Heading(say("Ce n'est pas vous ?")),
            Bullets(tuple(map(say, IF_NOT_YOU))),
        ),
    )


def new_place(mail: NewPlaceMail) -> Wording:
    """Somebody signed in from where this account never was."""
    return Wording(
        reader=Reader.PERSON,
        subject=say("Connexion à votre compte depuis un nouveau lieu"),
        title=say("Connexion depuis un nouveau lieu"),
        blocks=(
            Paragraph(greeting(mail.name, "")),
            Paragraph(say("Quelqu'un s'est identifié avec votre mot de passe depuis un réseau inhabituel.")),
            facts(Quand=day_and_hour(mail.at), Réseau=mail.network),
            Paragraph(
                say(
                    "C'est vous, depuis un autre bureau, votre domicile ou votre téléphone ? Vous n'avez "
                    "rien à faire."
                )
            ),
            page(say("Voir vos sessions"), mail.sessions_url),
            Heading(say("Ce n'est pas vous ?")),
            Bullets(tuple(map(say, IF_NOT_YOU))),
        ),
    )
