"""Every error as a problem (RFC 9457): French for people, stable codes for programs, nothing else.

A problem never names a class, a table or a line of the program; what was not foreseen is logged
under the name of its request, which the problem quotes.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import structlog
from attrs import Factory, evolve, frozen
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from conseillers_adapters.encoding import to_json
from conseillers_application.ports import OutcomeUnknown, StoreBusy, StoreFull
from conseillers_domain.errors import (
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    ShutOut,
    Stale,
    TermsToAccept,
    TooMany,
    Unavailable,
    Unidentified,
)
from conseillers_entrypoints.http import paused
from conseillers_entrypoints.http.bodies import TooSlow, Unreadable, WrongMediaType
from conseillers_entrypoints.http.parameters import parameter_faults
from conseillers_entrypoints.http.request_id import request_id
from conseillers_entrypoints.observation import errors

MEDIA_TYPE = "application/problem+json"
_log = structlog.get_logger(__name__)

STATUSES: dict[type[Refusal], int] = {
    Unreadable: 400,
    Unidentified: 401,
    Forbidden: 403,
    NotFound: 404,
    TooSlow: 408,
    Conflict: 409,
    Stale: 412,
    WrongMediaType: 415,
    Invalid: 422,
    TooMany: 429,
    Unavailable: 503,
    Refusal: 409,
}

TITLES = {
    400: "Requête illisible",
    401: "Identification nécessaire",
    403: "Action non permise",
    404: "Introuvable",
    405: "Méthode non permise",
    408: "Délai dépassé",
    409: "Conflit",
    412: "Version dépassée",
    413: "Document trop volumineux",
    415: "Type de document refusé",
    422: "Points à corriger",
    428: "Condition manquante",
    429: "Trop de demandes",
    500: "Erreur interne",
    503: "Service indisponible",
}

# What Litestar refuses on its own: its English is replaced, its status kept.
_FRAMEWORK: dict[int, tuple[str, str]] = {
    400: ("bad_request", "La requête n’a pas pu être lue."),
    401: ("unidentified", "Identifiez-vous pour continuer."),
    403: ("forbidden", "Cette action ne vous est pas permise."),
    404: ("not_found", "Cette adresse ne mène à rien, ou à rien que vous puissiez voir."),
    405: ("method_not_allowed", "Cette adresse n’accepte pas cette méthode."),
    413: ("too_large", "Le corps de la requête est trop volumineux."),
    415: ("unsupported_media_type", "Ce type de document n’est pas accepté."),
    429: ("too_many_requests", "Trop de demandes en peu de temps\u00a0: réessayez plus tard."),
    503: ("unavailable", "Le service est momentanément suspendu."),
}

RUSH_LASTS = "5"
"""Seconds after which to come back when the database is busy."""
ROOM_TAKES = "60"
"""Seconds after which to come back when there is no room."""


@frozen
class Problem:
    """One answer that says no. `errors` and `current` are left out when there is nothing to say."""

    status: int
    code: str
    detail: str
    errors: tuple[Fault, ...] = ()
    current: object = None
    headers: dict[str, str] = Factory(dict)

    @property
    def title(self) -> str:
        """The kind of refusal, the same for every problem of that status."""
        return TITLES.get(self.status, "Requête refusée")

    def document(self, path: str) -> dict[str, Any]:
        """The problem as it is sent, about the address `path`."""
        optional = {"errors": list(self.errors) or None, "current": self.current}
        return {
            "type": f"/problems/{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": quote(path, errors="replace"),
            **{key: value for key, value in optional.items() if value is not None},
        }


def of_refusal(refusal: Refusal) -> Problem:
    """What the service's own refusals become; other envelopes (partners' API) start here too."""
    status = next(STATUSES[cls] for cls in type(refusal).__mro__ if cls in STATUSES)
    problem = Problem(status, refusal.code, refusal.sentence)
    match refusal:
        case Invalid():
            return evolve(problem, errors=refusal.faults)
        case Conflict():
            return evolve(problem, current=refusal.current)
        case TermsToAccept():
            return evolve(problem, current={"terms_version": refusal.version})
        case ShutOut():
            return evolve(problem, current=refusal.left)
        case TooMany() | Unavailable():
            return evolve(problem, headers={"retry-after": str(refusal.retry_after)})
        case _:
            return problem


def of_http(error: HTTPException) -> Problem:
    """What Litestar's own refusals become, below 500: unknown routes, parameters, sizes."""
    headers = dict(error.headers or {})
    if isinstance(error, ValidationException):
        faults = parameter_faults(error)
        if not faults:
            return Problem(400, Unreadable.code, "Un document JSON est attendu dans le corps.")
        code = faults[0].code if len(faults) == 1 else "invalid"
        return Problem(400, code, "Un paramètre de la requête est incorrect.", faults)
    code, detail = _FRAMEWORK.get(error.status_code, ("refused", "La requête est refusée."))
    return Problem(error.status_code, code, detail, headers=headers)


def of_breakdown(name: str) -> Problem:
    """What anything unforeseen becomes: only the request's name, to be quoted."""
    return Problem(
        500,
        "internal",
        f"Une erreur imprévue est survenue. Si elle se répète, citez la référence {name}.",
    )


def of_rush() -> Problem:
    """What a write becomes that waited too long for others to end theirs."""
    return Problem(
        503,
        "busy",
        "Trop d’opérations sont en cours\u00a0: recommencez dans quelques secondes.",
        headers={"retry-after": RUSH_LASTS},
    )


def of_no_room() -> Problem:
    """What a write becomes when the database has no room left: somebody has to make some."""
    return Problem(
        503,
        "no_room",
        "Le service n’a plus de place pour enregistrer : rien n’a été gardé, recommencez plus tard.",
        headers={"retry-after": ROOM_TAKES},
    )


def of_doubt() -> Problem:
    """What a write becomes whose keeping nobody confirmed: it was kept whole, or not at all."""
    return Problem(
        503,
        "outcome_unknown",
        "La base de données n’a pas confirmé l’enregistrement : vérifiez s’il est fait avant de "
        "recommencer, ou renvoyez la même demande avec la même clé d’idempotence.",
        headers={"retry-after": RUSH_LASTS},
    )


def exception_handlers() -> dict[int | type[Exception], Callable[[Any, Any], Response[bytes]]]:
    """What `Litestar(exception_handlers=…)` needs for every error to be a problem."""
    return {
        Refusal: _refused,
        HTTPException: _http,
        StoreFull: lambda request, error: _unserved(request, error, of_no_room()),
        StoreBusy: lambda request, error: _unserved(request, error, of_rush()),
        OutcomeUnknown: lambda request, error: _unserved(request, error, of_doubt()),
        Exception: _broken,
    }


def answer(request: Request[Any, Any, Any], problem: Problem) -> Response[bytes]:
    """A problem as the answer to a request."""
    return Response(
        to_json(problem.document(_shown(request))),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers=problem.headers,
    )


def _shown(request: Request[Any, Any, Any]) -> str:
    """The address that was asked for, without the secret of a link: answers end up in logs of others."""
    path = str(request.scope["path"])
    token = request.scope.get("path_params", {}).get("token")
    return path.replace(str(token), "…") if token else path


def _refused(request: Request[Any, Any, Any], refusal: Refusal) -> Response[bytes]:
    return _told(request, of_refusal(refusal))


def _told(request: Request[Any, Any, Any], problem: Problem) -> Response[bytes]:
    """The answer to what is refused: while the service is paused, a write is told that before all."""
    if problem.status < 500 and (met := paused.pause_met(request)) is not None:  # noqa: PLR2004 - HTTP's own limit
        problem = of_refusal(met)
    if problem.code == paused.CODE and paused.wants_a_page(request):
        return Response(
            paused.page(problem.detail),
            status_code=problem.status,
            media_type="text/html; charset=utf-8",
            headers=problem.headers,
        )
    return answer(request, problem)


def _http(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    if error.status_code in _FRAMEWORK or error.status_code < 500:  # noqa: PLR2004 - HTTP's own limit
        return _told(request, of_http(error))
    return _broken(request, error)


def _unserved(request: Request[Any, Any, Any], error: Exception, problem: Problem) -> Response[bytes]:
    _log.warning(
        problem.code,
        request_id=request_id(request.scope),
        method=request.method,
        route=request.scope.get("path_template"),
        why=str(error),
    )
    return answer(request, problem)


def _broken(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    name = request_id(request.scope)
    # Paths carry tokens: the route's template is told instead.
    _log.error(
        "unforeseen",
        request_id=name,
        method=request.method,
        route=request.scope.get("path_template"),
        errors=errors.names(error),
        where=errors.places(error),
    )
    return answer(request, of_breakdown(name))
