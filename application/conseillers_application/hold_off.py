"""Whoever keeps failing is put off, by account, whether it exists or not, and by address (CGU 6.1)."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, Secrets, UnitOfWork, Work
from conseillers_domain.errors import TooMany
from conseillers_domain.holding_off import Delays, Hold

BY_ACCOUNT: Final = "tries by account"
BY_ADDRESS: Final = "tries by address"
A_MOMENT: Final = 10
"""Seconds that nobody counts."""


@frozen(kw_only=True)
class Whence:
    """From where somebody asks; empty where it is not known.

    `address`: as precise as is needed to tell people apart: kept as nobody can read it. `network`: shortened.
    """

    address: str = ""
    network: str = ""


NOWHERE: Final = Whence()


@frozen
class Tried:
    """What a try counts against: a key that nobody can read, and after how many it is put off."""

    key: str
    delays: Delays


@frozen(kw_only=True)
class HoldOff:
    """Counts tries before they are looked at, so that a thousand at once are no more than a few."""

    read: UnitOfWork
    note: UnitOfWork
    secrets: Secrets
    now: Clock
    by_account: Delays
    by_address: Delays

    def account(self, what: str, name: str) -> Tried:
        """What tries of that kind on an account count against; `name`: how whoever tries names it."""
        return Tried(self.secrets.sign(BY_ACCOUNT, f"{what} {name.lower()}"), self.by_account)

    def address(self, what: str, whence: Whence) -> tuple[Tried, ...]:
        """The same, from an address; nothing when it is not known."""
        if not whence.address:
            return ()
        return (Tried(self.secrets.sign(BY_ADDRESS, f"{what} {whence.address}"), self.by_address),)

    def must_be_free(self, work: Work, tries: Sequence[Tried]) -> Mapping[str, Hold]:
        """What is remembered of them. Raises TooMany for who has to wait: nothing else is done for them."""
        at = self.now()
        held = work.holds.of(one.key for one in tries)
        left = max((hold.left(at) for hold in held.values()), default=None)
        if left:
            seconds = ceil(left.total_seconds())
            raise TooMany(
                f"Trop d’essais en peu de temps : réessayez dans {told_wait(seconds)}.",
                code="held_off",
                retry_after=seconds,
            )
        return held

    def must_be_free_from(self, what: str, whence: Whence) -> None:
        """Raise TooMany for an address that has to wait, whatever else is asked from there."""
        if tries := self.address(what, whence):
            with self.read() as work:
                self.must_be_free(work, tries)

    @once_more
    def count(self, tries: Sequence[Tried]) -> None:
        """Count a try as failed, until it proves to be right. Raises TooMany when others were faster."""
        at = self.now()
        with self.note() as work:
            held = self.must_be_free(work, tries)
            for one in tries:
                work.holds.keep(one.key, one.delays.after_one_more(held.get(one.key), at))

    def give_back(self, work: Work, tries: Sequence[Tried]) -> None:
        """Count that try no more."""
        at = self.now()
        held = work.holds.of(one.key for one in tries)
        for one in tries:
            hold = held.get(one.key)
            left = None if hold is None else one.delays.one_forgiven(hold, at)
            if left is None:
                work.holds.drop(one.key)
            else:
                work.holds.keep(one.key, left)

    def forget(self, work: Work, account: Tried) -> None:
        """Whose account it is has shown it: what others tried there counts no more."""
        work.holds.drop(account.key)


def told_wait(seconds: int) -> str:
    """How long to wait, as people say it."""
    if seconds <= A_MOMENT:
        return "quelques secondes"
    if seconds <= 60:  # noqa: PLR2004 - a minute
        return "une minute"
    minutes = ceil(seconds / 60)
    return f"{minutes} minutes" if minutes < 60 else f"{ceil(minutes / 60)} h"  # noqa: PLR2004 - an hour
