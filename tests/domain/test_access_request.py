"""Who may ask for an account, and what staff may decide of it."""

from datetime import date

import pytest
from attrs import evolve

from conseillers_domain.access_request import (
    AGREED_BY_LENGTH,
    LENGTHS,
    REASON_LENGTH,
    AccessForm,
    AccessState,
    Agreement,
    NewDecision,
    Outcome,
    request_of,
)
from conseillers_domain.accounts import Role
from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_domain.errors import Conflict
from conseillers_domain.events import AccessAsked, AccessRefused
from conseillers_domain.invitation import Demonstration
from conseillers_domain.terms import must_accept, terms_fault
from tests.builders import DAY, NOW, Changed, an_institution
from tests.domain.forms import PlainContacts

DIRECTORY = Directory(
    DirectoryDocument(
        institutions=(
            an_institution("cci", mail_domains=("cci.example",)),
            an_institution("urssaf"),
            an_institution("over", closed=True),
        )
    ),
    version="1",
)
FORM = AccessForm(
    institution="cci",
    first_name=" Lou ",
    last_name=" Delmas ",
    email="lou@cci.example",
    wished=" Agen ",
    presentation=" Je conseille. ",
)
ASKED = request_of(FORM, request_id="one", email="lou@cci.example", at=NOW)
AGREED = Agreement(by=" Hélène Dupuy ", on=date(2026, 11, 23))
YES = NewDecision(outcome=Outcome.ACCEPTED, agreement=AGREED)
NO = NewDecision(outcome=Outcome.REFUSED, reason="Non.")


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, {}),
        ({"institution": "urssaf", "email": "lou@mairie.example"}, {}),
        ({"institution": "banque", "email": "lou@mairie.example"}, {"/institution": "unknown_institution"}),
        ({"institution": "over"}, {"/institution": "closed_institution"}),
        ({"email": "lou@mairie.example"}, {"/email": "personal_address"}),
        ({"institution": "urssaf", "email": "lou@gmail.com"}, {"/email": "personal_address"}),
        ({"email": "lou"}, {"/email": "format"}),
        ({"email": "x" * (LENGTHS["email"] + 1)}, {"/email": "too_long"}),
        ({"first_name": "…"}, {"/first_name": "required"}),
        ({"last_name": ""}, {"/last_name": "required"}),
        ({"presentation": " "}, {"/presentation": "required"}),
        ({"wished": ""}, {}),
        ({"wished": "x" * (LENGTHS["wished"] + 1)}, {"/wished": "too_long"}),
        ({"presentation": "x" * LENGTHS["presentation"]}, {}),
    ],
)
def test_all_that_is_wrong_in_a_request_is_told(changes: Changed, faults: dict[str, str]) -> None:
    found = evolve(FORM, **changes).faults(DIRECTORY, PlainContacts())
    assert {one.pointer: one.code for one in found} == faults
    assert all(one.message for one in found)


def test_what_is_kept_of_it_is_trimmed() -> None:
    assert (ASKED.first_name, ASKED.last_name, ASKED.name) == ("Lou", "Delmas", "Lou Delmas")
    assert (ASKED.wished, ASKED.presentation, ASKED.state) == ("Agen", "Je conseille.", AccessState.WAITING)
    assert ASKED.asked() == AccessAsked(request="one", at=NOW)


def test_a_decision_is_kept_with_who_when_and_the_agreement_or_the_reason() -> None:
    accepted = ASKED.accept(AGREED, by="staff", at=NOW + DAY)
    assert accepted.state is AccessState.ACCEPTED
    assert accepted.decision is not None
    assert (accepted.decision.by, accepted.decision.at) == ("staff", NOW + DAY)
    assert accepted.decision.agreement == Agreement(by="Hélène Dupuy", on=AGREED.on)
    refused, fact = ASKED.refuse(" Non. ", by="staff", at=NOW + DAY)
    assert refused.state is AccessState.REFUSED
    assert refused.decision is not None
    assert (refused.decision.reason, refused.decision.agreement) == ("Non.", None)
    assert fact == AccessRefused(request="one", at=NOW + DAY)
    for decided in (accepted, refused):
        with pytest.raises(Conflict, match=f"déjà {decided.state.label}") as again:
            decided.refuse("Non.", by="staff", at=NOW)
        assert again.value.code == "already_decided"


@pytest.mark.parametrize(
    ("decision", "faults"),
    [
        (YES, {}),
        (NO, {}),
        (evolve(YES, agreement=None), {"/agreement": "required"}),
        (evolve(YES, agreement=evolve(AGREED, by=" ")), {"/agreement/by": "required"}),
        (evolve(YES, agreement=evolve(AGREED, by="x" * AGREED_BY_LENGTH)), {}),
        (
            evolve(YES, agreement=evolve(AGREED, by="x" * (AGREED_BY_LENGTH + 1))),
            {"/agreement/by": "too_long"},
        ),
        (evolve(YES, agreement=evolve(AGREED, on=date(2026, 11, 24))), {"/agreement/on": "future"}),
        (evolve(YES, demonstrations=(Demonstration(at=NOW),)), {"/demonstrations/0/at": "past"}),
        (evolve(NO, reason=""), {"/reason": "required"}),
        (evolve(NO, reason="x" * REASON_LENGTH), {}),
        (evolve(NO, reason="x" * (REASON_LENGTH + 1)), {"/reason": "too_long"}),
    ],
)
def test_all_that_is_wrong_in_a_decision_is_told(decision: NewDecision, faults: dict[str, str]) -> None:
    found = decision.faults(NOW)
    assert {one.pointer: one.code for one in found} == faults
    assert all(one.message for one in found)


def test_those_who_answer_companies_accept_the_terms_and_nobody_else() -> None:
    assert {one for one in Role if must_accept({one})} == {Role.ADVISOR, Role.MANAGER}
    assert must_accept({Role.STAFF, Role.ADVISOR})
    assert terms_fault("2", "2") is None
    assert [getattr(terms_fault(one, "2"), "code", None) for one in (" ", "1")] == [
        "required",
        "unknown_terms_version",
    ]
