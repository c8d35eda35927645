"""What every store does with access requests, invitations, their links, and accepted terms."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from conseillers_domain.access_request import AccessRequest, AccessState, Agreement
from conseillers_domain.errors import NotFound
from conseillers_domain.invitation import Demonstration, Invitation, InvitationState
from tests.builders import DAY, HOUR, NOW, Changed, an_account
from tests.contracts.stores import Bench

AGREED = Agreement(by="Hélène Dupuy", on=date(2026, 11, 20))
WAITING, EXPIRED = InvitationState.WAITING, InvitationState.EXPIRED


def a_request(request_id: str = "request", **changes: Changed) -> AccessRequest:
    request = AccessRequest(
        id=request_id,
        institution="cci",
        first_name="Zoé",
        last_name="Marchand",
        email=f"{request_id}@cci.example",
        wished="Agen",
        presentation="Je conseille.",
        asked_at=NOW,
    )
    return evolve(request, **changes)


def an_invitation(invitation_id: str = "invitation", **changes: Changed) -> Invitation:
    invitation = Invitation(
        id=invitation_id,
        email=f"{invitation_id.capitalize()}@cci.example",
        institution="cci",
        by="staff",
        issued_at=NOW,
        expires_at=NOW + DAY,
    )
    return evolve(invitation, **changes)


def ask(bench: Bench, *requests: AccessRequest) -> None:
    with bench.store.begin() as work:
        for request in requests:
            assert work.access_requests.add(request) == request


def invite(bench: Bench, *invitations: Invitation) -> None:
    with bench.store.begin() as work:
        work.invitations.add(*invitations)


def test_a_request_comes_back_as_it_was_asked_then_decided(bench: Bench) -> None:
    first, second = a_request(), a_request("other")
    ask(bench, first, second)
    with bench.other.begin() as work:
        assert work.access_requests.get("request") == first
        accepted = first.accept(AGREED, by="staff", at=NOW + HOUR)
        refused, _ = second.refuse("Pas de ce service.", by="staff", at=NOW + HOUR)
        work.access_requests.save(accepted)
        work.access_requests.save(refused)
    with bench.store.read() as work:
        assert work.access_requests.get("request") == accepted
        assert work.access_requests.get("other") == refused


def test_an_address_has_one_request_that_waits(bench: Bench) -> None:
    first = a_request()
    ask(bench, first)
    again = a_request("again", email=first.email, wished="Nérac")
    with bench.other.begin() as work:
        assert work.access_requests.add(again) == first
        refused, _ = first.refuse("Non.", by="staff", at=NOW)
        work.access_requests.save(refused)
    ask(bench, again)


def test_a_request_that_never_was_is_found_nowhere(bench: Bench) -> None:
    with bench.store.begin() as work:
        with pytest.raises(NotFound):
            work.access_requests.get("request")
        with pytest.raises(NotFound):
            work.access_requests.save(a_request())


def test_requests_are_listed_by_state_latest_first(bench: Bench) -> None:
    first, second, third = (
        a_request("a"),
        a_request("b", asked_at=NOW + HOUR),
        a_request("c", asked_at=NOW + HOUR),
    )
    decided = a_request("d").accept(AGREED, by="staff", at=NOW)
    ask(bench, second, a_request("d"), third, first)
    with bench.store.begin() as work:
        work.access_requests.save(decided)
    with bench.other.read() as work:
        requests = work.access_requests
        assert requests.page(AccessState.WAITING, None, 2) == (third, second)
        assert requests.page(AccessState.WAITING, (NOW + HOUR, "c"), 5) == (second, first)
        assert requests.page(AccessState.ACCEPTED, None, 5) == (decided,)
        assert [requests.count(state) for state in AccessState] == [3, 1, 0]


def test_an_invitation_comes_back_as_it_was_sent_then_sent_again(bench: Bench) -> None:
    ask(bench, a_request())
    sent = an_invitation(
        request="request",
        demonstrations=(Demonstration(at=NOW + HOUR, place="Salle 2"), Demonstration(at=NOW)),
    )
    invite(bench, sent)
    with bench.other.begin() as work:
        assert work.invitations.get(sent.id) == sent
        again = sent.renew(by="other", at=NOW + HOUR, lasts=DAY)
        work.invitations.save(again)
    for ended in (again.accept("account", NOW + 2 * HOUR), again.revoke(by="staff", at=NOW + 2 * HOUR)):
        with bench.store.begin() as work:
            assert work.invitations.latest(frozenset({sent.email.lower()})) == {sent.email.lower(): again}
            work.invitations.save(ended)
        with bench.other.read() as work:
            assert work.invitations.get(sent.id) == ended
        with bench.store.begin() as work:
            work.invitations.save(again)


def test_the_latest_invitation_to_each_address_is_found(bench: Bench) -> None:
    former, latest = an_invitation("a", email="Zoe@cci.example"), an_invitation("b", email="zoe@CCI.example")
    many = tuple(an_invitation(f"many-{rank:03}") for rank in range(501))
    invite(bench, former, latest, *many)
    asked = frozenset({"zoe@cci.example", "nobody@cci.example", *(one.email.lower() for one in many)})
    with bench.other.read() as work:
        found = work.invitations.latest(asked)
        assert work.invitations.latest(frozenset()) == {}
    assert found == {"zoe@cci.example": latest, **{one.email.lower(): one for one in many}}


def test_an_invitation_that_never_was_is_found_nowhere(bench: Bench) -> None:
    with bench.store.begin() as work:
        with pytest.raises(NotFound):
            work.invitations.get("invitation")
        with pytest.raises(NotFound):
            work.invitations.save(an_invitation())


def test_invitations_are_listed_by_what_became_of_them_those_that_end_last_first(bench: Bench) -> None:
    over = an_invitation("over", expires_at=NOW)
    b, a = an_invitation("b"), an_invitation("a")
    later = an_invitation("later", expires_at=NOW + 2 * DAY)
    accepted, revoked = (
        an_invitation("accepted").accept("account", NOW),
        an_invitation("c").revoke(by="s", at=NOW),
    )
    invite(bench, over, b, a, later, accepted, revoked)
    with bench.other.read() as work:
        lists = work.invitation_lists
        assert lists.page(WAITING, NOW, None, 2) == (later, b)
        assert lists.page(WAITING, NOW, (NOW + DAY, "b"), 5) == (a,)
        assert lists.page(EXPIRED, NOW, None, 5) == (over,)
        assert lists.page(EXPIRED, NOW + DAY, None, 5) == (b, a, over)
        assert lists.page(InvitationState.ACCEPTED, NOW, None, 5) == (accepted,)
        assert lists.page(InvitationState.REVOKED, NOW, (NOW + 2 * DAY, "z"), 5) == (revoked,)
        assert [lists.count(state, NOW) for state in InvitationState] == [3, 1, 1, 1]


def test_a_link_leads_to_its_invitation_as_it_was_sent_that_time(bench: Bench) -> None:
    invite(bench, an_invitation())
    with bench.store.begin() as work:
        work.invitation_tokens.add("hash", "invitation", 2)
    with bench.other.read() as work:
        assert work.invitation_tokens.find("hash") == ("invitation", 2)
        assert work.invitation_tokens.find("other") is None
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.invitation_tokens.add("another", "no invitation", 1)


def test_what_was_accepted_of_the_terms_stays_so(bench: Bench) -> None:
    with bench.store.begin() as work:
        work.accounts.add(an_account("zoe"))
        work.terms_acceptances.add("zoe", "1", NOW)
        work.terms_acceptances.add("zoe", "1", NOW + timedelta(days=1))
        work.terms_acceptances.add("zoe", "2", NOW + HOUR)
    with bench.other.read() as work:
        assert work.terms_acceptances.find("zoe", "1") == NOW
        assert work.terms_acceptances.find("zoe", "2") == NOW + HOUR
        assert work.terms_acceptances.find("zoe", "3") is None
        assert work.terms_acceptances.find("ana", "1") is None
    with pytest.raises(bench.broken), bench.store.begin() as work:
        work.terms_acceptances.add("nobody", "1", NOW)


def test_the_addresses_that_have_an_account_are_known(bench: Bench) -> None:
    with bench.store.begin() as work:
        work.accounts.add(an_account("zoe", email="Zoe@cci.example"))
    with bench.other.read() as work:
        assert work.accounts.known(frozenset({"zoe@cci.example", "ana@cci.example"})) == {"zoe@cci.example"}
        assert work.accounts.known(frozenset()) == frozenset()
