"""Programs are told from people by what they send and how fast; a company deposits only so often."""

from datetime import timedelta

import pytest

from conseillers_application.public_form import Sending
from conseillers_application.views import Receipt
from conseillers_domain.demand import DemandState
from conseillers_domain.errors import Invalid, TooMany
from tests.application.service import Service
from tests.domain.forms import a_form

LATER = timedelta(seconds=3)


def send(service: Service, *, trap: str = "", shown: str = "") -> Receipt:
    return service.deposit(a_form(), sending=Sending(trap=trap, shown=shown))


def test_a_form_that_was_read_is_received(service: Service) -> None:
    shown = service.form_guard.stamp()
    service.at += LATER
    assert send(service, shown=shown).state == DemandState.TRANSMITTED


def test_a_form_sent_faster_than_people_read_comes_back_later(service: Service) -> None:
    shown = service.form_guard.stamp()
    service.at += LATER - timedelta(seconds=1)
    with pytest.raises(TooMany, match="avant d’avoir pu être lu") as refused:
        send(service, shown=shown)
    assert (refused.value.code, refused.value.retry_after) == ("too_fast", 1)
    service.at += timedelta(seconds=1)
    send(service, shown=shown)


@pytest.mark.parametrize("shown", ["1.invented", "1", "x.y", "\ud800"])
def test_a_stamp_that_the_service_did_not_give_is_refused(service: Service, shown: str) -> None:
    with pytest.raises(Invalid, match="Rechargez la page") as refused:
        send(service, shown=shown)
    assert refused.value.faults[0].pointer == "/shown"


def test_a_stamp_is_asked_for_where_it_is_said_so(service: Service) -> None:
    send(service)
    service.stamped = True
    with pytest.raises(Invalid, match="Rechargez la page"):
        send(service)


def test_what_a_program_filled_in_is_answered_as_usual_and_put_before_nobody(service: Service) -> None:
    receipt = send(service, trap="https://pub.example")
    assert (receipt.state, bool(receipt.institutions)) == (DemandState.TRANSMITTED, True)
    with service.store.read() as work:
        assert work.demands.get(receipt.id).state is DemandState.SET_ASIDE
        assert work.needs.of_demand(receipt.id) == ()


def test_a_company_deposits_only_so_often(service: Service) -> None:
    for _ in range(2):
        send(service)
    with pytest.raises(TooMany, match="pour une autre, recommencez dans 30 minutes"):
        send(service)
    service.at += timedelta(minutes=30)
    send(service)


def test_what_a_program_filled_in_is_not_counted_as_the_company_s(service: Service) -> None:
    for _ in range(5):
        send(service, trap="https://pub.example")
    send(service)


def test_what_a_host_deposits_itself_is_not_counted(service: Service) -> None:
    for _ in range(5):
        service.deposit(a_form())
