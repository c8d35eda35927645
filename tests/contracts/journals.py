"""A journal on any store: acts done, sheets read, time that goes by, the chain verified."""

from datetime import datetime, timedelta
from itertools import count
from typing import Final

from attrs import define, field

from conseillers_adapters.security import SignedSecrets
from conseillers_application.acting import Acting, acting
from conseillers_application.journal import Attributed, NoteReading, Scribe
from conseillers_application.seal_journal import PruneJournal, SealJournal
from conseillers_application.verify_journal import Verdict, VerifyJournal
from conseillers_domain.accounts import Person
from conseillers_domain.journal import Book, Way
from conseillers_domain.maintenance import Maintenance
from tests.builders import DAY, NOW
from tests.contracts.stores import Store

YEAR: Final = 365 * DAY
ANA: Final = Person(id="ana", email="ana@cci.example", name="Ana", roles=frozenset())
ACTING: Final = Acting(
    who="ana", way=Way.SESSION, operation="pause", subjects=("need", "team"), whence="192.0.2.0/24"
)


@define(eq=False)
class Journals:
    """What the service does of a journal, on a store, with a clock one moves."""

    store: Store
    at: datetime = NOW
    secrets: SignedSecrets = field(factory=lambda: SignedSecrets("une clé"))
    _numbers: "count[int]" = field(init=False, factory=lambda: count(1))

    def now(self) -> datetime:
        """What the clock says; it goes on by itself, so that no two lines are of the same instant."""
        self.at += timedelta(seconds=1)
        return self.at

    def new_id(self) -> str:
        """Identifiers of which the younger sorts after."""
        return f"line-{next(self._numbers):04d}"

    @property
    def scribe(self) -> Scribe:
        """Writes the lines."""
        return Scribe(secrets=self.secrets, now=self.now, new_id=self.new_id)

    @property
    def begin(self) -> Attributed:
        """Opens transactions that say who changed what."""
        return Attributed(self.store.begin, self.scribe)

    @property
    def note_reading(self) -> NoteReading:
        """Says who reads what."""
        return NoteReading(note=self.store.begin, scribe=self.scribe)

    @property
    def seal(self) -> SealJournal:
        """Seals what was written."""
        return SealJournal(begin=self.store.begin, secrets=self.secrets, now=self.now)

    @property
    def prune(self) -> PruneJournal:
        """Drops what is too old."""
        kept = {Book.ACTS: 3 * YEAR, Book.ACCESS: YEAR}
        return PruneJournal(begin=self.begin, secrets=self.secrets, now=self.now, kept=kept)

    @property
    def verify(self) -> VerifyJournal:
        """Reads it all again."""
        return VerifyJournal(seal=self.seal, read=self.store.read, secrets=self.secrets, now=self.now)

    def act(self, told: Acting = ACTING) -> None:
        """Somebody changes something."""
        with acting(told), self.begin() as work:
            work.maintenance.begin(Maintenance(message=f"{self.at}", since=self.at, by="ana"))

    def live(self, acts: int = 3, readings: int = 2) -> None:
        """So many acts and readings, sealed."""
        for _ in range(acts):
            self.act()
        for number in range(readings):
            self.note_reading(ANA, f"need-{number}")
        self.seal()

    def verdict(self, *expected: str) -> Verdict:
        """What a verification says."""
        return self.verify.verdict(expected)

    def told(self) -> set[str]:
        """The kinds of what it finds."""
        return {breach.code for book in self.verdict().books for breach in book.breaches}
