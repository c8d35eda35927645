"""The files of figures, in tables: every machine that serves finds them there."""

from datetime import datetime

from attrs import frozen
from sqlalchemy import bindparam, delete, insert, select, update

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import from_json, stored, to_json
from conseillers_adapters.sql.tables import export_files, exports, instant
from conseillers_application.exports import Export, ExportRequest, ExportState
from conseillers_domain.errors import NotFound

_ADD = insert(exports)
_FIND = select(exports).where(exports.c.id == bindparam("id"))
_MADE = (
    update(exports)
    .where(exports.c.id == bindparam("same_id"), exports.c.state == ExportState.ASKED.value)
    .values(state=bindparam("now"), why=bindparam("because"))
)
_KEEP = insert(export_files)
_CONTENT = select(export_files.c.content).where(export_files.c.export == bindparam("id"))
_OLD = select(exports.c.id).where(exports.c.asked_at < bindparam("before"))
_FORGET_FILES = delete(export_files).where(export_files.c.export.in_(bindparam("ids", expanding=True)))
_FORGET = delete(exports).where(exports.c.id.in_(bindparam("ids", expanding=True)))


@frozen
class SqlExports:
    """The files of figures, kept in a database."""

    connection: Line

    def add(self, export: Export) -> None:
        """Keep a new one, without its file yet."""
        self.connection.execute(
            _ADD,
            {
                "id": export.id,
                "by": export.by,
                "asked_at": stored(export.asked_at),
                "request": to_json(export.request),
                "state": export.state.value,
                "why": export.why,
            },
        )

    def find(self, export_id: str) -> Export | None:
        """The export of that id, None when there is none."""
        row = self.connection.execute(_FIND, {"id": export_id}).one_or_none()
        if row is None:
            return None
        return Export(
            id=row.id,
            by=row.by,
            asked_at=instant(row.asked_at),
            request=from_json(ExportRequest, row.request),
            state=ExportState(row.state),
            why=row.why,
        )

    def made(self, export: Export, content: bytes | None) -> None:
        """Keep how far it got, with its file if it has one; one that is done already stays as it is."""
        changed = self.connection.execute(
            _MADE, {"same_id": export.id, "now": export.state.value, "because": export.why}
        )
        if changed.rowcount == 1 and content is not None:
            self.connection.execute(_KEEP, {"export": export.id, "content": content})

    def content(self, export_id: str) -> bytes:
        """Its file. Raises NotFound."""
        found = self.connection.execute(_CONTENT, {"id": export_id}).scalar_one_or_none()
        if found is None:
            raise NotFound("Cet export n’a pas de fichier.")
        return bytes(found)

    def forget(self, before: datetime) -> int:
        """Delete those asked for before that instant; how many they were."""
        old = self.connection.execute(_OLD, {"before": stored(before)}).scalars()
        if old:
            self.connection.execute(_FORGET_FILES, {"ids": old})
            self.connection.execute(_FORGET, {"ids": old})
        return len(old)
