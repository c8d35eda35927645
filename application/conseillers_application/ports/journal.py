"""The journal: its lines, written and searched, and the chain they are sealed in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from attrs import frozen

from conseillers_domain.events import Fact
from conseillers_domain.journal import Book, Entry, Kept, Sealed, SignedEnd


@frozen(kw_only=True)
class JournalQuery:
    """Which lines are asked for, latest first: of one person, on one thing, by one way, between two instants.

    `until` is left out. `after`: the instant, as written, and the id that the page before ended with.
    """

    book: Book
    who: str | None = None
    subject: str | None = None
    way: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: tuple[str, str] | None = None
    limit: int


class Journal(Protocol):
    """What was done in this transaction, and the lines written so far."""

    def changed(self) -> bool:
        """Whether anything was changed in this transaction."""
        ...

    def facts(self) -> Sequence[Fact]:
        """The facts put in this transaction."""
        ...

    def add(self, line: Kept) -> None:
        """Write a line."""
        ...

    def page(self, query: JournalQuery) -> tuple[Entry, ...]:
        """The lines asked for."""
        ...


class Chain(Protocol):
    """The blocks that lines are sealed in, one after the other, as they are kept: nothing is verified."""

    def ends(self, book: Book) -> Mapping[str, SignedEnd]:
        """Where it begins and ends, by the name of the edge; empty before anything is sealed.

        Who would write waits for who writes.
        """
        ...

    def blocks(self, book: Book, after: int, limit: int) -> tuple[Sealed, ...]:
        """Those whose number is above `after`, in their order."""
        ...

    def lines(self, book: Book, block: int | None, after: str, limit: int) -> tuple[Kept, ...]:
        """Those of a block, or sealed in none, whose id is above `after`, in the order of their ids."""
        ...

    def seal(self, sealed: Sealed, lines: Sequence[Kept]) -> None:
        """Put these lines in a new block."""
        ...

    def end(self, signed: SignedEnd) -> None:
        """Keep an end of the chain, instead of the one there was."""
        ...

    def drop(self, book: Book, upto: int) -> int:
        """Delete the blocks up to that number, and their lines; how many these were."""
        ...

    def astray(self, book: Book, first: int, last: int, limit: int) -> tuple[str, ...]:
        """The ids of its lines in a block that cannot be: none is above `first`, up to `last`.

        Those of no book as well, blocks and ends included.
        """
        ...
