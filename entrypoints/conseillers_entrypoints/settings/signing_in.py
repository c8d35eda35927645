"""How people sign in: how often they may fail, how long they stay signed in, what passwords are refused."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from attrs import frozen

from conseillers_application.sessions import Lasting
from conseillers_domain.holding_off import Delays
from conseillers_entrypoints.settings.telling import about

BOUNDS: Final[Mapping[str, tuple[int, int]]] = {
    "sign_in_tries": (1, 100),
    "sign_in_address_tries": (1, 10_000),
    "sign_in_delay_seconds": (1, 3_600),
    "sign_in_longest_minutes": (1, 1_440),
    "sign_in_forgotten_hours": (1, 720),
    "sign_in_share": (1, 100),
    "sign_ins_waiting": (1, 10_000),
    "session_hours": (1, 24),
    "staff_idle_minutes": (2, 1_440),
    "reset_hours": (1, 24),
    "places_days": (1, 1_000),
    "password_guesses": (6, 20),
}
"""The least and the most of each number."""


@frozen(kw_only=True, slots=False)
class SigningIn:
    """The way in.

    `sign_in_tries`, `sign_in_address_tries`: failures that cost an account, or an address, nothing; the last
    of them costs `sign_in_delay_seconds`, each one more twice as much, `sign_in_longest_minutes` at most;
    so many are forgotten over `sign_in_forgotten_hours`. `sign_in_share`: how much of a core comparing
    passwords takes at most, in percent, while others wait; `sign_ins_waiting` wait at most.
    `password_guesses`: a password that as many guesses as a 1 followed by so many zeros would find is
    refused. `places_days`: how long a place is known without a sign-in from it.
    """

    sign_in_tries: int = 5
    sign_in_address_tries: int = 50
    sign_in_delay_seconds: int = 60
    sign_in_longest_minutes: int = 120
    sign_in_forgotten_hours: int = 24
    sign_in_share: int = 20
    sign_ins_waiting: int = 200
    session_hours: int = 12
    staff_idle_minutes: int = 30
    reset_hours: int = 6
    places_days: int = 365
    password_guesses: int = 10

    @property
    def delays_by_account(self) -> Delays:
        """When an account is put off, and for how long."""
        return self._delays(self.sign_in_tries)

    @property
    def delays_by_address(self) -> Delays:
        """The same, for an address: many people may share it."""
        return self._delays(self.sign_in_address_tries)

    def _delays(self, tries: int) -> Delays:
        return Delays(
            tries=tries,
            first=timedelta(seconds=self.sign_in_delay_seconds),
            longest=timedelta(minutes=self.sign_in_longest_minutes),
            over=timedelta(hours=self.sign_in_forgotten_hours),
        )

    @property
    def session_lasts(self) -> timedelta:
        """How long a session lasts at most."""
        return timedelta(hours=self.session_hours)

    @property
    def lasting(self) -> Lasting:
        """How long one lasts that is not used."""
        return Lasting(staff_idle=timedelta(minutes=self.staff_idle_minutes))

    @property
    def reset_lasts(self) -> timedelta:
        """How long the link of a forgotten password serves."""
        return timedelta(hours=self.reset_hours)

    @property
    def places_kept(self) -> timedelta:
        """How long a place is known without a sign-in from it."""
        return timedelta(days=self.places_days)

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        for name, (least, most) in BOUNDS.items():
            if not least <= getattr(self, name) <= most:
                yield about(name, f"attend un nombre de {least} à {most}.")
        if self.sign_in_delay_seconds > self.sign_in_longest_minutes * 60:
            yield about("sign_in_longest_minutes", "doit dépasser le premier délai.")
