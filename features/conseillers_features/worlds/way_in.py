"""The way in, device by device: asked of the use cases, or over HTTP from an address of one's own."""

from collections.abc import Callable
from typing import Any, Protocol

import httpx
from attrs import define, field, frozen
from litestar import Litestar
from litestar.testing import TestClient
from litestar.testing.transport import TestClientTransport

from conseillers_application.change_me import MyChange
from conseillers_application.hold_off import Whence
from conseillers_application.my_sessions import SessionList
from conseillers_application.second_factor import Enrolment, RecoveryCodes
from conseillers_domain.errors import Unidentified
from conseillers_entrypoints.container import Container
from conseillers_features.worlds.wire import Browser, view

ANYWHERE = "192.0.2.7"


@frozen(kw_only=True)
class Credentials:
    """What somebody shows, and the address they are at."""

    email: str
    password: str
    totp: str | None = None
    address: str = ANYWHERE


class WayIn(Protocol):
    """What people do on the devices they sign in with, each by a name; refusals are the domain's."""

    def enter(self, device: str, shown: Credentials) -> None:
        """Sign in."""
        ...

    def is_open(self, device: str) -> bool:
        """Whether it is still signed in."""
        ...

    def change(self, device: str, change: MyChange) -> None:
        """Change one's own account."""
        ...

    def sessions(self, device: str) -> SessionList:
        """Where one is signed in."""
        ...

    def close(self, device: str, session: str) -> None:
        """End one of these sessions."""
        ...

    def enrol(self, device: str, password: str) -> Enrolment:
        """Have an application make codes."""
        ...

    def confirm(self, device: str, code: str) -> RecoveryCodes:
        """Give its first one."""
        ...

    def forget(self, email: str) -> None:
        """Say that the password of that address is forgotten."""
        ...

    def choose(self, url: str, password: str) -> None:
        """Choose another one, by the link of a mail."""
        ...


@define(eq=False)
class EmbeddedWayIn:
    """Asked of the use cases."""

    service: Callable[[], Container]
    tokens: dict[str, str] = field(init=False, factory=dict)

    def enter(self, device: str, shown: Credentials) -> None:
        """As the protocol says."""
        network = f"{shown.address.rpartition('.')[0]}.0/24"
        whence = Whence(address=shown.address, network=network)
        signed_in = self.service().sign_in()(shown.email, shown.password, shown.totp, whence)
        self.tokens[device] = signed_in.token

    def is_open(self, device: str) -> bool:
        """As the protocol says."""
        return _opens(lambda: self.service().identify()(self.tokens[device]))

    def change(self, device: str, change: MyChange) -> None:
        """As the protocol says."""
        token = self.tokens[device]
        self.service().change_me()(self.service().identify()(token), token, change)

    def sessions(self, device: str) -> SessionList:
        """As the protocol says."""
        token = self.tokens[device]
        return self.service().read_my_sessions()(self.service().identify()(token), token)

    def close(self, device: str, session: str) -> None:
        """As the protocol says."""
        self.service().close_my_session()(self.service().identify()(self.tokens[device]), session)

    def enrol(self, device: str, password: str) -> Enrolment:
        """As the protocol says."""
        return self.service().set_up_second_factor()(self.service().identify()(self.tokens[device]), password)

    def confirm(self, device: str, code: str) -> RecoveryCodes:
        """As the protocol says."""
        person = self.service().identify()(self.tokens[device])
        return self.service().set_up_second_factor().confirm(person, code)

    def forget(self, email: str) -> None:
        """As the protocol says."""
        self.service().ask_for_reset()(email)

    def choose(self, url: str, password: str) -> None:
        """As the protocol says."""
        self.service().reset_password()(url.rpartition("/")[2], password)


@define(eq=False)
class HttpWayIn:
    """Asked over HTTP, with a browser a device."""

    server: TestClient[Litestar]
    base_url: str
    browsers: dict[str, Browser] = field(init=False, factory=dict)

    def enter(self, device: str, shown: Credentials) -> None:
        """As the protocol says."""
        body = {"email": shown.email, "password": shown.password, "totp": shown.totp}
        browser = self._browser(shown.address)
        browser.send("POST", "/api/session", body)
        self.browsers[device] = browser

    def is_open(self, device: str) -> bool:
        """As the protocol says."""
        return _opens(lambda: self.browsers[device].get("/api/me"))

    def change(self, device: str, change: MyChange) -> None:
        """As the protocol says."""
        self.browsers[device].send("PATCH", "/api/me", change)

    def sessions(self, device: str) -> SessionList:
        """As the protocol says."""
        return view(SessionList, self.browsers[device].get("/api/me/sessions"))

    def close(self, device: str, session: str) -> None:
        """As the protocol says."""
        self.browsers[device].send("DELETE", f"/api/me/sessions/{session}", None)

    def enrol(self, device: str, password: str) -> Enrolment:
        """As the protocol says."""
        return view(Enrolment, self.browsers[device].send("POST", "/api/me/totp", {"password": password}))

    def confirm(self, device: str, code: str) -> RecoveryCodes:
        """As the protocol says."""
        response = self.browsers[device].send("POST", "/api/me/totp/confirmation", {"code": code})
        return view(RecoveryCodes, response)

    def forget(self, email: str) -> None:
        """As the protocol says."""
        self._browser(ANYWHERE).send("POST", "/api/password-resets", {"email": email})

    def choose(self, url: str, password: str) -> None:
        """As the protocol says."""
        self._browser(ANYWHERE).send("POST", url.removeprefix(self.base_url), {"password": password})

    def _browser(self, address: str) -> Browser:
        # It holds no connection: there is nothing to close.
        transport = Placed(self.server, raise_server_exceptions=False)
        transport.address = address
        return Browser(httpx.Client(base_url=self.base_url, transport=transport))  # type: ignore[arg-type] # as Litestar does


class Placed(TestClientTransport[TestClient[Litestar]]):
    """What carries requests from an address."""

    address: str

    def parse_request(self, request: httpx.Request) -> dict[str, Any]:
        """The same request, from there."""
        return super().parse_request(request) | {"client": (self.address, 50_000)}


def _opens(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except Unidentified:
        return False
    return True
