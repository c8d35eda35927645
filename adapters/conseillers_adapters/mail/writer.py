"""A mail becomes a message that mail programs read."""

from datetime import UTC, datetime
from email.headerregistry import Address, HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy
from functools import cache
from typing import Literal

from attrs import field, frozen

from conseillers_adapters.mail.blocks import Reader
from conseillers_adapters.mail.mailbox import mailbox
from conseillers_adapters.mail.pages import Pages, pages_from
from conseillers_adapters.mail.typography import PARIS
from conseillers_adapters.mail.words import SERVICE, words_of
from conseillers_application.mails import Mail, MailRefused
from conseillers_application.ports import Clock

Encoding = Literal["quoted-printable", "8bit"]

_LONGEST_LINE = 998  # RFC 5322, 2.1.1, in bytes


class _Headers(HeaderRegistry):
    """The standard kinds of header; the standard registry makes a class for each header of each mail."""

    def __getitem__(self, name: str) -> type:
        return _kind(name.lower())


_STANDARD = HeaderRegistry()


@cache
def _kind(name: str) -> type:
    return _STANDARD[name]


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
    pages: Pages = field(factory=pages_from)

    def write(self, mail: Mail, encoding: Encoding = "quoted-printable") -> EmailMessage:
        """The message of a mail; `8bit` is read without a mail program, and not every server takes it.

        Raises:
            MailRefused: when it is addressed to no mailbox, or to several.
        """
        words = words_of(mail.content)
        contact = self.sender.addr_spec
        message = EmailMessage(_POLICY)
        message["From"] = Address(SERVICE, self.sender.username, self.sender.domain)
        message["To"] = _recipient(mail)
        message["Subject"] = words.subject
        message["Date"] = self.now().astimezone(PARIS)
        message["Message-ID"] = f"<{_visible(mail.message_id)}>"
        message["Auto-Submitted"] = "auto-generated"
        if words.reader is Reader.COMPANY:
            message["Reply-To"] = contact
        text, html = self.pages.text(words, contact), self.pages.html(words, contact)
        message.set_content(text, cte=_fit(encoding, text))
        message.add_alternative(html, subtype="html", cte=_fit(encoding, html))
        return message


def _recipient(mail: Mail) -> Address:
    try:
        return mailbox(mail.to)
    except ValueError:
        raise MailRefused("not the address of one mailbox") from None


def _visible(message_id: str) -> str:
    return "".join(sign for sign in message_id if "!" <= sign <= "~" and sign not in "<>")


def _fit(encoding: Encoding, body: str) -> Encoding:
    longest = max(len(line.encode()) for line in body.splitlines())
    return encoding if longest <= _LONGEST_LINE else "quoted-printable"
