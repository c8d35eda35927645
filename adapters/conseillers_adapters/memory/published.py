"""The directory and the catalogue in force, in memory."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from attrs import frozen

from conseillers_adapters.memory.shelves import Shelf, State, value_of
from conseillers_application.ports import DirectoryVersion
from conseillers_domain.catalogue import Catalogue
from conseillers_domain.directory import Directory, DirectoryDocument
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.route_index import RouteIndex

NONE_YET = "0"


@frozen
class KeptDirectory:
    """One version of the directory: its document, the accounts suspended then, when and why it was made."""

    document: DirectoryDocument
    suspended: frozenset[str]
    version: DirectoryVersion


@frozen
class MemoryDirectories:
    """The directory in force and those before it, kept in memory."""

    state: State

    @property
    def _versions(self) -> Shelf[KeptDirectory]:
        return Shelf(KeptDirectory, self.state)

    def current(self) -> RouteIndex:
        """The directory in force, ready for routing; an empty one before the first is published."""
        latest = _latest(self._versions.texts)
        return self.at(latest) if latest != NONE_YET else EMPTY

    def at(self, version: str) -> RouteIndex:
        """The directory of that version, ready for routing. Raises NotFound."""
        self.version(version)
        return _prepared(self._versions.texts[version])

    def publish(self, index: RouteIndex, version: DirectoryVersion) -> None:
        """Make it the one in force. Raises Conflict when that version exists."""
        if int(version.version) <= int(_latest(self._versions.texts)):
            raise Conflict(f"La version {version.version} de l’annuaire existe déjà.")
        directory = index.directory
        self._versions.add(version.version, KeptDirectory(directory.document, directory.suspended, version))

    def version(self, version: str) -> DirectoryVersion:
        """When it was published, by whom and why. Raises NotFound."""
        kept = self._versions.find(version)
        if kept is None:
            raise NotFound(f"L’annuaire n’a pas de version « {version} ».")
        return kept.version

    def versions(
        self, *, before: str | None = None, limit: int | None = None
    ) -> tuple[DirectoryVersion, ...]:
        """The versions, latest first; those before one, at most so many."""
        found = (kept.version for kept in self._versions)
        wanted = (one for one in found if before is None or int(one.version) < int(before))
        return tuple(sorted(wanted, key=lambda one: int(one.version), reverse=True)[:limit])

    def count(self) -> int:
        """How many versions there are."""
        return len(self._versions.texts)


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


EMPTY = RouteIndex.of(Directory(DirectoryDocument(), NONE_YET))


# Prepared once a text: whatever transaction it was written in, the same text says the same.
@lru_cache(maxsize=4)
def _prepared(text: str) -> RouteIndex:
    kept = value_of(KeptDirectory, text)
    return RouteIndex.of(Directory(kept.document, kept.version.version, kept.suspended))


@lru_cache(maxsize=2)
def _catalogue(text: str) -> Catalogue:
    return value_of(Catalogue, text)
