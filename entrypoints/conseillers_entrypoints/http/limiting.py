"""Whoever asks too often is told so at once: before what they send is read, and before others wait for it."""

from typing import Any, Final, TypeAlias

from attrs import frozen
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from conseillers_application.rations import CountForms, CountRequests
from conseillers_entrypoints.http.whence import counted_from

AnyConnection: TypeAlias = ASGIConnection[Any, Any, Any, Any]

UNCOUNTED: Final = frozenset({"live", "ready", "metrics"})
"""Routes that machines ask all day."""


@frozen
class FormsOf:
    """The guard of a form that anybody may send: raises TooMany for an address where too many come from."""

    kind: str

    def __call__(self, connection: AnyConnection, _: BaseRouteHandler) -> None:
        """Count one more."""
        if address := counted_from(connection):
            count_forms: CountForms = connection.app.state.count_forms()
            count_forms(self.kind, address)


def count_address(connection: AnyConnection) -> None:
    """Count what somebody asks who shows no right session. Raises TooMany."""
    if address := counted_from(connection):
        _by_address(connection)(address)


def are_few_from(connection: AnyConnection) -> bool:
    """The same, where that takes no time; False when the database has to be asked. Raises TooMany."""
    address = counted_from(connection)
    return not address or _by_address(connection).are_few(address)


def count_more_from(connection: AnyConnection) -> None:
    """Ask it. Raises TooMany."""
    _by_address(connection).count(counted_from(connection))


def _by_address(connection: AnyConnection) -> CountRequests:
    count: CountRequests = connection.app.state.count_by_address()
    return count
