"""The OpenAPI document: Litestar's, with the errors it does not know told once and referred to."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from conseillers_entrypoints.http import promises
from conseillers_entrypoints.http.problems import MEDIA_TYPE, TITLES

Document = dict[str, Any]

_METHODS = frozenset({"get", "put", "post", "delete", "patch", "head", "options"})

# Which errors an operation may answer follows from what it takes.
_OF_BODIES = ("400", "413", "415", "422")
_OF_PARAMETERS = ("400",)
_OF_PATHS = ("404",)
_OF_ALL = ("429",)

_TEXT = {"type": "string"}
_ERROR: Document = {
    "type": "object",
    "title": "ProblemError",
    "description": "Un point à corriger, dans le corps ou parmi les paramètres (`/limit`).",
    "required": ["pointer", "code", "message"],
    "properties": {
        "pointer": _TEXT | {"description": "Pointeur JSON (RFC 6901).", "examples": ["/siret"]},
        "code": _TEXT | {"description": "Code stable.", "examples": ["luhn"]},
        "message": _TEXT | {"description": "Phrase à montrer à la personne."},
    },
    "additionalProperties": False,
}
_PROBLEM: Document = {
    "type": "object",
    "title": "Problem",
    "description": "Un refus, à la forme de la RFC 9457.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": _TEXT | {"description": "Se termine par le code stable.", "examples": ["/problems/luhn"]},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT | {"description": "Phrase à montrer à la personne."},
        "instance": _TEXT,
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/ProblemError"}},
        "current": {"description": "L’état présent, pour un conflit."},
    },
}


def openapi_document(app: Litestar, *, own_errors: tuple[str, ...] = ("/api/v1",)) -> Document:
    """The document the service publishes and its build compares.

    Operations under `own_errors` have an envelope of their own and keep what they declare.
    """
    return completed(app.openapi_schema.to_schema(), own_errors=own_errors)


def completed(schema: Document, *, own_errors: tuple[str, ...] = ("/api/v1",)) -> Document:
    """A copy of Litestar's document whose operations refer to the service's problems."""
    document = deepcopy(schema)
    components = document.setdefault("components", {})
    components.setdefault("schemas", {}).update(Problem=_PROBLEM, ProblemError=_ERROR)
    components.setdefault("securitySchemes", {}).update(promises.SCHEMES)
    components.setdefault("responses", {}).update(
        {_component(status): _response(title) for status, title in TITLES.items()},
        Problem=_response("Tout autre refus"),
    )
    for path, operation in _operations(document):
        _name_media_types(operation)
        _summarise(operation)
        if not path.startswith(own_errors):
            _refer(path, operation)
    return document


def _operations(document: Document) -> Iterator[tuple[str, Document]]:
    for path, item in document.get("paths", {}).items():
        for method, operation in item.items():
            if method in _METHODS:
                yield path, operation


def _summarise(operation: Document) -> None:
    # Litestar sums an operation up by its function's name; its first sentence says more, in French.
    if "description" in operation:
        operation["summary"] = operation["description"].partition(".")[0].replace("\n", " ")


def _name_media_types(operation: Document) -> None:
    # Litestar leaves the type of a handler's `Response[…]` empty; it is sent as JSON.
    for response in operation["responses"].values():
        content = response.get("content", {})
        if "" in content:
            content["application/json"] = content.pop("")


def _refer(path: str, operation: Document) -> None:
    responses = operation["responses"]
    taken = bool(operation.get("parameters"))
    promised = promises.keep(operation.get("operationId", ""), operation)
    # Litestar's description of a validation error is not what is answered.
    responses.pop("400", None)
    statuses = {
        *_OF_ALL,
        *(_OF_BODIES if "requestBody" in operation else ()),
        *(_OF_PARAMETERS if taken else ()),
        *(_OF_PATHS if "{" in path else ()),
        *promised,
    }
    for status in sorted(statuses):
        responses.setdefault(status, {"$ref": f"#/components/responses/{_component(int(status))}"})
    responses.setdefault("default", {"$ref": "#/components/responses/Problem"})


def _component(status: int) -> str:
    return f"Problem{status}"


def _response(description: str) -> Document:
    return {
        "description": description,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def operation_id(handler: HTTPRouteHandler, method: str, _: object) -> str:
    """The handler's own name: it changes when the operation does, not when its path moves."""
    name = handler.handler_name
    return f"{name}_{method.lower()}" if len(handler.http_methods) > 1 else name
