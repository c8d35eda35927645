"""The same deposit sent again under its `Idempotency-Key` is one demand."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from httpx import Response

from tests.entrypoints.service import Document, Service, a_form, faults


def sent(service: Service, key: str, form: Document) -> Response:
    return service.visitor.post("/api/demands", form, headers={"idempotency-key": key})


def demands(service: Service) -> int:
    with service.container.engine().connect() as connection:
        return int(connection.exec_driver_sql("select count(*) from demands").scalar_one())


def test_the_same_request_gets_the_same_answer_and_makes_one_demand(service: Service) -> None:
    first, again = (sent(service, "clé n° 1".encode().hex(), a_form()) for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert first.headers["location"] == again.headers["location"]
    assert demands(service) == 1


def test_two_requests_under_one_key_at_the_same_instant_make_one_demand(service: Service) -> None:
    together = Barrier(4)

    def send(_: int) -> Response:
        together.wait()
        return sent(service, "ensemble", a_form())

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(send, range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert demands(service) == 1


@pytest.mark.parametrize("changes", [{"first_name": "Dominique"}, {"surname": "Martin"}])
def test_a_key_that_served_for_another_body_is_refused(service: Service, changes: Document) -> None:
    assert sent(service, "clef", a_form()).status_code == 201
    answer = sent(service, "clef", a_form(**changes))
    assert (answer.status_code, faults(answer)) == (422, {"": "idempotency_key_reused"})
    assert answer.json()["type"] == "/problems/idempotency_key_reused"
    assert demands(service) == 1


def test_a_refused_deposit_leaves_its_key_free(service: Service) -> None:
    assert sent(service, "clef", a_form(email="camille")).status_code == 422
    assert sent(service, "clef", a_form()).status_code == 201


def test_a_key_is_forgotten_after_a_day(service: Service) -> None:
    first = sent(service, "clef", a_form()).json()
    service.clock.forward(hours=23, minutes=59)
    assert sent(service, "clef", a_form()).json() == first
    service.clock.forward(minutes=2)
    assert sent(service, "clef", a_form()).json()["id"] != first["id"]


def test_deposits_without_a_key_are_so_many_demands(service: Service) -> None:
    service.deposit()
    service.deposit()
    assert demands(service) == 2


@pytest.mark.parametrize("key", ["", "x" * 201])
def test_a_key_that_is_none_is_refused(service: Service, key: str) -> None:
    answer = sent(service, key, a_form())
    assert (answer.status_code, faults(answer)) == (422, {"": "idempotency_key_format"})
