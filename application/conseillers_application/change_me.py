"""Somebody changes their own name or password; a new password ends their other sessions (CGU 6.1)."""

from attrs import evolve, field, frozen

from conseillers_application.choose_password import ChoosePassword, words_about
from conseillers_application.once_more import once_more
from conseillers_application.people import person_of
from conseillers_application.ports import Clock, Secrets, UnitOfWork
from conseillers_application.prove_oneself import ProveOneself
from conseillers_domain.accounts import Person
from conseillers_domain.errors import REQUIRED, Fault, Invalid, blank, too_long
from conseillers_domain.events import PasswordChanged

LONGEST_NAME = 100


@frozen(kw_only=True)
class MyChange:
    """What somebody changes of their account; what is not said stays. `password` needs the present one."""

    name: str | None = None
    password: str | None = field(default=None, repr=False)
    present_password: str | None = field(default=None, repr=False)


@frozen(kw_only=True)
class ChangeMe:
    """Changes one's own account."""

    begin: UnitOfWork
    read: UnitOfWork
    prove: ProveOneself
    choose: ChoosePassword
    secrets: Secrets
    now: Clock

    def __call__(self, person: Person, token: str, change: MyChange) -> Person:
        """`token`: of the session that stays open. Raises Invalid, or TooMany."""
        if faults := self._faults(person, change):
            raise Invalid(*faults)
        password_hash = None
        if change.password is not None:
            assert change.present_password is not None  # its absence is a fault
            self.prove(person, change.present_password, pointer="/present_password")
            password_hash = self.choose.passwords.hash(change.password)
        return self._changed(person, token, change.name, password_hash)

    def _faults(self, person: Person, change: MyChange) -> list[Fault]:
        faults = []
        if change.name is not None and blank(change.name):
            faults.append(Fault("/name", "required", REQUIRED))
        elif change.name is not None and len(change.name) > LONGEST_NAME:
            faults.append(Fault("/name", "too_long", too_long(LONGEST_NAME)))
        if change.password is not None:
            with self.read() as work:
                account = work.accounts.get(person.id)
                words = words_about(account, work.directories.current().directory)
            faults.extend(self.choose.faults(change.password, words))
            if change.present_password is None:
                faults.append(
                    Fault("/present_password", "required", "Donnez aussi votre mot de passe actuel.")
                )
            elif change.present_password == change.password:
                faults.append(Fault("/password", "unchanged", "C’est déjà votre mot de passe."))
        return faults

    @once_more
    def _changed(self, person: Person, token: str, name: str | None, password_hash: str | None) -> Person:
        with self.begin() as work:
            account = work.accounts.get(person.id)
            account = evolve(
                account,
                name=account.name if name is None else name.strip(),
                password_hash=password_hash or account.password_hash,
            )
            work.accounts.save(account)
            if password_hash is not None:
                work.sessions.close_all(account.id, but=self.secrets.hash(token))
                work.password_resets.drop_all(account.id)
                self.prove.forget(work, person)
                work.outbox.put(PasswordChanged(account=account.id, at=self.now()))
            return person_of(account, work.directories.current().directory)
