"""What staff does with the catalogue: read it whole, replace it."""

from litestar import Response, get, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from conseillers_application.publish_catalogue import PublishCatalogue, ReadCatalogue
from conseillers_application.sessions import Identify
from conseillers_domain.accounts import Act
from conseillers_domain.catalogue import Catalogue
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


@get("/api/admin/catalogue", sync_to_thread=True, guards=[has_session], tags=["Catalogue"])
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
    tags=["Catalogue"],
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


def catalogue_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [see_catalogue, replace_catalogue]
