"""Mail servers on this machine: one that keeps what it gets and answers as told, others worse."""

# ruff: noqa: ARG002, N802 - aiosmtpd gives the names and the arguments

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any, cast

import aiosmtpd
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from attrs import define, field

CERTIFICATES = Path(aiosmtpd.__file__).parent / "tests" / "certs"


@define(eq=False)
class MailServer:
    """Keeps mails; `answers` says what it replies to a command (`RCPT`, `DATA`…) or for a mailbox.

    `mails_a_line`: how many mails it takes on one line before it asks for another.
    """

    port: int
    received: list[EmailMessage] = field(factory=list)
    recipients: list[str] = field(factory=list)
    answers: dict[str, str] = field(factory=dict)
    lines: int = 0
    mails_a_line: int = 1000
    mails: dict[Session, int] = field(factory=dict)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def ids(self) -> list[str]:
        return [mail["Message-ID"] for mail in self.received]

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.lines += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.mails[session] = self.mails.get(session, 0) + 1
        if self.mails[session] > self.mails_a_line:
            return "421 4.7.0 enough on this line"
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(address) or self.answers.get("RCPT") or "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.answers.get("DATA", "250 OK")
        if answer.startswith("250"):
            self.received.append(
                BytesParser(EmailMessage, policy=default).parsebytes(cast("bytes", envelope.content))
            )
            self.recipients += envelope.rcpt_tos
        return answer


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def running(server: MailServer, *, tls: bool = False, **options: object) -> Iterator[MailServer]:
    """The server listening; `tls`: from the first byte. `options`: aiosmtpd's."""
    controller = Controller(
        server,
        hostname="127.0.0.1",
        port=server.port,
        ssl_context=server_context() if tls else None,
        **cast("dict[str, Any]", options),
    )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / "server.crt", CERTIFICATES / "server.key")
    return context


def trust() -> ssl.SSLContext:
    """Believes that server's certificate, which names no machine."""
    context = ssl.create_default_context(cafile=CERTIFICATES / "server.crt")
    context.check_hostname = False
    return context


def only_marie(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
) -> AuthResult:
    known = (data.login, data.password) == (b"marie", b"p@ss:word")
    return AuthResult(success=known, handled=known)


@contextmanager
def saying(*lines: bytes) -> Iterator[int]:
    """The port of a server that says these lines, one for each it hears, then nothing more."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        threading.Thread(target=_say, args=(listener, lines), daemon=True).start()
        yield listener.getsockname()[1]


def _say(listener: socket.socket, lines: tuple[bytes, ...]) -> None:
    caller, _ = listener.accept()
    with caller, caller.makefile("rb") as heard:
        for line in lines:
            caller.sendall(line + b"\r\n")
            heard.readline()
        heard.read()
