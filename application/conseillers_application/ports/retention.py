"""Personal data kept too long: found and forgotten; and the account of what was."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from attrs import frozen

from conseillers_domain.retention import Keeping, Old


class Retention(Protocol):
    """What is kept of persons, class by class."""

    def old(self, keeping: Keeping, before: datetime, after: str, limit: int) -> tuple[Old, ...]:
        """Things whose clock may have begun before then, after that place, in the order of their places.

        At most `limit` of them, none of those forgotten already; the first are after an empty place.
        """
        ...

    def forget(self, keeping: Keeping, ids: Sequence[str], at: datetime) -> Mapping[str, int]:
        """Forget the persons of these things; how many rows of which tables said something of them."""
        ...


@frozen(kw_only=True)
class RetentionRun:
    """The account of a run, as it was signed: whatever it says is in its text."""

    id: str
    at: datetime
    text: str
    signature: str


class RetentionRuns(Protocol):
    """The accounts of the runs."""

    def add(self, run: RetentionRun) -> None:
        """Keep a new one."""
        ...

    def get(self, run_id: str) -> RetentionRun:
        """Raises NotFound."""
        ...

    def page(self, after: str, limit: int) -> tuple[RetentionRun, ...]:
        """Those whose id is before `after`, latest first; all, when it is empty."""
        ...


class MailFiles(Protocol):
    """The mails laid somewhere by the service itself."""

    def forget(self, before: datetime) -> int:
        """Delete those owed before then; how many they were."""
        ...

    def count(self, before: datetime) -> int:
        """How many were owed before then."""
        ...
