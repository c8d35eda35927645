"""A letter leaves: what each says, to whom, and what becomes of it when the post or the world says no."""

from datetime import timedelta

import pytest

from conseillers_application.letter_writers import LINK_LASTS
from conseillers_application.letters import LetterState
from conseillers_application.mails import (
    MailDelayed,
    NeedMail,
    ReceiptMail,
    TakenMail,
    UnreachableMail,
)
from conseillers_application.ports import SEND_LETTER
from conseillers_application.react import MERGED_OVER
from conseillers_application.views import Receipt
from conseillers_domain.position import Stance
from tests.application.service import BASE_URL, DIRECTORY, Service
from tests.builders import NOW, an_establishment

COMPANY, CCI = "zoe@example.org", "emploi@cci.example"
SECONDS = timedelta(seconds=1)


@pytest.fixture
def receipt(service: Service) -> Receipt:
    """A demand put before its teams, everybody told."""
    receipt = service.deposited()
    service.work()
    return receipt


def told(service: Service) -> list[object]:
    """What the company was told after its receipt."""
    return list(service.written(to=COMPANY)[1:])


def letter_ids(service: Service) -> list[str]:
    """The letters to leave."""
    return [one.subject for one in service.store.agenda.tasks if one.name == SEND_LETTER]


def state(service: Service, letter_id: str) -> LetterState:
    """How far a letter got."""
    with service.store.read() as work:
        return work.letters.get(letter_id).state


def test_the_company_is_told_that_its_demand_is_received_and_who_may_call(
    service: Service, receipt: Receipt
) -> None:
    assert service.written(to=COMPANY) == [
        ReceiptMail(
            first_name="Zoé",
            last_name="Lefèvre",
            subject="Recruter",
            company="L’Épicerie du Marché",
            institutions=("CCI de Lot-et-Garonne", "Urssaf"),
            follow_url=receipt.follow_url,
            terms_version="1",
            deposited_at=NOW,
        )
    ]


def test_a_receipt_names_nobody_while_the_service_looks_at_the_demand(service: Service) -> None:
    service.knows()
    service.deposited()
    service.work()
    (mail,) = service.written(to=COMPANY)
    assert isinstance(mail, ReceiptMail)
    assert (mail.institutions, mail.company) == ((), None)


def test_each_team_gets_one_mail_with_a_link_of_its_own(service: Service, receipt: Receipt) -> None:
    (mail,) = service.written(to=CCI)
    assert isinstance(mail, NeedMail)
    assert (mail.team, mail.subject, mail.company, mail.commune) == (
        "CCI Emploi",
        "Recruter",
        "L’Épicerie du Marché",
        "Agen",
    )
    assert mail.link_expires_at == NOW + LINK_LASTS
    start, _, token = mail.need_url.rpartition("/")
    assert start == f"{BASE_URL}/n"
    with service.store.read() as work:
        link = work.links.find(service.secrets.hash(token))
        assert work.links.find(token) is None
    assert link is not None
    assert (link.need, link.team) == (service.need(receipt).id, "cci-47")


def test_a_mail_leaves_once_whatever_the_times_it_is_asked_for(service: Service) -> None:
    service.deposited()
    for task in service.store.agenda.due(service.at):
        service.react(task.subject)
    for letter_id in letter_ids(service) * 2:
        service.send_letter(letter_id)
    assert len(service.post.sent) == 4
    assert {mail.message_id for mail in service.post.sent} == {
        f"{letter_id}@exemple.fr" for letter_id in letter_ids(service)
    }


def test_a_mail_delayed_leaves_later_under_the_same_name(service: Service) -> None:
    service.deposited()
    for task in service.store.agenda.due(service.at):
        service.react(task.subject)
    letter_id = letter_ids(service)[0]
    service.post.down = True
    with pytest.raises(MailDelayed):
        service.send_letter(letter_id)
    assert state(service, letter_id) is LetterState.QUEUED
    service.post.down = False
    service.send_letter(letter_id)
    assert [mail.message_id for mail in service.post.sent] == [f"{letter_id}@exemple.fr"]
    assert state(service, letter_id) is LetterState.SENT


def test_a_mail_refused_for_good_is_not_tried_again(service: Service) -> None:
    service.post.refusing.add(CCI)
    service.deposited()
    for task in service.store.agenda.due(service.at):
        service.react(task.subject)
    ids = letter_ids(service)
    service.work()
    service.post.refusing.clear()
    for letter_id in ids:
        service.send_letter(letter_id)
    assert service.written(to=CCI) == []
    assert [state(service, one) for one in ids].count(LetterState.REFUSED) == 1


def test_a_team_missing_from_the_directory_is_written_to_when_it_is_back(service: Service) -> None:
    service.deposited()
    service.without_team("cci-47")
    service.work()
    assert service.written(to=CCI) == []
    service.publish(DIRECTORY)
    service.wait_a_minute()
    assert len(service.written(to=CCI)) == 1


def test_the_company_is_told_who_takes_its_need_and_will_call(service: Service, receipt: Receipt) -> None:
    service.say("ana", receipt, "cci-47", Stance.TAKEN)
    service.work()
    assert told(service) == []
    service.work(60 * SECONDS)
    assert told(service) == [
        TakenMail(
            first_name="Zoé",
            last_name="Lefèvre",
            subject="Recruter",
            advisor="Ana",
            team="CCI Emploi",
            institution="CCI de Lot-et-Garonne",
            follow_url=receipt.follow_url,
        )
    ]


def test_the_company_is_told_who_tried_to_call_it(service: Service, receipt: Receipt) -> None:
    service.say("ana", receipt, "cci-47", Stance.TAKEN)
    service.wait_a_minute()
    service.say("ana", receipt, "cci-47", Stance.CLOSED_UNREACHABLE)
    service.wait_a_minute()
    assert told(service)[1:] == [
        UnreachableMail(
            first_name="Zoé",
            last_name="Lefèvre",
            subject="Recruter",
            advisor="Ana",
            team="CCI Emploi",
            institution="CCI de Lot-et-Garonne",
            team_mailbox=CCI,
            follow_url=receipt.follow_url,
        )
    ]


TAKEN, PENDING, REFUSED = Stance.TAKEN, Stance.PENDING, Stance.REFUSED
HELPED, NO_HELP, UNREACHABLE = Stance.CLOSED_HELPED, Stance.CLOSED_NO_HELP, Stance.CLOSED_UNREACHABLE


@pytest.mark.parametrize(
    ("moves", "mails"),
    [
        ([TAKEN, PENDING], []),
        ([TAKEN, PENDING, TAKEN], [TakenMail]),
        ([TAKEN, UNREACHABLE], [UnreachableMail]),
        ([TAKEN, HELPED], []),
        ([TAKEN, NO_HELP], []),
        ([REFUSED], []),
        ([REFUSED, PENDING, TAKEN], [TakenMail]),
        ([TAKEN, UNREACHABLE, TAKEN], [TakenMail]),
    ],
)
def test_moves_within_a_minute_are_told_as_one(
    service: Service, receipt: Receipt, moves: list[Stance], mails: list[type]
) -> None:
    for stance in moves:
        service.say("ana", receipt, "cci-47", stance)
        service.work(10 * SECONDS)
    service.wait_a_minute()
    assert [type(one) for one in told(service)] == mails


def test_moves_a_minute_apart_are_told_each(service: Service, receipt: Receipt) -> None:
    for stance in (REFUSED, PENDING, TAKEN, UNREACHABLE, TAKEN):
        service.say("ana", receipt, "cci-47", stance)
        service.wait_a_minute()
    assert [type(one) for one in told(service)] == [TakenMail, UnreachableMail]


@pytest.mark.parametrize(("then", "mails"), [(UNREACHABLE, [UnreachableMail]), (PENDING, [])])
def test_moves_made_while_the_mail_could_not_leave_are_told_as_one(
    service: Service, receipt: Receipt, then: Stance, mails: list[type]
) -> None:
    service.post.down = True
    service.say("ana", receipt, "cci-47", TAKEN)
    service.wait_a_minute()
    service.say("ana", receipt, "cci-47", then)
    service.wait_a_minute()
    service.post.down = False
    for _ in range(3):
        service.wait_a_minute()
    assert [type(one) for one in told(service)] == mails


def test_a_move_made_just_before_the_letter_that_tells_it_is_told_once(
    service: Service, receipt: Receipt
) -> None:
    service.say("ana", receipt, "cci-47", TAKEN)
    service.work()
    (letter_id,) = letter_ids(service)
    service.at += MERGED_OVER
    service.say("ana", receipt, "cci-47", UNREACHABLE)
    service.send_letter(letter_id)
    service.wait_a_minute()
    assert [type(one) for one in told(service)] == [UnreachableMail]


def test_a_letter_whose_sender_died_leaves_what_followed_to_the_next_one(
    service: Service, receipt: Receipt
) -> None:
    service.say("ana", receipt, "cci-47", TAKEN)
    service.work()
    (letter_id,) = letter_ids(service)
    with service.store.begin() as work:
        work.letters.save(work.letters.get(letter_id).leaving(None, service.at))
    service.at += SECONDS
    service.say("ana", receipt, "cci-47", UNREACHABLE)
    service.wait_a_minute()
    assert [type(one) for one in told(service)] == [UnreachableMail]
    assert state(service, letter_id) is LetterState.NEEDLESS


def test_a_letter_whose_sender_died_is_sent_again_when_nothing_followed(
    service: Service, receipt: Receipt
) -> None:
    service.say("ana", receipt, "cci-47", TAKEN)
    service.work()
    (letter_id,) = letter_ids(service)
    with service.store.begin() as work:
        work.letters.save(work.letters.get(letter_id).leaving(None, service.at))
    service.wait_a_minute()
    assert [type(one) for one in told(service)] == [TakenMail]


def test_what_staff_says_for_a_team_is_not_told(service: Service, receipt: Receipt) -> None:
    service.say("staff", receipt, "cci-47", TAKEN)
    service.wait_a_minute()
    assert told(service) == []


def test_teams_that_give_way_by_the_rule_tell_nothing(service: Service, receipt: Receipt) -> None:
    service.say("bob", receipt, "urssaf-1", TAKEN)
    service.wait_a_minute()
    assert [type(one) for one in told(service)] == [TakenMail]


def test_nothing_is_told_of_a_team_that_left_the_directory(service: Service, receipt: Receipt) -> None:
    service.say("ana", receipt, "cci-47", TAKEN)
    service.without_team("cci-47")
    service.wait_a_minute()
    assert told(service) == []


def test_a_letter_that_became_needless_is_never_sent(service: Service, receipt: Receipt) -> None:
    service.say("ana", receipt, "cci-47", TAKEN)
    service.work()
    (letter_id,) = letter_ids(service)
    service.say("ana", receipt, "cci-47", PENDING)
    service.send_letter(letter_id)
    assert state(service, letter_id) is LetterState.NEEDLESS
    service.say("ana", receipt, "cci-47", TAKEN)
    service.send_letter(letter_id)
    assert told(service) == []


def test_a_company_in_a_former_commune_is_placed_by_the_present_one(service: Service) -> None:
    service.knows(an_establishment(commune="55273"))
    service.deposited()
    service.work()
    (mail,) = service.written(to="un@urssaf.example")
    assert isinstance(mail, NeedMail)
    assert mail.commune == "Nonsard-Lamarche"
