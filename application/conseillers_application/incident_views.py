"""Incidents as they are read: by who declares one, and by staff."""

from collections.abc import Mapping
from datetime import datetime

from attrs import asdict, frozen

from conseillers_application.task_views import SOMEBODY
from conseillers_domain.incident import Incident, IncidentKind, IncidentState, Step


@frozen(kw_only=True)
class DeclaredIncident:
    """Ce que garde qui a déclaré un incident : sa référence."""

    id: str
    kind: IncidentKind
    kind_label: str
    declared_at: datetime


@frozen(kw_only=True)
class EventView:
    """Une ligne du journal d’un incident ; `by` : qui l’a écrite."""

    step: Step
    step_label: str
    at: datetime
    by: str
    note: str
    kind: IncidentKind | None


@frozen(kw_only=True)
class IncidentLine:
    """Un incident dans une liste ; `notify_by` : quand la CNIL doit en être notifiée, s’il le faut."""

    id: str
    kind: IncidentKind
    kind_label: str
    state: IncidentState
    state_label: str
    since: datetime | None
    declared_at: datetime
    declared_by: str
    notify_by: datetime | None
    notified_at: datetime | None
    late: bool


@frozen(kw_only=True)
class IncidentSheet(IncidentLine):
    """Un incident et tout ce qui en a été fait."""

    declared_kind: IncidentKind
    description: str
    events: tuple[EventView, ...]
    version: int


@frozen(kw_only=True)
class IncidentPage:
    """Des incidents, le dernier déclaré d’abord."""

    items: tuple[IncidentLine, ...]
    total: int
    next: str | None


def declared_view(incident: Incident) -> DeclaredIncident:
    """What who declares an incident keeps of it."""
    return DeclaredIncident(
        id=incident.id,
        kind=incident.declared_kind,
        kind_label=incident.declared_kind.label,
        declared_at=incident.declared_at,
    )


def people_of(incident: Incident) -> frozenset[str]:
    """The accounts that an incident names."""
    return frozenset({incident.declared_by, *(one.by for one in incident.events)})


def line_of(incident: Incident, names: Mapping[str, str], now: datetime) -> IncidentLine:
    """An incident in a list."""
    limit = incident.notify_by if incident.awaits_since is not None else None
    return IncidentLine(
        id=incident.id,
        kind=incident.kind,
        kind_label=incident.kind.label,
        state=incident.state,
        state_label=incident.state.label,
        since=incident.since,
        declared_at=incident.declared_at,
        declared_by=names.get(incident.declared_by, SOMEBODY),
        notify_by=incident.notify_by,
        notified_at=incident.notified_at,
        late=limit is not None and limit <= now,
    )


def sheet_of(incident: Incident, names: Mapping[str, str], now: datetime) -> IncidentSheet:
    """An incident, whole."""
    line = line_of(incident, names, now)
    return IncidentSheet(
        **asdict(line),
        declared_kind=incident.declared_kind,
        description=incident.description,
        events=tuple(
            EventView(
                step=one.step,
                step_label=one.step.label,
                at=one.at,
                by=names.get(one.by, SOMEBODY),
                note=one.note,
                kind=one.kind,
            )
            for one in incident.events
        ),
        version=incident.version,
    )
