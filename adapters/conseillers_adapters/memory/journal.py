"""The journal and its chain, in memory."""

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from conseillers_adapters.memory.correspondence import MemoryOutbox
from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_application.ports import JournalQuery
from conseillers_domain.events import Fact
from conseillers_domain.journal import Book, Entry, Kept, Sealed, SignedEnd, written


@frozen
class MemoryJournal:
    """The lines of the journal, kept in memory; `before`: the state that the transaction began with."""

    state: State
    before: State
    outbox: MemoryOutbox

    def changed(self) -> bool:
        """Whether anything was changed in this transaction."""
        return self.state != self.before

    def facts(self) -> Sequence[Fact]:
        """The facts put in this transaction."""
        return self.outbox.told

    def add(self, line: Kept) -> None:
        """Write a line."""
        Shelf(Kept, self.state).add(line.entry.id, line)

    def page(self, query: JournalQuery) -> tuple[Entry, ...]:
        """The lines asked for, latest first."""
        found = (one.entry for one in Shelf(Kept, self.state))
        asked = (one for one in found if one.book == query.book.value and _is_asked_for(one, query))
        return tuple(sorted(asked, key=_place, reverse=True)[: query.limit])


def _place(entry: Entry) -> tuple[str, str]:
    return entry.at, entry.id


def _is_asked_for(entry: Entry, query: JournalQuery) -> bool:
    told = ((entry.who, query.who), (entry.subject, query.subject), (entry.way, query.way))
    return (
        all(wanted in {None, value} for value, wanted in told)
        and (query.since is None or entry.at >= written(query.since))
        and (query.until is None or entry.at < written(query.until))
        and (query.after is None or _place(entry) < query.after)
    )


@frozen
class MemoryChain:
    """The blocks of the journal, kept in memory."""

    state: State

    def ends(self, book: Book) -> Mapping[str, SignedEnd]:
        """Where it begins and ends, by the name of the edge."""
        return {one.end.edge: one for one in Shelf(SignedEnd, self.state) if one.end.book == book.value}

    def blocks(self, book: Book, after: int, limit: int) -> tuple[Sealed, ...]:
        """Those whose number is above `after`, in their order."""
        found = (one for one in Shelf(Sealed, self.state) if one.block.book == book.value)
        behind = (one for one in found if one.block.number > after)
        return tuple(sorted(behind, key=lambda one: one.block.number)[:limit])

    def lines(self, book: Book, block: int | None, after: str, limit: int) -> tuple[Kept, ...]:
        """Those of a block, or sealed in none, in the order of their ids."""
        found = (one for one in Shelf(Kept, self.state) if one.entry.book == book.value)
        behind = (one for one in found if one.block == block and one.entry.id > after)
        return tuple(sorted(behind, key=lambda one: one.entry.id)[:limit])

    def seal(self, sealed: Sealed, lines: Sequence[Kept]) -> None:
        """Put these lines in a new block."""
        for one in lines:
            Shelf(Kept, self.state).keep(one.entry.id, evolve(one, block=sealed.block.number))
        Shelf(Sealed, self.state).add(f"{sealed.block.book} {sealed.block.number}", sealed)

    def end(self, signed: SignedEnd) -> None:
        """Keep an end of the chain, instead of the one there was."""
        Shelf(SignedEnd, self.state).keep(f"{signed.end.book} {signed.end.edge}", signed)

    def drop(self, book: Book, upto: int) -> int:
        """Delete the blocks up to that number, and their lines; how many these were."""
        for one in list(Shelf(Sealed, self.state)):
            if one.block.book == book.value and one.block.number <= upto:
                Shelf(Sealed, self.state).drop(f"{book} {one.block.number}")
        over = [
            line.entry.id
            for line in Shelf(Kept, self.state)
            if line.entry.book == book.value and line.block is not None and line.block <= upto
        ]
        for line_id in over:
            Shelf(Kept, self.state).drop(line_id)
        return len(over)

    def astray(self, book: Book, first: int, last: int, limit: int) -> tuple[str, ...]:
        """The ids of its lines in a block that cannot be, and of those of no book."""
        found = [
            line.entry.id
            for line in Shelf(Kept, self.state)
            if line.entry.book not in set(Book)
            or (line.entry.book == book.value and line.block is not None and not first < line.block <= last)
        ]
        return tuple(found[:limit])
