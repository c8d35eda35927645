"""What staff looks after, in tables: referrals, traces, texts of mails, unwanted depositors."""

from collections.abc import Collection, Mapping
from datetime import datetime

from attrs import frozen
from sqlalchemy import bindparam, delete, func, insert, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import (
    stored,
    template_of,
    template_values,
    trace_of,
    trace_values,
    unwanted_of,
    unwanted_values,
)
from conseillers_adapters.sql.tables import needs, referrals, spam, templates, traces
from conseillers_application.ports import Awaited, Unwanted
from conseillers_domain.company import Siret
from conseillers_domain.errors import Conflict
from conseillers_domain.position import Stance
from conseillers_domain.templates import Template
from conseillers_domain.traces import Trace

_OPEN = [one.value for one in Stance if one.open]
_OPEN_OF = (
    select(referrals.c.need)
    .where(
        referrals.c.team == bindparam("team"),
        referrals.c.stance.in_(_OPEN),
        referrals.c.need > bindparam("after"),
    )
    .order_by(referrals.c.need)
    .limit(bindparam("most"))
)
_UNANSWERED = (
    select(needs.c.id)
    .where(
        needs.c.id > bindparam("after"),
        # Apart: asked in the order of needs, a database reads every referral there is.
        needs.c.id.in_(
            select(referrals.c.need).where(
                referrals.c.stance == Stance.PENDING.value, referrals.c.sent_at <= bindparam("sent_until")
            )
        ),
    )
    .order_by(needs.c.id)
    .limit(bindparam("most"))
)
_AWAITED = (
    select(needs.c.id, needs.c.subject, func.count(referrals.c.team).label("teams"))
    .outerjoin(referrals, (referrals.c.need == needs.c.id) & (referrals.c.stance == Stance.PENDING.value))
    .where(needs.c.id.in_(bindparam("ids", expanding=True)))
    .group_by(needs.c.id, needs.c.subject)
)
_ADD = insert(traces)
_OF_DEMAND = select(traces).where(traces.c.demand == bindparam("demand")).order_by(traces.c.at, traces.c.id)
_TEMPLATES = select(templates).order_by(templates.c.name, templates.c.version)
_VERSIONS = (
    select(templates).where(templates.c.name == bindparam("name")).order_by(templates.c.version.desc())
)
_ADD_TEMPLATE = insert(templates)
_HOLDS = (
    select(spam.c.kind)
    .where(
        ((spam.c.kind == "siret") & (spam.c.value == bindparam("siret")))
        | ((spam.c.kind == "email") & (spam.c.value == bindparam("email")))
    )
    .limit(1)
)
_UNWANT = {
    "sqlite": sqlite.insert(spam).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(spam).on_conflict_do_nothing(),
}
_WANT_AGAIN = delete(spam).where(spam.c.kind == bindparam("of"), spam.c.value == bindparam("which"))
_UNWANTED = select(spam).order_by(spam.c.kind, spam.c.value).limit(bindparam("most"))
_UNWANTED_AFTER = _UNWANTED.where(
    tuple_(spam.c.kind, spam.c.value) > tuple_(bindparam("after_kind"), bindparam("after_value"))
)


@frozen
class SqlReferrals:
    """The referrals of every need, found in a database."""

    connection: Line

    def open_of(self, team: str, after: str, limit: int) -> tuple[str, ...]:
        """The needs whose referral to that team is open, by their ids, those after one."""
        given = {"team": team, "after": after, "most": limit}
        return tuple(self.connection.execute(_OPEN_OF, given).scalars())

    def unanswered(self, sent_until: datetime, after: str, limit: int) -> tuple[str, ...]:
        """The needs with a referral unanswered since that instant, by their ids, those after one."""
        given = {"sent_until": stored(sent_until), "after": after, "most": limit}
        return tuple(self.connection.execute(_UNANSWERED, given).scalars())

    def awaited(self, need_ids: Collection[str]) -> Mapping[str, Awaited]:
        """What is awaited of each of these needs, by their ids; an unknown one is left out."""
        rows = self.connection.execute(_AWAITED, {"ids": list(need_ids)})
        return {row.id: Awaited(subject=row.subject, teams=row.teams) for row in rows}


@frozen
class SqlTraces:
    """What was done, kept in a database."""

    connection: Line

    def add(self, trace: Trace) -> None:
        """Keep one."""
        self.connection.execute(_ADD, trace_values(trace))

    def of_demand(self, demand_id: str) -> tuple[Trace, ...]:
        """All that was done with a demand and its need, oldest first."""
        return tuple(map(trace_of, self.connection.execute(_OF_DEMAND, {"demand": demand_id})))


@frozen
class SqlTemplates:
    """The texts that staff wrote, kept in a database."""

    connection: Line

    def current(self) -> Mapping[str, Template]:
        """The latest version of each that was written, by name."""
        return {row.name: template_of(row) for row in self.connection.execute(_TEMPLATES)}

    def versions(self, name: str) -> tuple[Template, ...]:
        """Those of one text, latest first."""
        return tuple(map(template_of, self.connection.execute(_VERSIONS, {"name": name})))

    def add(self, template: Template) -> None:
        """Keep a version. Raises Conflict when somebody kept it meanwhile."""
        try:
            self.connection.execute(_ADD_TEMPLATE, template_values(template))
        except IntegrityError:
            raise Conflict("Ce modèle vient d’être modifié par quelqu’un d’autre.") from None


@frozen
class SqlSpamList:
    """Whose demands are unwanted, kept in a database."""

    connection: Line

    def holds(self, siret: Siret, email: str) -> bool:
        """Whether either is on the list."""
        found = self.connection.execute(_HOLDS, {"siret": siret, "email": email})
        return found.scalar_one_or_none() is not None

    def add(self, unwanted: Unwanted) -> None:
        """Put one on the list; one that is there already stays as it is."""
        self.connection.execute(_UNWANT[self.connection.dialect.name], unwanted_values(unwanted))

    def remove(self, kind: str, value: str) -> bool:
        """Take one off; False when it was not there."""
        return self.connection.execute(_WANT_AGAIN, {"of": kind, "which": value}).rowcount == 1

    def page(self, after: tuple[str, str] | None, limit: int) -> tuple[Unwanted, ...]:
        """Those after that kind and value, in their order."""
        if after is None:
            rows = self.connection.execute(_UNWANTED, {"most": limit})
        else:
            kind, value = after
            given = {"most": limit, "after_kind": kind, "after_value": value}
            rows = self.connection.execute(_UNWANTED_AFTER, given)
        return tuple(map(unwanted_of, rows))
