"""Files of figures: asked for, looked at until they are there, fetched (http.md §7)."""

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from conseillers_adapters.encoding import to_json
from conseillers_application.export_figures import AskExport, ExportView, ReadExport
from conseillers_application.exports import ExportRequest
from conseillers_application.sessions import Identify
from conseillers_domain.accounts import Act
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.figures import TAG
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.repeats import repeat_of
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may, may_write, who, writer

PATH = "/api/admin/exports"


@post(
    PATH,
    status_code=202,
    sync_to_thread=True,
    guards=[may_write, may(Act.EXPORT_FIGURES)],
    tags=[TAG],
)
def ask_for_an_export(
    request: AnyRequest,
    data: JSONBody[Partly[ExportRequest]],
    ask_export: Given[AskExport],
) -> Response[ExportView]:
    """Demande un fichier des chiffres, ou des besoins qu’ils comptent ; il se prépare à part.

    Le fichier des besoins ne porte ni entreprise, ni personne, ni commune, ni texte libre.
    """
    repeat = repeat_of(request, "exports", to_json(data))
    export = ask_export(writer(request), data.value, known=data.faults, repeat=repeat)
    return Response(export, status_code=202, headers={"location": f"{PATH}/{export.id}"})


@get(PATH + "/{export_id:str}", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_an_export(
    request: AnyRequest,
    export_id: FromPath[str],
    identify: Given[Identify],
    read_export: Given[ReadExport],
) -> ExportView:
    """Dit où en est un fichier que j’ai demandé, et où le prendre."""
    return read_export(who(request, identify), export_id)


@get(PATH + "/{export_id:str}/file", sync_to_thread=True, guards=[has_session], tags=[TAG])
def fetch_an_export(
    request: AnyRequest,
    export_id: FromPath[str],
    identify: Given[Identify],
    read_export: Given[ReadExport],
) -> Response[bytes]:
    """Le fichier, pour qui l’a demandé, pendant sept jours."""
    file = read_export.file(who(request, identify), export_id)
    return Response(
        file.content,
        media_type=file.media_type,
        headers={
            "content-disposition": f'attachment; filename="{file.name}"',
            "cache-control": "no-store",
        },
    )


def export_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [ask_for_an_export, see_an_export, fetch_an_export]
