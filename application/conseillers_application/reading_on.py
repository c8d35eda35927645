"""Reading on from where one stopped, in batches, so that nothing is missed and no table is read whole."""

from collections.abc import Callable
from datetime import datetime

from conseillers_application.ports import Due, Work

Read = Callable[[Due, datetime, int], tuple[Due, ...]]


def read_on(
    work: Work, name: str, read: Read, earliest: datetime, until: datetime, limit: int
) -> tuple[tuple[Due, ...], bool]:
    """What happened since that hand stopped, up to `limit`, and whether more may follow; the hand moves on.

    `earliest`: what is older is not looked at any more.
    """
    hand, start = work.hands.of(name), Due(at=earliest, need="")
    found = read(start if hand is None or hand.at < start.at else hand, until, limit)
    more = len(found) == limit
    work.hands.move(name, found[-1] if more else Due(at=until, need=""))
    return found, more
