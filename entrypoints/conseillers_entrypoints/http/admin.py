"""What staff does: the directory and the catalogue, in and out, and routing tried before it happens."""

from datetime import datetime

from attrs import frozen
from litestar import Response, get, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from conseillers_application.decisions import Decision, told
from conseillers_application.publish_catalogue import PublishCatalogue, ReadCatalogue
from conseillers_application.publish_directory import (
    PublishDirectory,
    ReadDirectory,
    SimulateRouting,
    SimulationRequest,
)
from conseillers_application.sessions import Identify
from conseillers_domain.accounts import Act
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import DirectoryDocument
from conseillers_entrypoints.http.bodies import DIRECTORY_LIMIT
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import (
    AnyRequest,
    etag,
    expected_version,
    has_session,
    may,
    may_write,
    who,
    writer,
)


@frozen(kw_only=True)
class Published:
    """Une version publiée de l’annuaire."""

    version: str
    at: datetime


@get("/api/admin/directory", sync_to_thread=True, guards=[has_session], tags=["Administration"])
def see_directory(
    request: AnyRequest,
    identify: Given[Identify],
    read_directory: Given[ReadDirectory],
) -> Response[DirectoryDocument]:
    """L’annuaire en vigueur, tel qu’il s’importe."""
    directory = read_directory(who(request, identify))
    return Response(directory.document, headers={"etag": etag(directory.version)})


@put(
    "/api/admin/directory",
    sync_to_thread=True,
    guards=[may_write, may(Act.CHANGE_DIRECTORY)],
    request_max_body_size=DIRECTORY_LIMIT,
    tags=["Administration"],
)
def replace_directory(
    request: AnyRequest,
    data: JSONBody[Partly[DirectoryDocument]],
    publish_directory: Given[PublishDirectory],
) -> Response[Published]:
    """Remplace l’annuaire entier, ou ne change rien si le document a une seule faute."""
    version = publish_directory(
        writer(request),
        data.value,
        known=data.faults,
        expected_version=expected_version(request),
    )
    published = Published(version=version.version, at=version.at)
    return Response(published, headers={"etag": etag(version.version)})


@post(
    "/api/admin/routing/simulations",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.SIMULATE)],
    request_max_body_size=DIRECTORY_LIMIT,
    tags=["Administration"],
)
def simulate_a_routing(
    request: AnyRequest,
    data: JSONBody[Partly[SimulationRequest]],
    simulate_routing: Given[SimulateRouting],
) -> Decision:
    """Dit quelles équipes recevraient un besoin, et pourquoi chacune des autres non ; rien n’est gardé."""
    return told(simulate_routing(writer(request), data.value, data.faults))


@get("/api/admin/catalogue", sync_to_thread=True, guards=[has_session], tags=["Administration"])
def see_catalogue(
    request: AnyRequest,
    identify: Given[Identify],
    read_catalogue: Given[ReadCatalogue],
) -> Response[Catalogue]:
    """Le catalogue entier, parties archivées comprises."""
    who(request, identify).must_be_allowed(Act.CHANGE_CATALOGUE)
    whole = read_catalogue.whole()
    return Response(whole, headers={"etag": etag(whole.version)})


@put(
    "/api/admin/catalogue",
    sync_to_thread=True,
    guards=[may_write, may(Act.CHANGE_CATALOGUE)],
    tags=["Administration"],
)
def replace_catalogue(
    request: AnyRequest,
    data: JSONBody[Partly[Catalogue]],
    publish_catalogue: Given[PublishCatalogue],
) -> Response[Catalogue]:
    """Remplace le catalogue ; un sujet qui existe s’archive et ne se retire pas."""
    published = publish_catalogue(
        writer(request),
        data.value,
        known=data.faults,
        expected_version=expected_version(request),
    )
    return Response(published, headers={"etag": etag(published.version)})


def admin_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [see_directory, replace_directory, simulate_a_routing, see_catalogue, replace_catalogue]
