"""What protects the way in: whom one is put off for, known places, second factors, forgotten passwords."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from attrs import frozen

from conseillers_application.ports.people import Session
from conseillers_domain.holding_off import Hold
from conseillers_domain.passwords import Weakness


class Holds(Protocol):
    """What is remembered of failures, by a key that nobody can read."""

    def of(self, keys: Iterable[str]) -> Mapping[str, Hold]:
        """What is remembered under these keys; nothing under those without a failure."""
        ...

    def keep(self, key: str, hold: Hold) -> None:
        """Remember this, and nothing else, under that key."""
        ...

    def drop(self, key: str) -> None:
        """Remember nothing under that key."""
        ...

    def forget(self, at: datetime) -> None:
        """Keep no more of what is forgotten by then."""
        ...


@frozen(kw_only=True)
class Place:
    """A network from which somebody signed in, shortened so that it names nobody."""

    id: str
    account: str
    network: str
    seen_at: datetime


class Places(Protocol):
    """Where people sign in from."""

    def of(self, account: str) -> Mapping[str, Place]:
        """Those of an account, by their network."""
        ...

    def get(self, place_id: str) -> Place:
        """Raises NotFound."""
        ...

    def keep(self, place: Place) -> None:
        """Keep a new one, or when a known one was last seen."""
        ...

    def forget(self, before: datetime) -> None:
        """Keep no more of those that were not seen since."""
        ...


@frozen(kw_only=True)
class SecondFactor:
    """What an account is asked besides its password.

    `salt`: what its secret is made of, with the service's own: not the secret. `confirmed_at`: None while its
    first code was not given. `last_step`: that of the last code, which serves once. `recovery`: hashes of the
    codes that are left to who lost their device.
    """

    account: str
    salt: str
    asked_at: datetime
    confirmed_at: datetime | None = None
    last_step: int = 0
    recovery: tuple[str, ...] = ()


class SecondFactors(Protocol):
    """The second factors of accounts."""

    def of(self, account: str) -> SecondFactor | None:
        """That of an account, if it has one."""
        ...

    def keep(self, factor: SecondFactor) -> None:
        """Keep it, instead of the one the account had."""
        ...

    def drop(self, account: str) -> None:
        """The account has none any more."""
        ...

    def forget(self, before: datetime) -> None:
        """Keep no more of those asked for before that, and never confirmed."""
        ...


@frozen(kw_only=True)
class PasswordReset:
    """A password said to be forgotten; `account`: None when the address had none.

    `token_hash`: of the link, once the mail was written; `expires_at`: when nothing is left of it.
    """

    id: str
    account: str | None
    expires_at: datetime
    token_hash: str | None = None


class PasswordResets(Protocol):
    """The passwords said to be forgotten."""

    def keep(self, reset: PasswordReset) -> None:
        """Keep a new one, or a changed one."""
        ...

    def get(self, reset_id: str) -> PasswordReset | None:
        """None when it is over."""
        ...

    def by_token(self, token_hash: str) -> PasswordReset | None:
        """The one of that link."""
        ...

    def drop_all(self, account: str) -> None:
        """Keep none of that account."""
        ...

    def forget(self, at: datetime) -> None:
        """Keep no more of those that are over by then."""
        ...


class OpenSessions(Protocol):
    """The sessions, as their holder looks after them."""

    def of(self, account: str) -> Mapping[str, Session]:
        """Those of an account, by the hash of their token."""
        ...

    def see(self, token_hash: str, at: datetime) -> None:
        """Somebody used it."""
        ...


class Guessing(Protocol):
    """Tells which passwords are guessed."""

    def __call__(self, password: str, words: Iterable[str]) -> Weakness | None:
        """Why it would soon be, by who knows these words of its owner; None when it would not."""
        ...


class OneTimeCodes(Protocol):
    """The codes that change every thirty seconds (TOTP, RFC 6238)."""

    def step(self, secret: str, code: str, at: datetime) -> int | None:
        """The step of time whose code it is, one before and one after the present allowed; None for none."""
        ...

    def uri(self, secret: str, email: str) -> str:
        """What an application that makes codes is told."""
        ...

    def picture(self, uri: str) -> str:
        """The same as a QR code: an SVG image, as an address of data."""
        ...

    def recovery(self) -> str:
        """A code to be kept on paper, of 120 random bits."""
        ...
