"""Staff owes a company an answer from the last refusal on, edits it, and sends it once (CGU 4.3.B)."""

from contextlib import suppress

import pytest
from attrs import evolve

from conseillers_application.follow_demand import FollowDemand
from conseillers_application.letters import COMPANY, LetterKind, LetterState
from conseillers_application.mails import AnswerMail, TakenMail
from conseillers_application.task_views import CompanyAnswerView, Owner
from conseillers_application.views import AnswerToCompany, FollowUp, Receipt
from conseillers_domain.accounts import Role
from conseillers_domain.errors import Conflict, Invalid, NotFound, Stale
from conseillers_domain.position import Stance
from conseillers_domain.staff_task import WHOLE_STAFF, TaskKind, TaskState
from tests.application.service import DIRECTORY, TEAMS, Service
from tests.builders import DAY, HOUR, NOW, a_referral, an_account, an_index_of
from tests.contracts.stores import Undone

WHO = dict(zip(TEAMS, ("ana", "bob", "eve"), strict=True))


def refuse_all(service: Service, receipt: Receipt, by: str | None = None) -> None:
    """Each team refuses, or somebody for all of them."""
    for team in TEAMS:
        service.say(by or WHO[team], receipt, team, Stance.REFUSED)


@pytest.fixture
def receipt(service: Service) -> Receipt:
    """A demand that all its teams refused."""
    receipt = service.deposited()
    refuse_all(service, receipt)
    return receipt


def answers(service: Service, receipt: Receipt) -> list[AnswerMail]:
    """The answers that the company got, once everything is done."""
    service.wait_a_minute()
    to = service.demand(receipt).contact.email
    return [one for one in service.written(to=to) if isinstance(one, AnswerMail)]


def send(service: Service, receipt: Receipt, by: str = "staff") -> CompanyAnswerView:
    return service.answer(service.person(by), service.need(receipt).id)


def read(service: Service, receipt: Receipt) -> CompanyAnswerView:
    return service.read_answer(service.person("staff"), service.need(receipt).id)


def follow(service: Service, receipt: Receipt) -> FollowUp:
    token = receipt.follow_url.partition("token=")[2]
    return FollowDemand(read=service.store.read, secrets=service.secrets)(receipt.id, token)


def test_nothing_is_owed_while_a_team_may_still_help(service: Service) -> None:
    receipt = service.deposited()
    service.say("ana", receipt, "cci-47", Stance.REFUSED)
    service.say("bob", receipt, "urssaf-1", Stance.REFUSED)
    assert service.tasks(receipt) == ()
    with pytest.raises(NotFound, match="Aucune réponse n’est due"):
        read(service, receipt)


def test_the_last_refusal_gives_staff_a_task_with_a_draft_due_in_two_working_days(
    service: Service, receipt: Receipt
) -> None:
    (task,) = service.tasks(receipt)
    assert (task.kind, task.subject, task.state) == (
        TaskKind.ANSWER_COMPANY,
        service.need(receipt).id,
        TaskState.OPEN,
    )
    assert (task.created_at, task.due_at, task.owner) == (NOW, NOW + 2 * DAY, "staff")
    answer = read(service, receipt)
    assert (answer.task, answer.state, answer.state_label) == (task.id, TaskState.OPEN, "à faire")
    assert "- CCI de Lot-et-Garonne : elle n’a pas de conseiller" in answer.text.replace("\u00a0", " ")
    assert (answer.owner, answer.due_at, answer.late) == (
        Owner(id="staff", name="Équipe"),
        task.due_at,
        False,
    )
    assert (answer.edited_by, answer.edited_at, answer.sent_by, answer.sent_at) == (None, NOW, None, None)


def test_a_refusal_that_staff_says_for_a_team_counts_as_well(service: Service) -> None:
    receipt = service.deposited()
    refuse_all(service, receipt, by="staff")
    assert [one.state for one in service.tasks(receipt)] == [TaskState.OPEN]


def test_a_refusal_by_rule_counts_as_well(service: Service) -> None:
    receipt = service.deposited()
    service.say("ana", receipt, "cci-47", Stance.REFUSED)
    service.say("bob", receipt, "urssaf-1", Stance.TAKEN)
    service.say("bob", receipt, "urssaf-1", Stance.PENDING)
    assert service.tasks(receipt) == ()
    service.say("bob", receipt, "urssaf-1", Stance.REFUSED)
    assert len(service.tasks(receipt)) == 1


def test_the_task_is_born_in_the_transaction_of_the_last_refusal_or_not_at_all(service: Service) -> None:
    receipt = service.deposited()
    before = service.need(receipt)
    after = evolve(before, referrals=tuple(a_referral(team, Stance.REFUSED) for team in TEAMS))
    with suppress(Undone), service.store.begin() as work:
        service.owe_answer(work, before, work.needs.save(after), NOW)
        assert work.staff_tasks.on(TaskKind.ANSWER_COMPANY, after.id)
        raise Undone
    assert service.tasks(receipt) == ()


def test_a_change_of_position_cancels_the_task_and_refusing_again_opens_another(
    service: Service, receipt: Receipt
) -> None:
    service.say("eve", receipt, "urssaf-2", Stance.PENDING)
    (first,) = service.tasks(receipt)
    assert first.state is TaskState.CANCELLED
    with pytest.raises(Conflict, match="la position d’une équipe a changé") as refused:
        send(service, receipt)
    assert refused.value.code == "answer_not_owed"
    assert answers(service, receipt) == []
    service.say("eve", receipt, "urssaf-2", Stance.REFUSED)
    assert [one.state for one in service.tasks(receipt)] == [TaskState.CANCELLED, TaskState.OPEN]
    send(service, receipt)
    assert len(answers(service, receipt)) == 1


def test_the_company_gets_the_words_of_the_draft_as_they_were_sent(
    service: Service, receipt: Receipt
) -> None:
    need = service.need(receipt).id
    service.at += HOUR
    edited = service.edit_answer(service.person("staff"), need, "Appelez-nous.", expected_version=0)
    assert (edited.text, edited.edited_by, edited.edited_at) == ("Appelez-nous.", "Équipe", NOW + HOUR)
    sent = send(service, receipt)
    assert (sent.state, sent.sent_by, sent.sent_at) == (TaskState.DONE, "Équipe", NOW + HOUR)
    with pytest.raises(Conflict):
        service.edit_answer(service.person("staff"), need, "Ne nous appelez pas.")
    (mail,) = answers(service, receipt)
    assert (mail.subject, mail.text) == ("Recruter", "Appelez-nous.")
    assert mail.follow_url == receipt.follow_url


def test_who_edits_what_another_has_edited_meanwhile_is_told_to_read_it_again(
    service: Service, receipt: Receipt
) -> None:
    need, staff = service.need(receipt).id, service.person("staff")
    first = service.edit_answer(staff, need, "Un")
    with pytest.raises(Stale):
        service.edit_answer(staff, need, "Deux", expected_version=0)
    with pytest.raises(Stale):
        service.answer(staff, need, expected_version=0)
    service.answer(staff, need, expected_version=first.version)


def test_an_empty_answer_is_refused(service: Service, receipt: Receipt) -> None:
    with pytest.raises(Invalid):
        service.edit_answer(service.person("staff"), service.need(receipt).id, "  ")


def test_of_two_who_send_it_the_second_is_told_that_it_is_sent_and_one_mail_leaves(
    service: Service, receipt: Receipt
) -> None:
    service.open_account(an_account("other", Role.STAFF, name="Lou"))
    send(service, receipt)
    with pytest.raises(Conflict, match="déjà envoyée") as refused:
        send(service, receipt, by="other")
    assert refused.value.code == "already_answered"
    assert isinstance(refused.value.current, CompanyAnswerView)
    assert refused.value.current.sent_by == "Équipe"
    assert len(answers(service, receipt)) == 1


def test_an_answer_reacted_to_twice_leaves_once_under_one_name(service: Service, receipt: Receipt) -> None:
    send(service, receipt)
    service.react_to_all()
    (letter,) = [one for one in service.letters(to=COMPANY) if one.kind is LetterKind.ANSWER]
    service.react(letter.fact)
    service.work()
    service.send_letter(letter.id)
    assert service.letter(letter.id).state is LetterState.SENT
    assert len(answers(service, receipt)) == 1


def test_a_need_answered_and_refused_again_is_not_answered_again(service: Service, receipt: Receipt) -> None:
    send(service, receipt)
    service.at += HOUR
    service.say("eve", receipt, "urssaf-2", Stance.PENDING)
    service.say("eve", receipt, "urssaf-2", Stance.REFUSED)
    assert [one.state for one in service.tasks(receipt)] == [TaskState.DONE]
    assert len(answers(service, receipt)) == 1


def test_a_need_taken_after_its_answer_and_given_up_is_answered_again(
    service: Service, receipt: Receipt
) -> None:
    send(service, receipt)
    for stance in (Stance.PENDING, Stance.TAKEN):
        service.at += HOUR
        service.say("eve", receipt, "urssaf-2", stance)
    service.wait_a_minute()
    to = service.demand(receipt).contact.email
    assert any(isinstance(one, TakenMail) for one in service.written(to=to))
    for stance in (Stance.PENDING, Stance.REFUSED):
        service.say("eve", receipt, "urssaf-2", stance)
    assert [one.state for one in service.tasks(receipt)] == [TaskState.DONE, TaskState.OPEN]
    send(service, receipt)
    assert len(answers(service, receipt)) == 2


def test_the_company_reads_the_answer_on_its_page_once_it_is_sent(service: Service, receipt: Receipt) -> None:
    before = follow(service, receipt)
    assert before.answer is None
    assert before.status_label == "pas encore prise en charge : l’équipe du service vous répondra"
    sent = send(service, receipt)
    after = follow(service, receipt)
    assert after.answer == AnswerToCompany(text=sent.text, sent_at=NOW)
    assert after.status_label is not None
    assert after.status_label.endswith("l’équipe du service vous a répondu")
    service.say("eve", receipt, "urssaf-2", Stance.PENDING)
    assert follow(service, receipt).answer == after.answer


@pytest.mark.parametrize("who", ["ana", "operator"])
def test_the_answer_does_not_exist_for_who_does_not_run_the_service(
    service: Service, receipt: Receipt, who: str
) -> None:
    person, need = service.person(who), service.need(receipt).id
    with pytest.raises(NotFound, match="Cette page n’existe pas"):
        service.read_answer(person, need)
    with pytest.raises(NotFound, match="Cette page n’existe pas"):
        service.edit_answer(person, need, "Texte")
    with pytest.raises(NotFound, match="Cette page n’existe pas"):
        service.answer(person, need)


def test_the_task_goes_to_who_has_the_fewest_and_to_nobody_who_is_suspended(service: Service) -> None:
    service.open_account(an_account("a-staff", Role.STAFF, name="Lou"))
    service.open_account(an_account("suspended", Role.STAFF, name="Max", email="max@service.example"))
    with service.store.begin() as work:
        index = an_index_of(DIRECTORY, "2", suspended=["max@service.example"])
        version = evolve(work.directories.version("1"), version="2")
        work.directories.publish(index, version)
    owners = []
    for rank in range(3):
        receipt = service.deposited_by(rank)
        refuse_all(service, receipt, by="staff")
        owners.append(service.tasks(receipt)[0].owner)
    assert owners == ["a-staff", "staff", "a-staff"]


def test_without_anybody_who_runs_the_service_the_task_is_everybodys(service: Service) -> None:
    with service.store.begin() as work:
        work.accounts.save(evolve(work.accounts.get("staff"), roles=frozenset({Role.DIRECTION})))
    receipt = service.deposited()
    refuse_all(service, receipt)
    assert service.tasks(receipt)[0].owner == WHOLE_STAFF
