"""The baskets of staff, in memory."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from attrs import frozen

from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_domain.basket import Action, Basket, Moves, Stay


@frozen
class MemoryBaskets:
    """The stays of teams and needs in baskets, kept in memory."""

    state: State

    def keep(self, stay: Stay) -> None:
        """Keep a stay, new or changed."""
        Shelf(Stay, self.state).keep(stay.id, stay)

    def present(self, baskets: Iterable[Basket], subjects: Iterable[str]) -> Mapping[str, Stay]:
        """Which of these subjects is in one of these baskets now, each in one at most."""
        wanted = set(subjects)
        return {stay.subject: stay for stay in self._now(baskets) if stay.subject in wanted}

    def staying(self, baskets: Iterable[Basket], after: str, limit: int) -> tuple[Stay, ...]:
        """Who is in one of these baskets now, by subject, after one."""
        found = (stay for stay in self._now(baskets) if stay.subject > after)
        return tuple(sorted(found, key=lambda stay: stay.subject)[:limit])

    def page(
        self, basket: Basket, today: date, after: tuple[datetime, str] | None, limit: int
    ) -> tuple[Stay, ...]:
        """Who is in a basket now and not put aside that day, longest first; `after`: the last one's mark."""
        found = sorted(
            (stay for stay in self._now([basket]) if _in_sight(stay, today)),
            key=lambda stay: (stay.entered_at, stay.id),
        )
        return tuple(stay for stay in found if after is None or (stay.entered_at, stay.id) > after)[:limit]

    def counts(self, today: date) -> Mapping[Basket, int]:
        """How many are in each basket now, and not put aside that day."""
        found = Counter(stay.basket for stay in self._now(Basket) if _in_sight(stay, today))
        return {basket: found[basket] for basket in Basket}

    def _now(self, baskets: Iterable[Basket]) -> Iterator[Stay]:
        wanted = set(baskets)
        return (stay for stay in Shelf(Stay, self.state) if stay.left_at is None and stay.basket in wanted)


def _in_sight(stay: Stay, today: date) -> bool:
    return stay.done_until is None or stay.done_until <= today


@frozen
class MemoryBasketHistory:
    """What became of a team or a need in baskets, kept in memory."""

    state: State

    def note(self, action: Action) -> None:
        """Keep what somebody did."""
        Shelf(Action, self.state).add(action.id, action)

    def actions(self, subject: str, limit: int) -> tuple[Action, ...]:
        """What was done with a subject, latest first."""
        found = (action for action in Shelf(Action, self.state) if action.subject == subject)
        return tuple(sorted(found, key=lambda one: (one.at, one.id), reverse=True)[:limit])

    def last(self, subjects: Iterable[str]) -> Mapping[str, Action]:
        """What was done last with each of these; nothing for those with which nothing was."""
        return {subject: found[0] for subject in subjects if (found := self.actions(subject, 1))}

    def stays(self, subject: str, limit: int) -> tuple[Stay, ...]:
        """Its stays, latest first."""
        found = (stay for stay in Shelf(Stay, self.state) if stay.subject == subject)
        return tuple(sorted(found, key=lambda one: (one.entered_at, one.id), reverse=True)[:limit])

    def moves(self, since: datetime) -> Mapping[Basket, Moves]:
        """How many entered each basket after an instant, and left it; whatever is kept is read."""
        stays = tuple(Shelf(Stay, self.state))
        entered = Counter(one.basket for one in stays if one.entered_at > since)
        left = Counter(one.basket for one in stays if one.left_at is not None and one.left_at > since)
        return {basket: Moves(entered=entered[basket], left=left[basket]) for basket in Basket}
