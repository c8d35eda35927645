"""Drafts as time passes: their author is reminded of them once, and what is over is forgotten."""

from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Due, UnitOfWork
from conseillers_domain.calendar import when_people_work
from conseillers_domain.events import DraftLeft
from conseillers_domain.followup import Thresholds

AT_ONCE: Final = 100
REMINDED: Final = "draft"


@frozen(kw_only=True)
class RemindDrafts:
    """Says which drafts were left for a day, each once; later than the second day, no more."""

    begin: UnitOfWork
    now: Clock
    thresholds: Thresholds

    def __call__(self) -> int:
        """How many authors are reminded."""
        told, more = self._batch()
        while more:
            found, more = self._batch()
            told += found
        return told

    @once_more
    def _batch(self) -> tuple[int, bool]:
        at = self.now()
        until, earliest = at - self.thresholds.draft, Due(at=at - self.thresholds.draft_until, need="")
        with self.begin() as work:
            hand = work.hands.of(REMINDED)
            start = earliest if hand is None or hand.at < earliest.at else hand
            left = work.drafts.begun(start, until, AT_ONCE)
            told = [
                draft
                for draft in left
                if draft.address is not None and work.milestones.reach(REMINDED, draft.id, at)
            ]
            for draft in told:
                work.outbox.put(DraftLeft(draft=draft.id, at=when_people_work(at)))
            more = len(left) == AT_ONCE
            last = Due(at=left[-1].created_at, need=left[-1].id) if more else Due(at=until, need="")
            work.hands.move(REMINDED, last)
        return len(told), more


@frozen(kw_only=True)
class ForgetDrafts:
    """Drops the drafts that are over."""

    begin: UnitOfWork
    now: Clock

    def __call__(self) -> int:
        """How many were dropped."""
        dropped = 0
        while found := self._batch():
            dropped += found
        return dropped

    @once_more
    def _batch(self) -> int:
        with self.begin() as work:
            over = work.drafts.expired(self.now(), AT_ONCE)
            for draft in over:
                work.drafts.drop(draft)
        return len(over)
