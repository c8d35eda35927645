"""The lists of « Besoins reçus »: each need in one tab of its reader, counted and paged by the database."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from attrs import frozen
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Subquery,
    bindparam,
    case,
    func,
    select,
    tuple_,
)

from conseillers_adapters.sql.line import Line
from conseillers_adapters.sql.rows import inbox_row, stored
from conseillers_adapters.sql.tables import needs, referrals
from conseillers_application.views import InboxQuery, InboxRow
from conseillers_domain.calendar import first_instant_of
from conseillers_domain.need import TAB_ORDER, Tab
from conseillers_domain.position import Stance

ONE_DAY: Final = timedelta(days=1)

SHAPES: Final = 64
"""Statements kept ready: people filter in a few ways, and search few words."""


@frozen
class SqlInbox:
    """Counts and pages; what `tab_of` and `TAB_ORDER` say in the domain, said in SQL.

    The contracts compare the two.
    """

    connection: Line

    def counts(self, query: InboxQuery) -> Mapping[Tab, int]:
        """How many needs each tab holds under the query's filters; a need is in one tab only."""
        counts = dict.fromkeys(Tab, 0)
        if query.teams:
            for place, count in self.connection.execute(_counting(_shape(query)), _asked(query)):
                counts[TAB_ORDER[place]] = count
        return counts

    def page(self, query: InboxQuery) -> tuple[InboxRow, ...]:
        """At most `limit` needs of the tab after `after`, latest sent first."""
        if not query.teams:
            return ()
        listing = _listing(_shape(query), after=query.after is not None)
        return tuple(map(inbox_row, self.connection.execute(listing, _asked(query))))


@frozen
class _Shape:
    """What makes the statement of a query, its values put apart: building one costs more than running it."""

    several: bool
    words: int
    subjects: bool
    since: bool
    until: bool


def _shape(query: InboxQuery) -> _Shape:
    # The ends of the calendar have no day before or after, and bound nothing.
    return _Shape(
        several=len(query.teams) > 1,
        words=len(query.words),
        subjects=query.subjects is not None,
        since=query.since is not None and query.since > date.min,
        until=query.until is not None and query.until < date.max,
    )


def _asked(query: InboxQuery) -> dict[str, object]:
    shape = _shape(query)
    sent_at, need = query.after or (query.now, "")
    return {
        "teams": sorted(query.teams) if shape.several else next(iter(query.teams)),
        "expired": stored(query.now - query.expiry),
        "tab": TAB_ORDER.index(query.tab),
        "limit": query.limit,
        "after_at": stored(sent_at),
        "after_need": need,
        "subjects": sorted(query.subjects or ()),
        "since": stored(first_instant_of(query.since)) if query.since and shape.since else None,
        "until": stored(first_instant_of(query.until + ONE_DAY)) if query.until and shape.until else None,
        **{f"word_{rank}": f"% {word}%" for rank, word in enumerate(query.words)},
    }


@lru_cache(maxsize=SHAPES)
def _counting(shape: _Shape) -> Select[int, int]:
    mine = _mine(shape)
    return select(mine.c.tab, func.count()).group_by(mine.c.tab)


@lru_cache(maxsize=SHAPES)
def _listing(shape: _Shape, *, after: bool) -> Select[*tuple[Any, ...]]:
    mine = _mine(shape)
    lines = (
        select(
            mine.c.need,
            mine.c.team,
            mine.c.sent_at,
            mine.c.stance,
            needs.c.subject,
            needs.c.company,
            needs.c.commune_name,
            needs.c.deposited_at,
            needs.c.status,
        )
        .join(needs, needs.c.id == mine.c.need)
        .where(mine.c.tab == bindparam("tab"))
        .order_by(mine.c.sent_at.desc(), mine.c.need.desc())
        .limit(bindparam("limit"))
    )
    if after:
        where_it_ended = tuple_(bindparam("after_at"), bindparam("after_need"))
        lines = lines.where(tuple_(mine.c.sent_at, mine.c.need) < where_it_ended)
    return lines


def _mine(shape: _Shape) -> Subquery:
    """One line a need put before these teams: its team, the place of its tab, when it was sent."""
    tab = _tab()
    teams: BindParameter[str] = bindparam("teams", expanding=shape.several)
    lines = select(
        referrals.c.need,
        referrals.c.team,
        referrals.c.sent_at,
        referrals.c.stance,
        tab.label("tab"),
    ).where(
        referrals.c.team.in_(teams) if shape.several else referrals.c.team == teams,
    )
    filters = _filters(shape)
    if filters:
        lines = lines.join(needs, needs.c.id == referrals.c.need).where(*filters)
    if not shape.several:
        return lines.subquery("mine")
    ranked = lines.add_columns(
        func.row_number()
        .over(
            partition_by=referrals.c.need,
            order_by=(tab, referrals.c.sent_at.desc(), referrals.c.team),
        )
        .label("place")
    ).subquery("ranked")
    return select(ranked).where(ranked.c.place == 1).subquery("mine")


def _tab() -> ColumnElement[int]:
    place = TAB_ORDER.index
    expired = referrals.c.sent_at <= bindparam("expired")
    pending = referrals.c.stance == Stance.PENDING.value
    return case(
        (pending & expired, place(Tab.EXPIRED)),
        (pending, place(Tab.INBOX)),
        (referrals.c.stance == Stance.TAKEN.value, place(Tab.TAKEN)),
        (referrals.c.stance == Stance.REFUSED.value, place(Tab.REFUSED)),
        else_=place(Tab.CLOSED),
    )


def _filters(shape: _Shape) -> tuple[ColumnElement[bool], ...]:
    found: list[ColumnElement[bool]] = [
        needs.c.words.like(bindparam(f"word_{rank}")) for rank in range(shape.words)
    ]
    if shape.subjects:
        found.append(needs.c.subject.in_(bindparam("subjects", expanding=True)))
    if shape.since:
        found.append(needs.c.deposited_at >= bindparam("since"))
    if shape.until:
        found.append(needs.c.deposited_at < bindparam("until"))
    return tuple(found)
