"""What operators do: list mails and jobs, send again what was given up; and what is mended without them."""

from collections.abc import Iterable, Mapping

import pytest
from attrs import define, evolve, field

from conseillers_application.jobs import JobLine, JobState, ListJobs, RetryJob
from conseillers_application.ledger import ListMails, ReplayMail
from conseillers_application.letters import Letter, LetterState, Stage
from conseillers_application.mails import Why
from conseillers_application.ports import SEND_LETTER
from conseillers_application.reconcile_letters import SILENT_FOR, Reconciled, ReconcileLetters
from conseillers_domain.errors import Conflict, Invalid, NotFound
from tests.application.service import Service
from tests.builders import DAY, NOW


@define
class SomeJobs:
    """Jobs one writes by hand; `kept`: by what they are about, the state of the job of a letter."""

    lines: dict[int, JobLine] = field(factory=dict)
    kept: dict[str, str] = field(factory=dict)

    def add(self, number: int, state: str) -> JobLine:
        """One more."""
        line = JobLine(
            id=str(number), task=SEND_LETTER, subject="1", state=state, attempts=81, scheduled_at=None
        )
        self.lines[number] = line
        return line

    def counts(self) -> Mapping[str, int]:
        states = [line.state for line in self.lines.values()]
        return {state: states.count(state) for state in states}

    def page(self, state: str | None, after: int, limit: int) -> tuple[JobLine, ...]:
        found = [
            line for number, line in self.lines.items() if number > after and state in {None, line.state}
        ]
        return tuple(found[:limit])

    def find(self, job_id: int) -> JobLine | None:
        return self.lines.get(job_id)

    def put_back(self, job_id: int) -> bool:
        line = self.lines.get(job_id)
        if line is None or line.state != JobState.FAILED:
            return False
        self.lines[job_id] = evolve(line, state=JobState.TODO)
        return True

    def held(self, task: str, subjects: Iterable[str]) -> Mapping[str, str]:
        assert task == SEND_LETTER
        return {one: self.kept[one] for one in subjects if one in self.kept}


@pytest.fixture
def jobs() -> SomeJobs:
    jobs = SomeJobs()
    for number, state in enumerate(("todo", "failed", "doing", "failed"), 1):
        jobs.add(number, state)
    return jobs


def test_jobs_are_listed_page_by_page(service: Service, jobs: SomeJobs) -> None:
    operator = service.person("operator")
    page = ListJobs(jobs=jobs)(operator, limit=3)
    assert ([one.id for one in page.items], page.total, page.next) == (["1", "2", "3"], 4, "3")
    page = ListJobs(jobs=jobs)(operator, cursor="3", limit=3)
    assert ([one.id for one in page.items], page.next) == (["4"], None)
    page = ListJobs(jobs=jobs)(operator, JobState.FAILED)
    assert ([one.id for one in page.items], page.total) == (["2", "4"], 2)
    assert ListJobs(jobs=jobs)(operator, JobState.ABORTED).total == 0
    with pytest.raises(Invalid):
        ListJobs(jobs=jobs)(operator, cursor="-1")


def test_a_job_given_up_is_put_back_and_saying_it_again_changes_nothing(
    service: Service, jobs: SomeJobs
) -> None:
    retry, operator = RetryJob(jobs=jobs, note=service.note_act), service.person("operator")
    assert retry(operator, "2").state == JobState.TODO
    assert retry(operator, "2") == retry(operator, "2")


def test_a_job_that_runs_is_not_put_back(service: Service, jobs: SomeJobs) -> None:
    with pytest.raises(Conflict) as refusal:
        RetryJob(jobs=jobs, note=service.note_act)(service.person("operator"), "3")
    assert refusal.value.current == jobs.lines[3]


@pytest.mark.parametrize("number", ["5", "-2", "abc", "9" * 30, ""])
def test_a_job_that_is_not_there_is_not_found(service: Service, jobs: SomeJobs, number: str) -> None:
    with pytest.raises(NotFound):
        RetryJob(jobs=jobs, note=service.note_act)(service.person("operator"), number)


def test_jobs_are_the_operators_alone_and_mails_staff_s_too(service: Service, jobs: SomeJobs) -> None:
    ana, staff = service.person("ana"), service.person("staff")
    assert ListMails(read=service.store.read)(staff).total == 0
    for act in (
        lambda: ListJobs(jobs=jobs)(staff),
        lambda: RetryJob(jobs=jobs, note=service.note_act)(staff, "2"),
        lambda: ListMails(read=service.store.read)(ana),
        lambda: ReplayMail(begin=service.store.begin, now=service.now)(ana, "1"),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.fixture
def letters(service: Service) -> list[Letter]:
    """Four letters, of which three to teams, waiting."""
    service.deposited()
    service.react_to_all()
    return service.letters()


def keep(service: Service, letter: Letter) -> Letter:
    with service.store.begin() as work:
        work.letters.save(letter)
    return letter


def test_mails_are_listed_without_a_name(service: Service, letters: list[Letter]) -> None:
    keep(service, letters[1].leaving("key", NOW).refused(Why.UNKNOWN_MAILBOX, "550 5.1.1", NOW))
    operator = service.person("operator")
    page = ListMails(read=service.store.read)(operator, limit=3)
    assert (len(page.items), page.total, page.next) == (3, 4, page.items[-1].id)
    rest = ListMails(read=service.store.read)(operator, cursor=page.next, limit=3)
    assert (len(rest.items), rest.next) == (1, None)
    lines = (*page.items, *rest.items)
    assert {line.recipient for line in lines} == {"company", "cci-47", "urssaf-1", "urssaf-2"}
    assert {line.fact_kind for line in lines} == {"DemandDeposited", "NeedTransmitted"}
    (line,) = ListMails(read=service.store.read)(operator, Stage.REFUSED).items
    assert line.refusal is not None
    assert (line.refusal.why, line.refusal.code, line.refusal.why_label) == (
        "unknown_mailbox",
        "550 5.1.1",
        "la boîte aux lettres n’existe pas",
    )
    assert (line.state, line.state_label, line.tries) == ("refused", "refusé", 1)
    assert "@" not in repr(lines)


def test_a_dead_mail_is_sent_again_once(service: Service, letters: list[Letter]) -> None:
    service.store.agenda.tasks.clear()
    dead = keep(service, letters[1].leaving("key", NOW).given_up(NOW))
    replay, operator = ReplayMail(begin=service.store.begin, now=service.now), service.person("operator")
    line = replay(operator, dead.id)
    assert (line.state, line.tries) == ("queued", 0)
    assert replay(operator, dead.id) == line
    assert [task.subject for task in service.store.agenda.tasks] == [dead.id]
    service.work()
    assert service.letter(dead.id).state is LetterState.SENT


@pytest.mark.parametrize("state", [LetterState.SENDING, LetterState.SENT, LetterState.NEEDLESS])
def test_a_mail_that_was_not_given_up_is_not_sent_again(
    service: Service, letters: list[Letter], state: LetterState
) -> None:
    keep(service, letters[1].settled(state, NOW))
    with pytest.raises(Conflict) as refusal:
        ReplayMail(begin=service.store.begin, now=service.now)(service.person("operator"), letters[1].id)
    assert getattr(refusal.value.current, "state", None) == state.value
    assert service.letter(letters[1].id).state is state


def test_a_mail_nobody_owes_is_not_found(service: Service) -> None:
    with pytest.raises(NotFound):
        ReplayMail(begin=service.store.begin, now=service.now)(service.person("operator"), "inconnu")


# What nobody would send


def reconcile(service: Service, jobs: SomeJobs) -> Reconciled:
    return ReconcileLetters(begin=service.store.begin, read=service.store.read, jobs=jobs, now=service.now)()


def test_while_all_is_well_nothing_is_mended(service: Service, letters: list[Letter]) -> None:
    assert reconcile(service, SomeJobs()) == Reconciled()
    service.at += SILENT_FOR
    alive = SomeJobs(kept={one.id: state for one, state in zip(letters, ["todo", "doing"] * 2, strict=True)})
    assert reconcile(service, alive) == Reconciled()
    assert service.letters() == letters


def test_a_letter_without_a_job_is_put_back(service: Service, letters: list[Letter]) -> None:
    service.store.agenda.tasks.clear()
    keep(service, letters[0].leaving("key", NOW))
    service.at += SILENT_FOR
    kept = SomeJobs(kept={one.id: "todo" for one in letters[2:]})
    assert reconcile(service, kept) == Reconciled(put_back=2)
    assert [task.subject for task in service.store.agenda.tasks] == [one.id for one in letters[:2]]
    service.work()
    assert service.letter(letters[0].id).state is LetterState.SENT


def test_a_letter_whose_job_was_given_up_is_given_up(service: Service, letters: list[Letter]) -> None:
    service.at += SILENT_FOR
    kept = SomeJobs(kept={one.id: "todo" for one in letters[1:]} | {letters[0].id: "failed"})
    assert reconcile(service, kept) == Reconciled(given_up=1)
    assert service.letter(letters[0].id).state is LetterState.DEAD


def test_a_letter_that_left_while_it_was_looked_for_is_left_alone(
    service: Service, letters: list[Letter]
) -> None:
    class Leaving(SomeJobs):
        def held(self, task: str, subjects: Iterable[str]) -> Mapping[str, str]:  # noqa: ARG002 - as the port
            for one in letters:
                keep(service, one.settled(LetterState.SENT, service.at))
            return {}

    service.at += DAY
    assert reconcile(service, Leaving()) == Reconciled()
    assert {one.state for one in service.letters()} == {LetterState.SENT}
