"""The journal written: a line for each act, in its transaction, and one for each sheet read (CGU 6.2)."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Final

from attrs import asdict, evolve, frozen

from conseillers_application.acting import Acting, now_acting
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Ids, Secrets, UnitOfWork, Work
from conseillers_domain.accounts import Person
from conseillers_domain.errors import OutOfReach
from conseillers_domain.events import Fact
from conseillers_domain.journal import REFUSED, Book, Entry, Kept, Way, identifiers, written

PROVES_LINE: Final = "journal-line"


@frozen(kw_only=True)
class Scribe:
    """Makes lines of the journal, each with the proof that the service wrote it as it is."""

    secrets: Secrets
    now: Clock
    new_id: Ids

    def act(self, acting: Acting, *things: str) -> Kept:
        """Who did what, to which things: those that who acts named, then these."""
        return self._line(Book.ACTS, acting, identifiers((*acting.subjects, *things)))

    def reading(self, acting: Acting, thing: str) -> Kept:
        """Who read what."""
        return self._line(Book.ACCESS, acting, (thing,))

    def _line(self, book: Book, acting: Acting, things: tuple[str, ...]) -> Kept:
        subject, *others = things or ("",)
        entry = Entry(
            id=self.new_id(),
            book=book.value,
            at=written(self.now()),
            who=acting.who,
            way=acting.way.value,
            operation=acting.operation,
            subject=subject,
            others=" ".join(others),
            whence=acting.whence,
        )
        return Kept(entry=entry, proof=self.secrets.sign(PROVES_LINE, entry.text))


@frozen
class Attributed:
    """Opens transactions that say in the journal who changed what, whichever use case they are of.

    One that changed nothing leaves no line; one that is undone, none either.
    """

    begin: UnitOfWork
    scribe: Scribe

    def __call__(self) -> AbstractContextManager[Work]:
        """As a unit of work does."""
        return self._begun()

    @contextmanager
    def _begun(self) -> Iterator[Work]:
        with self.begin() as work:
            yield work
            if work.journal.changed():
                work.journal.add(self.scribe.act(now_acting(), *_things(work.journal.facts())))


def _things(facts: Sequence[Fact]) -> Iterator[str]:
    """What these facts are about: the things they name, which are never people's own data."""
    for fact in facts:
        for value in asdict(fact).values():
            if type(value) is str:  # neither a stance nor any other word of a list
                yield value
            elif isinstance(value, tuple):
                yield from value


@frozen(kw_only=True)
class NoteAct:
    """Says in the journal who did what outside the store, as with a job."""

    begin: UnitOfWork
    scribe: Scribe

    @once_more
    def __call__(self, thing: str) -> None:
        """It was done to that thing, now."""
        with self.begin() as work:
            work.journal.add(self.scribe.act(now_acting(), thing))


@frozen(kw_only=True)
class NoteReading:
    """Says in the journal who reads what a company confided: without a line, nothing is shown.

    `note`: a power cut may take away the lines of the last instant, never a killed process.
    """

    note: UnitOfWork
    scribe: Scribe

    @once_more
    def __call__(self, person: Person, thing: str, way: Way | None = None) -> None:
        """This person is about to read that need, or that demand; `way`: when it is not the border's."""
        told = now_acting()
        acting = evolve(told, who=person.id, way=way or told.way)
        with self.note() as work:
            work.journal.add(self.scribe.reading(acting, thing))

    @once_more
    def refused(self, refusal: OutOfReach) -> None:
        """Somebody reached for what they may not see: beside the readings, once, under a name of its own."""
        if refusal.noted:
            return
        told = now_acting()
        acting = evolve(told, who=refusal.who, operation=f"{told.operation}{REFUSED}")
        with self.note() as work:
            work.journal.add(self.scribe.reading(acting, refusal.thing))
        refusal.noted = True


@frozen
class Watched:
    """Opens transactions that say in the journal who was refused what they reached for (CGU 6.1)."""

    begin: UnitOfWork
    note: NoteReading

    def __call__(self) -> AbstractContextManager[Work]:
        """As a unit of work does."""
        return self._begun()

    @contextmanager
    def _begun(self) -> Iterator[Work]:
        try:
            with self.begin() as work:
                yield work
        except OutOfReach as refusal:
            self.note.refused(refusal)
            raise
