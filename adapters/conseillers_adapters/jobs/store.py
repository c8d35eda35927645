"""What the engine needs of a database of jobs, beyond what procrastinate's own connectors offer."""

from abc import abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from attrs import field, frozen, validators
from procrastinate.connector import BaseAsyncConnector


def _aware(_job: object, _attribute: object, moment: datetime) -> None:
    if moment.utcoffset() is None:
        raise ValueError("the moment of a job must say its time zone")


@frozen
class NewJob:
    """Something to do later: which task, on what (identifiers only), not before when.

    While a job with this `key` waits, another one adds nothing. `at` is aware; none means at once.
    """

    task: str
    args: dict[str, str]
    at: datetime | None = field(default=None, validator=validators.optional(_aware))
    key: str | None = None


class JobStore(BaseAsyncConnector):
    """A procrastinate connector that enlists jobs in business transactions and tells the time."""

    @abstractmethod
    def add(self, jobs: Sequence[NewJob], connection: object | None = None) -> int:
        """Keep these jobs, in the transaction open on `connection` or in one of their own.

        Answers how many were added: those whose key already waits are not, and the transaction
        goes on.
        """

    @abstractmethod
    def now(self) -> datetime:
        """The present, aware."""

    @abstractmethod
    def wake(self) -> None:
        """Tell the workers of this process to look at once; called after a commit."""

    @abstractmethod
    def looking_ahead(self, until: datetime) -> AbstractContextManager[None]:
        """Inside, jobs planned at or before `until` count as due."""
