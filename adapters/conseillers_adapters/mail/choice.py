"""How mails leave, chosen by one address in the settings."""

from pathlib import Path
from urllib.parse import unquote

from conseillers_adapters.mail.file_post import FilePost
from conseillers_adapters.mail.kept_files import MailFolder, NoFiles
from conseillers_adapters.mail.smtp_post import SmtpPost
from conseillers_adapters.mail.writer import Writer, system_clock
from conseillers_application.ports import Clock, MailFiles, Post

_FILE = "file://"


def post_from(url: str, sender: str, now: Clock = system_clock) -> Post:
    """The post of an address: `file://var/mail`, `file:///srv/mail`, `smtp://…` or `smtps://…`.

    `sender`: the contact address, which every mail comes from. `now`: dates the mails.

    Raises:
        ValueError: with a French sentence, when either is wrong.
    """
    writer = _writer(sender, now)
    if url.startswith(("smtp://", "smtps://")):
        return SmtpPost(url, writer)
    folder = unquote(url.removeprefix(_FILE))
    if not url.startswith(_FILE) or not folder:
        raise ValueError(
            "Les courriers partent vers « file://dossier », « smtp://hôte » ou « smtps://hôte »."
        )
    return FilePost(Path(folder), writer)


def files_of(url: str) -> MailFiles:
    """The mails that the post of an address laid in a folder."""
    return MailFolder(Path(unquote(url.removeprefix(_FILE)))) if url.startswith(_FILE) else NoFiles()


def _writer(sender: str, now: Clock) -> Writer:
    try:
        return Writer(sender, now)
    except ValueError:
        raise ValueError(
            f"L’adresse de contact « {sender} » n’est pas celle d’une boîte aux lettres."
        ) from None
