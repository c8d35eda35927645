"""What comes back: a mail a server had taken is refused or given up; who lies about it harms nobody else."""

import pytest
from attrs import evolve

from conseillers_application.bounces import Bounce, BounceOutcome
from conseillers_application.letters import Letter, LetterRefusal, LetterState
from conseillers_application.mails import Why
from tests.application.service import Service
from tests.builders import NOW

CCI = "emploi@cci.example"
GONE = Bounce(message_id=None, recipient=CCI, why=Why.UNKNOWN_MAILBOX, code="5.1.1", for_good=True)


@pytest.fixture
def sent(service: Service) -> Letter:
    """The letter to the chamber, which left."""
    service.deposited()
    service.work()
    (letter,) = service.letters(to="cci-47")
    return letter


def of(letter: Letter, bounce: Bounce = GONE) -> Bounce:
    """The bounce, of that letter."""
    return evolve(bounce, message_id=f"<{letter.id}@exemple.fr>")


def marked(service: Service) -> int:
    """How many addresses are."""
    with service.store.read() as work:
        return work.refused_addresses.count()


def test_a_mail_that_came_back_for_good_is_refused_and_its_address_marked(
    service: Service, sent: Letter
) -> None:
    assert service.account_for_bounce(of(sent)) is BounceOutcome.REFUSED
    letter = service.letter(sent.id)
    assert letter.state is LetterState.REFUSED
    assert letter.refusal == LetterRefusal(why=Why.UNKNOWN_MAILBOX, code="5.1.1", at=NOW)
    (line,) = service.refused_addresses(service.person("staff")).items
    assert (line.letter, line.code) == (sent.id, "5.1.1")
    assert service.account_for_bounce(of(sent)) is BounceOutcome.KNOWN
    assert marked(service) == 1


def test_a_mail_is_known_without_brackets_and_whatever_the_case_of_the_domain(
    service: Service, sent: Letter
) -> None:
    bounce = evolve(GONE, message_id=f"{sent.id}@Exemple.FR", recipient=None)
    assert service.account_for_bounce(bounce) is BounceOutcome.REFUSED


def test_a_mail_refused_for_itself_marks_no_address(service: Service, sent: Letter) -> None:
    bounce = evolve(GONE, why=Why.POLICY, code="5.7.1")
    assert service.account_for_bounce(of(sent, bounce)) is BounceOutcome.REFUSED
    assert service.letter(sent.id).state is LetterState.REFUSED
    assert marked(service) == 0


def test_a_mail_that_servers_gave_up_is_dead_and_marks_no_address(service: Service, sent: Letter) -> None:
    bounce = evolve(GONE, why=Why.SERVER, code="4.4.1", for_good=False)
    assert service.account_for_bounce(of(sent, bounce)) is BounceOutcome.GIVEN_UP
    letter = service.letter(sent.id)
    assert letter.state is LetterState.DEAD
    assert letter.refusal == LetterRefusal(why=Why.SERVER, code="4.4.1", at=NOW)
    assert marked(service) == 0


def test_a_mail_only_delayed_changes_nothing(service: Service, sent: Letter) -> None:
    bounce = evolve(GONE, why=Why.SERVER, code="4.4.1", for_good=False, over=False)
    assert service.account_for_bounce(of(sent, bounce)) is BounceOutcome.DELAYED
    assert service.letter(sent.id) == sent


def test_a_mail_refused_where_the_mailbox_forwards_it_marks_nothing(service: Service, sent: Letter) -> None:
    bounce = evolve(GONE, recipient="zoe@ailleurs.example")
    assert service.account_for_bounce(of(sent, bounce)) is BounceOutcome.FORWARDED
    assert service.letter(sent.id) == sent
    assert marked(service) == 0


@pytest.mark.parametrize(
    "name", ["<inconnu@exemple.fr>", "<0001@ailleurs.example>", "n'importe quoi", "<@exemple.fr>", ""]
)
def test_a_bounce_of_a_mail_that_is_none_of_ours_changes_nothing(
    service: Service, sent: Letter, name: str
) -> None:
    assert service.account_for_bounce(evolve(GONE, message_id=name)) is BounceOutcome.UNKNOWN
    assert service.letter(sent.id) == sent
    assert marked(service) == 0


def test_a_bounce_of_a_mail_that_never_left_changes_nothing(service: Service) -> None:
    service.deposited()
    service.react_to_all()
    (letter,) = service.letters(to="cci-47")
    assert service.account_for_bounce(of(letter)) is BounceOutcome.UNKNOWN


def test_without_its_name_the_address_is_marked_and_no_mail_is_changed(
    service: Service, sent: Letter
) -> None:
    assert service.account_for_bounce(GONE) is BounceOutcome.ADDRESS_MARKED
    assert service.letter(sent.id) == sent
    assert marked(service) == 1
    assert service.account_for_bounce(GONE) is BounceOutcome.KNOWN


def test_without_its_name_an_address_never_written_to_is_not_marked(service: Service, sent: Letter) -> None:
    for recipient in ("inconnu@cci.example", None):
        bounce = evolve(GONE, recipient=recipient)
        assert service.account_for_bounce(bounce) is BounceOutcome.UNKNOWN
    assert marked(service) == 0


@pytest.mark.parametrize(("why", "for_good"), [(Why.POLICY, True), (Why.UNKNOWN_MAILBOX, False)])
def test_without_its_name_only_what_the_address_is_at_fault_for_marks_it(
    service: Service, sent: Letter, why: Why, for_good: bool
) -> None:
    bounce = evolve(GONE, why=why, for_good=for_good)
    assert service.account_for_bounce(bounce) is BounceOutcome.DELAYED
    assert marked(service) == 0


def test_every_outcome_has_its_words() -> None:
    assert len({outcome.label for outcome in BounceOutcome}) == len(BounceOutcome)
