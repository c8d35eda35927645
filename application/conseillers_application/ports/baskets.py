"""What staff looks at, and what it did with it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Protocol

from conseillers_domain.basket import Action, Basket, Moves, Stay


class Baskets(Protocol):
    """The stays of teams and needs in baskets; those that are over are kept too."""

    def keep(self, stay: Stay) -> None:
        """Keep a stay, new or changed."""
        ...

    def present(self, baskets: Iterable[Basket], subjects: Iterable[str]) -> Mapping[str, Stay]:
        """Which of these subjects is in one of these baskets now, each in one at most."""
        ...

    def staying(self, baskets: Iterable[Basket], after: str, limit: int) -> tuple[Stay, ...]:
        """Who is in one of these baskets now, by subject, after one."""
        ...

    def page(
        self, basket: Basket, today: date, after: tuple[datetime, str] | None, limit: int
    ) -> tuple[Stay, ...]:
        """Who is in a basket now and not put aside that day, longest first; `after`: the last one's mark."""
        ...

    def counts(self, today: date) -> Mapping[Basket, int]:
        """How many are in each basket now, and not put aside that day."""
        ...


class BasketHistory(Protocol):
    """What became of a team or a need in baskets."""

    def note(self, action: Action) -> None:
        """Keep what somebody did."""
        ...

    def actions(self, subject: str, limit: int) -> tuple[Action, ...]:
        """What was done with a subject, latest first."""
        ...

    def last(self, subjects: Iterable[str]) -> Mapping[str, Action]:
        """What was done last with each of these; nothing for those with which nothing was."""
        ...

    def stays(self, subject: str, limit: int) -> tuple[Stay, ...]:
        """Its stays, latest first."""
        ...

    def moves(self, since: datetime) -> Mapping[Basket, Moves]:
        """How many entered each basket after an instant, and left it; whatever is kept is read."""
        ...
