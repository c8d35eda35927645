"""One conversation with a mail server: opened, mails handed over, closed."""

import contextlib
import re
import smtplib
import ssl
import time
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8

from attrs import define, field

from conseillers_adapters.mail.server import Privacy, Server
from conseillers_application.mails import MailDelayed, MailRefused

_DONE = 250
_ACCEPTED, _FOR_GOOD = 2, 5
# Being asked to sign in, or signing in wrongly: the mail is as good as another.
_OUR_FAULT = frozenset({530, 534, 535, 538})
_GOODBYE = 1.0


class Worn(Exception):  # noqa: N818 - a state of the line, dealt with by whoever holds another
    """The server wants nothing more on this line; nothing of the mail was handed over."""


@define(eq=False)
class Line:
    """An open conversation: one mail at a time.

    `idle_since`: when it last served, on a clock that only goes forward, in seconds.
    """

    _smtp: smtplib.SMTP
    idle_since: float = field(factory=time.monotonic)

    def hand(self, message: EmailMessage, sender: str, recipient: str) -> None:
        """Hand a mail over; after any refusal or delay the line is to be dropped.

        Raises:
            Worn: the server hung up, or refused before it heard of the recipient.
            MailRefused: the server refuses this recipient or this mail for good.
            MailDelayed: anything else: another try may do.
        """
        plain = sender.isascii() and recipient.isascii()
        if not plain and not self._smtp.has_extn("smtputf8"):
            raise MailRefused("the server takes no address with accents")
        try:
            begun = self._smtp.mail(sender, () if plain else ("SMTPUTF8", "BODY=8BITMIME"))
        except OSError as error:
            raise Worn(reason(error)) from None
        if begun[0] != _DONE:
            raise Worn(_reply(*begun))
        try:
            _heed(*self._smtp.rcpt(recipient))
            _heed(*self._smtp.data(message.as_bytes(policy=SMTP if plain else SMTPUTF8)))
        except smtplib.SMTPDataError as error:
            _heed(error.smtp_code, error.smtp_error)
        except OSError as error:
            raise MailDelayed(reason(error)) from None
        self.idle_since = time.monotonic()

    def drop(self) -> None:
        """Hang up."""
        self._smtp.close()

    def close(self) -> None:
        """Say goodbye, then hang up; a server that is slow to answer is not waited for."""
        with contextlib.suppress(OSError):
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(_GOODBYE)
            self._smtp.quit()
        self._smtp.close()


def open_line(server: Server, name: str, timeout: float, trust: ssl.SSLContext) -> Line:
    """A conversation begun, private and signed in as the server's address says.

    Everything that goes wrong here is ours or the server's, never the mail's.

    `name`: how the service introduces itself. `timeout`: for each answer, in seconds.

    Raises:
        MailDelayed: it could not be begun.
    """
    try:
        if server.privacy is Privacy.TLS:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, name, timeout=timeout, context=trust
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, name, timeout=timeout)
    except OSError as error:
        raise MailDelayed(reason(error)) from None
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.privacy is Privacy.STARTTLS:
            smtp.starttls(context=trust)
            smtp.ehlo()
        if server.user is not None:
            smtp.login(server.user, server.password)
    except OSError as error:
        smtp.close()
        raise MailDelayed(reason(error)) from None
    return Line(smtp)


def reason(error: OSError) -> str:
    """What went wrong, for logs: codes, not the server's words, which often name the recipient."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}"


def _heed(code: int, said: bytes | str) -> None:
    if code // 100 == _ACCEPTED:
        return
    if code // 100 == _FOR_GOOD and code not in _OUR_FAULT:
        raise MailRefused(_reply(code, said))
    raise MailDelayed(_reply(code, said))


def _reply(code: int, said: bytes | str) -> str:
    text = said if isinstance(said, str) else said.decode(errors="replace")
    precise = re.match(r"[245]\.\d{1,3}\.\d{1,3}\b", text)
    return f"{code} {precise[0]}" if precise else str(code)
