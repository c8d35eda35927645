"""Referrals that nobody answered for half a year are archived: they are in no tab any more (CGU 4.3.B)."""

from datetime import timedelta
from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork
from conseillers_application.triage.keep_need import KeepNeed
from conseillers_application.triage.tracing import Tracer
from conseillers_domain.followup import DEFAULTS
from conseillers_domain.position import BY_RULE
from conseillers_domain.traces import Gesture

ARCHIVED_AFTER: Final = DEFAULTS.archived

AT_ONCE: Final = 200


@frozen(kw_only=True)
class ArchiveReferrals:
    """Archives the referrals that stay unanswered, need by need; done twice, it changes nothing more."""

    begin: UnitOfWork
    read: UnitOfWork
    keep: KeepNeed
    trace: Tracer
    now: Clock
    after: timedelta = ARCHIVED_AFTER

    def __call__(self) -> int:
        """How many needs had some."""
        count, last = 0, ""
        while True:
            with self.read() as work:
                found = work.referrals.unanswered(self.now() - self.after, last, AT_ONCE)
            for need in found:
                count += self._archive(need)
            if len(found) < AT_ONCE:
                return count
            last = found[-1]

    @once_more
    def _archive(self, need_id: str) -> bool:
        at = self.now()
        with self.begin() as work:
            before = work.needs.get(need_id)
            need, fact = before.archive(at - self.after, at)
            if fact is None:
                return False
            self.keep(work, before, need, fact, at=at)
            self.trace.of_need(work, need, Gesture.REFERRALS_ARCHIVED, by=BY_RULE, teams=fact.teams)
        return True
