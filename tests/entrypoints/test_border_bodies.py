"""What reaches a handler, and what is refused before."""

from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from conseillers_domain.errors import Refusal
from conseillers_entrypoints.http.bodies import BODY_LIMIT, DEEPEST, decode
from tests.entrypoints.border_sample import sample_client

JSON = {"content-type": "application/json"}


@pytest.fixture
def client() -> Iterator[TestClient[Litestar]]:
    with sample_client() as client:
        yield client


def test_a_handler_gets_a_value_and_answers_with_one(client: TestClient[Litestar]) -> None:
    answer = client.post("/api/demands", json={"siret": "13002526500013"})
    assert answer.status_code == 201
    assert answer.json() == {"id": "13002526500013", "at": "2026-11-23T09:30:00.000Z"}


def test_a_handler_gets_many_values_and_answers_with_many(client: TestClient[Litestar]) -> None:
    answer = client.post("/api/many", json=[{"siret": "13"}, {"siret": "14"}])
    assert [one["id"] for one in answer.json()] == ["13", "14"]
    answer = client.post("/api/many", json=[{"siret": "13"}, {"siret": 14}])
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/1/siret"]


def test_an_answer_with_headers_is_written_the_same_way(client: TestClient[Litestar]) -> None:
    answer = client.get("/api/demands/3?limit=5")
    assert answer.json() == {"id": "3-5", "at": "2026-11-23T09:30:00.000Z"}
    assert answer.headers["etag"] == '"1"'


def test_an_answer_already_in_bytes_is_left_alone(client: TestClient[Litestar]) -> None:
    assert client.get("/api/raw").content == b"{}"
    assert client.get("/api/search?q=bonjour").text == "bonjour"


def test_a_handler_may_answer_nothing(client: TestClient[Litestar]) -> None:
    answer = client.post("/api/oblivion", json={})
    assert (answer.status_code, answer.content) == (204, b"")


def test_every_fault_of_a_body_is_told_at_once(client: TestClient[Litestar]) -> None:
    answer = client.post("/api/demands", json={"siret": "x" * 20, "page": 0, "_secret": "y"})
    assert answer.status_code == 422
    assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [
        ("/siret", "too_long"),
        ("/page", "too_small"),
        ("/_secret", "unknown_field"),
    ]


def test_a_handler_may_get_what_is_right_with_the_faults(client: TestClient[Litestar]) -> None:
    answer = client.post("/api/loose", json={"name": 3, "age": 2})
    assert answer.json() == {
        "form": {"name": "", "age": 2},
        "faults": [{"pointer": "/name", "code": "type", "message": "Texte attendu."}],
    }


def test_a_body_partly_read_is_still_an_object(client: TestClient[Litestar]) -> None:
    answer = client.post("/api/loose", json=[])
    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/type"
    assert answer.json()["errors"][0]["pointer"] == ""


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b'{"age": NaN}', "not_json"),
        (b'{"age": 1e999}', "not_json"),
        (b'{"name": "\\ud800", "age": NaN}', "not_json"),
        (b'{"name": "\\ud800", "age": 1e999}', "not_json"),
        (b'{"name": "\xff"}', "not_json"),
        (b'{"name": "\xed\xa0\x80"}', "not_json"),
        (b"[" * 51 + b"]" * 51, "too_deep"),
        (b'{"a":' * 51 + b"1" + b"}" * 51, "too_deep"),
        (b"[" * 5000 + b"]" * 5000, "too_deep"),
        (b'["\\ud800",' + b"[" * 5000 + b"]" * 5000 + b"]", "too_deep"),
    ],
)
def test_what_is_no_readable_json_is_refused(client: TestClient[Litestar], body: bytes, code: str) -> None:
    answer = client.post("/api/loose", content=body, headers=JSON)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"/problems/{code}"


@pytest.mark.parametrize("text", ["\\ud800", "\\u0000", "a\\uDFFFb"])
def test_a_text_that_no_store_takes_is_a_fault_of_its_field(client: TestClient[Litestar], text: str) -> None:
    answer = client.post("/api/demands", content=f'{{"siret": "{text}"}}', headers=JSON)
    assert answer.status_code == 422
    assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [("/siret", "format")]


def test_a_key_that_cannot_be_sent_back_is_refused_all_the_same(
    client: TestClient[Litestar],
) -> None:
    answer = client.post("/api/demands", content=b'{"siret": "13", "\\ud800": 1}', headers=JSON)
    assert answer.json()["errors"][0]["pointer"] == "/?"


def test_many_brackets_are_not_many_levels() -> None:
    assert decode(b"[" + b",".join([b"{}"] * 100) + b"]") == [{}] * 100
    assert decode(b"[" * DEEPEST + b"]" * DEEPEST)
    assert decode(b'"' + b"[" * 100 + b'"') == "[" * 100
    assert decode(b'{"a": "\\ud83d\\ude00 \\ud800", "b": 1.5}') == {"a": "😀 \ud800", "b": 1.5}
    with pytest.raises(Refusal):
        decode(b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1))


@pytest.mark.parametrize(
    ("media_type", "status"),
    [
        ("application/json", 201),
        ("application/json; charset=utf-8", 201),
        ("application/merge-patch+json", 201),
        ("text/plain", 415),
        ("text/x+json", 415),
        ("application/x-www-form-urlencoded", 415),
        ("", 415),
    ],
)
def test_a_body_says_that_it_is_json(client: TestClient[Litestar], media_type: str, status: int) -> None:
    headers = {"content-type": media_type} if media_type else {}
    answer = client.post("/api/loose", content=b"{}", headers=headers)
    assert answer.status_code == status


def test_a_body_over_the_limit_is_refused(client: TestClient[Litestar]) -> None:
    answer = client.post("/api/loose", json={"name": "a" * BODY_LIMIT})
    assert answer.status_code == 413
    assert answer.json()["type"] == "/problems/too_large"


def test_a_body_that_hides_its_length_is_refused_too(client: TestClient[Litestar]) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"name": "'
        for _ in range(3):
            yield b"a" * 10
        yield b'"}'

    answer = client.post("/api/small", content=pieces(), headers=JSON)
    assert "content-length" not in answer.request.headers
    assert answer.status_code == 413


def test_a_route_may_have_its_own_limit(client: TestClient[Litestar]) -> None:
    assert client.post("/api/small", json={"age": 1}).status_code == 201
    assert client.post("/api/small", json={"name": "a" * 20}).status_code == 413
