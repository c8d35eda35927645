"""Every error is a problem: a stable code, a French sentence, nothing of the inside."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar
from litestar.exceptions import ValidationException
from litestar.testing import TestClient
from structlog.testing import capture_logs

from conseillers_entrypoints.http.parameters import parameter_faults
from conseillers_entrypoints.http.problems import of_http
from tests.entrypoints.border_sample import sample_client


@pytest.fixture
def client() -> Iterator[TestClient[Litestar]]:
    with sample_client() as client:
        yield client


@pytest.mark.parametrize(
    ("kind", "status", "code", "detail"),
    [
        ("invalid", 422, "invalid", "2 points sont à corriger."),
        ("luhn", 422, "luhn", "SIRET faux."),
        ("unidentified", 401, "unidentified", "Identifiez-vous."),
        ("forbidden", 403, "forbidden", "Impossible."),
        ("not_found", 404, "not_found", "Rien ici."),
        ("conflict", 409, "conflict", "Trop tard."),
        ("stale", 412, "stale", "Cela a changé."),
        ("unavailable", 503, "unavailable", "En travaux."),
        ("odd", 409, "odd", "Étrange."),
        ("rate", 429, "too_many_requests", "Trop de demandes"),
        ("teapot", 418, "refused", "La requête est refusée."),
    ],
)
def test_each_refusal_has_its_status_and_its_code(
    client: TestClient[Litestar], kind: str, status: int, code: str, detail: str
) -> None:
    answer = client.get(f"/api/refusals/{kind}")
    problem = answer.json()
    assert answer.status_code == problem["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["type"] == f"/problems/{code}"
    assert problem["detail"].startswith(detail)
    assert problem["instance"] == f"/api/refusals/{kind}"
    assert problem["title"]


def test_the_faults_of_a_document_are_listed(client: TestClient[Litestar]) -> None:
    assert client.get("/api/refusals/luhn").json()["errors"] == [
        {"pointer": "/siret", "code": "luhn", "message": "SIRET faux."}
    ]
    assert "errors" not in client.get("/api/refusals/stale").json()


def test_a_conflict_shows_the_present_state(client: TestClient[Litestar]) -> None:
    assert client.get("/api/refusals/conflict").json()["current"] == {
        "id": "d1",
        "at": "2026-11-23T09:30:00.000Z",
    }
    assert "current" not in client.get("/api/refusals/odd").json()


def test_a_pause_says_when_to_come_back(client: TestClient[Litestar]) -> None:
    assert client.get("/api/refusals/unavailable").headers["retry-after"] == "60"
    assert client.get("/api/refusals/rate").headers["retry-after"] == "9"


@pytest.mark.parametrize(("kind", "seconds"), [("busy", "5"), ("outcome_unknown", "5"), ("no_room", "60")])
def test_a_database_that_could_not_keep_it_asks_to_come_back(
    client: TestClient[Litestar], kind: str, seconds: str
) -> None:
    with capture_logs() as logs:
        answer = client.get(f"/api/refusals/{kind}")
    assert (answer.status_code, answer.json()["type"]) == (503, f"/problems/{kind}")
    assert answer.headers["retry-after"] == seconds
    assert "locked" not in answer.text
    assert [(log["event"], log["route"]) for log in logs] == [(kind, "/api/refusals/{kind}")]


@pytest.mark.parametrize("kind", ["bug", "server"])
def test_a_breakdown_tells_only_the_name_of_its_request(client: TestClient[Litestar], kind: str) -> None:
    with capture_logs() as logs:
        answer = client.get(f"/api/refusals/{kind}", headers={"x-request-id": "req-1"})
    assert answer.status_code == 500
    assert answer.json()["type"] == "/problems/internal"
    assert "req-1" in answer.json()["detail"]
    assert "Error" not in answer.text
    assert "zoe" not in answer.text
    [log] = logs
    assert log["request_id"] == "req-1"
    assert log["route"] == "/api/refusals/{kind}"
    assert log["errors"][-1] == "builtins.KeyError"
    assert any("refuse" in place for place in log["where"])
    assert "zoe@cci.example" not in repr(log)


def test_an_unknown_address_is_a_problem(client: TestClient[Litestar]) -> None:
    answer = client.get("/nulle-part/é")
    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/not_found"
    assert answer.json()["instance"] == "/nulle-part/%C3%A9"


def test_a_wrong_method_is_a_problem_that_names_the_right_ones(
    client: TestClient[Litestar],
) -> None:
    answer = client.put("/api/demands")
    assert answer.status_code == 405
    assert answer.json()["type"] == "/problems/method_not_allowed"
    assert "POST" in answer.headers["allow"]


def test_every_wrong_parameter_is_told_in_french(client: TestClient[Litestar]) -> None:
    answer = client.get("/api/demands/3?limit=1000&stance=x&since=hier")
    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/invalid"
    assert answer.json()["errors"] == [
        {
            "pointer": "/limit",
            "code": "too_big",
            "message": "Trop grand\u00a0: la limite est 100.",
        },
        {
            "pointer": "/stance",
            "code": "unknown_option",
            "message": "Valeur inconnue.",
        },
        {
            "pointer": "/since",
            "code": "format",
            "message": "Date ou instant mal formé.",
        },
    ]


def test_a_missing_parameter_is_told(client: TestClient[Litestar]) -> None:
    answer = client.get("/api/search")
    assert answer.json()["type"] == "/problems/required"
    assert answer.json()["errors"][0]["pointer"] == "/q"


@pytest.mark.parametrize(
    ("english", "code"),
    [
        ("Expected `int` >= 1", "too_small"),
        ("Expected `int`, got `str`", "type"),
        ("Expected `float`, got `str`", "type"),
        ("Expected `bool`, got `str`", "type"),
        ("Expected `str` of length <= 3", "too_long"),
        ("Expected `str` of length >= 3", "too_short"),
        ("Expected `str` matching regex 'a'", "format"),
        ("Invalid UUID", "format"),
        ("Something new", "format"),
    ],
)
def test_what_the_framework_says_in_english_is_never_sent(english: str, code: str) -> None:
    told: Any = [{"key": "limit", "message": english}, {"message": "no key"}, "no mapping"]
    [fault] = parameter_faults(ValidationException(extra=told))
    assert fault.code == code
    assert fault.message not in english


def test_a_refused_parameter_without_name_is_still_a_problem() -> None:
    assert of_http(ValidationException(extra={})).status == 400
