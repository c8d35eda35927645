"""Whoever asks too much is told to come back, in whatever process; others are served as before."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast

import httpx
import pytest
from litestar import Litestar, post
from litestar.params import RawBody

from conseillers_entrypoints.http.arriving import ArrivingMiddleware, bound_arrivals
from conseillers_entrypoints.http.problems import exception_handlers
from conseillers_entrypoints.settings import Settings
from conseillers_features.worlds.way_in import Placed
from tests.entrypoints.day import ASKS, BEARER, BOUNCE, MAX, SCRAPER
from tests.entrypoints.service import SHOPS, STAFF, ZOE, Browser, Service, a_form, running

HERE, THERE, THIS_MACHINE = "192.0.2.7", "198.51.100.9", "127.0.0.1"
FEW = {
    "account_requests": 10,
    "key_requests": 10,
    "address_requests": 10,
    "address_forms": 3,
    "siret_demands": 2,
}


@pytest.fixture
def few(folder: Path) -> Iterator[Service]:
    with running(folder, bounces_token=SCRAPER, **FEW) as service:
        yield service


def at(service: Service, address: str, cookies: dict[str, str] | None = None) -> Browser:
    """Somebody at that address."""
    transport = Placed(service.client, raise_server_exceptions=False)
    transport.address = address
    client: Any = httpx.Client(base_url="https://testserver.local", transport=transport)  # type: ignore[arg-type]
    return Browser(client, cookies or {})


def statuses(browser: Browser, times: int, path: str = "/api/catalogue") -> list[int]:
    return [browser.get(path).status_code for _ in range(times)]


def test_an_address_that_asks_too_much_is_told_when_to_come_back_and_others_are_served(few: Service) -> None:
    assert statuses(at(few, HERE), 20) == [200] * 11 + [429] * 9
    answer = at(few, HERE).get("/api/catalogue")
    assert answer.headers["retry-after"] == "30"
    assert answer.json() == {
        "type": "/problems/too_many",
        "title": "Trop de demandes",
        "status": 429,
        "detail": "Trop de demandes en peu de temps depuis votre réseau : recommencez dans une minute.",
        "instance": "/api/catalogue",
    }
    assert statuses(at(few, THERE), 5) == [200] * 5
    few.clock.forward(seconds=30)
    assert statuses(at(few, HERE), 2) == [200, 429]


def test_processes_hold_off_together_who_insists(few: Service, folder: Path) -> None:
    with running(folder, **FEW) as other:
        assert (statuses(at(few, HERE), 20) + statuses(at(other, HERE), 20)).count(200) == 10 + 2


def test_on_this_machine_nobody_is_counted_for_everybody(few: Service) -> None:
    assert statuses(at(few, THIS_MACHINE), 20) == [200] * 20


def test_machines_that_watch_over_the_service_are_not_counted(few: Service) -> None:
    assert statuses(at(few, HERE), 20, "/health/ready") == [200] * 20


def test_an_account_is_counted_wherever_it_asks_from_and_others_are_served(few: Service) -> None:
    zoe, alan = few.signed_in(ZOE), few.signed_in("alan@cci.fr")
    asked = [at(few, (HERE, THERE)[rank % 2], zoe.cookies) for rank in range(20)]
    assert [one.get("/api/needs").status_code for one in asked] == [200] * 11 + [429] * 9
    answer = zoe.ask("DELETE", "/api/session")
    assert answer.status_code == 429
    assert "avec ce compte : recommencez dans" in answer.json()["detail"]
    assert statuses(alan, 5, "/api/needs") == [200] * 5


def test_staff_is_not_counted(few: Service) -> None:
    staff = at(few, HERE, few.signed_in(STAFF).cookies)
    assert statuses(staff, 30, "/api/me") == [200] * 30


def test_who_tries_sessions_is_counted_by_address(few: Service) -> None:
    found = [at(few, HERE, {"session": f"guess {n}", "csrftoken": "x"}).get("/api/me") for n in range(20)]
    assert [one.status_code for one in found] == [401] * 11 + [429] * 9
    declared = at(few, HERE, {"session": "guess", "csrftoken": "x"}).post("/api/me/terms", {"version": "1"})
    assert declared.status_code == 429


def test_a_key_is_counted_wherever_it_is_shown(few: Service) -> None:
    told = [at(few, HERE).post("/api/bounces", BOUNCE, headers=BEARER).status_code for _ in range(9)]
    assert told == [200] * 9
    told = [few.visitor.post("/api/bounces", BOUNCE, headers=BEARER).status_code for _ in range(5)]
    assert told == [200, 200, 429, 429, 429]


FORMS: Final[Mapping[str, Callable[[int], object]]] = {
    "/api/demands": lambda rank: a_form(siret=SHOPS[rank], email=f"{rank}@atelier.fr"),
    "/api/drafts": lambda rank: {"email": f"{rank}@atelier.fr"},
    "/api/access-requests": lambda _: ASKS | {"email": MAX},
    "/api/invitations/unknown/acceptance": lambda _: {},
}


@pytest.mark.parametrize("path", FORMS)
def test_forms_of_a_kind_leave_an_address_only_so_often(few: Service, path: str) -> None:
    answers = [at(few, HERE).post(path, FORMS[path](rank)) for rank in range(4)]
    assert [one.status_code == 429 for one in answers] == [False] * 3 + [True]
    assert "ou écrivez à contact@conseillers.example." in answers[3].json()["detail"]
    assert answers[3].headers["retry-after"] == "1200"
    assert at(few, THERE).post(path, FORMS[path](4)).status_code != 429


def test_a_company_deposits_only_so_often_from_wherever(few: Service) -> None:
    answers = [at(few, where).post("/api/demands", a_form()) for where in (HERE, THERE, "203.0.113.4")]
    assert [one.status_code for one in answers] == [201, 201, 429]
    assert "déposées pour cette entreprise" in answers[2].json()["detail"]


def test_the_catalogue_says_since_when_the_form_is_shown(few: Service) -> None:
    shown = few.visitor.get("/api/catalogue").json()["shown"]
    answer = few.visitor.post("/api/demands", a_form(shown=shown))
    assert (answer.status_code, answer.json()["type"]) == (429, "/problems/too_fast")
    assert answer.headers["retry-after"] == "3"
    few.clock.forward(seconds=3)
    assert few.visitor.post("/api/demands", a_form(shown=shown)).status_code == 201


def test_a_program_that_fills_in_everything_is_told_nothing(few: Service) -> None:
    receipt = few.visitor.post("/api/demands", a_form(website="https://pub.example")).json()
    assert receipt["state"] == "transmitted"
    with few.container.read()() as work:
        assert work.demands.get(receipt["id"]).state == "set_aside"


def test_a_body_that_does_not_arrive_is_not_waited_for() -> None:
    @post("/", sync_to_thread=False)
    def swallow(body: RawBody) -> int:
        return len(body)

    app = Litestar([swallow], exception_handlers=exception_handlers(), logging_config=None)
    bound_arrivals(app, lambda: 0.01)
    sent: list[dict[str, Any]] = []
    parts = iter([{"type": "http.request", "body": b"x", "more_body": True}])

    async def receive() -> dict[str, Any]:
        found = next(parts, None)
        if found is None:
            await asyncio.sleep(60)
        return cast("dict[str, Any]", found)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "raw_path": b"/",
        "query_string": b"",
        "headers": [(b"content-length", b"10")],
        "client": None,
        "server": None,
        "scheme": "http",
        "http_version": "1.1",
        "root_path": "",
        "app": app,
        "state": {},
        "extensions": {},
    }
    asyncio.run(app(cast("Any", scope), cast("Any", receive), cast("Any", send)))
    assert sent[0]["status"] == 408
    assert "/problems/too_slow" in sent[1]["body"].decode()


def test_what_is_said_once_a_body_has_arrived_is_heard_however_late() -> None:
    heard: list[str] = []
    said = iter(("http.request", "http.disconnect"))

    async def receive() -> dict[str, Any]:
        return {"type": next(said)}

    async def app(scope: object, receive: Callable[[], Any], send: object) -> None:
        heard.append((await receive())["type"])
        await asyncio.sleep(0.02)
        heard.append((await receive())["type"])

    around = ArrivingMiddleware(cast("Any", app), lambda: 0.01)
    asyncio.run(around(cast("Any", {"type": "http"}), cast("Any", receive), cast("Any", None)))
    assert heard == ["http.request", "http.disconnect"]


def test_what_is_no_request_passes_untouched() -> None:
    seen: list[object] = []

    async def app(*given: object) -> None:
        seen.extend(given)

    around = ArrivingMiddleware(cast("Any", app), lambda: 0)
    asyncio.run(around(cast("Any", {"type": "lifespan"}), cast("Any", None), cast("Any", None)))
    assert seen == [{"type": "lifespan"}, None, None]


def test_every_limit_is_a_setting() -> None:
    settings = Settings(account_requests=12, requests_minutes=2, siret_demands=4, forms_minutes=10)
    assert settings.account_allowance.share.total_seconds() == 10
    assert settings.siret_allowance.share.total_seconds() == 150


def test_limits_that_make_no_sense_are_refused() -> None:
    assert list(Settings(address_forms=0, body_seconds=601).faults()) == [
        "CONSEILLERS_ADDRESS_FORMS attend un nombre de 1 à 10000.",
        "CONSEILLERS_BODY_SECONDS attend un nombre de 1 à 600.",
    ]
