"""What an account may be asked besides its password: a code that changes, or one kept on paper (CGU 6.1)."""

from base64 import b32encode, urlsafe_b64decode
from typing import Final

from attrs import evolve, frozen

from conseillers_application.once_more import once_more
from conseillers_application.ports import Clock, OneTimeCodes, SecondFactor, Secrets, UnitOfWork, Work
from conseillers_application.prove_oneself import ProveOneself
from conseillers_domain.accounts import Person
from conseillers_domain.errors import Conflict, Fault, Invalid

PURPOSE: Final = "second factor"
SECRET_BYTES: Final = 20
"""As RFC 4226 advises, and what applications expect."""
RECOVERY_CODES: Final = 10


@frozen(kw_only=True)
class Enrolment:
    """What an application that makes codes is given, once: its secret, its address, the picture of it."""

    secret: str
    uri: str
    qr: str


@frozen(kw_only=True)
class RecoveryCodes:
    """The codes that replace the application's, each once; they are shown this once."""

    codes: tuple[str, ...]


@frozen(kw_only=True)
class UseCodes:
    """Looks at a code that somebody gives, and has it serve once."""

    codes: OneTimeCodes
    secrets: Secrets
    now: Clock

    def asked(self, work: Work, account: str) -> SecondFactor | None:
        """What the account is asked; None while it has nothing, or nothing confirmed."""
        factor = work.second_factors.of(account)
        return None if factor is None or factor.confirmed_at is None else factor

    def use(self, work: Work, factor: SecondFactor, code: str) -> SecondFactor | None:
        """The factor once that code has served; None when it is wrong, or has served."""
        step = self.codes.step(self.secret(factor), _typed(code), self.now())
        kept = self.secrets.hash(_typed(code))
        if step is not None and step > factor.last_step:
            used = evolve(factor, last_step=step)
        elif kept in factor.recovery:
            used = evolve(factor, recovery=tuple(one for one in factor.recovery if one != kept))
        else:
            return None
        work.second_factors.keep(used)
        return used

    def secret(self, factor: SecondFactor) -> str:
        """The secret, in base 32: whoever stole the database cannot make it."""
        signed = self.secrets.sign(PURPOSE, f"{factor.account} {factor.salt}")
        return b32encode(urlsafe_b64decode(f"{signed}=")[:SECRET_BYTES]).decode()


@frozen(kw_only=True)
class SetUpSecondFactor:
    """Somebody has codes asked of them from now on, once their application has given a first one."""

    begin: UnitOfWork
    prove: ProveOneself
    use_codes: UseCodes

    def __call__(self, person: Person, password: str) -> Enrolment:
        """What to give the application. Raises Invalid, TooMany, or Conflict for who has one that works."""
        self.prove(person, password, pointer="/password")
        secret = self.use_codes.secret(self._asked(person))
        uri = self.use_codes.codes.uri(secret, person.email)
        return Enrolment(secret=secret, uri=uri, qr=self.use_codes.codes.picture(uri))

    @once_more
    def _asked(self, person: Person) -> SecondFactor:
        with self.begin() as work:
            if self.use_codes.asked(work, person.id) is not None:
                raise Conflict(
                    "Votre compte a déjà un second facteur : retirez-le avant d’en installer un autre.",
                    code="totp_exists",
                )
            factor = SecondFactor(
                account=person.id, salt=self.use_codes.secrets.token(), asked_at=self.use_codes.now()
            )
            work.second_factors.keep(factor)
            self.prove.forget(work, person)
        return factor

    @once_more
    def confirm(self, person: Person, code: str) -> RecoveryCodes:
        """The first code was given. Raises Invalid for a wrong one, Conflict when nothing waits for it."""
        recovery = tuple(self.use_codes.codes.recovery() for _ in range(RECOVERY_CODES))
        with self.begin() as work:
            factor = work.second_factors.of(person.id)
            if factor is None or factor.confirmed_at is not None:
                raise Conflict("Aucun second facteur n’attend de premier code.", code="nothing_to_confirm")
            used = self.use_codes.use(work, factor, code)
            if used is None:
                raise wrong_code()
            hashes = tuple(self.use_codes.secrets.hash(_typed(one)) for one in recovery)
            work.second_factors.keep(evolve(used, confirmed_at=self.use_codes.now(), recovery=hashes))
        return RecoveryCodes(codes=recovery)


@frozen(kw_only=True)
class RemoveSecondFactor:
    """Somebody has their password alone asked of them, having shown who they are."""

    begin: UnitOfWork
    prove: ProveOneself
    use_codes: UseCodes

    def __call__(self, person: Person, *, code: str | None = None, password: str | None = None) -> None:
        """With a code or the password. Raises Invalid, TooMany, or Conflict when there is none."""
        if password is not None:
            self.prove(person, password, pointer="/password")
        elif code is not None:
            self.prove.count(person)
        else:
            raise Invalid(Fault("/code", "required", "Donnez un code, ou votre mot de passe."))
        self._remove(person, None if password is not None else code)

    @once_more
    def _remove(self, person: Person, code: str | None) -> None:
        with self.begin() as work:
            factor = work.second_factors.of(person.id)
            if factor is None:
                raise Conflict("Votre compte n’a pas de second facteur.", code="no_totp")
            if code is not None and self.use_codes.use(work, factor, code) is None:
                raise wrong_code()
            work.second_factors.drop(person.id)
            self.prove.forget(work, person)


def wrong_code() -> Invalid:
    """What is told of a code that is wrong, or has served."""
    return Invalid(Fault("/code", "wrong_code", "Ce code n’est pas le bon, ou il a déjà servi."))


def _typed(code: str) -> str:
    """A code without what people put in it to read it."""
    return "".join(code.split()).replace("-", "").lower()
