"""Incidents, in memory."""

from datetime import datetime

from attrs import evolve, frozen

from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.incident import Incident, IncidentState


@frozen
class MemoryIncidents:
    """What was declared to go wrong, kept in memory."""

    state: State

    @property
    def _incidents(self) -> Shelf[Incident]:
        return Shelf(Incident, self.state)

    def add(self, incident: Incident) -> None:
        """Keep a new one."""
        self._incidents.add(incident.id, incident)

    def get(self, incident_id: str) -> Incident:
        """Raises NotFound."""
        incident = self._incidents.find(incident_id)
        if incident is None:
            raise NotFound("Cet incident n’existe pas.")
        return incident

    def save(self, incident: Incident) -> Incident:
        """Keep a changed one. Raises Conflict when somebody saved it since it was read."""
        if self.get(incident.id).version != incident.version:
            raise Conflict("Cet incident vient d’être modifié par quelqu’un d’autre.")
        after = evolve(incident, version=incident.version + 1)
        self._incidents.keep(incident.id, after)
        return after


@frozen
class MemoryIncidentLists:
    """The same, listed and watched in memory."""

    state: State

    def count(self, state: IncidentState | None) -> int:
        """How many are in that state, or in any."""
        return len(self._in(state))

    def page(
        self, state: IncidentState | None, before: tuple[datetime, str] | None, limit: int
    ) -> tuple[Incident, ...]:
        """Those of a state, or of any, declared before that instant and id, latest first."""
        found = {(one.declared_at, one.id): one for one in self._in(state)}
        asked = (place for place in found if before is None or place < before)
        return tuple(found[place] for place in sorted(asked, reverse=True)[:limit])

    def awaiting(self, until: datetime, limit: int) -> tuple[Incident, ...]:
        """The breaches known by then whose notification is still awaited, oldest known first."""
        found = {
            (one.awaits_since, one.id): one
            for one in self._in(None)
            if one.awaits_since is not None and one.awaits_since <= until
        }
        return tuple(found[place] for place in sorted(found)[:limit])

    def _in(self, state: IncidentState | None) -> list[Incident]:
        return [one for one in Shelf(Incident, self.state) if state is None or one.state.value == state.value]
