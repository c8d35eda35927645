"""Where a person stands with the terms in force, and how they accept them (CGU 1)."""

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from conseillers_application.joining.terms import AcceptTerms, TermsAccepted, TermsState
from conseillers_application.sessions import Identify
from conseillers_entrypoints.http.binding import DATABASE, may_wait_for
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may_write, who, writer

TAG = "Session"


@get("/api/me/terms", **may_wait_for(DATABASE), guards=[has_session], tags=[TAG])
def my_terms(request: AnyRequest, identify: Given[Identify], accept_terms: Given[AcceptTerms]) -> TermsState:
    """Les conditions en vigueur, et si la personne identifiée les a acceptées."""
    return accept_terms.state(who(request, identify))


@post("/api/me/terms", status_code=200, **may_wait_for(DATABASE), guards=[may_write], tags=[TAG])
def accept_the_terms(
    request: AnyRequest, data: JSONBody[TermsAccepted], accept_terms: Given[AcceptTerms]
) -> TermsState:
    """Accepte les conditions en vigueur, par leur version."""
    return accept_terms(writer(request), data)


def terms_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [my_terms, accept_the_terms]
