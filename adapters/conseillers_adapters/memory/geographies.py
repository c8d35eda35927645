"""The official territories of several years, in memory."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from attrs import frozen

from conseillers_adapters.memory.shelves import Shelf, State, value_of
from conseillers_application.ports import GeographyVersion
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.french import typeset
from conseillers_domain.geography_document import GeographyDocument
from conseillers_domain.territory import Geography


@frozen
class MemoryGeographies:
    """The packaged territories, and those imported, kept in memory."""

    state: State
    packaged: Callable[[], Geography]

    def add(self, document: GeographyDocument, *, at: datetime, by: str) -> None:
        """Keep one beside the others. Raises Conflict when its version exists, packaged or not."""
        if document.version in {one.version for one in self.versions()}:
            raise Conflict(f"Le découpage {document.version} existe déjà.")
        Shelf(GeographyDocument, self.state).add(document.version, document)
        version = GeographyVersion(version=document.version, at=at, by=by)
        Shelf(GeographyVersion, self.state).add(document.version, version)

    def versions(self) -> tuple[GeographyVersion, ...]:
        """Every version, the packaged one among them; latest name first."""
        found = (GeographyVersion(version=self.packaged().version), *Shelf(GeographyVersion, self.state))
        return tuple(sorted(found, key=lambda one: one.version, reverse=True))

    def get(self, version: str) -> Geography:
        """The territories of that version, prepared once a process. Raises NotFound."""
        packaged = self.packaged()
        if version == packaged.version:
            return packaged
        text = Shelf(GeographyDocument, self.state).texts.get(version)
        if text is None:
            raise NotFound(typeset(f"Découpage inconnu : « {version} »."), code="unknown_geography")
        return _prepared(text)


# Prepared once a text: whatever transaction it was written in, the same text says the same.
@lru_cache(maxsize=3)
def _prepared(text: str) -> Geography:
    return value_of(GeographyDocument, text).geography()
