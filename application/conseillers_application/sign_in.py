"""Signing in: a password, a code for who chose one, from a known place or a new one (CGU 6.1)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from attrs import evolve, frozen

from conseillers_application.acting import identified
from conseillers_application.hold_off import NOWHERE, HoldOff, Tried, Whence
from conseillers_application.maintenance import must_be_open
from conseillers_application.once_more import once_more
from conseillers_application.people import person_of
from conseillers_application.ports import (
    Clock,
    Ids,
    Passwords,
    Place,
    SecondFactor,
    Secrets,
    Session,
    UnitOfWork,
    Work,
)
from conseillers_application.second_factor import UseCodes
from conseillers_application.sessions import CSRF, SESSION_LASTS
from conseillers_application.shut_out import must_be_let_in
from conseillers_domain.accounts import Account, Person, Role
from conseillers_domain.errors import Unidentified
from conseillers_domain.events import SignedInElsewhere

SIGN_IN: Final = "sign in"
A_DAY: Final = timedelta(days=1)


@frozen(kw_only=True)
class SignedIn:
    """A fresh session: its token, shown once, and the one that proves a write comes from our pages."""

    token: str
    csrf_token: str
    person: Person


@frozen(kw_only=True)
class SignIn:
    """Somebody signs in; a wrong password and an unknown address are told the same, and cost the same.

    While the service is paused only those who run it do: they are the ones who open it again.
    """

    begin: UnitOfWork
    read: UnitOfWork
    passwords: Passwords
    hold_off: HoldOff
    use_codes: UseCodes
    secrets: Secrets
    now: Clock
    new_id: Ids
    lasts: timedelta = SESSION_LASTS

    def __call__(
        self, email: str, password: str, totp: str | None = None, whence: Whence = NOWHERE
    ) -> SignedIn:
        """Raises Unidentified, TooMany, or Unavailable while the service is paused."""
        with self.read() as work:
            account = work.accounts.by_email(email.strip())
            known = whence.network in work.places.of(account.id if account else "")
            tries = self._tries(email.strip(), whence, known=known)
            self.hold_off.must_be_free(work, tries)
        self.hold_off.count(tries)
        right = self.passwords.right(password, account.password_hash if account else None)
        if account is None or not right:
            raise Unidentified("Adresse e-mail ou mot de passe incorrect.", code="wrong_credentials")
        signed_in = self._open(account, tries, totp, whence)
        if signed_in is None:
            raise Unidentified(
                "Donnez aussi le code à six chiffres de votre application, ou un code de secours.",
                code="totp_required",
            )
        return signed_in

    def _tries(self, email: str, whence: Whence, *, known: bool) -> tuple[Tried, ...]:
        # Strangers who keep failing do not shut out who signs in from where they usually are.
        name = f"{email} {whence.network}" if known else email
        return (self.hold_off.account(SIGN_IN, name), *self.hold_off.address(SIGN_IN, whence))

    @once_more
    def _open(
        self, account: Account, tries: Sequence[Tried], totp: str | None, whence: Whence
    ) -> SignedIn | None:
        """The session; None for who is asked a code, and gave none."""
        token, at = self.secrets.token(), self.now()
        session = Session(
            account=account.id, opened_at=at, expires_at=at + self.lasts, network=whence.network
        )
        with self.begin() as work:
            if Role.OPERATOR not in account.roles:
                must_be_open(work, at)
            directory = work.directories.current().directory
            must_be_let_in(work, account, self.secrets, at)
            factor = self.use_codes.asked(work, account.id)
            if factor is not None and totp is None:
                self.hold_off.give_back(work, tries)
                return None
            self._must_be_right(work, factor, totp)
            self._note_place(work, account, whence, at)
            self.hold_off.forget(work, tries[0])
            self.hold_off.give_back(work, tries[1:])
            work.sessions.open(self.secrets.hash(token), session)
            person = person_of(account, directory)
            identified(person.id)
        return SignedIn(token=token, csrf_token=self.secrets.sign(CSRF, token), person=person)

    def _must_be_right(self, work: Work, factor: SecondFactor | None, totp: str | None) -> None:
        if factor is None or totp is None:
            return
        if self.use_codes.use(work, factor, totp) is None:
            raise Unidentified("Ce code n’est pas le bon, ou il a déjà servi.", code="wrong_totp")

    def _note_place(self, work: Work, account: Account, whence: Whence, at: datetime) -> None:
        """Tell of a place that is new; the first of all is nothing to compare with."""
        if not whence.network:
            return
        places = work.places.of(account.id)
        place = places.get(whence.network)
        if place is None:
            place = Place(id=self.new_id(), account=account.id, network=whence.network, seen_at=at)
            work.places.keep(place)
            if places:
                work.outbox.put(SignedInElsewhere(account=account.id, place=place.id, at=at))
        elif at - place.seen_at >= A_DAY:
            work.places.keep(evolve(place, seen_at=at))
