"""The journal and its chain, in tables; what a line says is kept as it was signed."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, Final

from attrs import asdict, frozen
from sqlalchemy import Column, ColumnElement, Select, and_, bindparam, delete, insert, or_, select, update

from conseillers_adapters.sql.correspondence import SqlOutbox
from conseillers_adapters.sql.line import Line, Row
from conseillers_adapters.sql.rows import stored
from conseillers_adapters.sql.tables import journal, journal_blocks, journal_ends
from conseillers_adapters.sql.turns import take_turn
from conseillers_application.ports import JournalQuery
from conseillers_domain.events import Fact
from conseillers_domain.journal import Block, Book, End, Entry, Kept, Sealed, SignedEnd

_LINE: Final = journal.c

NO_NUMBER: Final = 2**63 - 1
_ADD: Final = insert(journal)
_ENDS: Final = select(journal_ends).where(journal_ends.c.book == bindparam("book"))
_NO_END: Final = delete(journal_ends).where(
    journal_ends.c.book == bindparam("same_book"), journal_ends.c.edge == bindparam("same_edge")
)
_END: Final = insert(journal_ends)
_BLOCKS: Final = (
    select(journal_blocks)
    .where(journal_blocks.c.book == bindparam("book"), journal_blocks.c.number > bindparam("after"))
    .order_by(journal_blocks.c.number)
    .limit(bindparam("most"))
)
_LINES: Final = (
    select(journal)
    .where(_LINE.book == bindparam("book"), _LINE.id > bindparam("after"))
    .order_by(_LINE.id)
    .limit(bindparam("most"))
)
_SEALED: Final = _LINES.where(_LINE.block == bindparam("number"))
_UNSEALED: Final = _LINES.where(_LINE.block.is_(None))
_PUT_IN: Final = update(journal).where(_LINE.id == bindparam("same_id")).values(block=bindparam("number"))
_SEAL: Final = insert(journal_blocks)
_DROP_LINES: Final = delete(journal).where(
    _LINE.book == bindparam("same_book"), _LINE.block <= bindparam("upto")
)
_DROP_BLOCKS: Final = delete(journal_blocks).where(
    journal_blocks.c.book == bindparam("same_book"), journal_blocks.c.number <= bindparam("upto")
)


def _of_no_book(book: "Column[str]") -> ColumnElement[bool]:
    """Ranges of an index, rather than a look at every row."""
    books = sorted(one.value for one in Book)
    between = (and_(book > one, book < next_one) for one, next_one in pairwise(books))
    return or_(book < books[0], *between, book > books[-1])


_OF_NO_BOOK: Final = tuple(
    select(name).where(_of_no_book(table.c.book)).limit(bindparam("most"))
    for table, name in (
        (journal, _LINE.id),
        (journal_blocks, journal_blocks.c.book),
        (journal_ends, journal_ends.c.book),
    )
)
_BEFORE: Final = (
    select(_LINE.id)
    .where(_LINE.book == bindparam("book"), _LINE.block <= bindparam("first"))
    .limit(bindparam("most"))
)
_BEHIND: Final = (
    select(_LINE.id)
    .where(_LINE.book == bindparam("book"), _LINE.block > bindparam("last"))
    .limit(bindparam("most"))
)
_FILTERS: Final[Mapping[str, Callable[[Select[Any]], Select[Any]]]] = {
    "who": lambda asked: asked.where(_LINE.who == bindparam("who")),
    "subject": lambda asked: asked.where(_LINE.subject == bindparam("subject")),
    "way": lambda asked: asked.where(_LINE.way == bindparam("way")),
    "since": lambda asked: asked.where(_LINE.at >= bindparam("since")),
    "until": lambda asked: asked.where(_LINE.at < bindparam("until")),
    "after": lambda asked: asked.where(
        _LINE.at <= bindparam("after"),
        or_(_LINE.at < bindparam("after"), _LINE.id < bindparam("ended_with")),
    ),
}


@frozen
class SqlJournal:
    """The lines of the journal, kept in a database."""

    connection: Line
    outbox: SqlOutbox

    def changed(self) -> bool:
        """Whether anything was changed in this transaction."""
        return bool(self.outbox.told) or self.connection.changes.any

    def facts(self) -> Sequence[Fact]:
        """The facts put in this transaction."""
        return self.outbox.told

    def add(self, line: Kept) -> None:
        """Write a line."""
        values = {**asdict(line.entry), "proof": line.proof, "block": line.block}
        self.connection.execute(_ADD, values)

    def page(self, query: JournalQuery) -> tuple[Entry, ...]:
        """The lines asked for, latest first."""
        filters = {
            "who": query.who,
            "subject": query.subject,
            "way": query.way,
            "since": None if query.since is None else stored(query.since),
            "until": None if query.until is None else stored(query.until),
            "after": None if query.after is None else query.after[0],
            "ended_with": None if query.after is None else query.after[1],
        }
        asked = {name: value for name, value in filters.items() if value is not None}
        given = {"book": query.book.value, "most": query.limit, **asked}
        return tuple(
            _kept(row).entry
            for row in self.connection.execute(_page(frozenset(asked) & frozenset(_FILTERS)), given)
        )


@cache
def _page(filters: frozenset[str]) -> Select[Any]:
    asked: Select[Any] = (
        select(journal)
        .where(_LINE.book == bindparam("book"))
        .order_by(_LINE.at.desc(), _LINE.id.desc())
        .limit(bindparam("most"))
    )
    for name in sorted(filters):
        asked = _FILTERS[name](asked)
    return asked


@frozen
class SqlChain:
    """The blocks of the journal, kept in a database; `writing`: one seals at a time."""

    connection: Line
    writing: bool

    def ends(self, book: Book) -> Mapping[str, SignedEnd]:
        """Where it begins and ends, by the name of the edge."""
        if self.writing:
            take_turn(self.connection, f"journal:{book}")
        return {
            row.edge: SignedEnd(
                end=End(
                    book=row.book,
                    edge=row.edge,
                    number=_number(row.number),
                    seal=str(row.seal),
                    at=str(row.at),
                ),
                proof=str(row.proof),
            )
            for row in self.connection.execute(_ENDS, {"book": book.value})
        }

    def blocks(self, book: Book, after: int, limit: int) -> tuple[Sealed, ...]:
        """Those whose number is above `after`, in their order."""
        rows = self.connection.execute(_BLOCKS, {"book": book.value, "after": after, "most": limit})
        return tuple(
            Sealed(
                block=Block(
                    book=row.book,
                    number=_number(row.number),
                    previous=str(row.previous),
                    count=_number(row.count),
                    digest=str(row.digest),
                    until=str(row.until),
                    sealed_at=str(row.sealed_at),
                ),
                seal=str(row.seal),
            )
            for row in rows
        )

    def lines(self, book: Book, block: int | None, after: str, limit: int) -> tuple[Kept, ...]:
        """Those of a block, or sealed in none, in the order of their ids."""
        given: dict[str, object] = {"book": book.value, "after": after, "most": limit}
        if block is None:
            return tuple(map(_kept, self.connection.execute(_UNSEALED, given)))
        return tuple(map(_kept, self.connection.execute(_SEALED, {**given, "number": block})))

    def seal(self, sealed: Sealed, lines: Sequence[Kept]) -> None:
        """Put these lines in a new block."""
        number = sealed.block.number
        self.connection.execute(_PUT_IN, [{"same_id": one.entry.id, "number": number} for one in lines])
        self.connection.execute(_SEAL, {**asdict(sealed.block), "seal": sealed.seal})

    def end(self, signed: SignedEnd) -> None:
        """Keep an end of the chain, instead of the one there was."""
        end = signed.end
        self.connection.execute(_NO_END, {"same_book": end.book, "same_edge": end.edge})
        self.connection.execute(_END, {**asdict(end), "proof": signed.proof})

    def drop(self, book: Book, upto: int) -> int:
        """Delete the blocks up to that number, and their lines; how many these were."""
        given = {"same_book": book.value, "upto": upto}
        self.connection.execute(_DROP_BLOCKS, given)
        return self.connection.execute(_DROP_LINES, given).rowcount

    def astray(self, book: Book, first: int, last: int, limit: int) -> tuple[str, ...]:
        """The ids of its lines in a block that cannot be, and of what is of no book."""
        given = {"book": book.value, "first": first, "last": last, "most": limit}
        found = list[str]()
        for statement in (*_OF_NO_BOOK, _BEFORE, _BEHIND):
            found += self.connection.execute(statement, given).scalars()
        return tuple(found[:limit])


def _kept(row: Row) -> Kept:
    return Kept(
        entry=Entry(
            id=row.id,
            book=str(row.book),
            at=str(row.at),
            who=str(row.who),
            way=str(row.way),
            operation=str(row.operation),
            subject=str(row.subject),
            others=str(row.others),
            whence=str(row.whence),
        ),
        proof=str(row.proof),
        block=row.block,
    )


def _number(value: object) -> int:
    """What a column of numbers holds; SQLite lets it hold anything, and sorts that last."""
    return value if isinstance(value, int) else NO_NUMBER
