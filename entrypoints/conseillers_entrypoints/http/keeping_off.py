"""Whoever is put off is told so at once: before their request is read, and before others wait behind it."""

from litestar.handlers.base import BaseRouteHandler

from conseillers_application.hold_off import HoldOff
from conseillers_application.sign_in import SIGN_IN
from conseillers_entrypoints.http.limiting import AnyConnection
from conseillers_entrypoints.http.whence import asked_from


def keep_off(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """The guard of a sign-in: raises TooMany for an address that has to wait."""
    hold_off: HoldOff = connection.app.state.hold_off()
    hold_off.must_be_free_from(SIGN_IN, asked_from(connection))
