"""What people will do, each thing at its own instant of a time that is played."""

from collections.abc import Callable
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

from attrs import define, field

from conseillers_domain.calendar import when_people_work
from conseillers_domain.errors import Refusal
from conseillers_entrypoints.played_time import PlayedClock

Act = Callable[[], object]


@define(eq=False)
class Agenda:
    """Acts by their instants; what the service refuses to somebody is counted, by its code."""

    clock: PlayedClock
    refused: dict[str, int] = field(init=False, factory=dict)
    _acts: list[tuple[datetime, int, Act]] = field(init=False, factory=list)
    _order: "count[int]" = field(init=False, factory=count)

    def note(self, at: datetime, act: Act) -> None:
        """Somebody will do that, then or as soon as it can be done."""
        heappush(self._acts, (at, next(self._order), act))

    def at_work(self, at: datetime, act: Act) -> None:
        """The same, at the hours people work."""
        self.note(when_people_work(at), act)

    def __call__(self, until: datetime) -> None:
        """Do all that was noted up to that instant, each thing in its time."""
        while self._acts and self._acts[0][0] <= until:
            at, _, act = heappop(self._acts)
            self.clock.present = max(at, self.clock.present)
            try:
                act()
            except Refusal as refusal:
                self.refused[refusal.code] = self.refused.get(refusal.code, 0) + 1
        self.clock.present = until
