"""Incidents, as they are followed, listed and watched."""

from datetime import datetime
from typing import Protocol

from conseillers_domain.incident import Incident, IncidentState


class Incidents(Protocol):
    """What was declared to go wrong."""

    def add(self, incident: Incident) -> None:
        """Keep a new one."""
        ...

    def get(self, incident_id: str) -> Incident:
        """Raises NotFound."""
        ...

    def save(self, incident: Incident) -> Incident:
        """Keep a changed one. Raises Conflict when somebody saved it since it was read."""
        ...


class IncidentLists(Protocol):
    """The same, as staff finds them and as their deadlines are watched."""

    def count(self, state: IncidentState | None) -> int:
        """How many are in that state, or in any."""
        ...

    def page(
        self, state: IncidentState | None, before: tuple[datetime, str] | None, limit: int
    ) -> tuple[Incident, ...]:
        """Those of a state, or of any, declared before that instant and id, latest first."""
        ...

    def awaiting(self, until: datetime, limit: int) -> tuple[Incident, ...]:
        """The breaches known by then whose notification is still awaited, oldest known first."""
        ...
