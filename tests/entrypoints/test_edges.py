"""The edges of the service: what browsers, files and settings could be made to do, and may not."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import pytest
from attrs import fields
from httpx import Response
from litestar.handlers import HTTPRouteHandler

from conseillers_entrypoints.http.app import HANDLERS
from conseillers_entrypoints.http.bounces import is_told_by_our_provider
from conseillers_entrypoints.http.paused import page
from conseillers_entrypoints.http.signed_in import may_declare, may_write
from conseillers_entrypoints.settings import Settings
from tests.entrypoints.service import STAFF, ZOE, Browser, Service, a_form

ANSWERS: Final[dict[str, tuple[int, Callable[[Browser], Response]]]] = {
    "page": (200, lambda one: one.get("/api/docs")),
    "document": (200, lambda one: one.get("/api/catalogue")),
    "redirection": (302, lambda one: one.get("/", follow_redirects=False)),
    "unknown address": (404, lambda one: one.get("/nulle-part")),
    "stranger": (401, lambda one: one.get("/api/needs")),
    "link": (401, lambda one: one.get("/n/un-lien")),
    "method": (405, lambda one: one.ask("PUT", "/api/catalogue")),
    "trace": (405, lambda one: one.ask("TRACE", "/api/catalogue")),
    "faults": (422, lambda one: one.post("/api/demands", a_form(siret="1"))),
    "too large": (413, lambda one: one.post("/api/demands", a_form(description="x" * 200_000))),
    "wrong type": (415, lambda one: one.ask("POST", "/api/demands", content="{}")),
    "unreadable": (
        400,
        lambda one: one.ask(
            "POST", "/api/demands", content="{", headers={"content-type": "application/json"}
        ),
    ),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_every_kind_of_answer_is_guarded(shared: Service, what: str) -> None:
    status, ask = ANSWERS[what]
    answer = ask(shared.visitor)
    assert answer.status_code == status
    headers = answer.headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert len(headers["x-request-id"]) == 32
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", ["/api/needs", "/n/un-lien", "/api/demands/inconnue"])
def test_what_concerns_somebody_is_kept_by_no_cache_even_refused(shared: Service, path: str) -> None:
    assert shared.visitor.get(path).headers["cache-control"] == "no-store"


def test_no_page_holds_a_script_or_a_style_of_its_own(shared: Service) -> None:
    for text in (shared.visitor.get("/api/docs").text, page("Mise à jour").decode()):
        assert "<html" in text
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+\s*=|javascript:", text)


def test_what_is_told_in_a_page_is_shown_as_text() -> None:
    assert "<b>" not in page("<b>gras</b>").decode()


@pytest.mark.parametrize(
    "path",
    ["/", "/?next=https://ailleurs.example", "//ailleurs.example", "/\\ailleurs.example", "/api/docs/"],
)
def test_nobody_is_sent_elsewhere(shared: Service, path: str) -> None:
    answer = shared.client.request(
        "GET", f"https://testserver.local{path}", headers={"host": "ailleurs.example"}, follow_redirects=False
    )
    assert answer.headers.get("location", "/api/docs") == "/api/docs"


WRITES: Final = tuple(one for one in HANDLERS if one.http_methods - {"GET"})
ASKED_BY_ANYBODY: Final = frozenset(
    {
        "deposit_a_demand",
        "try_a_demand",
        "keep_a_draft",
        "change_a_draft",
        "drop_a_draft",
        "complete_a_demand",
        "answer_a_survey",
        "open_session",
        "ask_for_a_reset",
        "reset_a_password",
        "ask_for_an_access",
        "accept_an_invitation",
    }
)
"""What is written without a session: no cookie makes it worth anything more."""


@pytest.mark.parametrize("handler", WRITES, ids=lambda one: one.handler_name)
def test_whatever_writes_shows_that_it_comes_from_our_pages(
    staff_of_shared: Browser, handler: HTTPRouteHandler
) -> None:
    guards = set(handler.guards or ())
    if handler.handler_name in ASKED_BY_ANYBODY or is_told_by_our_provider in guards:
        assert may_write not in guards
        return
    assert guards & {may_write, may_declare}
    path = re.sub(r"\{[^}]+\}", "x", min(handler.paths))
    (method,) = handler.http_methods - {"GET"}
    answer = staff_of_shared.ask(method, path, headers={"x-csrftoken": "invented"})
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/csrf")


@pytest.fixture(scope="module")
def staff_of_shared(shared: Service) -> Browser:
    return shared.signed_in(STAFF)


def test_a_list_shows_a_hundred_lines_at_most(shared: Service) -> None:
    paths = shared.visitor.get("/api/openapi.json").json()["paths"]
    limits = [
        parameter["schema"]["maximum"]
        for item in paths.values()
        for operation in item.values()
        for parameter in operation.get("parameters", ())
        if parameter["name"] == "limit"
    ]
    assert len(limits) > 10
    assert max(limits) == 100


SECRETS: Final[Mapping[str, Any]] = {
    "secret_key": "un-secret-que-personne-ne-lit",
    "metrics_token": "un-secret-que-personne-ne-lit",
    "bounces_token": "un-secret-que-personne-ne-lit",
    "sirene_key": "un-secret-que-personne-ne-lit",
    "api_entreprise_token": "un-secret-que-personne-ne-lit",
    "database_url": "postgresql+psycopg://moi:un-secret-que-personne-ne-lit@base.example/service",
    "mail_url": "smtp://moi:un-secret-que-personne-ne-lit@mail.example:587?starttls=1",
}


@pytest.mark.parametrize("name", SECRETS)
def test_no_secret_is_read_in_the_settings_shown(name: str) -> None:
    shown = repr(Settings(**{name: SECRETS[name]}))
    assert "personne-ne-lit" not in shown
    assert "Settings(" in shown


def test_every_setting_that_sounds_like_a_secret_is_one_of_them() -> None:
    sounding = {one.name for one in fields(Settings) if re.search("(_key|_token|password|secret)$", one.name)}
    assert sounding <= SECRETS.keys()


def test_an_address_without_a_secret_is_shown_whole() -> None:
    shown = repr(Settings())
    assert "sqlite:///var/conseillers.db" in shown
    assert "file://var/mail" in shown
    assert "…@mail.example:587" in repr(Settings(mail_url=SECRETS["mail_url"]))


TYPED: Final = ("' OR '1'='1", "x'; DROP TABLE needs; --", '" OR ""="')


@pytest.mark.parametrize("text", TYPED)
def test_what_is_typed_is_never_read_as_a_question_to_the_database(service: Service, text: str) -> None:
    service.a_need()
    zoe, staff = service.signed_in(ZOE), service.signed_in(STAFF)
    assert zoe.get("/api/needs", params={"q": text}).json()["items"] == []
    assert staff.get("/api/admin/accounts", params={"email": text}).status_code == 404
    assert len(zoe.get("/api/needs").json()["items"]) == 1


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example"]
)
def test_an_address_that_a_page_may_link_to_is_one_of_the_web(shared: Service, url: str) -> None:
    answer = shared.visitor.post("/api/demands", a_form(origin={"url": url}))
    assert answer.json()["errors"][0]["pointer"] == "/origin/url"
