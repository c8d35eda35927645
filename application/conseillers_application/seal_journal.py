"""The journal sealed in a chain, and what is too old in it dropped from its beginning (CGU 6.2)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Secrets, UnitOfWork, Work
from conseillers_domain.errors import Conflict
from conseillers_domain.journal import Block, Book, Edge, End, Sealed, SignedEnd, digest_of, written

PROVES_BLOCK: Final = "journal-block"
PROVES_END: Final = "journal-end"

MOST: Final = 1_000
"""Lines sealed together at most, and blocks dropped in a transaction."""

BROKEN: Final = "La chaîne du journal est rompue : vérifiez-la (« conseillers audit verify »)."


@frozen(kw_only=True)
class SealJournal:
    """Seals the lines written since the last time: from then on, one that is taken away is missed."""

    begin: UnitOfWork
    secrets: Secrets
    now: Clock

    def __call__(self) -> int:
        """How many lines were sealed. Raises Conflict for a chain whose end is not the one that was left."""
        return sum(self._whole(book) for book in Book)

    def _whole(self, book: Book) -> int:
        total = 0
        while sealed := self._some(book):
            total += sealed
        return total

    @once_more
    def _some(self, book: Book) -> int:
        with self.begin() as work:
            last = self._last(work, book)
            lines = work.chain.lines(book, None, "", MOST)
            if not lines:
                return 0
            block = Block(
                book=book.value,
                number=last.number + 1,
                previous=last.seal,
                count=len(lines),
                digest=digest_of(one.proof for one in lines),
                until=max(one.entry.at for one in lines),
                sealed_at=written(self.now()),
            )
            seal = self.secrets.sign(PROVES_BLOCK, block.text)
            work.chain.seal(Sealed(block=block, seal=seal), lines)
            work.chain.end(signed_end(self.secrets, _end(Edge.LAST, block, seal, block.sealed_at)))
        return len(lines)

    def _last(self, work: Work, book: Book) -> End:
        """Where the chain ends; opened, when there has never been anything in it."""
        ends = work.chain.ends(book)
        if not ends and not work.chain.blocks(book, 0, 1):
            first, last = (
                End(book=book.value, edge=edge.value, number=0, seal="", at=written(self.now()))
                for edge in (Edge.FIRST, Edge.LAST)
            )
            work.chain.end(signed_end(self.secrets, first))
            work.chain.end(signed_end(self.secrets, last))
            return last
        # Sealing on would hide what was cut off.
        return right_end(self.secrets, ends.get(Edge.LAST.value))


@frozen(kw_only=True)
class PruneJournal:
    """Drops what has been kept long enough, block by block: the chain then begins after it.

    `kept`: for how long each book is.
    """

    begin: UnitOfWork
    secrets: Secrets
    now: Clock
    kept: Mapping[Book, timedelta]

    def __call__(self) -> int:
        """How many lines were dropped. Raises Conflict for blocks that are not those that were sealed."""
        return sum(self._whole(book) for book in Book)

    def _whole(self, book: Book) -> int:
        total = 0
        while dropped := self._some(book):
            total += dropped
        return total

    @once_more
    def _some(self, book: Book) -> int:
        now = self.now()
        with self.begin() as work:
            ends = work.chain.ends(book)
            if not ends:
                return 0
            first = right_end(self.secrets, ends.get(Edge.FIRST.value))
            blocks = work.chain.blocks(book, first.number, MOST)
            over = self._over(first, blocks, written(now - self.kept[book]))
            if over is None:
                return 0
            work.chain.end(signed_end(self.secrets, _end(Edge.FIRST, over.block, over.seal, written(now))))
            return work.chain.drop(book, over.block.number)

    def _over(self, first: End, blocks: Sequence[Sealed], before: str) -> Sealed | None:
        """The last of the blocks that may go; none goes that was not sealed as it is."""
        over = None
        number, seal = first.number, first.seal
        for one in blocks:
            if one.block.until >= before:
                break
            if not follows(self.secrets, one, number, seal):
                raise Conflict(BROKEN, code="chain_broken")
            over, number, seal = one, one.block.number, one.seal
        return over


def follows(secrets: Secrets, one: Sealed, number: int, seal: str) -> bool:
    """Whether a block is the one that was sealed after the block of that number and seal."""
    in_place = one.block.number == number + 1 and one.block.previous == seal
    return in_place and secrets.signed(PROVES_BLOCK, one.block.text, one.seal)


def signed_end(secrets: Secrets, end: End) -> SignedEnd:
    """An end of a chain, with its proof."""
    return SignedEnd(end=end, proof=secrets.sign(PROVES_END, end.text))


def is_right(secrets: Secrets, signed: SignedEnd) -> bool:
    """Whether the service left that end there."""
    return secrets.signed(PROVES_END, signed.end.text, signed.proof)


def right_end(secrets: Secrets, signed: SignedEnd | None) -> End:
    """The end that the service left there. Raises Conflict for none, or another one."""
    if signed is None or not is_right(secrets, signed):
        raise Conflict(BROKEN, code="chain_broken")
    return signed.end


def _end(edge: Edge, block: Block, seal: str, at: str) -> End:
    return End(book=block.book, edge=edge.value, number=block.number, seal=seal, at=at)
