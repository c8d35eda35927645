"""Staff reads incidents, qualifies them, follows them and closes them, all of it in their log (CGU 6.2)."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from attrs import frozen

from conseillers_application.exports import ExportFormat, Row, Sheet, WriteSheet, bounded
from conseillers_application.incident_views import (
    IncidentPage,
    IncidentSheet,
    line_of,
    people_of,
    sheet_of,
)
from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_application.read_inbox import read_cursor, write_mark
from conseillers_application.task_views import SOMEBODY
from conseillers_domain.accounts import Act, Person
from conseillers_domain.calendar import PARIS
from conseillers_domain.errors import Invalid, Stale
from conseillers_domain.incident import (
    Incident,
    IncidentEvent,
    IncidentKind,
    IncidentState,
    Step,
    event_faults,
)

COLUMNS = (
    "référence",
    "sorte",
    "état",
    "commencé le",
    "déclaré le",
    "déclaré par",
    "description",
    "CNIL à notifier avant le",
    "CNIL notifiée le",
    "journal",
)
PAGE = 500


@frozen(kw_only=True)
class ReadIncidents:
    """Staff reads what was declared, and what became of it."""

    read: UnitOfWork
    now: Clock
    write: WriteSheet

    def __call__(
        self, person: Person, state: IncidentState | None, cursor: str | None = None, limit: int = 25
    ) -> IncidentPage:
        """Raises NotFound to who may not, Invalid for a page mark that is not one of ours."""
        person.must_be_allowed(Act.HANDLE_INCIDENTS)
        before = read_cursor(cursor) if cursor else None
        with self.read() as work:
            total = work.incident_lists.count(state)
            found = work.incident_lists.page(state, before, limit + 1)
            shown = found[:limit]
            names = work.accounts.names(frozenset(one.declared_by for one in shown))
        now = self.now()
        end = shown[-1] if len(found) > len(shown) else None
        return IncidentPage(
            items=tuple(line_of(one, names, now) for one in shown),
            total=total,
            next=None if end is None else write_mark(end.declared_at, end.id),
        )

    def one(self, person: Person, incident_id: str) -> IncidentSheet:
        """Raises NotFound."""
        person.must_be_allowed(Act.HANDLE_INCIDENTS)
        with self.read() as work:
            incident = work.incidents.get(incident_id)
            return sheet_of(incident, work.accounts.names(people_of(incident)), self.now())

    def register(self, person: Person) -> bytes:
        """The register of all incidents, as a file for a spreadsheet. Raises NotFound to who may not."""
        person.must_be_allowed(Act.HANDLE_INCIDENTS)
        sheet = Sheet(name="incidents", columns=COLUMNS, rows=bounded(self._rows()))
        return self.write(sheet, ExportFormat.CSV)

    def _rows(self) -> Iterator[Row]:
        before = None
        while True:
            with self.read() as work:
                found = work.incident_lists.page(None, before, PAGE)
                names = work.accounts.names(frozenset(name for one in found for name in people_of(one)))
            yield from (_row(one, names) for one in found)
            if len(found) < PAGE:
                return
            before = (found[-1].declared_at, found[-1].id)


@frozen(kw_only=True)
class NewEvent:
    """Ce que l’équipe fait d’un incident ; `kind` : de quelle sorte il est, quand elle le qualifie."""

    step: Step
    note: str
    kind: IncidentKind | None = None


@frozen(kw_only=True)
class FollowIncident:
    """Staff writes a line in the log of an incident."""

    begin: UnitOfWork
    now: Clock

    @once_more
    def __call__(
        self, person: Person, incident_id: str, new: NewEvent, *, expected_version: int | None = None
    ) -> IncidentSheet:
        """Raises NotFound, Invalid, Stale, or Conflict for what may not be done from its state."""
        person.must_be_allowed(Act.HANDLE_INCIDENTS)
        at = self.now()
        with self.begin() as work:
            incident = work.incidents.get(incident_id)
            if expected_version is not None and expected_version != incident.version:
                raise Stale("Cet incident a changé depuis que vous l’avez lu : relisez-le.")
            if faults := event_faults(new.step, new.note, new.kind):
                raise Invalid(*faults)
            event = IncidentEvent(step=new.step, at=at, by=person.id, note=new.note, kind=new.kind)
            after = work.incidents.save(incident.follow(event))
            names = work.accounts.names(people_of(after))
        return sheet_of(after, names, at)


def _row(incident: Incident, names: Mapping[str, str]) -> Row:
    log = (
        f"{_hour(one.at)} — {one.step.label} ({names.get(one.by, SOMEBODY)}) : {one.note}"
        for one in incident.events
    )
    return (
        incident.id,
        incident.kind.label,
        incident.state.label,
        _hour(incident.since),
        _hour(incident.declared_at),
        names.get(incident.declared_by, SOMEBODY),
        incident.description,
        _hour(incident.notify_by),
        _hour(incident.notified_at),
        "\n".join(log),
    )


def _hour(at: datetime | None) -> str | None:
    return None if at is None else f"{at.astimezone(PARIS):%Y-%m-%d %H:%M}"
