"""Who answers companies accepts the terms before acting, and again when they change (CGU 1)."""

from collections.abc import Callable

import pytest
from attrs import evolve

from conseillers_application.joining.terms import TermsAccepted, TermsInForce, TermsState
from conseillers_application.views import Receipt
from conseillers_domain.accounts import Person, Role
from conseillers_domain.comment_words import CommentKind, Correction, NewComment
from conseillers_domain.errors import Forbidden, Invalid, TermsToAccept
from conseillers_domain.position import Closing, HelpKind, Stance
from tests.application.joining import Joining
from tests.application.service import Service, new
from tests.builders import DAY, NOW, an_account

CHANGED = TermsInForce(version="2")
WORDS = NewComment(team="cci-47", kind=CommentKind.INFORMATION, text="Oui.")


@pytest.fixture
def receipt(service: Service) -> Receipt:
    """A demand that a team has helped with, and said something of."""
    receipt = service.deposited()
    for stance in (Stance.TAKEN, Stance.CLOSED_HELPED):
        service.say("ana", receipt, "cci-47", stance)
    return receipt


def writes(service: Service, receipt: Receipt, person: Person) -> dict[str, Callable[[], object]]:
    """All that somebody of a team may change, under terms that changed."""
    need = service.need(receipt).id
    comment = service.write_comment(service.person("ana"), need, WORDS).id
    take = evolve(service.take_position, terms=CHANGED)
    write = evolve(service.write_comment, terms=CHANGED)
    correct = evolve(service.correct_comment, terms=CHANGED)
    close = evolve(service.correct_closing, terms=CHANGED)
    return {
        "take": lambda: take(person, need, "cci-47", new(Stance.TAKEN)),
        "write": lambda: write(person, need, WORDS),
        "correct": lambda: correct(person, need, comment, Correction(text="Non.")),
        "withdraw": lambda: correct.withdraw(person, need, comment),
        "close": lambda: close(person, need, "cci-47", Closing(help=(HelpKind.FINANCIAL,), note="Mieux")),
    }


@pytest.mark.parametrize("what", ["close", "write", "correct", "withdraw", "take"])
def test_nothing_is_written_before_the_new_terms_are_accepted(
    service: Service, receipt: Receipt, what: str
) -> None:
    ana = service.person("ana")
    act = writes(service, receipt, ana)[what]
    with pytest.raises(TermsToAccept) as refused:
        act()
    assert (refused.value.code, refused.value.version) == ("terms_to_accept", "2")
    assert service.read_sheet(ana, service.need(receipt).id).description
    Joining(service).terms("2")(ana, TermsAccepted(version="2"))
    act()


def test_managers_accept_them_too_and_those_who_run_the_service_do_not(
    service: Service, receipt: Receipt
) -> None:
    service.open_account(an_account("boss", Role.MANAGER, branches=("cci",)))
    need = service.need(receipt).id
    take = evolve(service.take_position, terms=CHANGED)
    with pytest.raises(TermsToAccept):
        take(service.person("boss"), need, "cci-47", new(Stance.TAKEN))
    assert take(service.person("staff"), need, "cci-47", new(Stance.TAKEN)).changed


def test_who_may_not_act_is_told_that_first(service: Service, receipt: Receipt) -> None:
    with pytest.raises(Forbidden) as refused:
        writes(service, receipt, service.person("bob"))["take"]()
    assert refused.value.code == "forbidden"


def test_one_reads_where_one_stands_and_accepts_once(service: Service) -> None:
    ana, terms = service.person("ana"), Joining(service).terms("2")
    assert terms.state(ana) == TermsState(version="2", accepted_at=None, to_accept=True)
    accepted = TermsState(version="2", accepted_at=NOW, to_accept=False)
    assert terms(ana, TermsAccepted(version="2")) == accepted
    service.at += DAY
    assert terms(ana, TermsAccepted(version="2")) == accepted
    assert not terms.state(service.person("operator")).to_accept


@pytest.mark.parametrize(("version", "code"), [("", "required"), ("1", "unknown_terms_version")])
def test_only_the_terms_in_force_are_accepted(service: Service, version: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        Joining(service).terms("2")(service.person("ana"), TermsAccepted(version=version))
    (fault,) = refused.value.faults
    assert (fault.pointer, fault.code) == ("/version", code)
