"""What staff looks after: the referrals of teams, and the traces of what was done."""

from datetime import datetime
from typing import Protocol

from conseillers_domain.traces import Trace


class Referrals(Protocol):
    """The referrals of every need, as those who look after teams find them."""

    def open_of(self, team: str, after: str, limit: int) -> tuple[str, ...]:
        """The needs whose referral to that team is open, by their ids, those after one."""
        ...

    def unanswered(self, sent_until: datetime, after: str, limit: int) -> tuple[str, ...]:
        """The needs with a referral unanswered since that instant, by their ids, those after one."""
        ...


class Traces(Protocol):
    """What was done with demands and needs, by whom, when and why; only ever added to."""

    def add(self, trace: Trace) -> None:
        """Keep one."""
        ...

    def of_demand(self, demand_id: str) -> tuple[Trace, ...]:
        """All that was done with a demand and its need, oldest first."""
        ...
