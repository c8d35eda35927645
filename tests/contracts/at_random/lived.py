"""A service that lives: its jobs are remembered, its processes may die, it is looked at all at once."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import count
from typing import Final, cast

from attrs import define, field
from sqlalchemy import Engine

from conseillers_adapters.memory import MemoryStore
from conseillers_adapters.memory.registry import MemoryRegistry
from conseillers_adapters.security import SignedSecrets
from conseillers_adapters.sql import SqlStore
from conseillers_application.baskets import ActOnBasket, ReadBaskets
from conseillers_application.drafts import KeepDraft
from conseillers_application.fill_baskets import FillBaskets
from conseillers_application.jobs import JobState
from conseillers_application.journal import NoteReading
from conseillers_application.mails import MailDelayed
from conseillers_application.ports import REACT, SEND_LETTER, Task, Work
from conseillers_application.reconcile_letters import ReconcileLetters
from conseillers_application.remind_drafts import ForgetDrafts
from conseillers_domain.accounts import Role
from conseillers_domain.basket import Limits
from conseillers_domain.followup import DEFAULTS
from conseillers_entrypoints.demo.companies import fictitious_siret
from tests.application.service import BASE_URL, CATALOGUE, DIRECTORY, Service
from tests.application.test_operators import SomeJobs
from tests.builders import an_account, an_establishment
from tests.contracts.at_random.mortal import Died, Fate, MortalStore, ReadAt
from tests.domain.country import COUNTRY

COMPANIES: Final = tuple(fictitious_siret(rank) for rank in range(1, 4))
TEAMS: Final = tuple(team.code for team in DIRECTORY.teams)
PEOPLE: Final = ("ana", "bob", "eve", "manager", "staff", "operator")
"""An advisor of each team of Agen, the manager of two of them, and those who run the service."""


class NumberedSecrets(SignedSecrets):
    """Tokens that are the same in every service."""

    def __init__(self) -> None:
        """From the first one."""
        super().__init__("une clé")
        self._numbers = count(1)

    def token(self) -> str:
        """The next one."""
        return f"token-{next(self._numbers)}"


@define(eq=False)
class Lived(Service):
    """A service of which every job is remembered; `engine`: its database's, None in memory.

    `lost`: the jobs in the hands of processes that died; `in_hand`: how often each one was.
    """

    engine: Engine | None = None
    secrets: SignedSecrets = field(factory=NumberedSecrets)
    fate: Fate = field(init=False, factory=Fate)
    done: list[Task] = field(init=False, factory=list)
    lost: list[Task] = field(init=False, factory=list)
    in_hand: "Counter[str]" = field(init=False, factory=Counter)

    def __attrs_post_init__(self) -> None:
        """Let the registry know its companies, and a manager in."""
        super().__attrs_post_init__()
        self.registry = MemoryRegistry([an_establishment(siret=siret) for siret in COMPANIES])
        self.open_account(an_account("manager", Role.MANAGER, branches=("urssaf",)))

    def made_store(self) -> MemoryStore:
        """In a database if it has one; what is put off waits in the same agenda."""
        store: object = super().made_store()
        if self.engine is not None:
            store = SqlStore(
                engine=self.engine,
                new_id=self.new_id,
                delivered=CATALOGUE,
                packaged=lambda: COUNTRY,
                put_off=lambda _, tasks: self.agenda.put_off(tasks),
                wake=lambda: None,
            )
        # Each opens the same transactions.
        return cast("MemoryStore", MortalStore(cast("MemoryStore", store), self.fate))

    @property
    def note_reading(self) -> NoteReading:
        """Who looks here is nobody: what is read is noted nowhere."""
        return cast("NoteReading", lambda *_: None)

    @contextmanager
    def at_once(self) -> Iterator[Work]:
        """All that is read meanwhile is read in one transaction."""
        store = self.store
        with store.read() as work:
            self.store = cast("MemoryStore", ReadAt(work))
            try:
                yield work
            finally:
                self.store = store

    # Jobs

    @property
    def jobs(self) -> Mapping[str, Callable[[str], object]]:
        """What does each kind of task."""
        return {REACT: self.react, SEND_LETTER: self.send_letter}

    def drain(self) -> None:
        """Do what is due."""

        def remembered(name: str, do: Callable[[str], object]) -> Callable[[str], object]:
            def doing(subject: str) -> None:
                task = Task(name=name, subject=subject, not_before=self.at)
                self.done.append(task)
                try:
                    do(subject)
                except Died:
                    self.lost.append(task)
                    self.in_hand[subject] += 1
                    raise

            return doing

        self.agenda.drain({name: remembered(name, do) for name, do in self.jobs.items()}, self.at)

    def work(self, after: timedelta = timedelta(0)) -> None:
        """Let time pass and do what is due."""
        self.at += after
        self.drain()

    def again(self, rank: int) -> None:
        """Do a job that was done, as when it was not known to be."""
        if self.done:
            task = self.done[rank % len(self.done)]
            with suppress(MailDelayed):  # its own job tries again
                self.jobs[task.name](task.subject)

    def take(self, rank: int) -> None:
        """A process takes a job that is due, and dies before it begins."""
        if due := self.agenda.due(self.at):
            task = due[rank % len(due)]
            self.agenda.tasks.remove(task)
            self.lost.append(task)

    def forget(self, rank: int) -> None:
        """The job of a letter is gone for good, with nobody to find it."""
        letters = [task for task in self.agenda.tasks if task.name == SEND_LETTER]
        if letters:
            self.agenda.tasks.remove(letters[rank % len(letters)])

    def find_again(self) -> None:
        """The jobs of processes that died are to be done again."""
        found, self.lost = self.lost, []
        self.agenda.put_off(found)

    # What is done at regular hours

    def reconcile(self) -> None:
        """Letters that nothing would send are put back."""
        held = {task.subject: JobState.TODO.value for task in (*self.agenda.tasks, *self.lost)}
        ReconcileLetters(
            begin=self.store.begin, read=self.store.read, jobs=SomeJobs(kept=held), now=self.now
        )()

    def fill_baskets(self) -> None:
        """Staff's baskets are filled."""
        FillBaskets(
            begin=self.store.begin,
            read=self.store.read,
            now=self.now,
            new_id=self.new_id,
            thresholds=DEFAULTS,
            limits=Limits(),
        )()

    def forget_drafts(self) -> None:
        """Drafts that are over are dropped."""
        ForgetDrafts(begin=self.store.begin, now=self.now)()

    # What else is asked

    @property
    def keep_draft(self) -> KeepDraft:
        """A company keeps what it typed."""
        return KeepDraft(
            begin=self.store.begin,
            read=self.store.read,
            contacts=self.contacts,
            secrets=self.secrets,
            now=self.now,
            new_id=self.new_id,
            base_url=BASE_URL,
            kept=timedelta(days=30),
        )

    @property
    def read_baskets(self) -> ReadBaskets:
        """Staff reads its baskets."""
        return ReadBaskets(read=self.store.read, now=self.now, thresholds=DEFAULTS)

    @property
    def act_on_basket(self) -> ActOnBasket:
        """Staff acts on one."""
        return ActOnBasket(begin=self.store.begin, now=self.now, new_id=self.new_id)
