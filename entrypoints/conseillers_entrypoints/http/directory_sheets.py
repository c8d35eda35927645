"""The directory as people fill it in: a workbook to download, sheets sent back, an export in any form."""

from typing import Annotated

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery, QueryParameter, RawBody

from conseillers_adapters.sheets import template_xlsx
from conseillers_application.publish_catalogue import ReadCatalogue
from conseillers_application.publish_directory import Intent, PublishDirectory
from conseillers_application.read_directory import ReadDirectory
from conseillers_application.sessions import Identify
from conseillers_domain.accounts import Act
from conseillers_domain.errors import Invalid
from conseillers_domain.territory import Geography
from conseillers_entrypoints.directory_files import Format, from_bytes, written
from conseillers_entrypoints.http.bodies import DIRECTORY_LIMIT, WrongMediaType
from conseillers_entrypoints.http.directory import TAG, Published, published
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.repeats import repeat_of
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

FORMS = {one.media_type: one for one in Format}


@get("/api/admin/directory/export", sync_to_thread=True, guards=[has_session], tags=[TAG])
def export_directory(  # noqa: PLR0917 - what a workbook lists, one parameter each
    request: AnyRequest,
    identify: Given[Identify],
    read_directory: Given[ReadDirectory],
    read_catalogue: Given[ReadCatalogue],
    geography: Given[Geography],
    form: Annotated[Format, QueryParameter(name="format", description="json, xlsx ou csv.")] = Format.XLSX,
    version: FromQuery[str | None] = None,
) -> Response[bytes]:
    """L’annuaire dans un fichier qui s’importe tel quel ; les CSV sont dans une archive."""
    directory = read_directory(who(request, identify), version)
    content = written(directory.document, form, read_catalogue.whole(), geography)
    answer = _file(content, form, f"annuaire-{directory.version}{form.ending}")
    answer.headers["etag"] = etag(directory.version)
    return answer


@get("/api/admin/directory/template", sync_to_thread=True, guards=[has_session], tags=[TAG])
def directory_template(
    request: AnyRequest,
    identify: Given[Identify],
    read_catalogue: Given[ReadCatalogue],
    geography: Given[Geography],
) -> Response[bytes]:
    """Le classeur à remplir, avec son mode d’emploi et ses listes déroulantes."""
    who(request, identify).must_be_allowed(Act.CHANGE_DIRECTORY)
    content = template_xlsx(read_catalogue.whole(), geography)
    return _file(content, Format.XLSX, "annuaire-a-remplir.xlsx")


@post(
    "/api/admin/directory/imports",
    status_code=200,
    sync_to_thread=True,
    guards=[may_write, may(Act.CHANGE_DIRECTORY)],
    request_max_body_size=DIRECTORY_LIMIT,
    tags=[TAG],
)
def import_directory(
    request: AnyRequest,
    body: RawBody,
    publish_directory: Given[PublishDirectory],
    why: Annotated[str, QueryParameter(description="La raison, gardée avec la version.")] = "",
    force: Annotated[
        str | None,
        QueryParameter(description="La raison de publier même si des besoins passés restent sans équipe."),
    ] = None,
) -> Response[Published]:
    """Remplace l’annuaire entier par un fichier (XLSX, archive de CSV, JSON), ou ne change rien.

    Chaque faute dit sa feuille, sa ligne et sa colonne.
    """
    form = FORMS.get(request.content_type[0])
    if form is None:
        expected = ", ".join(FORMS)
        raise WrongMediaType(f"Le fichier doit être de l’un de ces types : {expected}.")
    found = from_bytes(body, form, "le fichier")
    try:
        version = publish_directory(
            writer(request),
            found.document,
            known=found.faults,
            intent=Intent(
                why=why,
                expected_version=expected_version(request),
                force=force,
                repeat=repeat_of(request, "imports", body),
            ),
        )
    except Invalid as wrong:
        raise found.placed(wrong) from None
    return published(version)


def _file(content: bytes, form: Format, name: str) -> Response[bytes]:
    return Response(
        content,
        media_type=form.media_type,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def sheet_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [export_directory, directory_template, import_directory]
