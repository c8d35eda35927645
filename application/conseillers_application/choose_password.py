"""A password somebody chooses: what may be said against it, and how it is kept (CGU 6.1)."""

from collections.abc import Iterable

from attrs import frozen

from conseillers_application.ports import Guessing, Passwords
from conseillers_domain.accounts import Account
from conseillers_domain.directory import Directory
from conseillers_domain.errors import Fault, Invalid
from conseillers_domain.passwords import guessable, length_fault, words_of


@frozen(kw_only=True)
class ChoosePassword:
    """Hashes a new password that is long, and that nobody guesses who knows whose it is."""

    passwords: Passwords
    guessing: Guessing

    def __call__(self, password: str, words: Iterable[str], *, pointer: str = "/password") -> str:
        """What is kept of it; `words`: its owner's. Raises Invalid."""
        if faults := self.faults(password, words, pointer=pointer):
            raise Invalid(*faults)
        return self.passwords.hash(password)

    def faults(self, password: str, words: Iterable[str], *, pointer: str = "/password") -> tuple[Fault, ...]:
        """All that is wrong with it."""
        if fault := length_fault(password, pointer):
            return (fault,)
        weakness = self.guessing(password, words)
        return () if weakness is None else (guessable(weakness, pointer),)


def words_about(account: Account, directory: Directory) -> tuple[str, ...]:
    """The words that come to mind about the holder of an account, their institution's included."""
    advisor = directory.advisors.get(account.email.lower())
    branches = {*account.branches, *((advisor.branch,) if advisor else ())}
    offices = [directory.branches[one] for one in sorted(branches) if one in directory.branches]
    slugs = {one.institution for one in offices} | {account.institution}
    institutions = [one for slug, one in directory.institutions.items() if slug in slugs]
    return words_of(
        account.email,
        account.name,
        [*(one.name for one in offices), *(name for one in institutions for name in (one.name, one.slug))],
    )
