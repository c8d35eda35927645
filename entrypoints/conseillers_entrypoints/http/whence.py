"""From which address a request comes, behind the declared proxies and no other."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, Final, TypeAlias

from litestar.connection import ASGIConnection

from conseillers_application.hold_off import Whence

Address: TypeAlias = IPv4Address | IPv6Address
Networks: TypeAlias = Sequence[IPv4Network | IPv6Network]

FORWARDED: Final = "x-forwarded-for"
WIDE: Final = 64
PREFIXES: Final = {4: 24, 6: 48}
"""What is kept of an address in journals: the network it is in, as long as a provider gives to a site."""


def whence(connection: ASGIConnection[Any, Any, Any, Any], proxies: Networks) -> Address | None:
    """The address that asks: the last one named that is not a declared proxy's; None when none is known.

    Each proxy adds whom it speaks for at the end of the header: only what declared ones added is believed.
    """
    client = _read(connection.client.host) if connection.client else None
    named = ",".join(connection.headers.getall(FORWARDED, [])).split(",")
    for one in reversed(named):
        if client is None or not any(client in network for network in proxies):
            break
        before = _read(one.strip())
        if before is None:
            break
        client = before
    return client


def asked_from(connection: ASGIConnection[Any, Any, Any, Any]) -> Whence:
    """From where a request comes, as what protects the way in is told."""
    address = whence(connection, connection.app.state.settings().proxy_networks)
    if address is None:
        return Whence()
    return Whence(address=_one_of(address), network=shortened(address))


def counted_from(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The address under which what strangers ask is counted; empty where that says nothing of them.

    On this very machine there is one person, or a proxy that was not declared: everybody.
    """
    address = whence(connection, connection.app.state.settings().proxy_networks)
    return "" if address is None or address.is_loopback else _one_of(address)


def _one_of(address: Address) -> str:
    # Who is given IPv6 addresses is given a network of them.
    return str(ip_network((address, WIDE), strict=False) if isinstance(address, IPv6Address) else address)


def shortened(address: Address | None) -> str:
    """The network of an address, which names nobody: 192.0.2.0/24, 2001:db8::/48; empty for none."""
    return "" if address is None else str(ip_network((address, PREFIXES[address.version]), strict=False))


def _read(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
