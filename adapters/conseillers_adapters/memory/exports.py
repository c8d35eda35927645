"""The files of figures, in memory."""

from base64 import b64decode, b64encode
from datetime import datetime

from attrs import frozen

from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_application.exports import Export, ExportState
from conseillers_domain.accounts import Account
from conseillers_domain.errors import NotFound


@frozen(kw_only=True)
class KeptFile:
    """A file, as a text."""

    content: str


@frozen
class MemoryExports:
    """The files of figures, kept in memory."""

    state: State

    def add(self, export: Export) -> None:
        """Keep a new one, without its file yet."""
        Shelf(Account, self.state).must_hold(export.by)
        Shelf(Export, self.state).add(export.id, export)

    def find(self, export_id: str) -> Export | None:
        """The export of that id, None when there is none."""
        return Shelf(Export, self.state).find(export_id)

    def made(self, export: Export, content: bytes | None) -> None:
        """Keep how far it got, with its file if it has one; one that is done already stays as it is."""
        before = self.find(export.id)
        if before is None or before.state is not ExportState.ASKED:
            return
        Shelf(Export, self.state).keep(export.id, export)
        if content is not None:
            Shelf(KeptFile, self.state).add(export.id, KeptFile(content=b64encode(content).decode()))

    def content(self, export_id: str) -> bytes:
        """Its file. Raises NotFound."""
        kept = Shelf(KeptFile, self.state).find(export_id)
        if kept is None:
            raise NotFound("Cet export n’a pas de fichier.")
        return b64decode(kept.content)

    def forget(self, before: datetime) -> int:
        """Delete those asked for before that instant; how many they were."""
        old = [one.id for one in Shelf(Export, self.state) if one.asked_at < before]
        for export_id in old:
            Shelf(KeptFile, self.state).drop(export_id)
            Shelf(Export, self.state).drop(export_id)
        return len(old)
