"""What the service publishes about itself, and the page that shows it."""

from collections.abc import Iterator
from typing import Any

import pytest
from attrs import field, frozen
from litestar import Litestar
from litestar.testing import TestClient

from conseillers_adapters.documents import read
from conseillers_adapters.documents.shapes import Tree
from conseillers_entrypoints.http.openapi import completed, openapi_document
from conseillers_entrypoints.http.openapi_30 import as_30
from conseillers_entrypoints.http.schema import example_of
from tests.entrypoints.border_sample import DepositForm, LooseForm, sample_app, sample_client


@pytest.fixture
def client() -> Iterator[TestClient[Litestar]]:
    with sample_client() as client:
        yield client


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return openapi_document(sample_app())


def operation(document: dict[str, Any], path: str, method: str) -> Tree:
    return document["paths"][path][method]


def test_a_form_shows_what_it_asks(document: dict[str, Any]) -> None:
    form = document["components"]["schemas"]["DepositForm"]
    assert form["required"] == ["siret"]
    assert form["additionalProperties"] is False
    assert form["description"] == "What a company deposits. It is read strictly."
    properties = form["properties"]
    assert properties["siret"] == {
        "type": "string",
        "minLength": 2,
        "maxLength": 14,
        "pattern": "^(?:[0-9]+)$",
        "description": "SIRET de l’établissement.",
        "examples": ["13002526500013"],
    }
    assert properties["names"]["maxItems"] == 3
    assert properties["names"]["minItems"] == 0
    assert properties["kind"]["enum"] == ["a", "b"]
    assert (properties["page"]["minimum"], properties["page"]["exclusiveMaximum"]) == (1, 9)
    assert properties["code"]["pattern"] == "^(?:a)"
    assert properties["stance"]["description"] == "Position."
    assert properties["stance"]["default"] == "taken"


def test_nothing_private_is_shown(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert set(schemas["Deposited"]["properties"]) == {"id", "at"}
    assert "_secret" not in schemas["DepositForm"]["properties"]


def test_an_example_is_one_that_is_accepted(document: dict[str, Any]) -> None:
    [example] = document["components"]["schemas"]["DepositForm"]["examples"]
    assert read(DepositForm, example).siret == "13002526500013"
    assert example_of(LooseForm) is None


@frozen
class HalfExemplified:
    name: str
    age: int = field(metadata={"example": 3})


def test_an_example_that_lacks_a_required_field_is_not_given() -> None:
    assert example_of(HalfExemplified) is None


def test_operations_are_named_after_their_handlers(document: dict[str, Any]) -> None:
    assert operation(document, "/api/demands", "post")["operationId"] == "deposit_demand"
    assert operation(document, "/api/both", "put")["operationId"] == "both_put"


def test_a_body_read_partly_is_described_as_its_form(document: dict[str, Any]) -> None:
    body = operation(document, "/api/loose", "post")["requestBody"]["content"]
    assert body["application/json"]["schema"] == {"$ref": "#/components/schemas/LooseForm"}
    answer = operation(document, "/api/demands/{number}", "get")["responses"]["200"]["content"]
    assert answer["application/json"]["schema"] == {"$ref": "#/components/schemas/Deposited"}


def test_errors_are_described_once_and_referred_to(document: dict[str, Any]) -> None:
    deposit = operation(document, "/api/demands", "post")["responses"]
    assert deposit["422"] == {"$ref": "#/components/responses/Problem422"}
    assert set(deposit) == {"201", "400", "413", "415", "422", "429", "503", "default"}
    assert set(operation(document, "/api/demands/{number}", "get")["responses"]) == {
        "200",
        "400",
        "404",
        "429",
        "503",
        "default",
    }
    content = document["components"]["responses"]["Problem422"]["content"]
    assert content["application/problem+json"]["schema"] == {"$ref": "#/components/schemas/Problem"}


def test_an_envelope_of_its_own_is_left_alone() -> None:
    document = openapi_document(sample_app(), own_errors=("/api/demands",))
    deposit = operation(document, "/api/demands", "post")["responses"]
    assert "default" not in deposit


def test_what_is_no_operation_of_a_path_is_left_alone() -> None:
    paths = {"/a": {"parameters": [{"name": "x"}], "get": {"responses": {}}}}
    described = completed({"paths": paths})["paths"]["/a"]
    assert described["parameters"] == paths["/a"]["parameters"]
    assert "default" in described["get"]["responses"]


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    for reference in references(document):
        node: Any = document
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]


def references(node: Tree) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for part in node.values():
            yield from references(part)
    elif isinstance(node, list):
        for part in node:
            yield from references(part)


def test_the_document_is_published(client: TestClient[Litestar], document: dict[str, Any]) -> None:
    published = client.get("/api/openapi.json")
    assert published.json() == document
    assert document["openapi"] == "3.1.0"
    assert not any(path.startswith("/api/docs") for path in document["paths"])


def test_the_page_takes_everything_from_here(client: TestClient[Litestar]) -> None:
    page = client.get("/api/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "http" not in page.text
    assert "<script>" not in page.text
    for name in ("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png", "start.js"):
        assert f"/api/docs/assets/{name}" in page.text
        file = client.get(f"/api/docs/assets/{name}")
        assert file.status_code == 200
        assert file.headers["cache-control"] == "public, max-age=86400"


@pytest.mark.parametrize("name", ["index.html", "..%2f__init__.py", "swagger-ui.js.map"])
def test_no_other_file_is_served(client: TestClient[Litestar], name: str) -> None:
    assert client.get(f"/api/docs/assets/{name}").status_code == 404


def test_the_page_gets_a_document_it_understands(client: TestClient[Litestar]) -> None:
    shown = client.get("/api/docs/openapi.json").json()
    assert shown["openapi"] == "3.0.3"
    form = shown["components"]["schemas"]["DepositForm"]
    assert form["example"] == {"siret": "13002526500013"}
    assert form["properties"]["page"]["exclusiveMaximum"] is True
    assert form["properties"]["on"] == {
        "oneOf": [{"type": "string", "format": "date"}],
        "nullable": True,
    }


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ({"type": ["string", "null"]}, {"type": "string", "nullable": True}),
        ({"type": ["string"]}, {"type": "string", "nullable": False}),
        ({"const": 1}, {"enum": [1]}),
        ({"required": []}, {}),
        ({"prefixItems": [{"type": "string"}]}, {"items": {"oneOf": [{"type": "string"}]}}),
        ({"exclusiveMinimum": 3}, {"minimum": 3, "exclusiveMinimum": True}),
    ],
)
def test_what_3_1_says_has_its_word_in_3_0(said: Tree, understood: Tree) -> None:
    assert as_30({"schema": said})["schema"] == understood
