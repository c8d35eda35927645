"""Whether the service is paused, in memory."""

from typing import Final

from attrs import frozen

from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_domain.maintenance import Maintenance

ONLY: Final = "the only one"


@frozen
class MemoryMaintenances:
    """The pause that goes on, kept in memory."""

    state: State

    @property
    def _shelf(self) -> Shelf[Maintenance]:
        return Shelf(Maintenance, self.state)

    def current(self) -> Maintenance | None:
        """The pause that goes on, None while the service is open."""
        return self._shelf.find(ONLY)

    def begin(self, maintenance: Maintenance) -> None:
        """Pause the service, or say something else of the pause that goes on."""
        self._shelf.keep(ONLY, maintenance)

    def end(self) -> None:
        """Open it again; one that is open stays so."""
        self._shelf.drop(ONLY)
