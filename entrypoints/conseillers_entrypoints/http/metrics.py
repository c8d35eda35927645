"""The metrics, for the operator's Prometheus and nobody else."""

from hmac import compare_digest
from ipaddress import IPv6Address, ip_address
from typing import Any, Final

from attrs import frozen
from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler

from conseillers_entrypoints.http.given import Given
from conseillers_entrypoints.observation.state import Exposition

FORWARDING: Final = frozenset(
    {"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"}
)
"""What a proxy says of whom it speaks for: its own address is then not the caller's."""


@frozen
class ReadMetrics:
    """Tells the metrics to who may know them: this machine, or whoever holds the token."""

    exposition: Exposition
    token: str

    def may(self, request: Request[Any, Any, Any]) -> bool:
        """Whether this caller may."""
        given = request.headers.get("authorization", "")
        if self.token and compare_digest(given.encode(), f"Bearer {self.token}".encode()):
            return True
        return (
            request.client is not None
            and _of_this_machine(request.client.host)
            and FORWARDING.isdisjoint(request.headers.keys())
        )


def _of_this_machine(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback


@get("/metrics", include_in_schema=False, sync_to_thread=True)
def metrics(request: Request[Any, Any, Any], read_metrics: Given[ReadMetrics]) -> Response[bytes]:
    """The text of Prometheus; to anybody else this address leads to nothing."""
    if not read_metrics.may(request):
        raise NotFoundException
    text, kind = read_metrics.exposition()
    return Response(text, headers={"content-type": kind, "cache-control": "no-store"})


def metrics_routes() -> list[HTTPRouteHandler]:
    """The routes of this module."""
    return [metrics]
