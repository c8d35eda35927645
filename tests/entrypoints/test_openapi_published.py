"""The document other programs rely on: committed as it is published, and never broken unannounced."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from conseillers_entrypoints.container import container_of
from conseillers_entrypoints.http import promises
from conseillers_entrypoints.http.app import HANDLERS, make_app
from conseillers_entrypoints.http.openapi import openapi_document
from conseillers_entrypoints.http.signed_in import has_session, may_write
from conseillers_entrypoints.settings import Settings
from tests.entrypoints.openapi_breaks import Document, breaks
from tests.entrypoints.service import STAFF, ZOE, Service

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "docs" / "openapi.json"
OPERATIONS = {
    "GET /api/catalogue": "catalogue",
    "GET /api/terms": "terms",
    "GET /api/information-notice": "notice",
    "POST /api/demands": "deposit_a_demand",
    "POST /api/demands/eligibility": "try_a_demand",
    "GET /api/demands/{demand_id}": "follow_a_demand",
    "GET /api/companies/search": "companies",
    "GET /api/communes": "communes",
    "POST /api/session": "open_session",
    "DELETE /api/session": "close_session",
    "GET /api/me": "me",
    "GET /api/needs": "list_needs",
    "GET /api/needs/{need_id}": "need_sheet",
    "GET /n/{token}": "open_link",
    "POST /api/needs/{need_id}/referrals/{team}/positions": "take_a_position",
    "GET /api/admin/directory": "see_directory",
    "PUT /api/admin/directory": "replace_directory",
    "GET /api/admin/catalogue": "see_catalogue",
    "PUT /api/admin/catalogue": "replace_catalogue",
    "POST /api/admin/routing/simulations": "simulate_a_routing",
    "GET /api/admin/geographies": "see_geographies",
    "GET /api/admin/geographies/{version}/report": "report_on_a_geography",
    "GET /api/admin/coverage": "see_coverage",
    "GET /api/admin/maintenance": "see_maintenance",
    "PUT /api/admin/maintenance": "pause_service",
    "DELETE /api/admin/maintenance": "reopen_service",
    "GET /health/live": "live",
    "GET /health/ready": "ready",
}
"""The names that generated clients bear."""


@pytest.fixture(scope="module")
def document() -> Document:
    return openapi_document(make_app(container_of(Settings())))


def test_the_committed_document_is_the_published_one(document: Document) -> None:
    assert json.loads(COMMITTED.read_text("utf-8")) == json.loads(json.dumps(document)), "make openapi"


def test_the_document_is_served_as_it_is_committed(shared: Service) -> None:
    assert shared.visitor.get("/api/openapi.json").json() == json.loads(COMMITTED.read_text("utf-8"))


def test_operations_keep_their_names(document: Document) -> None:
    found = {
        f"{method.upper()} {path}": operation["operationId"]
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }
    assert found.items() >= OPERATIONS.items()
    assert len(set(found.values())) == len(found)


def test_what_is_promised_of_an_operation_is_what_its_guards_do() -> None:
    handlers = {
        handler.handler_name: set(handler.guards or ())
        for handler in HANDLERS
        if handler.include_in_schema is not False
    }
    assert {name for name, guards in handlers.items() if has_session in guards} == promises.READERS
    assert {name for name, guards in handlers.items() if may_write in guards} == promises.WRITERS
    told = (promises.REPEATABLE, promises.VERSIONED, promises.UNTOUCHED, *promises.REFUSALS.values())
    assert frozenset().union(*told) <= handlers.keys()


def test_an_operation_says_who_may_ask_and_what_it_may_be_refused(document: Document) -> None:
    position = document["paths"]["/api/needs/{need_id}/referrals/{team}/positions"]["post"]
    assert position["security"] == [{"session": [], "csrf": []}]
    assert document["components"]["securitySchemes"].keys() == {"session", "csrf", "token"}
    assert {"401", "403", "404", "409", "412", "422", "503"} <= position["responses"].keys()
    assert {one["name"] for one in position["parameters"] if one["in"] == "header"} == {"If-Match"}
    assert position["responses"]["200"]["headers"].keys() == {"ETag"}
    deposit = document["paths"]["/api/demands"]["post"]
    assert "security" not in deposit
    assert [one["name"] for one in deposit["parameters"]] == ["draft", "token", "Idempotency-Key"]
    bounces = document["paths"]["/api/bounces"]["post"]
    assert bounces["security"] == [{"token": []}]
    assert bounces["requestBody"]["content"].keys() == {"message/rfc822", "application/json"}
    terms = document["paths"]["/api/terms"]["get"]
    assert terms["responses"].keys() == {"200", "429", "default"}


@pytest.mark.parametrize("commit", ["HEAD", "HEAD~1"])
def test_nothing_breaks_those_who_rely_on_the_last_committed_document(
    document: Document, commit: str
) -> None:
    shown = subprocess.run(  # noqa: S603 - words of our own
        ["git", "show", f"{commit}:docs/openapi.json"],  # noqa: S607 - whichever git is there
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    # There is none in a fresh history, nor outside of a repository.
    before = json.loads(shown.stdout) if shown.returncode == 0 else document
    assert breaks(before, json.loads(json.dumps(document))) == []


def changed(document: Document, *steps: Any, to: object = ...) -> Document:  # noqa: ANN401 - keys and indexes
    """The document with one thing set, or taken away."""
    copy: Document = json.loads(json.dumps(document))
    *road, last = steps
    place = copy
    for step in road:
        place = place[step]
    if to is ...:
        del place[last]
    else:
        place[last] = to
    return copy


SCHEMAS = ("components", "schemas")
DEPOSIT = ("paths", "/api/demands", "post")
NEEDS = ("paths", "/api/needs", "get")


@pytest.mark.parametrize(
    ("steps", "to", "told"),
    [
        (("paths", "/api/terms"), ..., "GET /api/terms: gone"),
        ((*DEPOSIT, "operationId"), "deposer", "POST /api/demands: operationId"),
        ((*DEPOSIT, "responses", "201"), ..., "POST /api/demands: answer 201 gone"),
        (
            (*DEPOSIT, "responses", "201", "content"),
            {},
            "POST /api/demands: answer 201 application/json gone",
        ),
        ((*DEPOSIT, "requestBody", "content"), {}, "POST /api/demands: body application/json gone"),
        (("paths", "/api/terms", "get", "requestBody"), {"content": {}}, "GET /api/terms: body required"),
        ((*SCHEMAS, "Receipt", "properties", "follow_url"), ..., "Receipt/follow_url: gone"),
        ((*SCHEMAS, "Receipt", "properties", "state", "type"), "integer", "Receipt/state: type"),
        ((*SCHEMAS, "Receipt", "required"), ["id"], "Receipt/state: no longer sure"),
        ((*SCHEMAS, "DemandForm", "properties", "siret"), ..., "DemandForm/siret: gone"),
        ((*SCHEMAS, "NewPosition", "required"), ["stance", "note"], "NewPosition/note: required"),
        ((*NEEDS, "parameters"), [], "GET /api/needs: parameter tab gone"),
    ],
)
def test_a_difference_that_breaks_clients_is_told(
    document: Document, steps: tuple[Any, ...], to: object, told: str
) -> None:
    after = changed(document, *steps, to=to)
    assert told in breaks(document, after)
    after["info"]["version"] = "9.0"
    assert breaks(document, after) == []


@pytest.mark.parametrize(
    ("steps", "to"),
    [
        (("paths", "/api/new"), {"get": {"operationId": "new", "responses": {}}}),
        ((*SCHEMAS, "Receipt", "properties", "more"), {"type": "string"}),
        ((*SCHEMAS, "DemandForm", "properties", "more"), {"type": "string"}),
        ((*SCHEMAS, "DemandForm", "required"), []),
        ((*DEPOSIT, "description"), "Autrement dit."),
    ],
)
def test_a_difference_that_adds_breaks_nobody(document: Document, steps: tuple[Any, ...], to: object) -> None:
    assert breaks(document, changed(document, *steps, to=to)) == []


def test_a_value_more_is_welcome_where_it_is_sent_only() -> None:
    def a_document(*, sent: list[str], answered: list[str]) -> Document:
        return {
            "info": {"version": "1.2"},
            "paths": {
                "/x": {
                    "post": {
                        "operationId": "x",
                        "parameters": [{"in": "query", "name": "q", "schema": {"enum": sent}}],
                        "responses": {
                            "200": {"content": {"application/json": {"schema": {"enum": answered}}}}
                        },
                    }
                }
            },
        }

    before = a_document(sent=["a", "b"], answered=["a", "b"])
    assert breaks(before, a_document(sent=["a", "b", "c"], answered=["a"])) == []
    after = a_document(sent=["a"], answered=["a", "b", "c"])
    assert breaks(before, after) == ["POST /x q: enum", "POST /x 200: enum"]
    after["paths"]["/x"]["post"]["parameters"].append(
        {"in": "query", "name": "r", "required": True, "schema": {}}
    )
    assert "POST /x: parameter r required" in breaks(before, after)


def examples(document: Document, name: str) -> list[Document]:
    found: list[Document] = document["components"]["schemas"][name]["examples"]
    return found


def test_the_examples_of_the_document_are_accepted(document: Document, service: Service) -> None:
    (form,) = examples(document, "DemandForm")
    assert service.visitor.post("/api/demands", form).status_code == 201
    (credentials,) = examples(document, "Credentials")
    assert service.visitor.post("/api/session", credentials).status_code == 401
    staff = service.signed_in(STAFF)
    (simulation,) = examples(document, "SimulationRequest")
    assert staff.post("/api/admin/routing/simulations", simulation).status_code == 200
    zoe = service.signed_in(ZOE)
    path = f"/api/needs/{zoe.get('/api/needs').json()['items'][0]['id']}/referrals/cci-47-rh/positions"
    zoe.post(path, {"stance": "taken"})
    (position,) = examples(document, "NewPosition")
    assert zoe.post(path, position).status_code == 200
    (directory,) = examples(document, "DirectoryDocument")
    assert staff.put("/api/admin/directory", directory).status_code == 200
