"""The page where a developer reads and tries the API, with nothing fetched from elsewhere."""

from functools import cache
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.params import FromPath

from conseillers_domain.errors import NotFound
from conseillers_entrypoints.http.openapi import completed, openapi_document, operation_id
from conseillers_entrypoints.http.openapi_30 import as_30

DOCS_PATH = "/api/docs"
ASSETS_PATH = f"{DOCS_PATH}/assets"

_DAY = "public, max-age=86400"
_TYPES = {
    "swagger-ui.css": "text/css; charset=utf-8",
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "favicon-32x32.png": "image/png",
}

_PAGE = f"""<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Documentation de l’API</title>
<link rel="stylesheet" href="{ASSETS_PATH}/swagger-ui.css">
<link rel="icon" type="image/png" href="{ASSETS_PATH}/favicon-32x32.png">
</head>
<body>
<div id="api" data-document="{DOCS_PATH}/openapi.json"></div>
<noscript><p>Cette page a besoin de JavaScript. Le document est
<a href="/api/openapi.json">publié tel quel</a>.</p></noscript>
<script src="{ASSETS_PATH}/swagger-ui-bundle.js"></script>
<script src="{ASSETS_PATH}/start.js"></script>
</body>
</html>
"""

# `validatorUrl` is null: by default the page sends the document's address to a site of others.
_START = """"use strict";
const api = document.getElementById("api");
SwaggerUIBundle({
  domNode: api,
  url: api.dataset.document,
  validatorUrl: null,
  deepLinking: true,
});
"""


class _Page(OpenAPIRenderPlugin):
    """The page itself, at the root of the documentation."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:  # noqa: ARG002 - Litestar's signature
        """The same bytes for everybody: the document comes by itself."""
        return _PAGE.encode()


class _PageDocument(OpenAPIRenderPlugin):
    """The document as the page understands it."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:  # noqa: ARG002 - Litestar's signature
        """The published document, said in OpenAPI 3.0."""
        return msgspec.json.encode(as_30(completed(openapi_schema)))


def openapi_config(*, title: str, version: str, description: str = "") -> OpenAPIConfig:
    """What `Litestar(openapi_config=…)` needs: the page at `/api/docs`, stable operation names."""
    return OpenAPIConfig(
        title=title,
        version=version,
        description=description or None,
        path=DOCS_PATH,
        render_plugins=[
            _Page(path="/"),
            _PageDocument(path="/openapi.json", media_type=MediaType.JSON),
        ],
        operation_id_creator=operation_id,
        use_handler_docstrings=True,
    )


def api_page() -> list[HTTPRouteHandler]:
    """The routes beside Litestar's own: the published document, and the page's files."""
    return [published_document, page_file]


@get("/api/openapi.json", include_in_schema=False, sync_to_thread=False)
def published_document(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The document that programs rely on (OpenAPI 3.1)."""
    return Response(msgspec.json.encode(openapi_document(request.app)), media_type=MediaType.JSON)


@get(f"{ASSETS_PATH}/{{name:str}}", include_in_schema=False, sync_to_thread=True)
def page_file(name: FromPath[str]) -> Response[bytes]:
    """A file of the page, from the package that ships it; no other file of that package."""
    if name == "start.js":
        return _file(_START.encode(), "text/javascript; charset=utf-8")
    if name not in _TYPES:
        raise NotFound("Ce fichier n’existe pas.")
    return _file(_shipped(name), _TYPES[name])


def _file(content: bytes, media_type: str) -> Response[bytes]:
    return Response(content, media_type=media_type, headers={"cache-control": _DAY})


@cache
def _shipped(name: str) -> bytes:
    from swagger_ui_bundle import swagger_ui_path  # type: ignore[import-untyped]

    return bytes((swagger_ui_path / name).read_bytes())
