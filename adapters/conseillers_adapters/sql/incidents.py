"""Incidents, in tables."""

from datetime import datetime
from typing import Any

from attrs import evolve, frozen
from sqlalchemy import Select, bindparam, func, insert, select, tuple_, update

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import AnyRow, Values, from_json, stored, to_json
from conseillers_adapters.sql.tables import incidents, instant
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.incident import Incident, IncidentEvent, IncidentKind, IncidentState

PROGRESS = ("events", "state", "awaits_since", "version")
"""What changes of one."""

_ADD = insert(incidents)
_GET = select(incidents).where(incidents.c.id == bindparam("id"))
_SAVE = (
    update(incidents)
    .where(incidents.c.id == bindparam("same_id"), incidents.c.version == bindparam("same_version"))
    .values({name: bindparam(f"new_{name}") for name in PROGRESS})
)
_COUNT = select(func.count()).select_from(incidents)
_PAGE = (
    select(incidents)
    .order_by(incidents.c.declared_at.desc(), incidents.c.id.desc())
    .limit(bindparam("limit"))
)
_IN = incidents.c.state == bindparam("state")
_BEFORE = tuple_(incidents.c.declared_at, incidents.c.id) < tuple_(
    bindparam("before"), bindparam("before_id")
)
_PAGES: dict[tuple[bool, bool], Select[Any]] = {
    (False, False): _PAGE,
    (False, True): _PAGE.where(_BEFORE),
    (True, False): _PAGE.where(_IN),
    (True, True): _PAGE.where(_IN, _BEFORE),
}
"""By whether a state is asked for, and where to read on from."""
_AWAITING = (
    select(incidents)
    .where(incidents.c.awaits_since.is_not(None), incidents.c.awaits_since <= bindparam("until"))
    .order_by(incidents.c.awaits_since, incidents.c.id)
    .limit(bindparam("limit"))
)


@frozen
class SqlIncidents:
    """What was declared to go wrong, kept in a database."""

    connection: Line

    def add(self, incident: Incident) -> None:
        """Keep a new one."""
        self.connection.execute(
            _ADD,
            {
                "id": incident.id,
                "declared_kind": incident.declared_kind.value,
                "description": incident.description,
                "since": incident.since and stored(incident.since),
                "declared_at": stored(incident.declared_at),
                "declared_by": incident.declared_by,
                **_progress(incident),
            },
        )

    def get(self, incident_id: str) -> Incident:
        """Raises NotFound."""
        row = self.connection.execute(_GET, {"id": incident_id}).one_or_none()
        if row is None:
            raise NotFound("Cet incident n’existe pas.")
        return _incident_of(row)

    def save(self, incident: Incident) -> Incident:
        """Keep a changed one. Raises Conflict when somebody saved it since it was read."""
        after = evolve(incident, version=incident.version + 1)
        values = {f"new_{name}": value for name, value in _progress(after).items()}
        given = {"same_id": incident.id, "same_version": incident.version}
        if self.connection.execute(_SAVE, {**given, **values}).rowcount != 1:
            raise Conflict("Cet incident vient d’être modifié par quelqu’un d’autre.")
        return after


@frozen
class SqlIncidentLists:
    """The same, listed and watched in a database."""

    connection: Line

    def count(self, state: IncidentState | None) -> int:
        """How many are in that state, or in any."""
        if state is None:
            return int(self.connection.execute(_COUNT).scalar_one())
        return int(self.connection.execute(_COUNT.where(_IN), {"state": state.value}).scalar_one())

    def page(
        self, state: IncidentState | None, before: tuple[datetime, str] | None, limit: int
    ) -> tuple[Incident, ...]:
        """Those of a state, or of any, declared before that instant and id, latest first."""
        given: Values = {"limit": limit}
        if state is not None:
            given["state"] = state.value
        if before is not None:
            given |= {"before": stored(before[0]), "before_id": before[1]}
        asked = _PAGES[state is not None, before is not None]
        return tuple(map(_incident_of, self.connection.execute(asked, given)))

    def awaiting(self, until: datetime, limit: int) -> tuple[Incident, ...]:
        """The breaches known by then whose notification is still awaited, oldest known first."""
        rows = self.connection.execute(_AWAITING, {"until": stored(until), "limit": limit})
        return tuple(map(_incident_of, rows))


def _progress(incident: Incident) -> Values:
    return {
        "events": to_json(incident.events),
        "state": incident.state.value,
        "awaits_since": incident.awaits_since and stored(incident.awaits_since),
        "version": incident.version,
    }


def _incident_of(row: AnyRow) -> Incident:
    return Incident(
        id=row.id,
        declared_kind=IncidentKind(row.declared_kind),
        description=row.description,
        since=row.since and instant(row.since),
        declared_at=instant(row.declared_at),
        declared_by=row.declared_by,
        events=from_json(tuple[IncidentEvent, ...], row.events),
        version=row.version,
    )
