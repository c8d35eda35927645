"""What staff has to do: the answer it owes a company that every team refused."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Final

from pytest_bdd import given, then, when

from conseillers_application.task_views import CompanyAnswerView, TaskLine
from conseillers_application.tasks import TaskRequest
from conseillers_domain.accounts import Role
from conseillers_domain.errors import Conflict
from conseillers_domain.position import HelpKind, NewPosition, RefusalReason, Stance
from conseillers_domain.staff_task import TaskState
from conseillers_features.steps.deposit import email_of
from conseillers_features.steps.positions import stance_of
from conseillers_features.steps.story import STAFF, Story, slug
from conseillers_features.steps.wording import a_day, plain, worded
from conseillers_features.worlds.surroundings import CONTACT

NEEDED: Final = {
    Stance.REFUSED: NewPosition(stance=Stance.REFUSED, reason=RefusalReason.NO_CAPACITY),
    Stance.CLOSED_HELPED: NewPosition(stance=Stance.CLOSED_HELPED, help=(HelpKind.ADVICE,)),
}
"""Positions with what their stance cannot go without."""


@given(worded("{name} est aussi de l’équipe du service"))
def one_more_of_staff(story: Story, name: str) -> None:
    """Somebody else who runs the service."""
    story.people[name] = f"{slug(name)}@service.example"
    story.world.open_account(story.people[name], name, Role.STAFF)


@given(worded("toutes les équipes ont refusé le besoin de « {company} »"))
@when(worded("toutes les équipes refusent le besoin de « {company} »"))
def all_refuse(story: Story, company: str) -> None:
    """Somebody of each team says no."""
    need = story.need(company)
    for referral in story.world.sheet(story.world.staff, need).referrals:
        says_for(story, STAFF, company, referral.team_name, Stance.REFUSED.label)


@given(worded("{person} a dit « {label} » du besoin de « {company} » pour l’équipe « {team} »"))
@when(worded("{person} dit « {label} » du besoin de « {company} » pour l’équipe « {team} »"))
def says(story: Story, person: str, label: str, company: str, team: str) -> None:
    """Take a position on behalf of a team."""
    says_for(story, person, company, team, label)


def says_for(story: Story, person: str, company: str, team: str, label: str) -> None:
    """The same; it may be refused."""
    stance, need, email = stance_of(label), story.need(company), story.email(person)
    new = NEEDED.get(stance, NewPosition(stance=stance))
    said = story.attempt(lambda: story.world.say(email, need, story.teams[team], new))
    if said is not None:
        story.said.append(said)


@given(worded("le service envoie de lui-même les réponses qui attendent depuis {hours} heures"))
def answers_leave_by_themselves(story: Story, hours: str) -> None:
    """Set so by who runs its machines."""
    story.world.set(answer_after_hours=int(hours))


def task_on(story: Story, reader: str, company: str, state: TaskState = TaskState.OPEN) -> TaskLine | None:
    """The task on the need of a company, as somebody of staff finds it."""
    page = story.world.tasks(story.email(reader), TaskRequest(state=state, limit=100))
    need = story.need(company)
    found = [one for one in page.items if one.need == need]
    assert len(found) <= 1
    return found[0] if found else None


@then(worded("l’équipe du service doit répondre à « {company} » avant le {day}"))
def staff_owes(story: Story, company: str, day: str) -> None:
    """A task, which belongs to somebody, due that day."""
    task = task_on(story, STAFF, company)
    assert task is not None
    assert (task.company, task.state) == (company, TaskState.OPEN)
    assert task.due_at.date() == a_day(day).date()
    assert task.owner.name


@then(worded("l’équipe du service ne doit pas de réponse à « {company} »"))
def staff_owes_nothing(story: Story, company: str) -> None:
    """Nothing is to be done."""
    assert task_on(story, STAFF, company) is None


@then(worded("la tâche de répondre à « {company} » est {state}, {times} fois"))
def tasks_in_a_state(story: Story, company: str, state: str, times: str) -> None:
    """So many tasks on that need are over so."""
    wanted = next(one for one in TaskState if one.label == state)
    page = story.world.tasks(story.world.staff, TaskRequest(state=wanted, limit=100))
    assert sum(one.need == story.need(company) for one in page.items) == int(times)


@then(worded("la tâche de répondre à « {company} » est confiée à {name}"))
def is_whose(story: Story, company: str, name: str) -> None:
    """Everybody reads whose it is, and they find it among theirs."""
    task = task_on(story, STAFF, company)
    assert task is not None
    assert task.owner.name == name
    email = story.people.get(name, story.world.staff)
    mine = story.world.tasks(email, TaskRequest(mine=True)).items
    assert task in mine


@when(worded("l’équipe du service confie à {name} la tâche de répondre à « {company} »"))
def gives(story: Story, name: str, company: str) -> None:
    """Give it to somebody else."""
    task = task_on(story, STAFF, company)
    assert task is not None
    story.attempt(lambda: story.world.assign(task.id, story.email(name)))


def draft(story: Story, company: str) -> CompanyAnswerView:
    """The answer as staff reads it."""
    return story.world.answer(story.world.staff, story.need(company))


@then(worded("le brouillon de la réponse à « {company} » dit « {rest} »"))
def the_draft_says(story: Story, company: str, rest: str) -> None:
    """It holds these words."""
    assert rest in plain(draft(story, company).text)


@then(worded("le brouillon de la réponse à « {company} » ne nomme ni {one} ni {other}"))
def the_draft_names_nobody(story: Story, company: str, one: str, other: str) -> None:
    """Neither of them, by any part of their name."""
    text = draft(story, company).text
    assert not any(part in text for name in (one, other) for part in name.split())


@when(worded("{person} lit la réponse à « {company} »"))
def reads(story: Story, person: str, company: str) -> None:
    """Open it."""
    story.attempt(lambda: story.world.answer(story.email(person), story.need(company)))


@given(worded("{person} a récrit la réponse à « {company} » : « {rest} »"))
@when(worded("{person} récrit la réponse à « {company} » : « {rest} »"))
def words(story: Story, person: str, company: str, rest: str) -> None:
    """Put it in other words."""
    story.attempt(lambda: story.world.word_answer(story.email(person), story.need(company), rest))


@when(worded("{one} et {other} récrivent en même temps la réponse à « {company} »"))
def both_word(story: Story, one: str, other: str, company: str) -> None:
    """Each from the same words; the second comes too late."""
    need, read_at = story.need(company), draft(story, company).version
    story.world.word_answer(story.email(one), need, f"Bonjour, {one}", read_at=read_at)
    email = story.email(other)
    story.attempt(lambda: story.world.word_answer(email, need, f"Bonjour, {other}", read_at=read_at))


@given(worded("{person} a envoyé la réponse à « {company} »"))
@when(worded("{person} envoie la réponse à « {company} »"))
def sends(story: Story, person: str, company: str) -> None:
    """Send it as it is worded."""
    story.attempt(lambda: story.world.send_answer(story.email(person), story.need(company)))


@when(worded("{one} et {other} envoient au même instant la réponse à « {company} »"))
def both_send(story: Story, one: str, other: str, company: str) -> None:
    """Two people of staff at once."""
    need, start = story.need(company), Barrier(2)

    def send(email: str) -> CompanyAnswerView:
        start.wait(timeout=10)
        return story.world.send_answer(email, need)

    emails = [story.email(name) for name in (one, other)]
    for email in emails:
        story.world.answer(email, need)
    with ThreadPoolExecutor(2) as people:
        waiting = [people.submit(send, email) for email in emails]
    for each in waiting:
        try:
            each.result()
        except Conflict as refusal:
            story.must_be_over()
            story.refusal = refusal


@then(worded("« {company} » lit sur sa page la réponse : « {rest} »"))
def the_company_reads(story: Story, company: str, rest: str) -> None:
    """What it was answered, and when."""
    followed = story.world.follow(story.receipts[company])
    assert followed.answer is not None
    assert rest in plain(followed.answer.text)
    assert followed.answer.sent_at <= story.world.now()


@then(worded("« {company} » ne lit aucune réponse sur sa page"))
def the_company_reads_none(story: Story, company: str) -> None:
    """Nothing was sent."""
    assert story.world.follow(story.receipts[company]).answer is None


@then(worded("l’équipe du service a reçu {number} mails « {rest} »"))
def staff_got(story: Story, number: str, rest: str) -> None:
    """So many at the service's own address; the last one may be looked into."""
    found = [one for one in story.world.mails() if one.to == CONTACT and plain(one.subject) == rest]
    assert len(found) == int(number)
    story.mail = found[-1] if found else None


@then(worded("{name} a reçu {number} mails « {rest} »"))
def somebody_got(story: Story, name: str, number: str, rest: str) -> None:
    """So many at the address of their account."""
    to = story.email(name)
    assert sum(one.to == to and plain(one.subject) == rest for one in story.world.mails()) == int(number)


@then(worded("« {company} » a reçu {number} mails, chacun une fois"))
def each_once(story: Story, company: str, number: str) -> None:
    """So many, under as many names."""
    names = [one.message_id for one in story.world.mails() if one.to == email_of(company)]
    assert len(names) == len(set(names)) == int(number)
