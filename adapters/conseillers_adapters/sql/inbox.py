"""The lists of « Besoins reçus »: each need in one tab of its reader, counted and paged by the database."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from attrs import frozen
from sqlalchemy import ColumnElement, Connection, Subquery, case, func, select, tuple_

from conseillers_adapters.sql.rows import inbox_row, stored
from conseillers_adapters.sql.tables import needs, referrals
from conseillers_application.views import InboxQuery, InboxRow
from conseillers_domain.calendar import first_instant_of
from conseillers_domain.need import EXPIRY, TAB_ORDER, Tab
from conseillers_domain.position import Stance

ONE_DAY: Final = timedelta(days=1)


@frozen
class SqlInbox:
    """Counts and pages; what `tab_of` and `TAB_ORDER` say in the domain, said in SQL.

    The contracts compare the two.
    """

    connection: Connection

    def counts(self, query: InboxQuery) -> Mapping[Tab, int]:
        """How many needs each tab holds under the query's filters; a need is in one tab only."""
        counts = dict.fromkeys(Tab, 0)
        if query.teams:
            mine = _mine(query)
            found = select(mine.c.tab, func.count()).group_by(mine.c.tab)
            for place, count in self.connection.execute(found):
                counts[TAB_ORDER[place]] = count
        return counts

    def page(self, query: InboxQuery) -> tuple[InboxRow, ...]:
        """At most `limit` needs of the tab after `after`, latest sent first."""
        if not query.teams:
            return ()
        mine = _mine(query)
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
            .where(mine.c.tab == TAB_ORDER.index(query.tab))
            .order_by(mine.c.sent_at.desc(), mine.c.need.desc())
            .limit(query.limit)
        )
        if query.after is not None:
            sent_at, need = query.after
            lines = lines.where(tuple_(mine.c.sent_at, mine.c.need) < (stored(sent_at), need))
        return tuple(map(inbox_row, self.connection.execute(lines)))


def _mine(query: InboxQuery) -> Subquery:
    """One line a need put before these teams: its team, the place of its tab, when it was sent."""
    tab = _tab(query)
    lines = select(
        referrals.c.need,
        referrals.c.team,
        referrals.c.sent_at,
        referrals.c.stance,
        tab.label("tab"),
    ).where(referrals.c.team.in_(sorted(query.teams)))
    filters = _filters(query)
    if filters:
        lines = lines.join(needs, needs.c.id == referrals.c.need).where(*filters)
    if len(query.teams) == 1:
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


def _tab(query: InboxQuery) -> ColumnElement[int]:
    place = TAB_ORDER.index
    expired = referrals.c.sent_at <= stored(query.now - EXPIRY)
    pending = referrals.c.stance == Stance.PENDING.value
    return case(
        (pending & expired, place(Tab.EXPIRED)),
        (pending, place(Tab.INBOX)),
        (referrals.c.stance == Stance.TAKEN.value, place(Tab.TAKEN)),
        (referrals.c.stance == Stance.REFUSED.value, place(Tab.REFUSED)),
        else_=place(Tab.CLOSED),
    )


def _filters(query: InboxQuery) -> tuple[ColumnElement[bool], ...]:
    found: list[ColumnElement[bool]] = [needs.c.words.like(f"% {word}%") for word in query.words]
    if query.subjects is not None:
        found.append(needs.c.subject.in_(sorted(query.subjects)))
    # The ends of the calendar have no day before or after, and bound nothing.
    if query.since is not None and query.since > date.min:
        found.append(needs.c.deposited_at >= stored(first_instant_of(query.since)))
    if query.until is not None and query.until < date.max:
        found.append(needs.c.deposited_at < stored(first_instant_of(query.until + ONE_DAY)))
    return tuple(found)
