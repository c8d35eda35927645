"""The needs, their referrals and positions, in tables; positions are only ever added."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from attrs import Factory, evolve, frozen
from sqlalchemy import bindparam, insert, select, update

from conseillers_adapters.sql.inbox import SqlInbox
from conseillers_adapters.sql.rows import (
    decision_of,
    need_of,
    past_need_of,
    position_values,
    referral_values,
    stored,
    to_json,
)
from conseillers_adapters.sql.tables import needs, positions, referrals
from conseillers_application.decisions import KeptDecision, kept_decision
from conseillers_application.folding import words_of
from conseillers_domain.demand import Demand
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.need import Need
from conseillers_domain.routing import Routing
from conseillers_domain.what_if import PastNeed

_ADD = insert(needs)
_ADD_REFERRAL = insert(referrals)
_ADD_POSITION = insert(positions)
_GET = select(needs.c.id, needs.c.demand, needs.c.subject, needs.c.created_at, needs.c.version).where(
    needs.c.id == bindparam("id")
)
_GET_TO_CHANGE = _GET.with_for_update(key_share=True)
"""Where writers are several, the one that reads a need to change it makes the others wait."""
_REFERRALS = (
    select(
        referrals.c.team,
        referrals.c.sent_at,
        referrals.c.archived_at,
        *(positions.c[name] for name in ("stance", "by", "at", "side", "reason", "help", "note")),
    )
    .outerjoin(positions, (positions.c.need == referrals.c.need) & (positions.c.team == referrals.c.team))
    .where(referrals.c.need == bindparam("id"))
    .order_by(referrals.c.rank, positions.c.rank)
)
"""A line a position, with its referral; one without, for a referral on which nothing is said."""
_OF_DEMAND = select(needs.c.id).where(needs.c.demand == bindparam("demand")).order_by(needs.c.id)
_ROUTING = select(needs.c.routing).where(needs.c.id == bindparam("id"))
_DECISIONS = (
    select(needs.c.id, needs.c.routing)
    .where(needs.c.created_at >= bindparam("since"), needs.c.created_at < bindparam("until"))
    .order_by(needs.c.created_at, needs.c.id)
)
_DECISIONS_ON = _DECISIONS.where(needs.c.subject.in_(bindparam("subjects", expanding=True)))
_SAVE = (
    update(needs)
    .where(needs.c.id == bindparam("same_id"), needs.c.version == bindparam("same_version"))
    .values(version=bindparam("after"), status=bindparam("now"))
)
_MOVE = (
    update(referrals)
    .where(referrals.c.need == bindparam("same_need"), referrals.c.team == bindparam("same_team"))
    .values(stance=bindparam("now"), archived_at=bindparam("put_away"))
)


@frozen
class SqlNeeds(SqlInbox):
    """The needs advisors work on, kept in a database; `writing`: what is read may be changed."""

    writing: bool
    _as_read: dict[str, Need] = Factory(dict)

    def add(self, need: Need, demand: Demand, routing: Routing, commune_name: str | None) -> None:
        """Keep a new need, its decision, and what lists show and search of its demand."""
        company = demand.establishment.name if demand.establishment else None
        self.connection.execute(
            _ADD,
            {
                "id": need.id,
                "demand": need.demand,
                "version": need.version,
                "subject": need.subject,
                "created_at": stored(need.created_at),
                "deposited_at": stored(demand.deposited_at),
                "status": need.status.value,
                "company": company,
                "commune_name": commune_name,
                "words": " " + words_of(need, demand, commune_name),
                "routing": to_json(kept_decision(routing)),
            },
        )
        self._append(evolve(need, referrals=()), need)

    def get(self, need_id: str) -> Need:
        """Raises NotFound."""
        of = {"id": need_id}
        row = self.connection.execute(_GET_TO_CHANGE if self.writing else _GET, of).one_or_none()
        if row is None:
            raise NotFound("Ce besoin n’existe pas.")
        need = self._as_read[need_id] = need_of(row, self.connection.execute(_REFERRALS, of))
        return need

    def of_demand(self, demand_id: str) -> tuple[Need, ...]:
        """The needs a demand gave, oldest first."""
        found = self.connection.execute(_OF_DEMAND, {"demand": demand_id}).scalars()
        return tuple(map(self.get, found))

    def save(self, need: Need) -> Need:
        """Keep a changed need. Raises Conflict when somebody saved it since it was read."""
        before = self._as_read.get(need.id) or self.get(need.id)
        saved = self.connection.execute(
            _SAVE,
            {
                "same_id": need.id,
                "same_version": need.version,
                "after": need.version + 1,
                "now": need.status.value,
            },
        )
        if saved.rowcount != 1:
            raise Conflict("Ce besoin vient d’être modifié par quelqu’un d’autre.")
        self._append(before, need)
        after = self._as_read[need.id] = evolve(need, version=need.version + 1)
        return after

    def _append(self, before: Need, after: Need) -> None:
        known = {one.team: one for one in before.referrals}
        asked, moved, said = list[Any](), list[Any](), list[Any]()
        for rank, referral in enumerate(after.referrals):
            former = known.get(referral.team)
            if former is None:
                asked.append(referral_values(after.id, rank, referral))
            elif (former.stance, former.archived_at) != (referral.stance, referral.archived_at):
                moved.append(
                    {
                        "same_need": after.id,
                        "same_team": referral.team,
                        "now": referral.stance.value,
                        "put_away": referral.archived_at and stored(referral.archived_at),
                    }
                )
            first = len(former.positions) if former else 0
            said += (
                position_values(after.id, referral.team, first + rank, position)
                for rank, position in enumerate(referral.positions[first:])
            )
        for statement, rows in ((_ADD_REFERRAL, asked), (_MOVE, moved), (_ADD_POSITION, said)):
            if rows:
                self.connection.execute(statement, rows)

    def decision(self, need_id: str) -> KeptDecision:
        """The decision kept with a need. Raises NotFound."""
        text = self.connection.execute(_ROUTING, {"id": need_id}).scalar_one_or_none()
        if text is None:
            raise NotFound("Ce besoin n’existe pas.")
        return decision_of(text)

    def decisions(self, since: datetime, until: datetime) -> Iterator[tuple[str, KeptDecision]]:
        """The decisions of the needs created from one instant to another, that one left out, oldest first."""
        between = {"since": stored(since), "until": stored(until)}
        for row in self.connection.execute(_DECISIONS, between):
            yield row.id, decision_of(row.routing)

    def past(
        self, since: datetime, until: datetime, subjects: frozenset[str] | None = None
    ) -> Iterator[PastNeed]:
        """What routing looked at in the needs created from one instant to another, oldest first."""
        asked = _DECISIONS if subjects is None else _DECISIONS_ON
        between = {"since": stored(since), "until": stored(until), "subjects": sorted(subjects or ())}
        for row in self.connection.execute(asked, between):
            yield past_need_of(row.id, row.routing)
