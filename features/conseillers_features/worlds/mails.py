"""Mails as their readers find them, whatever way they left."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from conseillers_adapters.mail.writer import Writer
from conseillers_application.mails import Mail
from conseillers_features.worlds.surroundings import CONTACT
from conseillers_features.worlds.world import Received

_WRITER = Writer(CONTACT)


def written(mail: Mail) -> Received:
    """A mail kept in memory, in the words its reader gets."""
    return _received(_WRITER.write(mail))


def in_folder(folder: Path) -> tuple[Received, ...]:
    """The mails laid in a folder, oldest first."""
    return tuple(
        _received(message_from_bytes(file.read_bytes(), policy=default))
        for file in sorted(folder.glob("*.eml"))
    )


def _received(message: EmailMessage) -> Received:
    body = message.get_body(("plain",))
    assert body is not None
    return Received(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=body.get_content(),
        message_id=str(message["Message-ID"]),
    )
