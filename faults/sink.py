"""The mail server at the other end: it keeps what it gets under its Message-ID, and can be out of sorts."""

# ruff: noqa: ARG002, N802 - aiosmtpd gives the names and the arguments

import re
from asyncio import WriteTransport
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from enum import Enum, auto
from hashlib import sha256
from typing import Final, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from attrs import define, field, frozen

from tests.adapters.mail_server import free_port

_LINK: Final = re.compile(r"(?<=/n/)[\w-]+")
_ASKS: Final = re.compile(r"/api/(?:demands/[\w-]+/completion\?token=[\w.~-]+|surveys/[\w.~-]+)")
"""The pages where a company is asked for something."""
_LASTS: Final = re.compile(r"valable jusqu[^.]*")


class Mood(Enum):
    """How it takes a mail."""

    WILLING = auto()
    LATER = auto()
    """Refused for now, at the recipient's name."""
    MUTE = auto()
    """Taken, and the line cut before it says so."""


@frozen
class Kept:
    """A mail taken: its Message-ID, for whom, what it is about, its words, and the secret links in it.

    A link and the day it ends are new at each try: they are not among the words. `comments`: how many it
    tells. `asks`: the pages where it asks something of its reader.
    """

    name: str
    to: str
    subject: str
    words: str
    links: tuple[str, ...]
    comments: int
    asks: tuple[str, ...]


@define(eq=False)
class Sink:
    """Keeps mails; `mood` is asked at each recipient and each mail."""

    port: int = field(factory=free_port)
    mood: Callable[[], Mood] = lambda: Mood.WILLING
    kept: dict[str, list[Kept]] = field(factory=dict)
    refused: int = 0

    @property
    def url(self) -> str:
        """Where mails are handed over."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def again(self) -> int:
        """How often it was told again what it had."""
        return sum(len(copies) - 1 for copies in self.kept.values())

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Somebody's name is given."""
        if self.mood() is Mood.LATER:
            self.refused += 1
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """A mail is handed over."""
        mail = message_from_bytes(cast("bytes", envelope.content), policy=default)
        kept = _kept(mail, envelope)
        # Others read them meanwhile.
        self.kept[kept.name] = [*self.kept.get(kept.name, []), kept]
        if self.mood() is Mood.MUTE:
            cast("WriteTransport", server.transport).abort()
        return "250 OK"

    @contextmanager
    def listening(self) -> Iterator["Sink"]:
        """It takes mails meanwhile."""
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield self
        finally:
            controller.stop()


def _kept(mail: EmailMessage, envelope: Envelope) -> Kept:
    text = "\n".join(part.get_content() for part in mail.walk() if part.get_content_maintype() == "text")
    return Kept(
        name=str(mail["Message-ID"]).strip("<>"),
        to=" ".join(envelope.rcpt_tos),
        subject=str(mail["Subject"]),
        words=sha256(_LASTS.sub("", _LINK.sub("", text)).encode()).hexdigest(),
        links=tuple(sorted(set(_LINK.findall(text)))),
        comments=text.count("<li") if "fil de discussion" in text else 0,
        asks=tuple(sorted(set(_ASKS.findall(text)))),
    )
