"""What protects the way in is kept no longer than it serves (CGU 6.1, 6.2)."""

from datetime import timedelta
from typing import Final

from attrs import frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, UnitOfWork

UNCONFIRMED: Final = timedelta(days=1)
"""How long the first code of a second factor is waited for."""


@frozen(kw_only=True)
class ForgetSignIns:
    """Drops failures and requests that count no more, links that are over, places not seen for long.

    `places_kept`: how long a place is known that nobody signs in from.
    """

    begin: UnitOfWork
    now: Clock
    places_kept: timedelta

    @once_more
    def __call__(self) -> None:
        """Found by when each is over, never by reading all."""
        at = self.now()
        with self.begin() as work:
            work.holds.forget(at)
            work.allowances.forget(at)
            work.password_resets.forget(at)
            work.second_factors.forget(at - UNCONFIRMED)
            work.places.forget(at - self.places_kept)
