"""Processes that die in the middle of what they do, and mail servers that are down for a while."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from attrs import define, field, frozen

from conseillers_adapters.memory import MemoryStore
from conseillers_application.ports import Work

Begin = Callable[[], AbstractContextManager[Work]]


class Died(BaseException):
    """The process ended there: nobody caught anything, nothing was cleaned up."""


@define
class Fate:
    """After how many moments more the process that works will die; None: not soon.

    It may before a transaction is begun, when all of it is done but not kept, and once it is kept.
    """

    moments: int | None = None

    def passes(self) -> None:
        """One more moment. Raises Died when it was the last."""
        if self.moments is None:
            return
        self.moments -= 1
        if self.moments < 0:
            self.moments = None
            raise Died


@frozen
class MortalStore:
    """A store, of which the process that writes may die."""

    store: MemoryStore
    fate: Fate

    def begin(self) -> AbstractContextManager[Work]:
        """A transaction that may write."""
        return self._begun(self.store.begin)

    def note(self) -> AbstractContextManager[Work]:
        """The same, for what may be done again."""
        return self._begun(self.store.note)

    def read(self) -> AbstractContextManager[Work]:
        """One that reads only: dying there leaves no trace."""
        return self.store.read()

    @contextmanager
    def _begun(self, begin: Begin) -> Iterator[Work]:
        self.fate.passes()
        with begin() as work:
            yield work
            self.fate.passes()
        self.fate.passes()


@define
class ReadAt:
    """A store of which everything is read in one transaction that is open already."""

    work: Work = field()

    @contextmanager
    def read(self) -> Iterator[Work]:
        """That one."""
        yield self.work
