"""Whether the service is paused, in a table of one row at most."""

from typing import Final

from attrs import frozen
from sqlalchemy import delete, insert, select

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.published import InForce
from conseillers_adapters.sql.rows import stored
from conseillers_adapters.sql.tables import instant, maintenance
from conseillers_adapters.sql.turns import take_turn
from conseillers_domain.maintenance import JobsMeanwhile, Maintenance

ONLY: Final = 1

_CURRENT = select(maintenance)
_BEGIN = insert(maintenance)
_END = delete(maintenance)


@frozen
class SqlMaintenances:
    """The pause that goes on, kept in a database; that there is none is asked with the versions in force."""

    connection: Line
    in_force: InForce

    def current(self) -> Maintenance | None:
        """The pause that goes on, None while the service is open."""
        if not self.in_force.paused:
            return None
        row = self.connection.execute(_CURRENT).one()
        return Maintenance(
            message=row.message,
            since=instant(row.since),
            by=row.by,
            until=None if row.until is None else instant(row.until),
            jobs=JobsMeanwhile(row.jobs),
        )

    def begin(self, maintenance: Maintenance) -> None:
        """Pause the service, or say something else of the pause that goes on."""
        take_turn(self.connection, "maintenance")
        self.end()
        until = maintenance.until
        self.connection.execute(
            _BEGIN,
            {
                "only": ONLY,
                "since": stored(maintenance.since),
                "by": maintenance.by,
                "message": maintenance.message,
                "until": None if until is None else stored(until),
                "jobs": maintenance.jobs.value,
            },
        )

    def end(self) -> None:
        """Open it again; one that is open stays so."""
        self.connection.execute(_END)
        self.in_force.changed()
