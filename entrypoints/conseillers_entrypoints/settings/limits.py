"""How often anybody may ask, and how much at once."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from attrs import frozen

from conseillers_domain.allowances import Allowance
from conseillers_entrypoints.settings.telling import about

BOUNDS: Final[Mapping[str, tuple[int, int]]] = {
    "account_requests": (10, 100_000),
    "key_requests": (10, 100_000),
    "address_requests": (10, 100_000),
    "requests_minutes": (1, 60),
    "requests_own_percent": (1, 100),
    "address_forms": (1, 10_000),
    "siret_demands": (1, 1_000),
    "forms_minutes": (1, 1_440),
    "form_seconds": (0, 60),
    "body_seconds": (1, 600),
}
"""The least and the most of each number."""


@frozen(kw_only=True, slots=False)
class Limits:
    """How often and how much.

    `account_requests`, `key_requests`, `address_requests`: what each of these may ask in `requests_minutes`;
    `requests_own_percent`: how much of it each process counts by itself before it asks the database.
    `address_forms`: how many forms of a kind leave an address in `forms_minutes`, `siret_demands`: how many
    demands a company deposits meanwhile. `form_seconds`: nobody fills the form in faster; `form_stamp`:
    whether a form that does not say since when it was shown is refused. `body_seconds`: how long a body may
    take to arrive.
    """

    account_requests: int = 600
    key_requests: int = 300
    address_requests: int = 1_200
    requests_minutes: int = 5
    requests_own_percent: int = 10
    address_forms: int = 60
    siret_demands: int = 10
    forms_minutes: int = 60
    form_seconds: int = 3
    form_stamp: bool = False
    body_seconds: int = 60

    @property
    def account_allowance(self) -> Allowance:
        """What a person may ask."""
        return self._requests(self.account_requests)

    @property
    def key_allowance(self) -> Allowance:
        """What a program may ask."""
        return self._requests(self.key_requests)

    @property
    def address_allowance(self) -> Allowance:
        """What may be asked from an address by whoever is not identified."""
        return self._requests(self.address_requests)

    @property
    def forms_allowance(self) -> Allowance:
        """How many forms of a kind may leave an address."""
        return Allowance(times=self.address_forms, over=timedelta(minutes=self.forms_minutes))

    @property
    def siret_allowance(self) -> Allowance:
        """How many demands a company may deposit."""
        return Allowance(times=self.siret_demands, over=timedelta(minutes=self.forms_minutes))

    @property
    def form_least(self) -> timedelta:
        """How long it takes at least to fill the form in."""
        return timedelta(seconds=self.form_seconds)

    def _requests(self, times: int) -> Allowance:
        return Allowance(times=times, over=timedelta(minutes=self.requests_minutes))

    def faults(self) -> Iterator[str]:
        """What keeps the service from starting."""
        for name, (least, most) in BOUNDS.items():
            if not least <= getattr(self, name) <= most:
                yield about(name, f"attend un nombre de {least} à {most}.")
