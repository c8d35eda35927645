"""The official territories of several years, in a table, each as it was imported."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from attrs import frozen
from sqlalchemy import bindparam, insert, select

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import from_json, stored, to_json
from conseillers_adapters.sql.tables import geographies, instant
from conseillers_adapters.sql.turns import take_turn
from conseillers_application.ports import GeographyVersion
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.french import typeset
from conseillers_domain.geography_document import GeographyDocument
from conseillers_domain.territory import Geography

_ADD = insert(geographies)
_VERSIONS = select(geographies.c.version, geographies.c.at, geographies.c.by)
_GET = select(geographies.c.document).where(geographies.c.version == bindparam("version"))


@frozen
class SqlGeographies:
    """The packaged territories, and those imported, kept in a database."""

    connection: Line
    packaged: Callable[[], Geography]

    def add(self, document: GeographyDocument, *, at: datetime, by: str) -> None:
        """Keep one beside the others. Raises Conflict when its version exists, packaged or not."""
        take_turn(self.connection, "geographies")
        if document.version in {one.version for one in self.versions()}:
            raise Conflict(f"Le découpage {document.version} existe déjà.")
        self.connection.execute(
            _ADD,
            {
                "version": document.version,
                "at": stored(at),
                "by": by,
                "document": to_json(document),
            },
        )

    def versions(self) -> tuple[GeographyVersion, ...]:
        """Every version, the packaged one among them; latest name first."""
        imported = (
            GeographyVersion(version=row.version, at=instant(row.at), by=row.by)
            for row in self.connection.execute(_VERSIONS)
        )
        found = (GeographyVersion(version=self.packaged().version), *imported)
        return tuple(sorted(found, key=lambda one: one.version, reverse=True))

    def get(self, version: str) -> Geography:
        """The territories of that version, prepared once a process. Raises NotFound."""
        packaged = self.packaged()
        if version == packaged.version:
            return packaged
        text = self.connection.execute(_GET, {"version": version}).scalar_one_or_none()
        if text is None:
            raise NotFound(typeset(f"Découpage inconnu : « {version} »."), code="unknown_geography")
        return _prepared(text)


# Prepared once a text: whatever transaction it was written in, the same text says the same.
@lru_cache(maxsize=3)
def _prepared(text: str) -> Geography:
    return from_json(GeographyDocument, text).geography()
