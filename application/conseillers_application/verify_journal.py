"""The journal verified from end to end: any line changed, removed or put in since is found (CGU 6.2)."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import define, field, frozen

from conseillers_application.journal import PROVES_LINE
from conseillers_application.numbers import whole_number
from conseillers_application.ports import Clock, Secrets, UnitOfWork, Work
from conseillers_application.seal_journal import MOST, SealJournal, follows, is_right
from conseillers_domain.accounts import Act, Person
from conseillers_domain.errors import Conflict, Fault, Invalid, pointer
from conseillers_domain.journal import Book, Edge, End, Kept, Sealed, digest_of

PAGE: Final = 200
"""Blocks, or lines in none, read at a time."""
MOST_TOLD: Final = 100
"""Breaches of a book told one by one; the others are counted."""


class Breach(StrEnum):
    """What a verification finds; the values travel."""

    LINE = "line"
    BLOCK = "block"
    CONTENT = "content"
    MISSING = "missing"
    END = "end"
    ASTRAY = "astray"
    HEAD = "head"

    def sentence(self, what: str) -> str:
        """As people read it."""
        return {
            Breach.LINE: f"La ligne {what} n’est pas celle que le service a écrite.",
            Breach.BLOCK: f"Le bloc {what} n’est pas celui que le service a scellé à cette place.",
            Breach.CONTENT: f"Les lignes du bloc {what} ne sont plus celles qui y ont été scellées.",
            Breach.MISSING: f"Il manque ce que le service avait scellé, à partir du bloc {what}.",
            Breach.END: f"Le bout de la chaîne ({what}) n’est pas celui que le service a laissé.",
            Breach.ASTRAY: f"La ligne {what} n’est dans aucun bloc scellé.",
            Breach.HEAD: f"Le sceau {what}, noté ailleurs, n’est pas dans la chaîne.",
        }[self]


@frozen(kw_only=True)
class BreachTold:
    """Something found, and where: the id of a line, the number of a block, the name of an end."""

    code: Breach
    where: str
    message: str


@frozen(kw_only=True)
class BookVerified:
    """A book as it was found.

    `unsealed`: how many of its lines are in no block yet. `since`: when its oldest block was sealed.
    `head`: its latest seal, to be noted elsewhere and asked about later. `found`: how many breaches there
    are, of which the first are told.
    """

    book: Book
    label: str
    intact: bool
    lines: int
    unsealed: int
    blocks: int
    since: str | None
    head: str
    found: int
    breaches: tuple[BreachTold, ...]


@frozen(kw_only=True)
class Verdict:
    """What a verification says of the whole journal."""

    intact: bool
    at: datetime
    books: tuple[BookVerified, ...]


@frozen(kw_only=True)
class VerifyJournal:
    """Reads the whole journal again, in one state of it, and says whether it is as it was written."""

    seal: SealJournal
    read: UnitOfWork
    secrets: Secrets
    now: Clock

    def __call__(self, person: Person, expected: Sequence[str] = ()) -> Verdict:
        """Raises NotFound to who may not, Invalid for what is no head, or one too old to be compared."""
        person.must_be_allowed(Act.VERIFY_AUDIT)
        return self.verdict(expected)

    def verdict(self, expected: Sequence[str] = ()) -> Verdict:
        """The same, for the command line. `expected`: heads noted earlier, which must be in the chain."""
        with suppress(Conflict):  # a broken chain is told below
            self.seal()
        return self.as_it_is(expected)

    def as_it_is(self, expected: Sequence[str] = ()) -> Verdict:
        """The same, without sealing first what is in no block yet."""
        heads = tuple(map(_head_of, range(len(expected)), expected))
        with self.read() as work:
            books = tuple(self._book(work, book, heads) for book in sorted(Book))
        return Verdict(intact=all(one.intact for one in books), at=self.now(), books=books)

    def _book(self, work: Work, book: Book, heads: Sequence["_Head"]) -> BookVerified:
        found = _Findings(book)
        first, last = self._ends(work, found)
        heads = [one for one in heads if one.book == book]
        for head in heads:
            head.must_be_known_since(first)
        number, seal, since = first.number, first.seal, None
        passed = {(number, seal)}
        for one in _blocks(work, book, number):
            if not follows(self.secrets, one, number, seal):
                found.tell(Breach.BLOCK, one.block.number)
            self._content(work, one, found)
            number, seal, since = one.block.number, one.seal, since or one.block.sealed_at
            found.blocks += 1
            passed |= {(head.number, head.seal) for head in heads} & {(number, seal)}
        if (last.number, last.seal) != (number, seal):
            found.tell(Breach.MISSING if last.number > number else Breach.END, number + 1)
        for head in heads:
            if (head.number, head.seal) not in passed:
                found.tell(Breach.HEAD, head.text)
        for line in _unsealed(work, book):
            found.unsealed += 1
            self._line(line, found)
        for where in work.chain.astray(book, first.number, number, MOST_TOLD):
            found.tell(Breach.ASTRAY, where)
        return found.told(since, _Head(book=book, number=number, seal=seal).text)

    def _ends(self, work: Work, found: "_Findings") -> tuple[End, End]:
        """Both ends as they are kept; those of a chain that nothing was ever put in, if there are none."""
        book = found.book
        ends = work.chain.ends(book)
        if not ends and not work.chain.blocks(book, 0, 1):
            return (_NO_END, _NO_END)
        for name in sorted({*ends, *Edge}):
            signed = ends.get(name)
            if name not in set(Edge) or signed is None or not is_right(self.secrets, signed):
                found.tell(Breach.END, name)
        first, last = (ends[edge].end if edge in ends else _NO_END for edge in (Edge.FIRST, Edge.LAST))
        return first, last

    def _content(self, work: Work, sealed: Sealed, found: "_Findings") -> None:
        block = sealed.block
        lines = work.chain.lines(found.book, block.number, "", MOST + 1)
        if (len(lines), digest_of(one.proof for one in lines)) != (block.count, block.digest):
            found.tell(Breach.CONTENT, block.number)
        for line in lines:
            self._line(line, found)

    def _line(self, line: Kept, found: "_Findings") -> None:
        found.lines += 1
        if not self.secrets.signed(PROVES_LINE, line.entry.text, line.proof):
            found.tell(Breach.LINE, line.entry.id)


_NO_END: Final = End(book="", edge="", number=0, seal="", at="")


@define
class _Findings:
    book: Book
    lines: int = 0
    unsealed: int = 0
    blocks: int = 0
    number: int = 0
    breaches: list[BreachTold] = field(factory=list)

    def tell(self, code: Breach, where: object) -> None:
        self.number += 1
        if len(self.breaches) < MOST_TOLD:
            self.breaches.append(BreachTold(code=code, where=str(where), message=code.sentence(str(where))))

    def told(self, since: str | None, head: str) -> BookVerified:
        return BookVerified(
            book=self.book,
            label=self.book.label,
            intact=self.number == 0,
            lines=self.lines,
            unsealed=self.unsealed,
            blocks=self.blocks,
            since=since,
            head=head,
            found=self.number,
            breaches=tuple(self.breaches),
        )


@frozen(kw_only=True)
class _Head:
    book: Book
    number: int
    seal: str

    @property
    def text(self) -> str:
        return f"{self.book}:{self.number}:{self.seal}"

    def must_be_known_since(self, first: End) -> None:
        if self.number < first.number:
            sentence = f"Le sceau {self.text} est plus ancien que ce que le journal garde encore."
            raise Invalid(Fault(pointer("expected"), "too_old", sentence))


def _head_of(place: int, text: str) -> _Head:
    book, _, rest = text.partition(":")
    number, _, seal = rest.partition(":")
    counted = whole_number(number)
    if book not in set(Book) or counted is None:
        sentence = f"« {text} » n’est pas un sceau comme une vérification les donne."
        raise Invalid(Fault(pointer("expected", place), "format", sentence))
    return _Head(book=Book(book), number=counted, seal=seal)


def _blocks(work: Work, book: Book, after: int) -> Iterator[Sealed]:
    while page := work.chain.blocks(book, after, PAGE):
        yield from page
        before, after = after, page[-1].block.number
        if after <= before:  # what is no number comes after all of them
            return


def _unsealed(work: Work, book: Book) -> Iterator[Kept]:
    after = ""
    while page := work.chain.lines(book, None, after, PAGE):
        yield from page
        after = page[-1].entry.id
