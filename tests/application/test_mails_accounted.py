"""Every mail is accounted for: its tries, why it was refused, when it is given up, what brings it back."""

from contextlib import suppress
from datetime import timedelta

import pytest

from conseillers_application.letters import COMPANY, FEWEST_TRIES, Letter, LetterRefusal, LetterState, Stage
from conseillers_application.mails import Mail, MailDelayed, MailRefused, Why
from conseillers_application.refused_addresses import address_key
from conseillers_domain.errors import NotFound
from conseillers_domain.position import Stance
from conseillers_entrypoints.demo.companies import fictitious_siret
from tests.application.service import Service
from tests.builders import HOUR, NOW, a_letter, an_establishment

CCI = "emploi@cci.example"
MINUTE = timedelta(minutes=1)


class Answering:
    """A post that answers each mail as it is told, and keeps those it took."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.taken: list[Mail] = []

    def send(self, mail: Mail) -> None:
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.taken.append(mail)


@pytest.fixture
def owed(service: Service) -> Letter:
    """The letter to the chamber, not sent yet."""
    service.deposited()
    service.react_to_all()
    (letter,) = service.letters(to="cci-47")
    return letter


def another_deposit(service: Service) -> None:
    """Another company's demand, put before the same teams."""
    siret = fictitious_siret(7)
    service.knows(an_establishment(siret=siret))
    service.deposited(siret=siret, email="autre@example.org")


def answered(service: Service, letter: Letter, *answers: Exception | None) -> Letter:
    """The letter once it was tried, that many times, a minute apart."""
    service.post = Answering(*answers)  # type: ignore[assignment] # another post
    for answer in answers:
        if isinstance(answer, MailDelayed):
            with pytest.raises(MailDelayed):
                service.send_letter(letter.id)
        else:
            service.send_letter(letter.id)
        service.at += MINUTE
    return service.letter(letter.id)


def test_a_mail_that_leaves_at_once_had_one_try(service: Service, owed: Letter) -> None:
    letter = answered(service, owed, None)
    assert (letter.stage, letter.tries, letter.refusal) == (Stage.SENT, 1, None)
    assert (letter.marked_at, letter.tried_since) == (NOW, NOW)


def test_a_mail_put_off_says_how_often_and_what_it_met_last(service: Service, owed: Letter) -> None:
    later = MailDelayed("451 4.3.0", Why.SERVER, "451 4.3.0")
    letter = answered(service, owed, MailDelayed("away"), later)
    assert (letter.stage, letter.tries, letter.tried_since) == (Stage.DELAYED, 2, NOW)
    assert letter.refusal == LetterRefusal(why=Why.SERVER, code="451 4.3.0", at=NOW + MINUTE)
    letter = answered(service, owed, None)
    assert (letter.stage, letter.tries) == (Stage.SENT, 3)


def test_a_try_cut_short_by_a_crash_counts_as_one_and_keeps_the_name(service: Service, owed: Letter) -> None:
    class Crash(BaseException):
        pass

    post = Answering(Crash())  # type: ignore[arg-type] # no refusal: the process dies
    service.post = post  # type: ignore[assignment] # another post
    with pytest.raises(Crash):
        service.send_letter(owed.id)
    assert service.letter(owed.id).stage is Stage.SENDING
    service.send_letter(owed.id)
    assert service.letter(owed.id).tries == 2
    assert [mail.message_id for mail in post.taken] == [f"{owed.id}@exemple.fr"]


def test_a_mail_is_given_up_after_72_hours_of_tries(service: Service, owed: Letter) -> None:
    post = Answering(*(MailDelayed("away") for _ in range(100)))
    service.post = post  # type: ignore[assignment] # another post
    while service.letter(owed.id).state is LetterState.QUEUED:
        with suppress(MailDelayed):
            service.send_letter(owed.id)
            break
        service.at += HOUR
    letter = service.letter(owed.id)
    assert (letter.state, letter.tries, letter.marked_at - NOW) == (LetterState.DEAD, 73, 72 * HOUR)
    assert letter.refusal == LetterRefusal(why=Why.SERVER, code=None, at=service.at)


def test_a_service_that_was_stopped_gives_up_nothing_sooner(service: Service, owed: Letter) -> None:
    answered(service, owed, MailDelayed("away"))
    service.at += 100 * HOUR
    assert answered(service, owed, MailDelayed("away")).state is LetterState.QUEUED
    tries = [MailDelayed("away") for _ in range(FEWEST_TRIES - 3)]
    assert answered(service, owed, *tries).state is LetterState.QUEUED
    service.post = Answering(MailDelayed("away"))  # type: ignore[assignment] # another post
    service.send_letter(owed.id)
    assert service.letter(owed.id).state is LetterState.DEAD


def test_a_dead_mail_leaves_if_its_job_is_put_back(service: Service, owed: Letter) -> None:
    with service.store.begin() as work:
        work.letters.save(owed.given_up(NOW))
    assert answered(service, owed, None).state is LetterState.SENT


def test_a_team_that_left_the_directory_counts_its_tries_too(service: Service, owed: Letter) -> None:
    service.without_team("cci-47")
    letter = answered(service, owed, MailDelayed("never asked"))
    assert (letter.stage, letter.tries, letter.address_key) == (Stage.DELAYED, 1, None)
    assert letter.refusal is not None
    assert letter.refusal.why is Why.NO_RECIPIENT


@pytest.mark.parametrize(
    "why", [Why.UNKNOWN_MAILBOX, Why.CLOSED_MAILBOX, Why.FULL_MAILBOX, Why.UNKNOWN_DOMAIN]
)
def test_an_address_that_refuses_is_marked_and_nothing_more_is_handed_over_for_it(
    service: Service, owed: Letter, why: Why
) -> None:
    letter = answered(service, owed, MailRefused("550 5.1.1", why, "550 5.1.1"))
    assert (letter.state, letter.refusal) == (
        LetterState.REFUSED,
        LetterRefusal(why=why, code="550 5.1.1", at=NOW),
    )
    with service.store.read() as work:
        marked = work.refused_addresses.find(address_key(service.secrets, CCI.upper()))
    assert marked is not None
    assert (marked.why, marked.code, marked.at, marked.letter) == (why, "550 5.1.1", NOW, owed.id)
    post = Answering()
    service.post = post  # type: ignore[assignment] # another post
    another_deposit(service)
    service.work()
    other = service.letters(to="cci-47")[-1]
    assert (other.state, other.tries) == (LetterState.REFUSED, 1)
    assert other.refusal is not None
    assert (other.refusal.why, other.refusal.code) == (Why.ADDRESS_REFUSED_BEFORE, "550 5.1.1")
    assert CCI not in {mail.to for mail in post.taken}


def test_a_mail_refused_for_itself_marks_no_address(service: Service, owed: Letter) -> None:
    letter = answered(service, owed, MailRefused("554 5.6.0", Why.MESSAGE, "554 5.6.0"))
    assert letter.state is LetterState.REFUSED
    with service.store.read() as work:
        assert work.refused_addresses.count() == 0


def test_nothing_that_is_kept_of_a_mail_names_its_address(service: Service, owed: Letter) -> None:
    letter = answered(service, owed, MailRefused(f"550 no {CCI} here", Why.UNKNOWN_MAILBOX, "550"))
    with service.store.read() as work:
        kept = (letter, work.refused_addresses.page(None, 9))
    assert CCI not in repr(kept)


def test_an_address_is_known_whatever_its_case_and_the_writing_of_its_domain(service: Service) -> None:
    def key(address: str) -> str:
        return address_key(service.secrets, address)

    assert key(" RH@Société.example") == key("rh@xn--socit-esab.example")
    assert key("rh@societe.example") != key("rh@xn--socit-esab.example")
    assert key("rh@un..domaine") == key("RH@un..domaine")


def test_staff_sees_which_teams_are_no_longer_told(service: Service, owed: Letter) -> None:
    answered(service, owed, MailRefused("550 5.1.1", Why.UNKNOWN_MAILBOX, "550 5.1.1"))
    staff = service.person("staff")
    page = service.refused_addresses(staff)
    (line,) = page.items
    assert (page.total, page.next) == (1, None)
    assert (line.why, line.code, line.letter) == ("unknown_mailbox", "550 5.1.1", owed.id)
    assert line.why_label == "la boîte aux lettres n’existe pas"
    assert [(team.code, team.mailbox) for team in line.teams] == [("cci-47", CCI)]
    assert "« CCI Emploi » (CCI de Lot-et-Garonne)" in line.concerns.replace("\N{NO-BREAK SPACE}", " ")
    assert line.demand is None
    service.without_team("cci-47")
    (line,) = service.refused_addresses(staff).items
    assert line.teams == ()
    assert "cci-47" in line.concerns


def test_staff_sees_the_demand_of_a_company_and_no_address(service: Service) -> None:
    service.post.refusing.add("zoe@example.org")
    receipt = service.deposited()
    service.work()
    service.post.refusing.clear()
    (line,) = service.refused_addresses(service.person("staff")).items
    assert (line.teams, line.demand) == ((), receipt.id)
    assert receipt.id in line.concerns
    assert "zoe@" not in repr(line)


def test_the_demand_of_a_company_is_known_by_a_move_too(service: Service) -> None:
    receipt = service.deposited()
    service.work()
    service.post.refusing.add("zoe@example.org")
    service.say("ana", receipt, "cci-47", Stance.TAKEN)
    service.wait_a_minute()
    (line,) = service.refused_addresses(service.person("staff")).items
    assert line.demand == receipt.id


def test_refused_addresses_are_listed_page_by_page(service: Service) -> None:
    service.post.refusing |= {CCI, "un@urssaf.example", "deux@urssaf.example"}
    service.deposited()
    service.work()
    staff = service.person("staff")
    first = service.refused_addresses(staff, limit=2)
    second = service.refused_addresses(staff, cursor=first.next, limit=2)
    assert (first.total, len(first.items), len(second.items), second.next) == (3, 2, 1, None)
    assert len({one.id for one in (*first.items, *second.items)}) == 3
    assert service.refused_addresses(staff, limit=3).next is None


def test_there_may_be_no_refused_address_at_all(service: Service) -> None:
    page = service.refused_addresses(service.person("staff"))
    assert (page.items, page.total, page.next) == ((), 0, None)


def test_what_an_address_was_refused_leaves_again_once_it_is_lifted(service: Service, owed: Letter) -> None:
    answered(service, owed, MailRefused("550 5.1.1", Why.UNKNOWN_MAILBOX, "550 5.1.1"))
    service.post = Answering()  # type: ignore[assignment] # another post
    another_deposit(service)
    service.work()
    (line,) = service.refused_addresses(service.person("staff")).items
    lifted = service.lift(service.person("staff"), line.id)
    assert (lifted.id, lifted.replayed) == (line.id, 2)
    service.work()
    assert {one.state for one in service.letters(to="cci-47")} == {LetterState.SENT}
    assert {one.tries for one in service.letters(to="cci-47")} == {1}
    assert service.refused_addresses(service.person("staff")).total == 0
    with pytest.raises(NotFound):
        service.lift(service.person("staff"), line.id)


def test_a_mail_refused_for_itself_stays_refused_when_its_address_is_lifted(
    service: Service, owed: Letter
) -> None:
    answered(service, owed, MailRefused("554 5.6.0", Why.MESSAGE, "554 5.6.0"))
    service.post = Answering(MailRefused("550", Why.UNKNOWN_MAILBOX, "550"))  # type: ignore[assignment] # same
    another_deposit(service)
    service.react_to_all()
    service.send_letter(service.letters(to="cci-47")[-1].id)
    (line,) = service.refused_addresses(service.person("staff")).items
    assert service.lift(service.person("staff"), line.id).replayed == 1
    assert service.letter(owed.id).state is LetterState.REFUSED


@pytest.mark.parametrize("account", ["ana", "operator"])
def test_refused_addresses_are_staffs_alone(service: Service, account: str) -> None:
    with pytest.raises(NotFound):
        service.refused_addresses(service.person(account))
    with pytest.raises(NotFound):
        service.lift(service.person(account), "key")


def test_a_letter_given_up_keeps_what_its_last_try_met(service: Service) -> None:
    letter = a_letter(recipient=COMPANY)
    known = letter.leaving("key", NOW).delayed(Why.POLICY, "550 5.7.1", NOW).given_up(NOW + HOUR)
    assert known.refusal == LetterRefusal(why=Why.POLICY, code="550 5.7.1", at=NOW)
    unknown = letter.given_up(NOW + HOUR)
    assert unknown.refusal == LetterRefusal(why=Why.NO_MORE_TRIES, code=None, at=NOW + HOUR)
    assert letter.again(NOW + HOUR).stage is Stage.QUEUED


def test_every_word_for_people_is_there() -> None:
    assert len({stage.label for stage in Stage}) == len(Stage)
    assert len({why.label for why in Why}) == len(Why)


def test_a_bounce_faster_than_the_service_is_not_forgotten(service: Service, owed: Letter) -> None:
    class Fast(Answering):
        def send(self, mail: Mail) -> None:
            super().send(mail)
            with service.store.begin() as work:
                letter = work.letters.get(owed.id)
                work.letters.save(letter.refused(Why.UNKNOWN_MAILBOX, "5.1.1", service.at))

    service.post = Fast()  # type: ignore[assignment] # another post
    service.send_letter(owed.id)
    assert service.letter(owed.id).state is LetterState.REFUSED
