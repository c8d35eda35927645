"""Staff is told of an address that refuses for good, once, in words and without the address."""

import pytest
from attrs import evolve

from conseillers_application.bounces import Bounce
from conseillers_application.letters import Letter, LetterKind, LetterState
from conseillers_application.mails import BounceMail, Why
from conseillers_application.refused_addresses import address_key
from conseillers_domain.french import typeset
from conseillers_domain.position import Stance
from tests.application.service import BASE_URL, CONTACT, TEAMS, Service
from tests.builders import DAY, HOUR, NOW

CCI = "emploi@cci.example"
CCI_SAID = typeset("l'équipe « CCI Emploi » (CCI de Lot-et-Garonne)")
OWNER_MAILBOX = "staff@example.org"


def told(service: Service) -> list[BounceMail]:
    """What staff got, once everything is done."""
    service.work()
    return [one for one in service.written(to=CONTACT) if isinstance(one, BounceMail)]


def refusing(service: Service, address: str) -> None:
    """A demand is deposited while that address refuses."""
    service.post.refusing.add(address)
    service.deposited()
    service.work()


def late(service: Service) -> None:
    """An answer that nobody gives in time."""
    receipt = service.deposited()
    for team in TEAMS:
        service.say("staff", receipt, team, Stance.REFUSED)
    service.at = NOW + 2 * DAY
    service.mind_tasks()


def test_staff_is_told_once_who_is_no_longer_told_anything(service: Service) -> None:
    refusing(service, CCI)
    (mail,) = told(service)
    assert mail == BounceMail(
        concerns=CCI_SAID,
        why="la boîte aux lettres n’existe pas",
        code="550 5.1.1",
        at=NOW,
        list_url=f"{BASE_URL}/api/admin/refused-addresses",
    )
    service.deposited_by(1)
    assert told(service) == [mail]


def test_staff_is_told_of_a_company_by_its_demand(service: Service) -> None:
    receipt = service.deposited()
    service.post.refusing.add(service.demand(receipt).contact.email)
    (mail,) = told(service)
    assert mail.concerns == f"l’entreprise de la demande {receipt.id}"


def test_a_company_is_told_by_its_demand_too_when_what_it_refused_was_about_its_need(
    service: Service,
) -> None:
    receipt = service.deposited()
    service.work()
    service.post.refusing.add(service.demand(receipt).contact.email)
    service.say("ana", receipt, "cci-47", Stance.TAKEN)
    service.work(HOUR)
    (mail,) = told(service)
    assert mail.concerns == f"l’entreprise de la demande {receipt.id}"
    (line,) = service.refused_addresses(service.person("staff")).items
    assert line.demand == receipt.id


def test_a_mail_that_comes_back_later_is_told_as_well(service: Service) -> None:
    service.deposited()
    service.work()
    (letter,) = service.letters(to="cci-47")
    bounce = Bounce(message_id=None, recipient=CCI, why=Why.UNKNOWN_MAILBOX, code="5.1.1", for_good=True)
    service.account_for_bounce(bounce)
    assert [one.concerns for one in told(service)] == [CCI_SAID]
    service.account_for_bounce(evolve(bounce, message_id=f"<{letter.id}@exemple.fr>"))
    assert len(told(service)) == 1


def test_an_address_lifted_before_the_mail_leaves_is_not_told(service: Service) -> None:
    service.deposited()
    service.react_to_all()
    service.post.refusing.add(CCI)
    (letter,) = service.letters(to="cci-47")
    service.send_letter(letter.id)
    service.react_to_all()
    service.post.refusing.clear()
    service.lift(service.person("staff"), address_key(service.secrets, CCI))
    assert told(service) == []
    assert [one.state for one in staff_letters(service)] == [LetterState.NEEDLESS]


def test_an_address_that_refuses_again_after_it_was_lifted_is_told_again(service: Service) -> None:
    refusing(service, CCI)
    service.lift(service.person("staff"), address_key(service.secrets, CCI))
    assert len(told(service)) == 2


def staff_letters(service: Service) -> list[Letter]:
    return [one for one in service.letters() if one.kind is LetterKind.BOUNCE]


def test_that_staffs_own_address_refuses_is_not_written_to_it(service: Service) -> None:
    service.post.refusing.add(CONTACT)
    late(service)
    assert told(service) == []
    assert [one.state for one in staff_letters(service)] == [LetterState.NEEDLESS]


@pytest.mark.parametrize(
    ("mailbox", "concerns"),
    [
        (CONTACT, "l’équipe du service elle-même, à son adresse de contact"),
        (OWNER_MAILBOX, "une personne de l’équipe du service, à l’adresse de son compte"),
    ],
)
def test_staff_sees_that_an_address_of_its_own_refuses(service: Service, mailbox: str, concerns: str) -> None:
    service.post.refusing.add(mailbox)
    late(service)
    service.work(HOUR)
    (line,) = service.refused_addresses(service.person("staff")).items
    assert (line.concerns, line.demand, line.teams) == (concerns, None, ())
