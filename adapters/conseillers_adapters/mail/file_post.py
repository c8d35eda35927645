"""Mails laid in a folder, one file each: a machine without mail server, tests, demonstrations."""

import os
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import EmailPolicy
from hashlib import blake2s
from pathlib import Path
from tempfile import mkstemp
from uuid import UUID

from attrs import frozen

from conseillers_adapters.mail.writer import Writer
from conseillers_application.mails import Mail, MailDelayed

# Accents as they are, in headers too: these files are read with `cat`.
_READABLE = EmailPolicy(utf8=True, cte_type="8bit", linesep="\n")
_PART = 80


@frozen
class FilePost:
    """Lays each mail in a folder; the same mail sent again is the same file.

    Only the account of the service can read the files: they hold what the mails hold.
    """

    folder: Path
    writer: Writer

    def send(self, mail: Mail) -> None:
        """Lay the mail down; once this returns, it stands a power cut.

        Raises:
            MailRefused: when it is addressed to no mailbox.
            MailDelayed: when the folder takes no file.
        """
        target = self.folder / name_of(mail)
        try:
            if not target.exists():
                _lay(self.writer.write(mail, encoding="8bit"), target)
        except OSError as error:
            raise MailDelayed(f"the folder of mails takes no file: {error.strerror}") from error


def name_of(mail: Mail) -> str:
    """`20261123T181500.000Z-need-rh@cci.example-3f2a9c1b5d7e.eml`: files sort as the mails were owed.

    The instant is the one a UUIDv7 carries; a mail whose id is none is named after its id.
    """
    kind = type(mail.content).__name__.removesuffix("Mail").lower()
    owed = mail.message_id.partition("@")[0]
    identity = f"{mail.message_id} {kind} {mail.to}".encode(errors="surrogatepass")
    digest = blake2s(identity, digest_size=6).hexdigest()
    return f"{_born(owed) or _plain(owed)}-{kind}-{_plain(mail.to)}-{digest}.eml"


def _born(identifier: str) -> str | None:
    try:
        parsed = UUID(identifier)
    except ValueError:
        return None
    if parsed.version != 7:  # noqa: PLR2004 - the only version that begins with an instant
        return None
    milliseconds = parsed.int >> 80
    at = datetime.fromtimestamp(milliseconds // 1000, UTC)
    return f"{at:%Y%m%dT%H%M%S}.{milliseconds % 1000:03}Z"


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9@._+-]", "_", text)[:_PART]


def _lay(message: EmailMessage, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = mkstemp(dir=target.parent, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(message.as_bytes(policy=_READABLE))
            file.flush()
            os.fsync(descriptor)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    _keep_name(target.parent)


def _keep_name(folder: Path) -> None:
    # A file outlives a power cut under its name only once the folder is written too.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
