"""A mail becomes a message that mail programs read."""

import re
from datetime import UTC, datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy
from functools import lru_cache
from typing import Literal

from attrs import field, frozen

from conseillers_adapters.mail.blocks import Reader
from conseillers_adapters.mail.mailbox import mailbox
from conseillers_adapters.mail.pages import Pages, delivered_pages
from conseillers_adapters.mail.phrases import SERVICE
from conseillers_adapters.mail.typography import PARIS
from conseillers_adapters.mail.words import words_of
from conseillers_application.mails import Attachment, Mail, MailRefused, Why
from conseillers_application.ports import Clock

Encoding = Literal["quoted-printable", "8bit"]

_LONGEST_LINE = 998  # RFC 5322, 2.1.1, in bytes


_KINDS = HeaderRegistry()
_SAME_IN_EVERY_MAIL = frozenset(
    {
        "From",
        "Reply-To",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    }
)


class _Headers(HeaderRegistry):
    """The standard headers, read once where they say the same each time: it is most of a mail's cost."""

    def __getitem__(self, name: str) -> type:
        return _kind(name.lower())

    def __call__(self, name: str, value: object) -> BaseHeader:
        if isinstance(value, str) and name in _SAME_IN_EVERY_MAIL:
            return _known(name, value)
        return super().__call__(name, value)


@lru_cache(maxsize=64)
def _kind(name: str) -> type:
    return _KINDS[name]


@lru_cache(maxsize=64)
def _known(name: str, value: str) -> BaseHeader:
    return _KINDS(name, value)


_POLICY = EmailPolicy(header_factory=_Headers())


def system_clock() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


@frozen
class Writer:
    """Writes the service's mails: French, text and HTML.

    `sender`: the contact address, which every mail comes from. `now`: dates them.
    """

    sender: Address = field(converter=mailbox)
    now: Clock = system_clock
    pages: Pages = field(factory=delivered_pages)

    def write(self, mail: Mail, encoding: Encoding = "quoted-printable") -> EmailMessage:
        """The message of a mail; `8bit` is read without a mail program, and not every server takes it.

        Raises:
            MailRefused: when it is addressed to no mailbox, or to several.
        """
        words = words_of(mail.content)
        contact = self.sender.addr_spec
        message = EmailMessage(_POLICY)
        message["From"] = str(Address(SERVICE, self.sender.username, self.sender.domain))
        message["To"] = _recipient(mail)
        message["Subject"] = _undisguised(words.subject)
        message["Date"] = self.now().astimezone(PARIS)
        message["Message-ID"] = f"<{_plain(mail.message_id)}>"
        message["Auto-Submitted"] = "auto-generated"
        if words.reader is Reader.COMPANY:
            message["Reply-To"] = contact
        text, html = self.pages.text(words, contact), self.pages.html(words, contact)
        message.set_content(text, cte=_fit(encoding, text))
        message.add_alternative(html, subtype="html", cte=_fit(encoding, html))
        for one in mail.attachments:
            _attach(message, one)
        return message


def _attach(message: EmailMessage, file: Attachment) -> None:
    kind, *settings = file.media_type.split("; ")
    maintype, _, subtype = kind.partition("/")
    message.add_attachment(
        file.content,
        maintype=maintype,
        subtype=subtype,
        filename=file.name,
        params=dict(setting.split("=", 1) for setting in settings),
    )


def _recipient(mail: Mail) -> Address:
    try:
        return mailbox(mail.to)
    except ValueError:
        raise MailRefused("not the address of one mailbox", Why.UNKNOWN_MAILBOX) from None


def _undisguised(subject: str) -> str:
    # `=?utf-8?q?=0D=0A…?=` in a subject is read as what it encodes: line breaks, then other headers.
    return subject.replace("=?", "= ?")


def _plain(message_id: str) -> str:
    return re.sub(r"[^A-Za-z0-9@._+-]", "", message_id)


def _fit(encoding: Encoding, body: str) -> Encoding:
    longest = max(len(line.encode()) for line in body.splitlines())
    return encoding if longest <= _LONGEST_LINE else "quoted-printable"
