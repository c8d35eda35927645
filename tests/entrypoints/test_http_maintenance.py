"""The service paused over HTTP: who writes is told so, who reads reads, and what was put off waits."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from conseillers_adapters.sql.line import heard
from conseillers_entrypoints.http.paused import GOES_ON, SAFE
from tests.builders import NOW
from tests.domain.told import plain
from tests.entrypoints.service import (
    EMMA,
    OPERATOR,
    PASSWORD,
    SHOPS,
    STAFF,
    ZOE,
    Browser,
    Service,
    a_form,
    faults,
    running,
)

PATH = "/api/admin/maintenance"
MESSAGE = "Mise à jour du service."


def writes(app: Litestar) -> Iterator[tuple[str, str, str]]:
    """Every operation by which somebody may write: method, path, name."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                assert isinstance(handler, HTTPRouteHandler)
                for method in sorted({*handler.http_methods} - SAFE):
                    yield method, route.path, handler.handler_name


def pause(service: Service, **said: object) -> Browser:
    """The service is paused; who did it."""
    operator = service.signed_in(OPERATOR)
    answer = operator.put(PATH, {"message": MESSAGE, **said})
    assert answer.status_code == 200, answer.text
    return operator


def test_who_runs_the_service_pauses_it_sees_it_and_opens_it_again(service: Service) -> None:
    operator = service.signed_in(OPERATOR)
    assert operator.get(PATH).json()["on"] is False
    until = (NOW + timedelta(hours=1)).isoformat().replace("+00:00", "Z")
    answer = operator.put(PATH, {"message": MESSAGE, "until": until, "jobs": "drained"})
    told = answer.json()
    assert (told["on"], told["message"], told["jobs"]) == (True, MESSAGE, "drained")
    assert operator.get(PATH).json() == told
    answer = operator.ask("DELETE", PATH)
    assert (answer.status_code, answer.json()["on"]) == (200, False)
    assert operator.ask("DELETE", PATH).status_code == 200


def test_to_others_that_does_not_exist(service: Service) -> None:
    for email in (STAFF, ZOE):
        somebody = service.signed_in(email)
        assert somebody.get(PATH).status_code == 404
        assert somebody.put(PATH, {"message": MESSAGE}).status_code == 404
        assert somebody.ask("DELETE", PATH).status_code == 404
    assert service.visitor.get(PATH).status_code == 401
    service.deposit()


def test_every_fault_of_a_pause_is_told(service: Service) -> None:
    operator = service.signed_in(OPERATOR)
    answer = operator.put(PATH, {"message": " ", "until": "2020-01-01T00:00:00Z", "jobs": "lost"})
    assert answer.status_code == 422
    assert faults(answer) == {"/jobs": "unknown_option", "/message": "required", "/until": "past"}


def test_every_write_is_told_that_the_service_is_paused_whatever_is_sent(service: Service) -> None:
    need = service.a_need()
    browsers = [service.visitor, service.signed_in(ZOE), service.signed_in(STAFF)]
    operator = pause(service)
    app = service.client.app
    for method, path, name in writes(app):
        if name in GOES_ON:
            continue
        concrete = path.replace("{need_id:str}", need).replace("{team:str}", "cci-47-rh")
        for browser in (*browsers, operator):
            body: object
            for body in ({}, "rien de bon"):
                answer = browser.ask(method, concrete, json=body)
                assert (answer.status_code, answer.headers["retry-after"]) == (503, "600"), (method, path)
                assert answer.headers["content-type"] == "application/problem+json"
                assert answer.json()["type"] == "/problems/maintenance"
                assert answer.json()["detail"] == MESSAGE


def test_what_goes_on_names_operations_that_exist(service: Service) -> None:
    assert {name for _, _, name in writes(service.client.app)} >= GOES_ON


def test_a_deposit_refused_politely_goes_through_once_the_service_is_open(service: Service) -> None:
    operator = pause(service, until=(NOW + timedelta(hours=2)).isoformat())
    answer = service.visitor.post("/api/demands", a_form())
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "7200")
    assert plain(answer.json()["detail"]).startswith(f"{MESSAGE} Reprise prévue le ")
    assert service.visitor.post("/api/demands/eligibility", a_form()).status_code == 200
    operator.ask("DELETE", PATH)
    assert service.visitor.post("/api/demands", a_form()).status_code == 201


def test_reading_goes_on_and_so_do_health_and_leaving(service: Service) -> None:
    receipt, zoe = service.deposit(), service.signed_in(ZOE)
    pause(service)
    (item,) = zoe.get("/api/needs").json()["items"]
    assert zoe.get(f"/api/needs/{item['id']}").status_code == 200
    followed = receipt["follow_url"].removeprefix("http://127.0.0.1:8000")
    for path in (followed, "/api/catalogue", "/health/live", "/health/ready", "/api/communes?q=agen"):
        assert service.visitor.get(path).status_code == 200, path
    assert service.visitor.get("/api/nulle-part").status_code == 404
    assert zoe.post(f"/api/needs/{item['id']}").status_code == 405
    assert zoe.ask("DELETE", "/api/session").status_code == 204


def test_only_who_runs_the_service_signs_in_meanwhile(service: Service) -> None:
    pause(service)
    for email, status in ((EMMA, 503), (STAFF, 503), (OPERATOR, 201)):
        answer = service.visitor.post("/api/session", {"email": email, "password": PASSWORD})
        assert answer.status_code == status


@pytest.mark.parametrize(
    ("accepted", "page"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("application/json", False),
        ("*/*", False),
    ],
)
def test_who_reads_pages_is_answered_a_page(service: Service, accepted: str, page: bool) -> None:
    pause(service, message="Mise à jour <b>du service</b>.")
    answer = service.visitor.post("/api/demands", a_form(), headers={"accept": accepted})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "600")
    assert answer.headers["content-type"].startswith("text/html") is page
    if page:
        assert "Mise à jour &lt;b&gt;du service&lt;/b&gt;." in answer.text
        assert "content-security-policy" in answer.headers


def test_a_page_is_for_pauses_only(service: Service) -> None:
    answer = service.visitor.post("/api/demands", {}, headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


def test_a_pause_set_by_one_process_is_met_by_the_others_on_their_next_request(service: Service) -> None:
    with running(service.mails.parent) as other:
        operator = pause(service)
        assert other.visitor.post("/api/demands", a_form()).status_code == 503
        operator.ask("DELETE", PATH)
        assert other.visitor.post("/api/demands", a_form()).status_code == 201


def test_held_jobs_wait_and_go_on_when_the_service_opens_again(service: Service) -> None:
    service.deposit()
    operator = pause(service)
    service.work_off()
    assert service.letters() == []
    assert service.container.jobs().counts()["todo"] == 2
    operator.ask("DELETE", PATH)
    service.work_off()
    assert len(service.letters()) == 3


def test_drained_jobs_go_on_meanwhile(service: Service) -> None:
    service.deposit()
    pause(service, jobs="drained")
    service.work_off()
    assert len(service.letters()) == 3


def test_a_pause_asks_the_database_nothing_more_of_who_reads(service: Service) -> None:
    for siret in SHOPS[:3]:
        service.deposit(siret=siret, email=f"{siret}@atelier.fr")
    zoe = service.signed_in(ZOE)
    counts = []
    for paused in (False, True):
        if paused:
            pause(service)
        with heard() as statements:
            assert zoe.get("/api/needs").status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
