"""From which address a request comes: what strangers say of it is not believed."""

from ipaddress import ip_address, ip_network
from typing import Any, cast

import pytest
from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.datastructures import State

from conseillers_application.hold_off import Whence
from conseillers_entrypoints.http.whence import asked_from, shortened, whence
from conseillers_entrypoints.settings import Settings

PROXIES = (ip_network("10.0.0.0/8"), ip_network("127.0.0.1"))


def a_connection(client: str | None, *forwarded: str) -> ASGIConnection[Any, Any, Any, Any]:
    scope = {
        "type": "http",
        "client": None if client is None else (client, 4000),
        "headers": [(b"x-forwarded-for", one.encode()) for one in forwarded],
    }
    return ASGIConnection(cast("Any", scope))


@pytest.mark.parametrize(
    ("client", "forwarded", "found"),
    [
        ("192.0.2.7", (), "192.0.2.7"),
        ("192.0.2.7", ("203.0.113.9",), "192.0.2.7"),
        ("10.0.0.1", (), "10.0.0.1"),
        ("10.0.0.1", ("203.0.113.9",), "203.0.113.9"),
        ("10.0.0.1", ("198.51.100.1, 203.0.113.9",), "203.0.113.9"),
        ("10.0.0.1", ("198.51.100.1, 203.0.113.9, 10.0.0.2",), "203.0.113.9"),
        ("10.0.0.1", ("198.51.100.1", "203.0.113.9", "127.0.0.1"), "203.0.113.9"),
        ("10.0.0.1", ("203.0.113.9, unknown",), "10.0.0.1"),
        ("::ffff:10.0.0.1", ("2001:db8::1",), "2001:db8::1"),
        ("10.0.0.1", ("10.0.0.3, 10.0.0.2",), "10.0.0.3"),
        ("testclient", ("203.0.113.9",), None),
        (None, ("203.0.113.9",), None),
    ],
)
def test_only_declared_proxies_say_for_whom_they_speak(
    client: str | None, forwarded: tuple[str, ...], found: str | None
) -> None:
    expected = None if found is None else ip_address(found)
    assert whence(a_connection(client, *forwarded), PROXIES) == expected


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
    ],
)
def test_what_is_kept_of_an_address_names_nobody(address: str, kept: str) -> None:
    assert shortened(ip_address(address)) == kept


def test_no_address_is_kept_of_none() -> None:
    assert shortened(None) == ""


@pytest.mark.parametrize(
    ("client", "found"),
    [
        ("192.0.2.7", Whence(address="192.0.2.7", network="192.0.2.0/24")),
        ("2001:db8:1:2:3::4", Whence(address="2001:db8:1:2::/64", network="2001:db8:1::/48")),
        (None, Whence()),
    ],
)
def test_who_has_many_addresses_is_one_of_them_for_what_puts_off(client: str | None, found: Whence) -> None:
    connection = a_connection(client)
    connection.scope["litestar_app"] = Litestar(state=State({"settings": Settings}))
    assert asked_from(connection) == found
