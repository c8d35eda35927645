"""An agent asks for an account, staff is told and decides, the agent is told (CGU 4.3.A)."""

from datetime import date

import pytest
from attrs import evolve

from conseillers_application.joining.ask_for_access import AccessReceipt, ListedInstitution
from conseillers_application.joining.invite import NewInvitations
from conseillers_application.mails import (
    AccessAskedMail,
    AccessReceivedMail,
    AccessRefusedMail,
    InvitationMail,
)
from conseillers_application.repeats import Repeat
from conseillers_domain.access_request import (
    AccessForm,
    AccessState,
    Agreement,
    NewDecision,
    Outcome,
)
from conseillers_domain.directory import DirectoryDocument
from conseillers_domain.errors import Conflict, Fault, Invalid, NotFound
from conseillers_domain.invitation import Demonstration
from tests.application.joining import LOU, MAX, NEWCOMERS, Joining, joining
from tests.application.service import CONTACT, Service
from tests.builders import DAY, NOW, Changed, an_account

AGREED = Agreement(by=" Hélène Dupuy ", on=date(2026, 11, 20))
YES = NewDecision(outcome=Outcome.ACCEPTED, agreement=AGREED)
NO = NewDecision(outcome=Outcome.REFUSED, reason=" Ce poste ne répond pas aux entreprises. ")
FORM = AccessForm(
    institution="cci",
    first_name=" Lou ",
    last_name="Delmas",
    email=LOU,
    wished="Recrutement, à Agen",
    presentation="Je conseille les entreprises.",
)


@pytest.fixture
def access(service: Service) -> Joining:
    return joining(service)


def wrong(form: AccessForm, access: Joining, **changes: Changed) -> dict[str, str]:
    """Pointer → code of what is wrong in a form changed like that."""
    with pytest.raises(Invalid) as refused:
        access.ask(evolve(form, **changes))
    return {fault.pointer: fault.code for fault in refused.value.faults}


def listed(access: Joining, state: AccessState = AccessState.WAITING) -> tuple[str, ...]:
    return tuple(one.email for one in access.requests(access.staff, state).items)


def test_staff_and_who_asks_are_told_of_a_request(service: Service, access: Joining) -> None:
    receipt = access.ask(FORM)
    assert receipt == AccessReceipt(id=receipt.id, asked_at=NOW, contact_email=CONTACT)
    service.work()
    (asked,) = service.written(to=CONTACT)
    assert isinstance(asked, AccessAskedMail)
    assert (asked.name, asked.email, asked.institution) == (
        "Lou Delmas",
        "lou@cci.example",
        "CCI de Lot-et-Garonne",
    )
    assert (asked.wished, asked.presentation) == (FORM.wished, FORM.presentation)
    (received,) = service.written(to="lou@cci.example")
    assert isinstance(received, AccessReceivedMail)
    (line,) = access.requests(access.staff, AccessState.WAITING).items
    assert (line.id, line.first_name, line.in_directory, line.decision) == (receipt.id, "Lou", True, None)


def test_what_is_wrong_is_told_at_once_with_its_reason(access: Joining) -> None:
    assert wrong(FORM, access, institution="banque") == {"/institution": "unknown_institution"}
    assert wrong(FORM, access, institution="banque", email="lou@orange.fr") == {
        "/institution": "unknown_institution",
        "/email": "personal_address",
    }
    assert wrong(FORM, access, email="lou@mairie.example") == {"/email": "personal_address"}
    assert wrong(FORM, access, institution="urssaf", email="lou@gmail.com") == {"/email": "personal_address"}
    assert wrong(FORM, access, email="lou") == {"/email": "format"}
    assert wrong(FORM, access, email="x" * 255) == {"/email": "too_long"}
    assert wrong(FORM, access, first_name="", last_name=" ", presentation="?", wished="x" * 201) == {
        "/first_name": "required",
        "/last_name": "required",
        "/presentation": "required",
        "/wished": "too_long",
    }
    with pytest.raises(Invalid) as refused:
        access.ask(FORM, known=(Fault("/wished", "type", "Un texte est attendu."),))
    assert [fault.code for fault in refused.value.faults] == ["type"]
    assert listed(access) == ()


def test_agents_of_an_institution_that_closed_ask_in_vain(service: Service, access: Joining) -> None:
    service.publish(_closed(NEWCOMERS))
    assert wrong(FORM, access) == {"/institution": "closed_institution"}
    assert access.ask.information().institutions == (
        ListedInstitution(slug="urssaf", name="Urssaf"),
        ListedInstitution(slug="paris", name="Institution paris"),
    )


def _closed(document: DirectoryDocument) -> DirectoryDocument:
    institutions = (evolve(one, closed=one.slug == "cci") for one in document.institutions)
    return evolve(document, institutions=tuple(institutions))


def test_everybody_may_read_where_else_to_write(access: Joining) -> None:
    assert access.ask.information().contact_email == CONTACT


def test_asking_again_while_it_waits_is_the_same_request(service: Service, access: Joining) -> None:
    repeat = Repeat("k", "digest")
    first = access.ask(FORM, repeat=repeat)
    assert access.ask(FORM, repeat=repeat) == first
    assert access.ask(evolve(FORM, wished="Nérac")) == first
    service.work()
    assert len(service.written(to=CONTACT)) == 1


def test_an_accepted_request_invites_its_person(service: Service, access: Joining) -> None:
    request = access.ask(FORM).id
    access.decide(access.staff, request, YES)
    service.work()
    assert service.written(to=CONTACT) == []
    mails = [*service.written(to=LOU), *service.written(to="lou@cci.example")]
    (mail,) = mails
    assert isinstance(mail, InvitationMail)
    assert mail.asked
    (line,) = access.requests(access.staff, AccessState.ACCEPTED).items
    assert line.decision is not None
    assert (line.decision.by, line.decision.at) == ("Équipe", NOW)
    assert (line.decision.agreed_by, line.decision.agreed_on) == ("Hélène Dupuy", AGREED.on)
    assert listed(access) == ()


def test_a_refused_request_tells_its_person_why(service: Service, access: Joining) -> None:
    request = access.ask(FORM).id
    service.work()
    service.post.sent.clear()
    view = access.decide(access.staff, request, NO)
    assert view.decision is not None
    assert (view.state_label, view.decision.reason) == ("refusée", NO.reason.strip())
    service.work()
    (mail,) = service.written(to="lou@cci.example")
    assert isinstance(mail, AccessRefusedMail)
    assert mail.reason == NO.reason.strip()
    assert access.ask(FORM).id != request


@pytest.mark.parametrize(
    ("decision", "faults"),
    [
        (evolve(YES, agreement=None), {"/agreement": "required"}),
        (evolve(YES, agreement=evolve(AGREED, by=" ")), {"/agreement/by": "required"}),
        (evolve(YES, agreement=evolve(AGREED, by="x" * 201)), {"/agreement/by": "too_long"}),
        (evolve(YES, agreement=evolve(AGREED, on=date(2026, 11, 24))), {"/agreement/on": "future"}),
        (evolve(YES, demonstrations=(Demonstration(at=NOW),)), {"/demonstrations/0/at": "past"}),
        (evolve(NO, reason=" "), {"/reason": "required"}),
        (evolve(NO, reason="x" * 2001), {"/reason": "too_long"}),
    ],
)
def test_a_decision_says_who_agreed_or_why_not(
    access: Joining, decision: NewDecision, faults: dict[str, str]
) -> None:
    request = access.ask(FORM).id
    with pytest.raises(Invalid) as refused:
        access.decide(access.staff, request, decision)
    assert {fault.pointer: fault.code for fault in refused.value.faults} == faults
    assert listed(access) == ("lou@cci.example",)


def test_a_request_is_decided_once(access: Joining) -> None:
    request = access.ask(FORM).id
    access.decide(access.staff, request, NO)
    for decision in (YES, NO):
        with pytest.raises(Conflict) as refused:
            access.decide(access.staff, request, decision)
        assert refused.value.code == "already_decided"


def test_nobody_is_accepted_whom_the_directory_does_not_have_in_that_institution(
    service: Service, access: Joining
) -> None:
    requests = [
        access.ask(evolve(FORM, email="nouvelle@cci.example")).id,
        access.ask(evolve(FORM, institution="urssaf", email=MAX)).id,
    ]
    for request in requests:
        with pytest.raises(Conflict) as refused:
            access.decide(access.staff, request, YES)
        assert refused.value.code == "not_in_directory"
    request = access.ask(FORM).id
    service.publish(_closed(NEWCOMERS))
    with pytest.raises(Conflict) as refused:
        access.decide(access.staff, request, YES)
    assert refused.value.code == "not_in_directory"


def test_who_has_an_account_is_not_invited(service: Service, access: Joining) -> None:
    request = access.ask(FORM).id
    service.open_account(an_account("lou", email=LOU))
    with pytest.raises(Conflict) as refused:
        access.decide(access.staff, request, YES)
    assert refused.value.code == "account_exists"


def test_who_was_invited_meanwhile_is_invited_again_under_the_same_name(access: Joining) -> None:
    request = access.ask(FORM).id
    access.invite(access.staff, NewInvitations(email=LOU))
    assert not access.invited(LOU).asked
    access.decide(access.staff, request, YES)
    assert access.invited(LOU).asked


def test_requests_are_read_page_by_page_and_outlive_their_institution(
    service: Service, access: Joining
) -> None:
    access.ask(FORM)
    service.at += DAY
    access.ask(evolve(FORM, email=MAX))
    first = access.requests(access.staff, AccessState.WAITING, limit=1)
    assert (first.total, first.items[0].email) == (2, MAX)
    second = access.requests(access.staff, AccessState.WAITING, cursor=first.next, limit=1)
    assert (second.items[0].email, second.next) == ("lou@cci.example", None)
    service.publish(DirectoryDocument())
    (line, _) = access.requests(access.staff, AccessState.WAITING).items
    assert (line.institution_name, line.in_directory) == ("cci", False)
    service.work()
    assert service.written(to=CONTACT)


def test_access_is_staffs_alone_to_give(service: Service, access: Joining) -> None:
    request = access.ask(FORM).id
    ana = service.person("ana")
    with pytest.raises(NotFound):
        access.requests(ana, AccessState.WAITING)
    with pytest.raises(NotFound):
        access.decide(ana, request, YES)
    with pytest.raises(NotFound):
        access.decide(access.staff, "nothing", NO)
