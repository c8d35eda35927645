"""What is done to accounts, and what the direction decided of them, in tables."""

from datetime import datetime

from attrs import frozen
from sqlalchemy import bindparam, func, insert, select, tuple_

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import AnyRow, stored
from conseillers_adapters.sql.tables import account_changes, direction_decisions, instant
from conseillers_adapters.sql.turns import take_turn
from conseillers_domain.account_changes import AccountChange, ChangeKind
from conseillers_domain.accounts import Motive, Role
from conseillers_domain.decisions_of_direction import DirectionDecision, Measure
from conseillers_domain.errors import Conflict, NotFound

_ADD = insert(account_changes)
_GET = select(account_changes).where(account_changes.c.id == bindparam("id"))
_OF = (
    select(account_changes)
    .where(account_changes.c.account == bindparam("account"))
    .order_by(account_changes.c.id)
)
_SERVED = select(account_changes.c.id).where(account_changes.c.decision == bindparam("decision"))
_DECIDE = insert(direction_decisions)
_DECISION = select(direction_decisions).where(direction_decisions.c.id == bindparam("id"))
_COUNT = select(func.count()).select_from(direction_decisions)
_LATEST = (
    select(direction_decisions)
    .order_by(direction_decisions.c.at.desc(), direction_decisions.c.id.desc())
    .limit(bindparam("limit"))
)
_EARLIER = _LATEST.where(
    tuple_(direction_decisions.c.at, direction_decisions.c.id)
    < tuple_(bindparam("before"), bindparam("before_id"))
)


@frozen
class SqlAccountChanges:
    """What was done to accounts, kept in a database."""

    connection: Line

    def add(self, change: AccountChange) -> None:
        """Keep one. Raises Conflict when its decision was carried out already."""
        if change.decision is not None:
            take_turn(self.connection, change.decision)
            if self.connection.execute(_SERVED, {"decision": change.decision}).one_or_none() is not None:
                raise Conflict("Cette décision de la direction est déjà exécutée.", code="decision_used")
        self.connection.execute(
            _ADD,
            {
                "id": change.id,
                "account": change.account,
                "kind": change.kind.value,
                "at": stored(change.at),
                "by": change.by,
                "motive": change.motive and change.motive.value,
                "decision": change.decision,
                "reason": change.reason,
                "roles": " ".join(role.value for role in change.roles),
                "forgotten_at": None,
            },
        )

    def get(self, change_id: str) -> AccountChange:
        """Raises NotFound."""
        row = self.connection.execute(_GET, {"id": change_id}).one_or_none()
        if row is None:
            raise NotFound("Ce changement de compte n’existe pas.")
        return _change_of(row)

    def of(self, account_id: str) -> tuple[AccountChange, ...]:
        """All that was done to an account, oldest first."""
        return tuple(map(_change_of, self.connection.execute(_OF, {"account": account_id})))


def _change_of(row: AnyRow) -> AccountChange:
    return AccountChange(
        id=row.id,
        account=row.account,
        kind=ChangeKind(row.kind),
        at=instant(row.at),
        by=row.by,
        motive=row.motive and Motive(row.motive),
        decision=row.decision,
        reason=row.reason,
        roles=tuple(map(Role, row.roles.split())),
    )


@frozen
class SqlDirectionDecisions:
    """What the direction decided of accounts, kept in a database."""

    connection: Line

    def add(self, decision: DirectionDecision) -> None:
        """Keep one."""
        self.connection.execute(
            _DECIDE,
            {
                "id": decision.id,
                "account": decision.account,
                "measure": decision.measure.value,
                "why": decision.why,
                "at": stored(decision.at),
                "by": decision.by,
            },
        )

    def get(self, decision_id: str) -> DirectionDecision:
        """Raises NotFound."""
        row = self.connection.execute(_DECISION, {"id": decision_id}).one_or_none()
        if row is None:
            raise NotFound("Cette décision de la direction n’existe pas.")
        return _decision_of(row)

    def count(self) -> int:
        """How many there are."""
        return int(self.connection.execute(_COUNT).scalar_one())

    def page(self, before: tuple[datetime, str] | None, limit: int) -> tuple[DirectionDecision, ...]:
        """Those before that instant and id, latest first."""
        if before is None:
            found = self.connection.execute(_LATEST, {"limit": limit})
        else:
            at, name = before
            found = self.connection.execute(
                _EARLIER, {"before": stored(at), "before_id": name, "limit": limit}
            )
        return tuple(map(_decision_of, found))


def _decision_of(row: AnyRow) -> DirectionDecision:
    return DirectionDecision(
        id=row.id,
        account=row.account,
        measure=Measure(row.measure),
        why=row.why,
        at=instant(row.at),
        by=row.by,
    )
