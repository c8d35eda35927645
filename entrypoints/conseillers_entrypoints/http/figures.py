"""The figures of the service: anybody's, each reader's own, staff's (CGU 4.3.B)."""

from datetime import date
from typing import Annotated

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery, QueryParameter

from conseillers_application.figure_views import By, FiguresPage, FiguresRequest
from conseillers_application.public_figures import ReadPublicFigures
from conseillers_application.read_figures import ReadFigures, Whose
from conseillers_application.sessions import Identify
from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.http.signed_in import AnyRequest, has_session, who

TAG = "Chiffres"

Details = Annotated[
    list[By] | None,
    QueryParameter(description="Les détails voulus, un ou plusieurs : `by=theme&by=region`."),
]
"""What figures are broken down by, the parameter repeated."""

Scope = Annotated[
    Whose,
    QueryParameter(
        name="scope",
        description="`public` : sans compte, par mois entiers. Avec une session : `teams` (mes équipes et "
        "celles que j’encadre), `institution` (la mienne), `landings` (mes pages).",
    ),
]
"""Whose figures are asked for."""


@get("/api/figures", sync_to_thread=True, tags=[TAG])
def see_figures(  # noqa: PLR0913, PLR0917 - the filters of the contract, one parameter each
    request: AnyRequest,
    identify: Given[Identify],
    read_figures: Given[ReadFigures],
    read_public_figures: Given[ReadPublicFigures],
    whose: Scope = Whose.PUBLIC,
    since: FromQuery[date | None] = None,
    until: FromQuery[date | None] = None,
    by: Details = None,
    theme: FromQuery[str | None] = None,
    subject: FromQuery[str | None] = None,
    region: FromQuery[str | None] = None,
    institution: FromQuery[str | None] = None,
    branch: FromQuery[str | None] = None,
    team: FromQuery[str | None] = None,
    landing: FromQuery[str | None] = None,
    origin: FromQuery[str | None] = None,
) -> FiguresPage:
    """Les chiffres des demandes reçues pendant une période : publics, ou ceux de mon périmètre.

    Sans dates, les douze derniers mois. Chaque chiffre est donné avec sa définition.
    """
    asked = FiguresRequest(
        since=since,
        until=until,
        by=tuple(by or ()),
        theme=theme,
        subject=subject,
        region=region,
        institution=institution,
        branch=branch,
        team=team,
        landing=landing,
        origin=origin,
    )
    if whose is Whose.PUBLIC:
        return read_public_figures(asked)
    return read_figures.own(who(request, identify), whose, asked)


@get("/api/admin/figures", sync_to_thread=True, guards=[has_session], tags=[TAG])
def see_all_figures(  # noqa: PLR0913, PLR0917 - the same
    request: AnyRequest,
    identify: Given[Identify],
    read_figures: Given[ReadFigures],
    since: FromQuery[date | None] = None,
    until: FromQuery[date | None] = None,
    by: Details = None,
    theme: FromQuery[str | None] = None,
    subject: FromQuery[str | None] = None,
    region: FromQuery[str | None] = None,
    institution: FromQuery[str | None] = None,
    branch: FromQuery[str | None] = None,
    team: FromQuery[str | None] = None,
    landing: FromQuery[str | None] = None,
    origin: FromQuery[str | None] = None,
) -> FiguresPage:
    """Les chiffres de tout le service, sur ce qu’on veut ; comptés à l’instant, sans seuil."""
    asked = FiguresRequest(
        since=since,
        until=until,
        by=tuple(by or ()),
        theme=theme,
        subject=subject,
        region=region,
        institution=institution,
        branch=branch,
        team=team,
        landing=landing,
        origin=origin,
    )
    return read_figures(who(request, identify), asked)


def figure_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [see_figures, see_all_figures]
