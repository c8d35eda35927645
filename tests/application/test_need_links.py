"""The links to needs in mails: whom they serve, until when, and what of the others (CGU 4.3.B, 6.1)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve

from conseillers_application.acting import Acting, acting
from conseillers_application.journal import Watched
from conseillers_application.letter_writers import LINK_LASTS
from conseillers_application.mails import NeedMail, RenewedLinkMail
from conseillers_application.ports import JournalQuery
from conseillers_application.read_sheet import ReadSheet
from conseillers_application.views import Receipt
from conseillers_domain.accounts import Role
from conseillers_domain.errors import Forbidden, NotFound, OutOfReach, TermsToAccept
from conseillers_domain.events import ReferralsLeft
from conseillers_domain.journal import Book, Entry, Way
from conseillers_domain.referral import Leaving
from tests.application.service import Service
from tests.builders import DAY, NOW, an_account

MAILBOX, TEAM = "emploi@cci.example", "cci-47"


@pytest.fixture
def receipt(service: Service) -> Receipt:
    """A demand put before its teams, which were told by mail."""
    receipt = service.deposited()
    service.work()
    return receipt


def tokens(service: Service) -> list[str]:
    """The tokens of the links that the team of Ana got, oldest first."""
    mails = [one for one in service.written(to=MAILBOX) if isinstance(one, NeedMail | RenewedLinkMail)]
    return [one.need_url.rpartition("/")[2] for one in mails]


def opens(service: Service, token: str, account: str = "ana") -> bool:
    """Whether that link shows that person its need."""
    try:
        service.open_need_link(service.person(account), token)
    except NotFound as refusal:
        return refusal.code != "link_over"
    return True


def taken_back(service: Service, receipt: Receipt) -> None:
    """The need is taken back from the team of Ana."""
    with service.store.begin() as work:
        need, fact = service.need(receipt).withdraw(TEAM, service.at)
        assert fact == ReferralsLeft(need=need.id, teams=(TEAM,), how=Leaving.WITHDRAWN, at=service.at)
        work.needs.save(need)


def accesses(service: Service) -> tuple[Entry, ...]:
    """What the journal says of who read what, latest first."""
    with service.store.read() as work:
        return work.journal.page(JournalQuery(book=Book.ACCESS, limit=99))


def test_the_link_of_a_mail_leads_its_addressee_to_the_sheet_and_changes_nothing(
    service: Service, receipt: Receipt
) -> None:
    need, ana = service.need(receipt), service.person("ana")
    for _ in range(2):
        assert service.open_need_link(ana, *tokens(service)) == service.read_sheet(ana, need.id)
    assert service.need(receipt) == need


def test_a_link_serves_nobody_else_be_it_to_a_need_they_see(service: Service, receipt: Receipt) -> None:
    (token,) = tokens(service)
    need = service.need(receipt).id
    assert service.read_sheet(service.person("bob"), need).id == need
    assert not opens(service, token, "bob")
    assert not opens(service, token, "staff")


def test_who_manages_the_branch_is_an_addressee_too(service: Service, receipt: Receipt) -> None:
    service.open_account(
        an_account("mia", email="mia@cci.example", roles=frozenset({Role.MANAGER}), branches=("cci-47",))
    )
    (token,) = tokens(service)
    assert opens(service, token, "mia")


def test_who_used_the_link_of_another_is_in_the_journal_under_a_name_of_its_own(
    service: Service, receipt: Receipt
) -> None:
    (token,) = tokens(service)
    with acting(Acting(who="visitor", way=Way.LINK, operation="open_link", whence="192.0.2.0/24")):
        assert not opens(service, token, "bob")
        assert opens(service, token)
    opened, refused = accesses(service)
    assert (opened.who, opened.operation) == ("ana", "open_link")
    need = service.need(receipt).id
    assert (refused.who, refused.operation, refused.subject) == ("bob", "open_link.refused", need)
    assert (refused.way, refused.whence) == ("link", "192.0.2.0/24")


def test_what_was_noted_where_it_was_refused_is_not_noted_again(service: Service, receipt: Receipt) -> None:
    with pytest.raises(OutOfReach) as refused:
        service.open_need_link(service.person("bob"), *tokens(service))
    service.note_reading.refused(refused.value)
    assert len(accesses(service)) == 1


def test_a_sheet_out_of_reach_is_noted_as_well(service: Service, receipt: Receipt) -> None:
    service.open_account(an_account("eva", email="eva@elsewhere.example"))
    read: ReadSheet = evolve(service.read_sheet, read=Watched(service.store.read, service.note_reading))
    with pytest.raises(NotFound):
        read(service.person("eva"), service.need(receipt).id)
    with pytest.raises(NotFound):
        read(service.person("eva"), "unknown")
    assert [(one.who, one.subject) for one in accesses(service)] == [("eva", service.need(receipt).id)]


def test_an_unknown_link_leads_nowhere(service: Service) -> None:
    assert not opens(service, "token")


def test_a_link_is_over_after_thirty_days(service: Service, receipt: Receipt) -> None:
    (token,) = tokens(service)
    service.at = NOW + LINK_LASTS - timedelta(milliseconds=1)
    assert opens(service, token)
    service.at = NOW + LINK_LASTS
    assert not opens(service, token)
    assert timedelta(days=30) == LINK_LASTS


def test_the_link_of_a_team_the_need_was_taken_back_from_is_dead(service: Service, receipt: Receipt) -> None:
    taken_back(service, receipt)
    assert not opens(service, *tokens(service))
    with pytest.raises(NotFound):
        service.renew_need_link.instead_of(service.person("ana"), *tokens(service))


def test_a_link_that_is_over_is_asked_for_anew_by_its_addressee(service: Service, receipt: Receipt) -> None:
    (former,) = tokens(service)
    service.at = NOW + LINK_LASTS
    service.renew_need_link.instead_of(service.person("ana"), former)
    service.work()
    former, latter = tokens(service)
    assert not opens(service, former)
    assert opens(service, latter)
    (told,) = [one for one in service.written(to=MAILBOX) if isinstance(one, RenewedLinkMail)]
    assert told.link_expires_at == service.at + LINK_LASTS


def test_a_link_asked_for_anew_kills_those_before_it(service: Service, receipt: Receipt) -> None:
    (former,) = tokens(service)
    service.renew_need_link(service.person("ana"), service.need(receipt).id, TEAM)
    service.work()
    former, latter = tokens(service)
    assert not opens(service, former)
    assert opens(service, latter)


def test_a_link_asked_for_twice_before_the_mail_has_left_is_sent_once(
    service: Service, receipt: Receipt
) -> None:
    for _ in range(2):
        service.renew_need_link(service.person("ana"), service.need(receipt).id, TEAM)
    service.work()
    assert len(tokens(service)) == 2


def test_no_link_is_sent_to_a_team_that_lost_the_need_meanwhile(service: Service, receipt: Receipt) -> None:
    service.renew_need_link(service.person("ana"), service.need(receipt).id, TEAM)
    taken_back(service, receipt)
    service.work()
    assert len(tokens(service)) == 1


def renew(service: Service) -> Callable[..., None]:
    """Ask for another link."""
    return service.renew_need_link


def revoke(service: Service) -> Callable[..., None]:
    """Have links serve no more."""
    return service.revoke_need_links


@pytest.mark.parametrize("act", [renew, revoke])
def test_links_are_renewed_and_revoked_by_the_team_and_by_staff_only(
    service: Service, receipt: Receipt, act: Callable[[Service], Callable[..., None]]
) -> None:
    need = service.need(receipt).id
    with pytest.raises(Forbidden):
        act(service)(service.person("bob"), need, TEAM)
    service.open_account(an_account("eva", email="eva@elsewhere.example"))
    with pytest.raises(NotFound):
        act(service)(service.person("eva"), need, TEAM)
    assert opens(service, *tokens(service))
    act(service)(service.person("staff"), need, TEAM)
    assert not opens(service, *tokens(service))


@pytest.mark.parametrize("act", [renew, revoke])
def test_who_has_not_accepted_the_terms_does_neither(
    service: Service, receipt: Receipt, act: Callable[[Service], Callable[..., None]]
) -> None:
    stranger = evolve(service.person("ana"), id="ann")
    with pytest.raises(TermsToAccept):
        act(service)(stranger, service.need(receipt).id, TEAM)


def test_links_that_were_revoked_lead_nowhere_until_another_is_sent(
    service: Service, receipt: Receipt
) -> None:
    need = service.need(receipt).id
    service.revoke_need_links(service.person("ana"), need, TEAM)
    assert not opens(service, *tokens(service))
    with pytest.raises(NotFound):
        service.renew_need_link.instead_of(service.person("ana"), *tokens(service))
    service.work(DAY)
    service.renew_need_link(service.person("ana"), need, TEAM)
    service.work()
    assert opens(service, tokens(service)[-1])
