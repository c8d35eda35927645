"""A small application of sample routes, assembled the way the service is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

from attrs import field, frozen, validators
from litestar import Litestar, Response, get, post, route
from litestar.datastructures import State
from litestar.exceptions import HTTPException, InternalServerException, TooManyRequestsException
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.testing import TestClient

from conseillers_application.ports import OutcomeUnknown, StoreBusy, StoreFull
from conseillers_domain.errors import (
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    Stale,
    Unavailable,
    Unidentified,
)
from conseillers_entrypoints.http.api_page import api_page, openapi_config
from conseillers_entrypoints.http.bodies import BODY_LIMIT
from conseillers_entrypoints.http.border import Partly, border_plugins
from conseillers_entrypoints.http.headers import wear_headers
from conseillers_entrypoints.http.problems import exception_handlers


class Stance(StrEnum):
    TAKEN = "taken"
    REFUSED = "refused"


@frozen
class Origin:
    url: str = ""


@frozen
class DepositForm:
    """What a company deposits. It is read strictly.

    More about it, for those who maintain it.
    """

    siret: str = field(
        metadata={"description": "SIRET de l’établissement.", "example": "13002526500013"},
        validator=validators.and_(
            validators.max_len(14), validators.min_len(2), validators.matches_re("[0-9]+")
        ),
    )
    stance: Stance = field(default=Stance.TAKEN, metadata={"description": "Position."})
    names: tuple[str, ...] = field(
        default=(), validator=validators.max_len(3), metadata={"schema": {"min_length": 0}}
    )
    kind: str = field(default="a", validator=validators.in_(("a", "b")))
    page: int = field(default=1, validator=[validators.ge(1), validators.lt(9)])
    code: str = field(default="a", validator=validators.matches_re("a", func=re.match))
    on: date | None = None
    origin: Origin = Origin()
    _secret: str = "hidden"


@frozen
class Deposited:
    id: str
    at: datetime
    _token: str = "hidden"


@frozen
class LooseForm:
    name: str = ""
    age: int = 0


@frozen
class Looseness:
    """Ce qui a été compris."""

    form: LooseForm
    faults: tuple[Fault, ...]


AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DEPOSITED = Deposited("d1", AT)


@post("/api/demands", sync_to_thread=False)
def deposit_demand(data: JSONBody[DepositForm]) -> Deposited:
    """Dépose une demande."""
    return Deposited(data.siret, AT)


@post("/api/loose", sync_to_thread=False)
def deposit_loosely(data: JSONBody[Partly[LooseForm]]) -> Looseness:
    return Looseness(data.value, data.faults)


@post("/api/many", sync_to_thread=False)
def deposit_many(data: JSONBody[list[DepositForm]]) -> list[Deposited]:
    return [Deposited(one.siret, AT) for one in data]


@post("/api/small", sync_to_thread=False, request_max_body_size=20)
def deposit_little(data: JSONBody[LooseForm]) -> LooseForm:
    return data


@get("/api/demands/{number:int}", sync_to_thread=False)
def see_demand(
    number: FromPath[int],
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 25,
    stance: FromQuery[Stance | None] = None,
    since: FromQuery[date | None] = None,
) -> Response[Deposited]:
    return Response(Deposited(f"{number}-{limit}", AT), headers={"etag": '"1"'})


@get("/api/search", sync_to_thread=False)
def search(q: FromQuery[str]) -> Response[bytes]:
    return Response(q.encode(), media_type="text/plain")


@get("/api/raw", sync_to_thread=False)
def see_raw() -> Response[Deposited]:
    return Response(b"{}", headers={"cache-control": "max-age=5"})  # type: ignore[arg-type]


@route("/api/both", http_method=["GET", "PUT"], sync_to_thread=False)
def both() -> LooseForm:
    return LooseForm()


@post("/api/oblivion", status_code=204, sync_to_thread=False)
def forget(data: JSONBody[LooseForm]) -> None:
    assert data == LooseForm()


@get("/page", media_type="text/html", sync_to_thread=False)
def page() -> str:
    return "<p>Bonjour</p>"


@get("/embedded", media_type="text/html", sync_to_thread=False)
def embedded() -> Response[str]:
    policy = {"content-security-policy": "frame-ancestors https://partenaire.example"}
    return Response("<p>Bonjour</p>", headers=policy)


class Odd(Refusal):
    code = "odd"


REFUSALS: dict[str, Exception] = {
    "invalid": Invalid(Fault("/siret", "luhn", "SIRET faux."), Fault("/a", "b", "C.")),
    "luhn": Invalid(Fault("/siret", "luhn", "SIRET faux.")),
    "unidentified": Unidentified("Identifiez-vous."),
    "forbidden": Forbidden("Impossible."),
    "not_found": NotFound("Rien ici."),
    "conflict": Conflict("Trop tard.", current=DEPOSITED),
    "stale": Stale("Cela a changé."),
    "unavailable": Unavailable("En travaux.", retry_after=60),
    "odd": Odd("Étrange."),
    "rate": TooManyRequestsException(headers={"retry-after": "9"}),
    "teapot": HTTPException(status_code=418),
    "bug": ValueError("zoe@cci.example"),
    "busy": StoreBusy("the file is locked"),
    "no_room": StoreFull("there is no room: SQLITE_FULL"),
    "outcome_unknown": OutcomeUnknown("OperationalError"),
    "server": InternalServerException("zoe@cci.example"),
}


@get("/api/refusals/{kind:str}", sync_to_thread=False)
def refuse(kind: FromPath[str]) -> None:
    raise REFUSALS[kind] from KeyError("cause")


HANDLERS = [
    deposit_demand,
    deposit_loosely,
    deposit_many,
    deposit_little,
    see_demand,
    search,
    see_raw,
    both,
    page,
    forget,
    embedded,
    refuse,
]


def sample_app(*, tls_ends_here: bool = False) -> Litestar:
    app = Litestar(
        [*HANDLERS, *api_page()],
        plugins=border_plugins(),
        exception_handlers=exception_handlers(),
        request_max_body_size=BODY_LIMIT,
        openapi_config=openapi_config(title="Essai", version="1", description="Un essai."),
        logging_config=None,
        state=State(),
    )
    return wear_headers(app, tls_ends_here=tls_ends_here)


@contextmanager
def sample_client(*, tls_ends_here: bool = False) -> Iterator[TestClient[Litestar]]:
    app = sample_app(tls_ends_here=tls_ends_here)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
