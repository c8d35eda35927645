"""The baskets of staff: the teams and the needs that wait for somebody to see to them (CGU 4.3.B)."""

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from conseillers_application.baskets import (
    ActOnBasket,
    BasketCounts,
    BasketPage,
    BasketPast,
    BranchesWatched,
    ReadBaskets,
)
from conseillers_application.sessions import Identify
from conseillers_application.watch_branches import WatchBranches
from conseillers_domain.accounts import Act
from conseillers_domain.basket import Action, Basket, NewAction
from conseillers_entrypoints.http.border import Partly
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.jobs import Limit
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, may, may_write, who, writer

TAG = "Suivi"


@get("/api/admin/baskets", sync_to_thread=True, guards=[has_session], tags=[TAG])
def see_baskets(
    request: AnyRequest, identify: Given[Identify], read_baskets: Given[ReadBaskets]
) -> BasketCounts:
    """Les paniers d’équipes et de besoins, avec leur compte ; remplis deux fois par jour."""
    return read_baskets(who(request, identify))


@get("/api/admin/baskets/branches", sync_to_thread=True, guards=[has_session], tags=[TAG])
def see_branches_watched(
    request: AnyRequest, identify: Given[Identify], watch_branches: Given[WatchBranches]
) -> BranchesWatched:
    """Taux de refus et d’aide des antennes sur un trimestre, quand elles ont reçu assez de besoins."""
    return watch_branches(who(request, identify))


@get("/api/admin/baskets/{name:str}", sync_to_thread=True, guards=[has_session], tags=[TAG])
def see_a_basket(
    request: AnyRequest,
    name: FromPath[Basket],
    identify: Given[Identify],
    read_baskets: Given[ReadBaskets],
    cursor: FromQuery[str | None] = None,
    limit: Limit = 25,
) -> BasketPage:
    """Ce qui est dans un panier, les plus anciens d’abord."""
    return read_baskets.page(who(request, identify), name, cursor=cursor, limit=limit)


@get("/api/admin/baskets/history/{subject:str}", sync_to_thread=True, guards=[has_session], tags=[TAG])
def see_past_of_baskets(
    request: AnyRequest,
    subject: FromPath[str],
    identify: Given[Identify],
    read_baskets: Given[ReadBaskets],
) -> BasketPast:
    """Les passages d’une équipe ou d’un besoin dans les paniers, et ce que l’équipe du service en a fait."""
    return read_baskets.past(who(request, identify), subject)


@post(
    "/api/admin/baskets/{name:str}/actions",
    sync_to_thread=True,
    guards=[may_write, may(Act.ACT_ON_BASKETS)],
    tags=[TAG],
)
def act_on_a_basket(
    request: AnyRequest,
    name: FromPath[Basket],
    data: JSONBody[Partly[NewAction]],
    act_on_basket: Given[ActOnBasket],
) -> Action:
    """Relance une équipe par mail, note quelque chose, ou met de côté ce qui est réglé jusqu’à un jour."""
    return act_on_basket(writer(request), name, data.value, known=data.faults)


def basket_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [see_baskets, see_branches_watched, see_a_basket, see_past_of_baskets, act_on_a_basket]
