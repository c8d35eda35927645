"""What every route that is read answers, and what other sites and the curious get of it: nothing."""

from typing import Final

import pytest

from conseillers_entrypoints.http.app import HANDLERS
from tests.entrypoints.day import Day
from tests.entrypoints.service import ZOE, Service
from tests.entrypoints.test_statements_of_routes import ROUTES

READS: Final = sorted(one.handler_name for one in HANDLERS if "GET" in one.http_methods)
ELSEWHERE: Final = "https://ailleurs.example"


def test_whatever_is_read_says_its_type_and_its_signs_and_leads_nowhere_else(day: Day) -> None:
    for name in READS:
        answer = ROUTES[name][1](day)
        kind, *said = (part.strip() for part in answer.headers.get("content-type", "").split(";"))
        assert kind or not answer.content, name
        assert "charset=utf-8" in said or not kind.startswith("text/"), name
        assert answer.headers["x-content-type-options"] == "nosniff", name
        assert answer.headers.get("location", "/").startswith("/"), name


@pytest.mark.parametrize("path", ["/api/catalogue", "/api/me", "/nulle-part", "/api/docs"])
def test_no_other_site_reads_an_answer(service: Service, path: str) -> None:
    read = service.signed_in(ZOE).get(path, headers={"origin": ELSEWHERE})
    wished = {"origin": ELSEWHERE, "access-control-request-method": "POST"}
    asked = service.visitor.ask("OPTIONS", path, headers=wished)
    assert not [name for name in (*read.headers, *asked.headers) if name.startswith("access-control-")]


def test_no_request_is_echoed(service: Service) -> None:
    answer = service.visitor.ask("TRACE", "/api/me", headers={"x-secret": "planted"})
    assert (answer.status_code, "planted" in answer.text) == (405, False)
