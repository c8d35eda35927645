"""Where a company keeps what it typed of a demand, without an account (CGU 4.1)."""

from litestar import Response, delete, get, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from conseillers_adapters.encoding import to_json
from conseillers_application.drafts import DraftKey, DraftView, KeepDraft
from conseillers_domain.draft import DraftForm
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.limiting import FormsOf
from conseillers_entrypoints.http.public import DEPOSIT_LIMIT
from conseillers_entrypoints.http.repeats import repeat_of
from conseillers_entrypoints.http.signed_in import AnyRequest

PATH = "/api/drafts/{draft_id:str}"


@post(
    "/api/drafts",
    **may_wait_for(DATABASE),
    guards=[FormsOf("drafts")],
    request_max_body_size=DEPOSIT_LIMIT,
    tags=["Dépôt"],
)
def keep_a_draft(
    request: AnyRequest, data: JSONBody[Partly[DraftForm]], keep_draft: Given[KeepDraft]
) -> Response[DraftView]:
    """Garde une demande commencée ; `url` la retrouve, et le dépôt qui la nomme l’efface."""
    repeat = repeat_of(request, "drafts", to_json(data))
    draft = keep_draft(data.value, known=data.faults, repeat=repeat)
    return Response(draft, headers={"location": f"/api/drafts/{draft.id}"})


@get(PATH, **may_wait_for(DATABASE), tags=["Dépôt"])
def see_a_draft(
    draft_id: FromPath[str], keep_draft: Given[KeepDraft], token: FromQuery[str] = ""
) -> Response[DraftView]:
    """Une demande commencée, pour qui a son lien."""
    draft = keep_draft.show(DraftKey(id=draft_id, token=token))
    return Response(draft, headers={"cache-control": "no-store"})


@put(PATH, **may_wait_for(DATABASE), request_max_body_size=DEPOSIT_LIMIT, tags=["Dépôt"])
def change_a_draft(
    draft_id: FromPath[str],
    data: JSONBody[Partly[DraftForm]],
    keep_draft: Given[KeepDraft],
    token: FromQuery[str] = "",
) -> DraftView:
    """Remplace ce qui était saisi ; le brouillon est gardé d’autant."""
    return keep_draft.change(DraftKey(id=draft_id, token=token), data.value, known=data.faults)


@delete(PATH, **may_wait_for(DATABASE), tags=["Dépôt"])
def drop_a_draft(draft_id: FromPath[str], keep_draft: Given[KeepDraft], token: FromQuery[str] = "") -> None:
    """Efface une demande commencée."""
    keep_draft.drop(DraftKey(id=draft_id, token=token))


def draft_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [keep_a_draft, see_a_draft, change_a_draft, drop_a_draft]
