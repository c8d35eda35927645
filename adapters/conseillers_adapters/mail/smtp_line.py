"""One conversation with a mail server: opened, mails handed over, closed."""

import contextlib
import smtplib
import ssl
import time
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8

from attrs import define, field

from conseillers_adapters.mail.refusals import code_of, refusal
from conseillers_adapters.mail.server import Privacy, Server
from conseillers_application.mails import MailDelayed, MailRefused, Why

_DONE = 250
_ACCEPTED = 2
_GOODBYE = 1.0


class Worn(Exception):  # noqa: N818 - a state of the line, dealt with by whoever holds another
    """The server wants nothing more on this line; nothing of the mail was handed over."""

    def __init__(self, text: str, why: Why = Why.SERVER, code: str | None = None) -> None:
        """Keep what it said."""
        super().__init__(text)
        self.why = why
        self.code = code


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
            raise MailRefused("the server takes no address with accents", Why.MESSAGE)
        try:
            begun = self._smtp.mail(sender, () if plain else ("SMTPUTF8", "BODY=8BITMIME"))
        except OSError as error:
            raise Worn(reason(error)) from None
        if begun[0] != _DONE:
            raise _unwanted(*begun)
        try:
            _heed(*self._smtp.rcpt(recipient), of_recipient=True)
            _heed(*self._smtp.data(message.as_bytes(policy=SMTP if plain else SMTPUTF8)), of_recipient=False)
        except smtplib.SMTPDataError as error:
            _heed(error.smtp_code, error.smtp_error, of_recipient=False)
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
        raise _delayed(error) from None
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.privacy is Privacy.STARTTLS:
            smtp.starttls(context=trust)
            smtp.ehlo()
        if server.user is not None:
            smtp.login(server.user, server.password)
    except OSError as error:
        smtp.close()
        raise _delayed(error) from None
    return Line(smtp)


def reason(error: OSError) -> str:
    """What went wrong, for logs: codes, not the server's words, which often name the recipient."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return code_of(error.smtp_code, said if isinstance(said, str) else said.decode(errors="replace"))
    return f"{type(error).__name__}: {error}"


def _delayed(error: OSError) -> MailDelayed:
    """Before the mail was spoken of, everything that goes wrong is ours or the server's."""
    if not isinstance(error, smtplib.SMTPResponseException):
        return MailDelayed(reason(error))
    ours = isinstance(error, smtplib.SMTPAuthenticationError)
    return MailDelayed(reason(error), Why.POLICY if ours else Why.SERVER, reason(error))


def _unwanted(code: int, said: bytes | str) -> Worn:
    told = refusal(code, said, of_recipient=False)
    why = Why.SERVER if isinstance(told, MailDelayed) and told.why is Why.SERVER else Why.POLICY
    return Worn(str(told), why, told.code)


def _heed(code: int, said: bytes | str, *, of_recipient: bool) -> None:
    if code // 100 != _ACCEPTED:
        raise refusal(code, said, of_recipient=of_recipient)
