"""Mails handed over to a mail server, on lines kept open from one mail to the next."""

import contextlib
import ssl
import threading
import time
import weakref
from email.message import EmailMessage

from attrs import Factory, define, field, frozen

from conseillers_adapters.mail.server import Server, server_from
from conseillers_adapters.mail.smtp_line import Line, Worn, open_line
from conseillers_adapters.mail.writer import Writer
from conseillers_application.mails import Mail, MailDelayed, MailRefused


@define(eq=False)
class _IdleLines:
    """The open lines nobody is using, the last used on top."""

    patience: float
    _lock: threading.Lock = field(factory=threading.Lock)
    _lines: list[Line] = field(factory=list)

    def take(self) -> Line | None:
        """A line that served a moment ago; those that did not are closed."""
        oldest = time.monotonic() - self.patience
        with self._lock:
            old = [line for line in self._lines if line.idle_since < oldest]
            self._lines = [line for line in self._lines if line.idle_since >= oldest]
            line = self._lines.pop() if self._lines else None
        for forgotten in old:
            forgotten.close()
        return line

    def put(self, line: Line) -> None:
        """Keep a line for the next mail."""
        with self._lock:
            self._lines.append(line)

    def close(self) -> None:
        """Close them all."""
        with self._lock:
            lines, self._lines = self._lines, []
        for line in lines:
            line.close()


def _idle_lines(post: "SmtpPost") -> _IdleLines:
    return _IdleLines(post.patience)


@frozen(eq=False)
class SmtpPost:
    """Hands mails over to a mail server; several threads may at once, each on a line of its own.

    `server`: given as its address (see `server_from`). `timeout`: for each answer of the server;
    `patience`: how long a line stays open unused; both in seconds. `trust`: the authorities believed.
    """

    server: Server = field(converter=server_from)
    writer: Writer
    timeout: float = 10.0
    patience: float = 30.0
    trust: ssl.SSLContext = field(factory=ssl.create_default_context, repr=False)
    _idle: _IdleLines = field(init=False, default=Factory(_idle_lines, takes_self=True))

    def __attrs_post_init__(self) -> None:
        """See that no line is left open when nobody holds the post any more, or the program ends."""
        weakref.finalize(self, self._idle.close)

    def send(self, mail: Mail) -> None:
        """Hand it over.

        Raises:
            MailRefused: the server refuses it, or its recipient, for good.
            MailDelayed: the server is out of reach, wants it later, or does not want us.
        """
        message = self.writer.write(mail)
        line = self._idle.take()
        if line is not None:
            # A line that has served may be past its count of mails, or its age: nothing is lost
            # by trying on a new one, once.
            with contextlib.suppress(Worn):
                self._hand(message, line)
                return
        try:
            self._hand(message, self._open())
        except Worn as worn:
            raise MailDelayed(str(worn), worn.why, worn.code) from None

    def close(self) -> None:
        """Close the lines kept open; the post can still be used."""
        self._idle.close()

    def _open(self) -> Line:
        return open_line(self.server, self.writer.sender.domain, self.timeout, self.trust)

    def _hand(self, message: EmailMessage, line: Line) -> None:
        recipient = message["To"].addresses[0].addr_spec
        try:
            line.hand(message, self.writer.sender.addr_spec, recipient)
        except (Worn, MailRefused, MailDelayed):
            line.drop()
            raise
        self._idle.put(line)
