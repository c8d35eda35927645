"""Mails as their readers find them, whatever way they left."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from attrs import frozen

from conseillers_adapters.mail.writer import Writer
from conseillers_application.mails import Mail, MailRefused, Why
from conseillers_application.ports import Post
from conseillers_features.worlds.surroundings import CONTACT
from conseillers_features.worlds.world import Received

_WRITER = Writer(CONTACT)


@frozen
class RefusingPost:
    """A post that says of some mailboxes that they do not exist, and hands the rest over to another."""

    post: Post
    refused: set[str]

    def send(self, mail: Mail) -> None:
        """As the port says."""
        if mail.to in self.refused:
            raise MailRefused("550 5.1.1", Why.UNKNOWN_MAILBOX, "550 5.1.1")
        self.post.send(mail)


def written(mail: Mail) -> Received:
    """A mail kept in memory, in the words its reader gets."""
    return _received(_WRITER.write(mail))


def in_folder(folder: Path) -> tuple[Received, ...]:
    """The mails laid in a folder, in the order they were: their names say when they were owed."""
    return tuple(
        _received(message_from_bytes(file.read_bytes(), policy=default))
        for file in sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    )


def _received(message: EmailMessage) -> Received:
    body = message.get_body(("plain",))
    assert body is not None
    return Received(
        to=str(message["To"]),
        subject=str(message["Subject"]).strip(),  # folded, a header keeps the blank its line began with
        text=body.get_content(),
        message_id=str(message["Message-ID"]),
        files={
            str(one.get_filename()): (one.get_payload(decode=True) or b"").decode()  # type: ignore[union-attr] # decoded, it is bytes
            for one in message.iter_attachments()
        },
    )
