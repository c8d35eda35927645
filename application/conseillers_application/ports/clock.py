"""What the follow-up clock keeps and reads: how far it got, what it did already, what has become due."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from attrs import frozen

from conseillers_domain.basket import Wait
from conseillers_domain.position import Stance


class Milestones(Protocol):
    """What is done once only, whoever does it and however often it is tried."""

    def reach(self, name: str, subject: str, at: datetime) -> bool:
        """Reach a milestone of a subject; True the first time only."""
        ...


@frozen(kw_only=True)
class Due:
    """Something that happened to a need at an instant, with that team if it was one."""

    at: datetime
    need: str
    team: str = ""


class Hands(Protocol):
    """How far each line of the clock has read."""

    def of(self, name: str) -> Due | None:
        """The last thing it read, None when it has not begun."""
        ...

    def move(self, name: str, to: Due) -> None:
        """It has read as far as that."""
        ...


class Dues(Protocol):
    """What happened between two instants, in its order: after `after`, `until` included, at most `limit`."""

    def sent(self, after: Due, until: datetime, limit: int) -> tuple[Due, ...]:
        """The referrals put before teams then that still wait for an answer."""
        ...

    def put_back(self, after: Due, until: datetime, limit: int) -> tuple[Due, ...]:
        """The positions taken back then."""
        ...

    def helped(self, after: Due, until: datetime, limit: int) -> tuple[Due, ...]:
        """The exchanges that teams said then to have ended by a help."""
        ...

    def created(self, after: Due, until: datetime, limit: int) -> tuple[Due, ...]:
        """The needs born then."""
        ...


@frozen(kw_only=True)
class Load:
    """What waits for a team: how many referrals, and when the latest of them was sent."""

    count: int
    latest: datetime


class Loads(Protocol):
    """What waits for teams, and the teams that needs wait for."""

    def waiting(self, teams: Iterable[str], after: datetime, until: datetime) -> Mapping[str, Load]:
        """What was sent after an instant, until another included, and is unanswered; teams without: none."""
        ...

    def awaited(self, after: datetime, until: datetime) -> frozenset[str]:
        """The teams that have something unanswered, sent after an instant, until another included."""
        ...

    def waits(self, needs: Iterable[str]) -> Mapping[str, Wait]:
        """How each of these needs waits."""
        ...

    def stances(self, after: datetime, until: datetime) -> Mapping[str, Mapping[Stance, int]]:
        """Of what was sent to each team after an instant, until another included: how much stands where."""
        ...

    def taken(self, teams: Iterable[str], until: datetime) -> Mapping[str, tuple[Due, ...]]:
        """What each team took until an instant, included, and has not closed since, oldest first.

        Each by when it was taken; teams without: none.
        """
        ...

    def sent_before(self, team: str, at: datetime) -> datetime | None:
        """When the last referral before that instant was sent to a team, None when it had none.

        Those that left it since count too: it was told of them.
        """
        ...
