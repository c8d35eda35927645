"""What staff writes to companies, and whom it does not listen to any more."""

from litestar import Response, get, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from conseillers_application.sessions import Identify
from conseillers_application.triage.seen import Seen
from conseillers_application.triage.spam_list import (
    ManageSpam,
    NewUnwanted,
    NoLongerUnwanted,
    UnwantedLine,
    UnwantedPage,
)
from conseillers_application.triage.template_texts import (
    EditTemplates,
    TemplateList,
    TemplateText,
    TemplateTrial,
)
from conseillers_domain.accounts import Act
from conseillers_domain.setting_aside import Told
from conseillers_domain.templates import Template
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.public import Wanted
from conseillers_entrypoints.http.referrals import TAG
from conseillers_entrypoints.http.seen import seen
from conseillers_entrypoints.http.signed_in import (
    AnyRequest,
    etag,
    has_session,
    may,
    may_write,
    who,
    writer,
)


@get("/api/admin/templates", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def list_templates(
    request: AnyRequest, identify: Given[Identify], edit_templates: Given[EditTemplates]
) -> TemplateList:
    """Les modèles de mail en vigueur."""
    return edit_templates.all(who(request, identify))


@get("/api/admin/templates/{name:str}", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_template_versions(
    request: AnyRequest,
    name: FromPath[str],
    identify: Given[Identify],
    edit_templates: Given[EditTemplates],
) -> Response[TemplateList]:
    """Les versions d’un modèle, la dernière d’abord, celle qui est livrée à la fin."""
    found = edit_templates.versions(who(request, identify), name)
    return Response(found, headers={"etag": etag(found.items[0].version)})


@put(
    "/api/admin/templates/{name:str}",
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.TRIAGE)],
    tags=[TAG],
)
def write_a_template(
    request: AnyRequest,
    name: FromPath[str],
    data: JSONBody[Partly[TemplateText]],
    edit_templates: Given[EditTemplates],
) -> Response[Template]:
    """Écrit une nouvelle version d’un modèle ; les précédentes sont gardées."""
    written = edit_templates.write(writer(request), name, data.value, seen(request, data.faults))
    return Response(written, headers={"etag": etag(written.version)})


@post(
    "/api/admin/templates/{name:str}/preview",
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.TRIAGE)],
    tags=[TAG],
)
def try_a_template(
    request: AnyRequest,
    name: FromPath[str],
    data: JSONBody[Partly[TemplateTrial]],
    edit_templates: Given[EditTemplates],
) -> Told:
    """Le mail tel que l’entreprise d’une demande le recevrait ; rien ne part."""
    return edit_templates.preview(writer(request), name, data.value, Seen(faults=data.faults))


@get("/api/admin/spam", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def see_the_unwanted(
    request: AnyRequest,
    identify: Given[Identify],
    manage_spam: Given[ManageSpam],
    cursor: FromQuery[str | None] = None,
    limit: Wanted = 25,
) -> UnwantedPage:
    """Les adresses et les SIRET dont les demandes sont classées sans rien dire."""
    return manage_spam.page(who(request, identify), cursor=cursor, limit=limit)


@post(
    "/api/admin/spam",
    status_code=200,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.TRIAGE)],
    tags=[TAG],
)
def add_the_unwanted(
    request: AnyRequest, data: JSONBody[Partly[NewUnwanted]], manage_spam: Given[ManageSpam]
) -> UnwantedLine:
    """Met une adresse ou un SIRET sur la liste ; ce qui y est déjà y reste."""
    return manage_spam.add(writer(request), data.value, Seen(faults=data.faults))


@post(
    "/api/admin/spam/removal",
    status_code=204,
    **may_wait_for(DATABASE),
    guards=[may_write, may(Act.TRIAGE)],
    tags=[TAG],
)
def remove_the_unwanted(
    request: AnyRequest, data: JSONBody[NoLongerUnwanted], manage_spam: Given[ManageSpam]
) -> None:
    """Retire une adresse ou un SIRET de la liste."""
    manage_spam.remove(writer(request), data)


def template_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [
        list_templates,
        see_template_versions,
        write_a_template,
        try_a_template,
        see_the_unwanted,
        add_the_unwanted,
        remove_the_unwanted,
    ]
