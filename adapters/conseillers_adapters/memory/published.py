"""The directory and the catalogue in force, in memory."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from attrs import frozen

from conseillers_adapters.memory.shelves import Shelf, State, value_of
from conseillers_application.ports import DirectoryVersion
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_domain.errors import Conflict
from conseillers_domain.route_index import RouteIndex

NONE_YET = "0"


@frozen
class MemoryDirectories:
    """The directory in force and those before it, kept in memory."""

    state: State

    def current(self) -> RouteIndex:
        """The directory in force, ready for routing; an empty one before the first is published."""
        documents = Shelf(DirectoryDocument, self.state).texts
        latest = _latest(documents)
        return _prepared(documents.get(latest, "{}"), latest)

    def publish(self, document: DirectoryDocument, version: DirectoryVersion) -> None:
        """Make it the one in force. Raises Conflict when that version exists."""
        documents = Shelf(DirectoryDocument, self.state)
        if int(version.version) <= int(_latest(documents.texts)):
            raise Conflict(f"La version {version.version} de l’annuaire existe déjà.")
        documents.add(version.version, document)
        Shelf(DirectoryVersion, self.state).add(version.version, version)

    def versions(self) -> tuple[DirectoryVersion, ...]:
        """Every version, latest first."""
        found = Shelf(DirectoryVersion, self.state)
        return tuple(sorted(found, key=lambda one: int(one.version), reverse=True))


@frozen
class MemoryCatalogues:
    """The catalogue in force, kept in memory once somebody published one."""

    state: State
    delivered: Catalogue

    def current(self) -> Catalogue:
        """The one published last; the delivered one before any is."""
        published = Shelf(Catalogue, self.state).texts
        return _catalogue(published[_latest(published)]) if published else self.delivered

    def publish(self, catalogue: Catalogue, at: datetime) -> None:  # noqa: ARG002 - for the record
        """Make it the one in force. Raises Conflict when that version exists."""
        published = Shelf(Catalogue, self.state)
        if int(catalogue.version) <= int(_latest(published.texts)):
            raise Conflict(f"La version {catalogue.version} du catalogue existe déjà.")
        published.add(catalogue.version, catalogue)


def _latest(versions: Iterable[str]) -> str:
    return max(versions, key=int, default=NONE_YET)


# Prepared once a text: whatever transaction it was written in, the same text says the same.
@lru_cache(maxsize=2)
def _prepared(text: str, version: str) -> RouteIndex:
    return RouteIndex.of(Directory(value_of(DirectoryDocument, text), version))


@lru_cache(maxsize=2)
def _catalogue(text: str) -> Catalogue:
    return value_of(Catalogue, text)
