"""What every answer says besides its content."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from litestar.types import Receive, Scope, Send

from conseillers_entrypoints.http.headers import HeadersMiddleware
from conseillers_entrypoints.http.request_id import request_id
from tests.entrypoints.border_sample import sample_client


@pytest.fixture
def client() -> Iterator[TestClient[Litestar]]:
    with sample_client() as client:
        yield client


@pytest.mark.parametrize("path", ["/api/both", "/nulle-part", "/page", "/api/refusals/bug"])
def test_every_answer_is_named_and_guarded(client: TestClient[Litestar], path: str) -> None:
    headers = client.get(path).headers
    assert len(headers["x-request-id"]) == 32
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


def test_the_client_may_name_its_request(client: TestClient[Litestar]) -> None:
    answer = client.get("/page", headers={"x-request-id": "abc-1.2_3"})
    assert answer.headers["x-request-id"] == "abc-1.2_3"


@pytest.mark.parametrize("name", [b"", b"a" * 65, b"a b", b"<script>", "é".encode()])
def test_an_unsound_name_is_replaced(client: TestClient[Litestar], name: bytes) -> None:
    answer = client.get("/page", headers={b"x-request-id": name})
    assert len(answer.headers["x-request-id"]) == 32


def test_an_answer_of_the_api_is_not_kept_unless_it_says_so(client: TestClient[Litestar]) -> None:
    assert client.get("/api/both").headers["cache-control"] == "no-store"
    assert client.get("/api/raw").headers["cache-control"] == "max-age=5"
    assert "cache-control" not in client.get("/page").headers


def test_a_page_loads_our_own_files_only(client: TestClient[Litestar]) -> None:
    policy = client.get("/page").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_what_is_no_page_may_do_nothing_if_it_is_taken_for_one(client: TestClient[Litestar]) -> None:
    for path in ("/api/both", "/nulle-part", "/api/refusals/bug"):
        policy = client.get(path).headers["content-security-policy"]
        assert policy == "default-src 'none'; frame-ancestors 'none'"


def test_an_embedded_page_names_its_own_frame(client: TestClient[Litestar]) -> None:
    headers = client.get("/embedded").headers
    assert headers["content-security-policy"] == "frame-ancestors https://partenaire.example"


def test_only_where_tls_ends_browsers_are_told_to_insist() -> None:
    with sample_client(tls_ends_here=True) as client:
        assert "max-age" in client.get("/page").headers["strict-transport-security"]


@pytest.mark.parametrize("path", ["/api/both", "/nulle-part", "/page", "/api/refusals/bug", "/api/oblivion"])
def test_what_may_be_read_may_be_asked_about(client: TestClient[Litestar], path: str) -> None:
    read, asked = client.get(path), client.head(path)
    assert (asked.status_code, asked.content) == (read.status_code, b"")
    assert len(asked.headers["x-request-id"]) == 32
    for name in ("content-type", "content-length"):
        assert asked.headers.get(name) == read.headers.get(name)


def test_what_is_no_request_passes_untouched() -> None:
    seen: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append((scope, receive, send))

    asyncio.run(HeadersMiddleware(app)({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert seen == [({"type": "lifespan"}, None, None)]


def test_a_request_that_nobody_named_gets_a_lasting_name() -> None:
    scope: dict[str, Any] = {"headers": []}
    assert request_id(scope) == request_id(scope)
