"""What people reach for: links sent anew and revoked, files of all needs; asked straight or over HTTP."""

from collections.abc import Callable
from typing import Final, Protocol

from attrs import frozen

from conseillers_application.exports import ExportFormat, ExportKind, ExportRequest
from conseillers_domain.accounts import Person
from conseillers_entrypoints.container import Container
from conseillers_features.worlds.wire import Browser

ALL_NEEDS: Final = ExportRequest(kind=ExportKind.NEEDS, format=ExportFormat.CSV)


class Rights(Protocol):
    """What is asked as somebody, by their address."""

    def renew_link(self, reader: str, url: str) -> None:
        """Ask for another link in the place of that one."""
        ...

    def revoke_links(self, reader: str, need: str, team: str) -> None:
        """Have the links of a team to a need serve no more."""
        ...

    def export(self, reader: str) -> None:
        """Ask for a file of all needs."""
        ...


@frozen
class EmbeddedRights:
    """The use cases called straight; `who`: somebody, by their address."""

    service: Container
    who: Callable[[str], Person]

    def renew_link(self, reader: str, url: str) -> None:
        """As the protocol says."""
        self.service.renew_need_link().instead_of(self.who(reader), url.rpartition("/")[2])

    def revoke_links(self, reader: str, need: str, team: str) -> None:
        """As the protocol says."""
        self.service.revoke_need_links()(self.who(reader), need, team)

    def export(self, reader: str) -> None:
        """As the protocol says."""
        self.service.ask_export()(self.who(reader), ALL_NEEDS)


@frozen
class HttpRights:
    """The same over HTTP; `browser`: that of somebody."""

    browser: Callable[[str | None], Browser]

    def renew_link(self, reader: str, url: str) -> None:
        """As the protocol says."""
        self.browser(reader).send("POST", f"/n/{url.rpartition('/')[2]}/renewal", None)

    def revoke_links(self, reader: str, need: str, team: str) -> None:
        """As the protocol says."""
        self.browser(reader).send("DELETE", f"/api/needs/{need}/referrals/{team}/link", None)

    def export(self, reader: str) -> None:
        """As the protocol says."""
        asked = {"kind": ALL_NEEDS.kind, "format": ALL_NEEDS.format}
        self.browser(reader).send("POST", "/api/admin/exports", asked)
