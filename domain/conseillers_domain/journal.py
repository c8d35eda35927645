"""The journal: who did what to what, and who read which need; identifiers only (CGU 6.2).

Everything in it is a text, kept as it was signed: what a column holds is what its proof is about.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from json import JSONEncoder
from typing import Final

from attrs import frozen


class Book(StrEnum):
    """The two books of the journal: each has its chain, and is kept for a time of its own."""

    ACTS = "acts"
    ACCESS = "access"

    @property
    def label(self) -> str:
        """As people read it."""
        return {Book.ACTS: "journal des actes", Book.ACCESS: "journal des consultations"}[self]


class Way(StrEnum):
    """By which way somebody reached the service; the values are stored and travel."""

    SESSION = "session"
    LINK = "link"
    KEY = "key"
    PUBLIC = "public"
    JOB = "job"
    COMMAND = "command"
    HOST = "host"

    @property
    def label(self) -> str:
        """As people read it."""
        return {
            Way.SESSION: "session",
            Way.LINK: "lien d’un mail",
            Way.KEY: "clé",
            Way.PUBLIC: "sans s’identifier",
            Way.JOB: "tâche du service",
            Way.COMMAND: "ligne de commande",
            Way.HOST: "service hôte",
        }[self]


VISITOR: Final = "visitor"
SERVICE: Final = "service"
COMMAND_LINE: Final = "command-line"
"""Who acts when it is nobody who has an account."""
REFUSED: Final = ".refused"
"""What follows the name of an operation that was refused to who reached for something."""

_encode: Final = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_IDENTIFIER: Final = re.compile(r"(?![0-9]{9})[A-Za-z0-9._-]{1,40}")


def identifiers(words: Iterable[str]) -> tuple[str, ...]:
    """Of these words those that name a thing of the service, each once.

    Neither an address, nor a secret, which is longer, nor the number of a company or a telephone.
    """
    return tuple(dict.fromkeys(word for word in words if _IDENTIFIER.fullmatch(word)))


@frozen(kw_only=True)
class Entry:
    """A line of the journal, never changed afterwards.

    `who`: an account's id, or one of the three above. `operation`: the name of the route, the job or the
    command. `subject`: what it bore on, and `others` with what else, separated by spaces. `whence`: the
    network it came from, shortened so that it names nobody.
    """

    id: str
    book: str
    at: str
    who: str
    way: str
    operation: str
    subject: str
    others: str
    whence: str

    @property
    def refused(self) -> bool:
        """Whether it says that nothing was shown, nor done."""
        return self.operation.endswith(REFUSED)

    @property
    def text(self) -> str:
        """What is signed: every column, so that no two lines are signed alike."""
        return _signed_text(
            self.id,
            self.book,
            self.at,
            self.who,
            self.way,
            self.operation,
            self.subject,
            self.others,
            self.whence,
        )


@frozen(kw_only=True)
class Kept:
    """A line as it is kept: with its proof, and the number of the block it is sealed in, if it is."""

    entry: Entry
    proof: str
    block: int | None = None


@frozen(kw_only=True)
class Block:
    """Lines sealed together, in the order of their ids, after those of the block before.

    `previous`: the seal of that one. `digest`: of the proofs of its `count` lines. `until`: when the latest
    of them was written.
    """

    book: str
    number: int
    previous: str
    count: int
    digest: str
    until: str
    sealed_at: str

    @property
    def text(self) -> str:
        """What is sealed."""
        return _signed_text(
            self.book,
            str(self.number),
            self.previous,
            str(self.count),
            self.digest,
            self.until,
            self.sealed_at,
        )


@frozen(kw_only=True)
class Sealed:
    """A block and its seal."""

    block: Block
    seal: str


class Edge(StrEnum):
    """The two ends of a chain: what is before the first is over, what is after the last not sealed yet."""

    FIRST = "first"
    LAST = "last"


@frozen(kw_only=True)
class End:
    """An end of a chain: the number and the seal of the block that is there, since when."""

    book: str
    edge: str
    number: int
    seal: str
    at: str

    @property
    def text(self) -> str:
        """What is signed."""
        return _signed_text(self.book, self.edge, str(self.number), self.seal, self.at)


@frozen(kw_only=True)
class SignedEnd:
    """An end and its proof."""

    end: End
    proof: str


def digest_of(proofs: Iterable[str]) -> str:
    """What stands for these proofs, in their order."""
    return sha256("\n".join(proofs).encode()).hexdigest()


def written(at: datetime) -> str:
    """An instant as the journal writes it, to the millisecond."""
    told = at.astimezone(UTC)
    return f"{told:%Y-%m-%dT%H:%M:%S}.{told.microsecond // 1000:03d}Z"


def _signed_text(*parts: str) -> str:
    return _encode(parts)
