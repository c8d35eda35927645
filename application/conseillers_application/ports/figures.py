"""What figures are counted from, and the files made of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from conseillers_application.exports import Export
from conseillers_domain.lives import Life


class Lives(Protocol):
    """What became of demands, read from end to end to be counted."""

    def received(
        self, since: datetime, until: datetime, teams: frozenset[str] | None = None
    ) -> Iterable[Life]:
        """The demands received from one instant to another, that one left out, oldest first.

        `teams`: only the needs put before these, with what these said; None: all, whatever became of them.
        They are read as they are asked for, in the transaction: they are not to be kept.
        """
        ...


class Exports(Protocol):
    """The files of figures asked for, each kept with what was asked."""

    def add(self, export: Export) -> None:
        """Keep a new one, without its file yet."""
        ...

    def find(self, export_id: str) -> Export | None:
        """The export of that id, None when there is none."""
        ...

    def made(self, export: Export, content: bytes | None) -> None:
        """Keep how far it got, with its file if it has one; one that is done already stays as it is."""
        ...

    def content(self, export_id: str) -> bytes:
        """Its file. Raises NotFound."""
        ...

    def forget(self, before: datetime) -> int:
        """Delete those asked for before that instant; how many they were."""
        ...
