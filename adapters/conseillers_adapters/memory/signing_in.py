"""What protects the way in, in memory."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from attrs import evolve, frozen

from conseillers_adapters.memory.shelves import Shelf, State
from conseillers_application.ports import PasswordReset, Place, SecondFactor, Session
from conseillers_domain.accounts import Account
from conseillers_domain.errors import NotFound
from conseillers_domain.holding_off import Hold

T = TypeVar("T")


def _forget(shelf: Shelf[T], over: Callable[[T], bool]) -> None:
    for key in tuple(shelf.texts):
        found = shelf.find(key)
        if found is not None and over(found):
            shelf.drop(key)


@frozen
class MemoryHolds:
    """What is remembered of failures, in memory."""

    state: State

    @property
    def _holds(self) -> Shelf[Hold]:
        return Shelf(Hold, self.state)

    def of(self, keys: Iterable[str]) -> Mapping[str, Hold]:
        """What is remembered under these keys; nothing under those without a failure."""
        found = {key: self._holds.find(key) for key in keys}
        return {key: hold for key, hold in found.items() if hold is not None}

    def keep(self, key: str, hold: Hold) -> None:
        """Remember this, and nothing else, under that key."""
        self._holds.keep(key, hold)

    def drop(self, key: str) -> None:
        """Remember nothing under that key."""
        self._holds.drop(key)

    def forget(self, at: datetime) -> None:
        """Keep no more of what is forgotten by then."""
        _forget(self._holds, lambda hold: hold.clear_at <= at)


@frozen
class MemoryPlaces:
    """Where people sign in from, in memory."""

    state: State

    @property
    def _places(self) -> Shelf[Place]:
        return Shelf(Place, self.state)

    def of(self, account: str) -> Mapping[str, Place]:
        """Those of an account, by their network."""
        return {place.network: place for place in self._places if place.account == account}

    def get(self, place_id: str) -> Place:
        """Raises NotFound."""
        place = self._places.find(place_id)
        if place is None:
            raise NotFound("Ce lieu de connexion n’est plus connu.")
        return place

    def keep(self, place: Place) -> None:
        """Keep a new one, or when a known one was last seen."""
        Shelf(Account, self.state).must_hold(place.account)
        self._places.keep(place.id, place)

    def forget(self, before: datetime) -> None:
        """Keep no more of those that were not seen since."""
        _forget(self._places, lambda place: place.seen_at < before)


@frozen
class MemorySecondFactors:
    """The second factors of accounts, in memory."""

    state: State

    @property
    def _factors(self) -> Shelf[SecondFactor]:
        return Shelf(SecondFactor, self.state)

    def of(self, account: str) -> SecondFactor | None:
        """That of an account, if it has one."""
        return self._factors.find(account)

    def keep(self, factor: SecondFactor) -> None:
        """Keep it, instead of the one the account had."""
        Shelf(Account, self.state).must_hold(factor.account)
        self._factors.keep(factor.account, factor)

    def drop(self, account: str) -> None:
        """The account has none any more."""
        self._factors.drop(account)

    def forget(self, before: datetime) -> None:
        """Keep no more of those asked for before that, and never confirmed."""
        _forget(self._factors, lambda one: one.confirmed_at is None and one.asked_at < before)


@frozen
class MemoryPasswordResets:
    """The passwords said to be forgotten, in memory."""

    state: State

    @property
    def _resets(self) -> Shelf[PasswordReset]:
        return Shelf(PasswordReset, self.state)

    def keep(self, reset: PasswordReset) -> None:
        """Keep a new one, or a changed one."""
        if reset.account is not None:
            Shelf(Account, self.state).must_hold(reset.account)
        self._resets.keep(reset.id, reset)

    def get(self, reset_id: str) -> PasswordReset | None:
        """None when it is over."""
        return self._resets.find(reset_id)

    def by_token(self, token_hash: str) -> PasswordReset | None:
        """The one of that link."""
        return next((one for one in self._resets if one.token_hash == token_hash), None)

    def drop_all(self, account: str) -> None:
        """Keep none of that account."""
        _forget(self._resets, lambda reset: reset.account == account)

    def forget(self, at: datetime) -> None:
        """Keep no more of those that are over by then."""
        _forget(self._resets, lambda reset: reset.expires_at <= at)


@frozen
class MemoryOpenSessions:
    """The sessions, as their holder looks after them, in memory."""

    state: State

    @property
    def _sessions(self) -> Shelf[Session]:
        return Shelf(Session, self.state)

    def of(self, account: str) -> Mapping[str, Session]:
        """Those of an account, by the hash of their token."""
        kept = {token_hash: self._sessions.find(token_hash) for token_hash in self._sessions.texts}
        return {key: one for key, one in kept.items() if one is not None and one.account == account}

    def see(self, token_hash: str, at: datetime) -> None:
        """Somebody used it."""
        found = self._sessions.find(token_hash)
        if found is not None:
            self._sessions.keep(token_hash, evolve(found, seen_at=at))
