"""What is published for everybody: directory, catalogue, territories, pauses."""

from datetime import datetime
from typing import Protocol

from attrs import frozen

from conseillers_domain.catalogue import Catalogue
from conseillers_domain.geography_document import GeographyDocument
from conseillers_domain.maintenance import Maintenance
from conseillers_domain.route_index import RouteIndex
from conseillers_domain.territory import Geography


@frozen(kw_only=True)
class DirectoryVersion:
    """One state of the directory: its name, when it was published, by whom (an account's id) and why.

    `forced`: the reason given to publish it although it left past needs to nobody, None when it did not.
    """

    version: str
    at: datetime
    by: str
    why: str
    forced: str | None = None


class Directories(Protocol):
    """The directory in force and those before it, each with the accounts suspended at that time."""

    def current(self) -> RouteIndex:
        """The directory in force, ready for routing; an empty one before the first is published."""
        ...

    def at(self, version: str) -> RouteIndex:
        """The directory of that version, ready for routing. Raises NotFound."""
        ...

    def publish(self, index: RouteIndex, version: DirectoryVersion) -> None:
        """Make it the one in force, with who it says is suspended. Raises Conflict when it exists."""
        ...

    def version(self, version: str) -> DirectoryVersion:
        """When it was published, by whom and why. Raises NotFound."""
        ...

    def versions(
        self, *, before: str | None = None, limit: int | None = None
    ) -> tuple[DirectoryVersion, ...]:
        """The versions, latest first; those before one, at most so many."""
        ...

    def count(self) -> int:
        """How many versions there are."""
        ...


class Catalogues(Protocol):
    """The catalogue in force."""

    def current(self) -> Catalogue:
        """The one published last; the delivered one before any is."""
        ...

    def publish(self, catalogue: Catalogue, at: datetime) -> None:
        """Make it the one in force. Raises Conflict when that version exists, or a later one."""
        ...


@frozen(kw_only=True)
class GeographyVersion:
    """The territories of one year: their name, when they were imported and by whom (an account's id).

    Those that come with the service were not imported.
    """

    version: str
    at: datetime | None = None
    by: str | None = None

    @property
    def packaged(self) -> bool:
        """Whether they come with the service."""
        return self.at is None


class Geographies(Protocol):
    """The official territories of several years, side by side: the packaged ones, and those imported."""

    def add(self, document: GeographyDocument, *, at: datetime, by: str) -> None:
        """Keep one beside the others. Raises Conflict when its version exists, packaged or not."""
        ...

    def versions(self) -> tuple[GeographyVersion, ...]:
        """Every version, the packaged one among them; latest name first."""
        ...

    def get(self, version: str) -> Geography:
        """The territories of that version, prepared once a process. Raises NotFound."""
        ...


class Maintenances(Protocol):
    """Whether the service is paused."""

    def current(self) -> Maintenance | None:
        """The pause that goes on, None while the service is open."""
        ...

    def begin(self, maintenance: Maintenance) -> None:
        """Pause the service, or say something else of the pause that goes on."""
        ...

    def end(self) -> None:
        """Open it again; one that is open stays so."""
        ...
