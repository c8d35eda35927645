"""The needs, their referrals and positions, in tables; positions are added, or put in better words."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from attrs import Factory, evolve, frozen
from sqlalchemy import Integer, bindparam, delete, insert, null, select, union_all, update

from conseillers_adapters.sql.inbox import SqlInbox
from conseillers_adapters.sql.rows import (
    decision_of,
    need_of,
    past_need_of,
    position_values,
    position_words,
    referral_values,
    stored,
    to_json,
)
from conseillers_adapters.sql.tables import left_referrals, needs, positions, referrals
from conseillers_application.decisions import NO_DECISION, KeptDecision, kept_decision
from conseillers_application.folding import words_of
from conseillers_domain.demand import Demand
from conseillers_domain.errors import Conflict, NotFound
from conseillers_domain.need import Need, Referral
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
_ASKED = union_all(
    select(
        *(referrals.c[name] for name in ("team", "sent_at", "rank")),
        null().label("how"),
        null().label("left_at"),
        null().label("turn"),
    ).where(referrals.c.need == bindparam("id")),
    select(*(left_referrals.c[name] for name in ("team", "sent_at", "rank", "how", "left_at", "turn"))).where(
        left_referrals.c.need == bindparam("id")
    ),
).subquery("asked")
_REFERRALS = (
    select(
        *(_ASKED.c[name] for name in ("team", "sent_at", "how", "left_at", "turn")),
        _ASKED.c.rank.label("place"),
        *(
            positions.c[name]
            for name in ("stance", "by", "at", "side", "reason", "help", "note", "corrections")
        ),
    )
    .outerjoin(positions, (positions.c.need == bindparam("id")) & (positions.c.team == _ASKED.c.team))
    .order_by(_ASKED.c.turn, _ASKED.c.left_at, _ASKED.c.rank, positions.c.rank)
)
"""A line a position, with its referral; one without, for a referral on which nothing is said."""
_OF_DEMAND = select(needs.c.id).where(needs.c.demand == bindparam("demand")).order_by(needs.c.id)
_ROUTING = select(needs.c.routing).where(needs.c.id == bindparam("id"))
_DECISIONS = (
    select(needs.c.id, needs.c.routing)
    .where(
        needs.c.created_at >= bindparam("since"),
        needs.c.created_at < bindparam("until"),
        needs.c.routing != "",  # forgotten with its company
    )
    .order_by(needs.c.created_at, needs.c.id)
)
_DECISIONS_ON = _DECISIONS.where(needs.c.subject.in_(bindparam("subjects", expanding=True)))
_SAVE = (
    update(needs)
    .where(needs.c.id == bindparam("same_id"), needs.c.version == bindparam("same_version"))
    .values(version=bindparam("after"), status=bindparam("now"))
)
_REROUTE = (
    update(needs)
    .where(needs.c.id == bindparam("same_id"))
    .values(subject=bindparam("about"), words=bindparam("found_by"), routing=bindparam("decided"))
)
_MOVE = (
    update(referrals)
    .where(referrals.c.need == bindparam("same_need"), referrals.c.team == bindparam("same_team"))
    .values(stance=bindparam("now"))
)
_HAND_OVER, _HAND_POSITIONS_OVER = (
    update(table)
    .where(table.c.need == bindparam("same_need"), table.c.team == bindparam("same_team"))
    .values(team=bindparam("to"))
    for table in (referrals, positions)
)
_LEAVE = insert(left_referrals).from_select(
    ["need", "team", "sent_at", "rank", "how", "left_at", "turn"],
    select(
        referrals.c.need,
        referrals.c.team,
        referrals.c.sent_at,
        referrals.c.rank,
        bindparam("how"),
        bindparam("left_at"),
        bindparam("turn", type_=Integer),
    ).where(referrals.c.need == bindparam("same_need"), referrals.c.team == bindparam("same_team")),
)
_GONE, _BACK = (
    delete(table).where(table.c.need == bindparam("same_need"), table.c.team == bindparam("same_team"))
    for table in (referrals, left_referrals)
)
_CORRECT = (
    update(positions)
    .where(
        positions.c.need == bindparam("same_need"),
        positions.c.team == bindparam("same_team"),
        positions.c.rank == bindparam("same_rank"),
    )
    .values({name: bindparam(f"new_{name}") for name in ("help", "note", "corrections")})
)
_CHANGES = (
    _LEAVE,
    _GONE,
    _HAND_OVER,
    _HAND_POSITIONS_OVER,
    _BACK,
    _ADD_REFERRAL,
    _MOVE,
    _ADD_POSITION,
    _CORRECT,
)
"""What may become of referrals, in the order it is said."""


@frozen
class SqlNeeds(SqlInbox):
    """The needs advisors work on, kept in a database; `writing`: what is read may be changed."""

    writing: bool
    _as_read: dict[str, Need] = Factory(dict)
    _places: dict[str, int] = Factory(dict)
    _turns: dict[str, int] = Factory(dict)

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
        lines = self.connection.execute(_REFERRALS, of).all()
        need = self._as_read[need_id] = need_of(row, lines)
        self._places[need_id] = max((line.place for line in lines), default=-1) + 1
        self._turns[need_id] = max((line.turn or 0 for line in lines), default=0) + 1
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

    def reroute(self, need: Need, demand: Demand, routing: Routing, commune_name: str | None) -> Need:
        """Keep a need changed with its subject, and the decision it now rests on."""
        after = self.save(need)
        self.connection.execute(
            _REROUTE,
            {
                "same_id": need.id,
                "about": need.subject,
                "found_by": " " + words_of(need, demand, commune_name),
                "decided": to_json(kept_decision(routing)),
            },
        )
        return after

    def _append(self, before: Need, after: Need) -> None:
        known = {one.team: one for one in before.referrals}
        was_left = {one.referral.team: len(one.referral.positions) for one in before.left}
        lines: dict[Any, list[Any]] = {statement: [] for statement in _CHANGES}
        for one in after.left:
            if one.referral.team in known:
                of = {"same_need": after.id, "same_team": one.referral.team}
                how = {"how": one.how.value, "left_at": stored(one.at), "turn": self._turns[after.id]}
                self._turns[after.id] += 1
                lines[_LEAVE].append(of | how)
                lines[_GONE].append(of)
        known |= self._handed_over(before, after, lines)
        place = self._places.get(after.id, 0)
        for referral in after.referrals:
            former, of = known.get(referral.team), {"same_need": after.id, "same_team": referral.team}
            first = len(former.positions) if former else 0
            if former is None or stored(former.sent_at) != stored(referral.sent_at):
                # New, or asked again: it comes last, and what it had said stays.
                if former is not None:
                    lines[_GONE].append(of)
                elif referral.team in was_left:
                    lines[_BACK].append(of)
                    first = was_left[referral.team]
                lines[_ADD_REFERRAL].append(referral_values(after.id, place, referral))
                place += 1
            elif former.stance is not referral.stance:
                lines[_MOVE].append({**of, "now": referral.stance.value})
            lines[_ADD_POSITION] += (
                position_values(after.id, referral.team, first + rank, position)
                for rank, position in enumerate(referral.positions[first:])
            )
            lines[_CORRECT] += _corrected(after.id, former, referral) if former else ()
        self._places[after.id] = place
        for statement, rows in lines.items():
            if rows:
                self.connection.execute(statement, rows)

    @staticmethod
    def _handed_over(before: Need, after: Need, lines: dict[Any, list[Any]]) -> dict[str, Referral]:
        """The referrals that another team has now, by that team: each stands where it stood."""
        ended = {one.referral.team for one in (*after.left, *before.left)}
        asked, now = {one.team for one in before.referrals}, {one.team for one in after.referrals}
        given = [one for one in before.referrals if one.team not in now | ended]
        taken = [one for one in after.referrals if one.team not in asked | ended]
        found = dict(zip((one.team for one in taken), given, strict=False))
        for to, former in found.items():
            line = {"same_need": after.id, "same_team": former.team, "to": to}
            lines[_HAND_OVER].append(line)
            lines[_HAND_POSITIONS_OVER].append(line)
        return found

    def decision(self, need_id: str) -> KeptDecision:
        """The decision kept with a need. Raises NotFound."""
        text = self.connection.execute(_ROUTING, {"id": need_id}).scalar_one_or_none()
        if text is None:
            raise NotFound("Ce besoin n’existe pas.")
        if not text:
            raise NotFound(NO_DECISION, code="forgotten")
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


def _corrected(need: str, former: Referral, referral: Referral) -> Iterator[dict[str, Any]]:
    """The positions that were put in better words."""
    for rank, (before, after) in enumerate(zip(former.positions, referral.positions, strict=False)):
        if before.corrections != after.corrections:
            where = {"same_need": need, "same_team": referral.team, "same_rank": rank}
            yield where | {f"new_{name}": value for name, value in position_words(after).items()}
