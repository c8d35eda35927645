"""The lists of « Besoins reçus », read from the domain's own rules."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from attrs import frozen

from conseillers_adapters.memory.needs import KeptNeed, MemoryNeeds
from conseillers_adapters.memory.shelves import Shelf
from conseillers_application.views import InboxQuery, InboxRow
from conseillers_domain.calendar import day_of
from conseillers_domain.need import TAB_ORDER, Referral, Tab, tab_of

Place: TypeAlias = tuple[int, float, str]


@frozen
class MemoryInbox(MemoryNeeds):
    """The needs kept in memory, with the counts and pages of their lists."""

    def counts(self, query: InboxQuery) -> Mapping[Tab, int]:
        """How many needs each tab holds under the query's filters; a need is in one tab only."""
        found = Counter(tab for tab, _ in self._lines(query))
        return {tab: found[tab] for tab in Tab}

    def page(self, query: InboxQuery) -> tuple[InboxRow, ...]:
        """At most `limit` needs of the tab after `after`, latest sent first."""
        rows = [row for tab, row in self._lines(query) if tab is query.tab]
        rows.sort(key=_mark, reverse=True)
        if query.after is not None:
            rows = [row for row in rows if _mark(row) < query.after]
        return tuple(rows[: query.limit])

    def _lines(self, query: InboxQuery) -> Iterator[tuple[Tab, InboxRow]]:
        for kept in Shelf(KeptNeed, self.state):
            mine = [one for one in kept.need.referrals if one.team in query.teams]
            if mine and _matches(kept, query):
                first = min(mine, key=lambda one: _place(one, query))
                yield tab_of(first.stance, first.sent_at, query.now, query.expiry), _row(kept, first)


def _mark(row: InboxRow) -> tuple[object, str]:
    return row.sent_at, row.need


def _place(referral: Referral, query: InboxQuery) -> Place:
    """The order in which the referrals of a reader's teams speak for a need: the first one is shown."""
    tab = tab_of(referral.stance, referral.sent_at, query.now, query.expiry)
    return TAB_ORDER.index(tab), -referral.sent_at.timestamp(), referral.team


def _matches(kept: KeptNeed, query: InboxQuery) -> bool:
    day, words = day_of(kept.deposited_at), f" {kept.words}"
    return (
        all(f" {word}" in words for word in query.words)
        and (query.subjects is None or kept.need.subject in query.subjects)
        and (query.since is None or query.since <= day)
        and (query.until is None or day <= query.until)
    )


def _row(kept: KeptNeed, referral: Referral) -> InboxRow:
    return InboxRow(
        need=kept.need.id,
        subject=kept.need.subject,
        company=kept.company,
        commune_name=kept.commune_name,
        deposited_at=kept.deposited_at,
        sent_at=referral.sent_at,
        team=referral.team,
        stance=referral.stance,
        status=kept.need.status,
    )
