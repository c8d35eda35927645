"""Services that live the same life, each on a store of its own, and what may never be seen of any of them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from shutil import copyfile
from typing import Final, cast

from attrs import define, field, frozen

from conseillers_adapters.memory import MemoryStore
from conseillers_adapters.memory.registry import MemoryRegistry
from conseillers_adapters.sql import SqlStore, make_engine
from conseillers_application.follow_demand import FollowDemand
from conseillers_application.letters import LetterKind
from conseillers_application.ports import REACT, SEND_LETTER, Task
from conseillers_application.tasks import TaskRequest
from conseillers_application.views import InboxQuery, InboxRow, Receipt
from conseillers_domain.accounts import Role
from conseillers_domain.calendar import day_of, when_people_work, works
from conseillers_domain.company_answer import taken_since
from conseillers_domain.demand import DemandState
from conseillers_domain.need import Need, NeedStatus, Tab
from conseillers_domain.referral import Leaving
from conseillers_domain.staff_task import StaffTask, TaskKind, TaskState
from conseillers_entrypoints.demo.companies import fictitious_siret
from tests.application.service import CATALOGUE, DIRECTORY, Service
from tests.application.triage import Triage
from tests.builders import an_account, an_establishment
from tests.domain.country import COUNTRY
from tests.postgres import Databases

COMPANIES: Final = tuple(fictitious_siret(rank) for rank in range(1, 4))
TEAMS: Final = tuple(team.code for team in DIRECTORY.teams)
PEOPLE: Final = ("ana", "bob", "eve", "manager", "staff", "operator")
"""An advisor of each team of Agen, the manager of two of them, and those who run the service."""

OF_THE_CLOCK: Final = frozenset(
    {
        LetterKind.FIRST_NEED,
        LetterKind.FOLLOWED,
        LetterKind.LAST_CHANCE,
        LetterKind.ABANDONED,
        LetterKind.REENGAGEMENT,
        LetterKind.RECAP,
    }
)
MANY: Final = 1000


@define(eq=False)
class Lived(Service):
    """A service of which every job is remembered; `url`: its database, None in memory."""

    url: str | None = None
    done: list[Task] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        """Let the registry know its companies, and a manager in."""
        super().__attrs_post_init__()
        self.registry = MemoryRegistry([an_establishment(siret=siret) for siret in COMPANIES])
        self.open_account(an_account("manager", Role.MANAGER, branches=("urssaf",)))

    def made_store(self) -> MemoryStore:
        """In a database if it has one; what is put off waits in the same agenda."""
        if self.url is None:
            return super().made_store()
        store = SqlStore(
            engine=make_engine(self.url),
            new_id=self.new_id,
            delivered=CATALOGUE,
            packaged=lambda: COUNTRY,
            put_off=lambda _, tasks: self.agenda.put_off(tasks),
            wake=lambda: None,
        )
        return cast("MemoryStore", store)  # it opens the same transactions

    @property
    def jobs(self) -> Mapping[str, Callable[[str], object]]:
        """What does each kind of task."""
        return {REACT: self.react, SEND_LETTER: self.send_letter}

    def drain(self) -> None:
        """Do what is due."""

        def remembered(name: str, do: Callable[[str], object]) -> Callable[[str], object]:
            def doing(subject: str) -> None:
                self.done.append(Task(name=name, subject=subject, not_before=self.at))
                do(subject)

            return doing

        self.agenda.drain({name: remembered(name, do) for name, do in self.jobs.items()}, self.at)

    def again(self, rank: int) -> None:
        """Do a job that was done, as when it was not known to be."""
        if self.done:
            task = self.done[rank % len(self.done)]
            self.jobs[task.name](task.subject)


Opening = Callable[[], AbstractContextManager[Lived]]


@contextmanager
def in_memory() -> Iterator[Lived]:
    """A service in memory."""
    yield Lived()


def on_sqlite(migrated: Path, folder: Path) -> Opening:
    """What opens a service on a file, anew each time."""

    @contextmanager
    def opened() -> Iterator[Lived]:
        file = folder / "lives.sqlite"
        for left in folder.glob("lives.sqlite*"):
            left.unlink()
        copyfile(migrated, file)
        with _on(f"sqlite:///{file}") as service:
            yield service

    return opened


def on_postgres(databases: Databases) -> Opening:
    """What opens a service on a server, anew each time."""

    @contextmanager
    def opened() -> Iterator[Lived]:
        with databases.lent() as url, _on(url) as service:
            yield service

    return opened


@contextmanager
def _on(url: str) -> Iterator[Lived]:
    service = Lived(url=url)
    try:
        yield service
    finally:
        cast("SqlStore", service.store).engine.dispose()


@frozen(kw_only=True)
class Seen:
    """All that is to be seen of a service at an instant.

    `tabs`: what each team finds in each of its tabs. `shown`: what people read besides.
    """

    needs: tuple[Need, ...]
    tabs: Mapping[str, Mapping[Tab, tuple[InboxRow, ...]]]
    tasks: Mapping[str, tuple[StaffTask, ...]]
    shown: Mapping[str, object]


def seen(service: Lived, receipts: tuple[Receipt, ...]) -> Seen:
    """Look at everything."""
    triage = Triage(service)
    staff = service.person("staff")
    with service.store.read() as work:
        needs = tuple(need for one in receipts for need in work.needs.of_demand(one.id))
        asked = {
            team: {tab: InboxQuery(teams=frozenset({team}), tab=tab, now=service.at) for tab in Tab}
            for team in TEAMS
        }
        tabs = {
            team: {tab: work.needs.page(query) for tab, query in queries.items()}
            for team, queries in asked.items()
        }
        counts = {team: work.needs.counts(queries[Tab.INBOX]) for team, queries in asked.items()}
        tasks = {need.id: work.staff_tasks.on(TaskKind.ANSWER_COMPANY, need.id) for need in needs}
        facts = {letter.fact: work.outbox.get(letter.fact) for letter in service.letters()}
    follow = FollowDemand(read=service.store.read, secrets=service.secrets)
    return Seen(
        needs=needs,
        tabs=tabs,
        tasks=tasks,
        shown={
            "counts": counts,
            "sheets": [service.read_sheet(staff, need.id) for need in needs],
            "traces": [triage.traces(need.id) for need in needs],
            "tasks": [service.list_tasks(staff, TaskRequest(state=state)) for state in TaskState],
            "demands": [triage.list(staff, state) for state in DemandState],
            "followed": [follow(one.id, one.follow_url.partition("token=")[2]) for one in receipts],
            "letters": service.letters(),
            "facts": facts,
            "sent": [(mail.to, mail.message_id, type(mail.content)) for mail in service.post.sent],
            "agenda": service.agenda.tasks,
            "failures": service.agenda.failures,
        },
    )


def each_need_is_in_one_tab_of_each_team_it_is_before(found: Seen) -> None:
    """None of those it was taken back from, or that let it be archived."""
    placed = Counter(
        (row.need, team) for team, tabs in found.tabs.items() for rows in tabs.values() for row in rows
    )
    before = [(need.id, one.team) for need in found.needs for one in need.referrals]
    assert placed == Counter(before)


def each_status_that_is_kept_is_the_derived_one(found: Seen) -> None:
    """Lists tell what the aggregate says."""
    derived = {need.id: need.status for need in found.needs}
    for tabs in found.tabs.values():
        for rows in tabs.values():
            assert [row.status for row in rows] == [derived[row.need] for row in rows]


def one_answer_is_open_for_each_need_that_is_owed_one(found: Seen) -> None:
    """It has an owner; and no other need has any."""
    for need in found.needs:
        tasks = found.tasks[need.id]
        answered = [one.ended_at for one in tasks if one.state is TaskState.DONE and one.ended_at]
        told = bool(answered) and not taken_since(need, max(answered))
        owners = [one.owner for one in tasks if one.state is TaskState.OPEN]
        assert len(owners) == (need.status is NeedStatus.REFUSED_BY_ALL and not told)
        assert all(owners)


def no_mail_is_owed_or_sent_twice(service: Lived) -> None:
    """Neither a letter for the same fact to the same reader, nor a letter two times."""
    owed = Counter((one.fact, one.kind, one.recipient) for one in service.letters())
    sent = Counter(mail.message_id for mail in service.post.sent)
    assert set((owed | sent).values()) <= {1}


def the_clock_writes_when_people_work(service: Lived) -> None:
    """Whenever its own work is done; staff is told of what is late on any hour of a day that is worked."""
    with service.store.read() as work:
        for letter in service.letters():
            at = work.outbox.get(letter.fact).at
            if letter.kind in OF_THE_CLOCK:
                assert when_people_work(at) == at, letter
            if letter.kind is LetterKind.OVERDUE:
                assert works(day_of(at)), letter


def each_company_is_told_of_an_end(service: Lived, found: Seen) -> None:
    """Once the clock did all it does: answered, told that nobody could, or to be answered by staff."""
    letters = service.letters()
    with service.store.read() as work:
        told = {(getattr(work.outbox.get(one.fact), "need", None), one.kind) for one in letters}
    for need in found.needs:
        if need.status is NeedStatus.REFUSED_BY_ALL:
            waits = any(one.state is TaskState.OPEN for one in found.tasks[need.id])
            assert waits or (need.id, LetterKind.ANSWER) in told
        archived = any(one.how is Leaving.ARCHIVED for one in need.left)
        if need.status is NeedStatus.PENDING or (need.status is NeedStatus.TO_TRANSMIT and archived):
            assert (need.id, LetterKind.ABANDONED) in told
