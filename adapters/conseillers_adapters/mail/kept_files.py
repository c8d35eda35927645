"""The mails laid in a folder, deleted once they are too old: each name says when its mail was owed."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from attrs import frozen

_NAMED: Final = re.compile(r"(\d{8}T\d{6}\.\d{3}Z)-.*\.(?:eml|part)")


@frozen
class MailFolder:
    """The mails of a folder."""

    folder: Path

    def forget(self, before: datetime) -> int:
        """Delete those owed before then; how many they were."""
        old = list(self._old(before))
        for file in old:
            file.unlink(missing_ok=True)
        return len(old)

    def count(self, before: datetime) -> int:
        """How many were owed before then."""
        return sum(1 for _ in self._old(before))

    def _old(self, before: datetime) -> Iterator[Path]:
        if self.folder.is_dir():
            for file in self.folder.iterdir():
                if file.suffix == ".eml" and _owed_at(file) < before:
                    yield file


def _owed_at(file: Path) -> datetime:
    """When its mail was owed; one whose name does not say is as old as its file."""
    named = _NAMED.fullmatch(file.name)
    if named is None:
        return datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    return datetime.fromisoformat(named[1])


class NoFiles:
    """No mail is laid anywhere: a server takes them."""

    def forget(self, _: datetime) -> int:
        """There is nothing to delete."""
        return 0

    def count(self, _: datetime) -> int:
        """There is nothing to count."""
        return 0
