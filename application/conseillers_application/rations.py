"""What anybody asks for is counted: whoever asks too often comes back later, so that nobody waits for them.

By account, key, address or company, under keys that nobody can read (CGU 6.2).
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from math import ceil
from threading import Lock
from typing import Final

from attrs import define, evolve, field, frozen

from conseillers_application.hold_off import told_wait
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Secrets, StoreBusy, UnitOfWork, Work
from conseillers_application.sessions import WATCHED
from conseillers_domain.accounts import Person
from conseillers_domain.allowances import Allowance
from conseillers_domain.errors import TooMany

RATION: Final = "ration"
"""What the keys under which things are counted are signed for."""
KNOWN: Final = 10_000
"""Of how many people a process knows what they asked; those it has not heard of for longest go first."""

BY_ACCOUNT: Final = "Trop de demandes en peu de temps avec ce compte : recommencez dans {wait}."
BY_KEY: Final = "Trop de demandes en peu de temps avec cette clé : recommencez dans {wait}."
BY_ADDRESS: Final = "Trop de demandes en peu de temps depuis votre réseau : recommencez dans {wait}."
BY_SIRET: Final = (
    "Beaucoup de demandes ont été déposées pour cette entreprise en peu de temps : pour une autre, "
    "recommencez dans {wait}."
)
FORMS: Final = (
    "Beaucoup de formulaires sont partis de votre réseau en peu de temps : recommencez dans {wait}, "
    "ou écrivez à {contact}."
)


@frozen(kw_only=True)
class Ration:
    """What is counted together, how often it may be done, and what is told to who did it too often.

    `sentence`: with `{wait}` where it says how long.
    """

    what: str
    allowance: Allowance
    sentence: str

    def refusal(self, seconds: int) -> TooMany:
        """What is told to who has to wait that long."""
        return TooMany(self.sentence.replace("{wait}", told_wait(seconds)), retry_after=seconds)


@frozen(kw_only=True)
class Rationing:
    """Counts in the database, where all processes count together."""

    secrets: Secrets
    now: Clock

    def take(self, work: Work, ration: Ration, whose: str) -> None:
        """Count it once more, in that transaction. Raises TooMany, and then nothing is counted."""
        key = self.secrets.sign(RATION, f"{ration.what} {whose}")
        wait = work.allowances.take(key, ration.allowance, self.now())
        if wait is not None:
            raise ration.refusal(max(ceil(wait.total_seconds()), 1))


@frozen(kw_only=True)
class _Own:
    """What a process knows by itself: when what it counted is forgotten, until when it refuses."""

    clear_at: datetime | None = None
    until: datetime | None = None


_NOTHING: Final = _Own()


@define(kw_only=True, eq=False)
class CountRequests:
    """Counts what is asked, reads as well: few in the process itself, at no cost, all more in the database.

    So ordinary people write nothing by reading, and processes hold off together who insists.

    `own`: how much of the ration a process counts by itself, in percent.
    """

    note: UnitOfWork
    rationing: Rationing
    now: Clock
    ration: Ration
    own: int
    _known: dict[str, _Own] = field(init=False, factory=dict)
    _lock: Lock = field(init=False, factory=Lock)

    def __call__(self, whose: str) -> None:
        """Count a request more. Raises TooMany."""
        if not self.are_few(whose):
            self.count(whose)

    def are_few(self, whose: str) -> bool:
        """Count it here, if there are few: then that is all. Raises TooMany for who was just told to wait."""
        at, few = self.now(), self.ration.allowance.part(self.own)
        with self._lock:
            known = self._known.get(whose, _NOTHING)
            if known.until is not None and known.until > at:
                raise self.ration.refusal(ceil((known.until - at).total_seconds()))
            later = few.after_one_more(known.clear_at, at)
            if later is not None:
                self._know(whose, _Own(clear_at=later))
        return later is not None

    def count(self, whose: str) -> None:
        """Count it with the other processes. Raises TooMany."""
        try:
            # Whoever asks is served, even if nothing can be written.
            with suppress(StoreBusy):
                self._take(whose)
        except TooMany as refusal:
            self._refuse(whose, refusal.retry_after)
            raise

    @once_more
    def _take(self, whose: str) -> None:
        with self.note() as work:
            self.rationing.take(work, self.ration, whose)

    def _refuse(self, whose: str, seconds: int) -> None:
        """Remember it: who insists then costs nothing more."""
        until = self.now() + timedelta(seconds=seconds)
        with self._lock:
            self._know(whose, evolve(self._known.get(whose, _NOTHING), until=until))

    def _know(self, whose: str, own: _Own) -> None:
        self._known.pop(whose, None)
        self._known[whose] = own
        if len(self._known) > KNOWN:
            del self._known[next(iter(self._known))]


@frozen
class CountPerson:
    """Counts what people with an account ask; who runs the service is not counted."""

    count: Callable[[str], None]

    def __call__(self, person: Person) -> None:
        """Raises TooMany."""
        if WATCHED.isdisjoint(person.roles):
            self.count(person.id)


@frozen(kw_only=True)
class CountForms:
    """Counts what is sent without an account from an address, each kind of form apart.

    `contact_email`: where else to turn to.
    """

    note: UnitOfWork
    rationing: Rationing
    allowance: Allowance
    contact_email: str

    @once_more
    def __call__(self, kind: str, address: str) -> None:
        """Raises TooMany."""
        sentence = FORMS.replace("{contact}", self.contact_email)
        ration = Ration(what=f"{kind} by address", allowance=self.allowance, sentence=sentence)
        with self.note() as work:
            self.rationing.take(work, ration, address)
