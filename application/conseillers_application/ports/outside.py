"""What lies outside the service: time, registers, mail servers, secrets."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from attrs import frozen

from conseillers_application.mails import Mail
from conseillers_domain.company import Establishment, Siret
from conseillers_domain.demand_form import ContactRules
from conseillers_domain.territory import Commune

Clock = Callable[[], datetime]
"""The present instant, UTC."""

Ids = Callable[[], str]
"""A new identifier: a UUIDv7, so that what is younger sorts after."""


class RegistrySilent(Exception):  # noqa: N818 - silence is a state of the registry, not a bug
    """No registry answered in time, or none that can be understood: nothing is known of the SIRET yet."""


class Registry(Protocol):
    """The official register of establishments."""

    def find(self, siret: Siret) -> Establishment | None:
        """What it says of a SIRET, None when it does not know it. Raises RegistrySilent, within 2 s."""
        ...

    def search(self, text: str, limit: int) -> tuple[Establishment, ...]:
        """The establishments of that name, SIREN or SIRET. Raises RegistrySilent."""
        ...


class Post(Protocol):
    """Sends mails."""

    def send(self, mail: Mail) -> None:
        """Hand it over. Raises MailRefused (for good) or MailDelayed (to be tried again)."""
        ...


@frozen(kw_only=True)
class Meeting:
    """An appointment as calendars are told of it.

    `uid`: the same for ever. `sequence`: how many times it changed before. `stamp`: when it was said.
    """

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    summary: str
    place: str = ""
    cancelled: bool = False


CalendarFile = Callable[[Meeting], bytes]
"""Writes the file that puts an appointment in a calendar, moves it there, or takes it out."""


class Passwords(Protocol):
    """Keeps passwords as nobody can read them."""

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        ...

    def right(self, password: str, password_hash: str | None) -> bool:
        """Whether it is the one; takes as long when there is nothing to compare with."""
        ...


class Secrets(Protocol):
    """Makes and signs what only its holder may show."""

    def token(self) -> str:
        """256 random bits, safe in an address."""
        ...

    def hash(self, token: str) -> str:
        """What is kept of a token."""
        ...

    def sign(self, purpose: str, value: str) -> str:
        """The token that belongs to a value and this service alone, for that purpose."""
        ...

    def signed(self, purpose: str, value: str, token: str) -> bool:
        """Whether that token is the value's."""
        ...


class Contacts(ContactRules, Protocol):
    """Phone numbers and e-mail addresses: what is one, and how people read it."""

    def phone_in_pairs(self, number: str) -> str:
        """An E.164 number as people dial it."""
        ...


class CommuneSearch(Protocol):
    """Finds communes by what people type."""

    def __call__(self, query: str, limit: int = 10) -> tuple[Commune, ...]:
        """The communes of that name, postal code or code, best first."""
        ...
