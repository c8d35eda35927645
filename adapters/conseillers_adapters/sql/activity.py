"""When somebody last did something about demands, not the service by itself: several asked at once."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import bindparam, func, select, union_all

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import from_json, stored
from conseillers_adapters.sql.tables import (
    comments,
    left_referrals,
    needs,
    positions,
    referrals,
    surveys,
    traces,
)
from conseillers_domain.position import BY_RULE, Correction
from conseillers_domain.referral import Leaving

_OURS: Final = needs.c.demand.in_(bindparam("ids", expanding=True))
_SAID: Final = union_all(
    select(traces.c.demand, traces.c.at).where(
        traces.c.demand.in_(bindparam("ids", expanding=True)), traces.c.by != BY_RULE
    ),
    select(needs.c.demand, needs.c.created_at).where(_OURS),
    *(
        select(needs.c.demand, at).join_from(needs, at.table, at.table.c.need == needs.c.id).where(_OURS)
        for at in (
            referrals.c.sent_at,
            left_referrals.c.sent_at,
            comments.c.at,
        )
    ),
    select(needs.c.demand, left_referrals.c.left_at)
    .join_from(needs, left_referrals, left_referrals.c.need == needs.c.id)
    .where(_OURS, left_referrals.c.how == Leaving.WITHDRAWN.value),
    select(needs.c.demand, positions.c.at)
    .join_from(needs, positions, positions.c.need == needs.c.id)
    .where(_OURS, positions.c.by != BY_RULE),
    select(needs.c.demand, func.coalesce(surveys.c.shared_at, surveys.c.answered_at))
    .join_from(needs, surveys, surveys.c.need == needs.c.id)
    .where(_OURS),
).subquery("said")
_LAST: Final = select(_SAID.c.demand, func.max(_SAID.c.at).label("at")).group_by(_SAID.c.demand)
_CORRECTED: Final = (
    select(needs.c.demand, positions.c.corrections)
    .join_from(needs, positions, positions.c.need == needs.c.id)
    .where(_OURS, positions.c.corrections.is_not(None))
)


def last_activities(connection: Line, ids: Sequence[str]) -> Mapping[str, str]:
    """By demand, when something was last done about it, its deposit left out; nothing where nothing was."""
    if not ids:
        return {}
    last: dict[str, str] = {row.demand: row.at for row in connection.execute(_LAST, {"ids": ids})}
    for row in connection.execute(_CORRECTED, {"ids": ids}).all():
        for one in from_json(tuple[Correction, ...], row.corrections):
            last[row.demand] = max(last[row.demand], stored(one.at))
    return last
